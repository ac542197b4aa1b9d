// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/paging.h"
#include "app/sandbox/core/recordstore.h"
#include "app/sandbox/core/tablestate.h"

#include <QtCore/QUuid>

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

constexpr char NewColumns[]
    = R"([{"name":"id","type":"int","description":"","nullable":false,"default":"","required":true,"access":"public",)"
      R"("sensitive":false,"style":"single"},{"name":"created_at","type":"timestamp","description":"",)"
      R"("nullable":false,"default":"now","required":true,"access":"private","sensitive":false,"style":"single"}])";
constexpr char NewIndexes[] = R"([{"type":"primary","fields":[{"name":"id"}]},)"
                              R"({"type":"btree","fields":[{"name":"created_at","op":"desc"}]}])";
constexpr char OnlyPrimary[] = R"([{"type":"primary","fields":[{"name":"id"}]}])";

RawJson json(const char *text)
{
    return RawJson::parse(text).value_or(RawJson());
}

/// A member that is there and not null; null means "as it is".
std::optional<RawJson> given(const RawJson &body, QStringView key)
{
    const auto value = body.member(key);
    return value && !value->isNull() ? value : std::nullopt;
}

/// Takes over the facts that the body names. 400 for one of the wrong kind.
Outcome<RawJson> mergedFacts(RawJson facts, const RawJson &body)
{
    struct Fact {
        const char16_t *key;
        RawJson::Kind kind;
    };
    static constexpr std::array known{Fact{u"name", RawJson::Kind::String}, Fact{u"description", RawJson::Kind::String},
                                      Fact{u"docs", RawJson::Kind::String}, Fact{u"auth", RawJson::Kind::Bool},
                                      Fact{u"guid", RawJson::Kind::String}, Fact{u"tag", RawJson::Kind::Array}};
    for (const Fact &fact : known) {
        const auto value = given(body, fact.key);
        if (!value)
            continue;
        if (value->kind() != fact.kind)
            return inputError(QString::fromUtf16(fact.key));
        facts = facts.with(fact.key, *value);
    }
    if (nameOf(facts).isEmpty())
        return inputError(u"name"_s);
    return facts;
}

/// `facts` with the columns that a search box offers; without the member where there are none, as most tables have it.
/// 400 for an entry that names no column.
Outcome<RawJson> withAutocomplete(const RawJson &facts, const RawJson &list, const TableState &table)
{
    for (const RawJson &entry : list.elements()) {
        if (columnIndex(table, nameOf(entry)) < 0)
            return inputError(autocompleteKey.toString());
    }
    return list.elements().isEmpty() ? facts.without(autocompleteKey) : facts.with(autocompleteKey, list);
}

/// Takes over the lists that the body names; they replace what was there.
Outcome<TableState> withLists(TableState table, const RawJson &body)
{
    if (const auto list = given(body, u"schema")) {
        const auto columns = readColumns(*list, table.columns);
        if (!columns)
            return Refusal(columns.error());
        table.columns = *columns;
        dropOrphans(table);
    }
    if (const auto list = given(body, u"index")) {
        const auto indexes = readIndexes(*list, table);
        if (!indexes)
            return Refusal(indexes.error());
        table.indexes = *indexes;
    }
    if (const auto list = given(body, autocompleteKey)) {
        const auto facts = withAutocomplete(table.facts, *list, table);
        if (!facts)
            return Refusal(facts.error());
        table.facts = *facts;
    }
    return table;
}

RawJson withScript(const Call &call, const RawJson &table)
{
    if (!call.flag(u"include_xanoscript"))
        return table;
    return table.with(u"xanoscript", xanoScript(call, "table "_L1 + nameOf(table) + " {\n}\n"_L1));
}

Answer listTables(Call &call)
{
    // The tables are the same in all branches, but the label is checked.
    if (const auto branch = call.branch(); !branch)
        return Refusal(branch.error());
    const auto page = readPage(call, Page::LargestList);
    if (!page)
        return Refusal(page.error());
    const auto order = orderClause(call, u"name"_s, u"asc"_s);
    if (!order)
        return Refusal(order.error());
    const QString from = u" FROM tables WHERE instance = ? AND workspace = ? AND instr(lower(name), lower(?))"_s;
    const QVariantList values{call.instance(), call.workspace(), call.query(u"search", u""_s)};
    const qint64 total = call.database().row("SELECT count(*)"_L1 + from, values).value(0).toLongLong();
    // Before there were envelopes a list came in one piece.
    const Page part = call.is2023() ? Page{page->number, std::max<qint64>(total, 1)} : *page;
    const auto rows
        = call.database().rows("SELECT id, created_at, updated_at, json"_L1 + from + *order + " LIMIT ? OFFSET ?"_L1,
                               values + QVariantList{part.size, part.offset()});
    const bool hasScript = call.flag(u"include_xanoscript");
    QByteArray items;
    for (const auto &row : rows) {
        if (!items.isEmpty())
            items += ',';
        const QByteArray text = tableText(row[0].toLongLong(), row[1].toLongLong(), row[2].toLongLong(),
                                          row[3].toByteArray(), call.is2023());
        items += hasScript ? withScript(call, RawJson::parse(text).value_or(RawJson())).text() : text;
    }
    if (call.is2023())
        return RawJson::parse('[' + items + ']').value_or(RawJson());
    return shortEnvelope(part, total, items);
}

Answer getTable(Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    return withScript(call, tableJson(call, *table));
}

Answer createTable(Call &call)
{
    if (const auto branch = call.branch(); !branch)
        return Refusal(branch.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    TableState table;
    const auto facts
        = mergedFacts(RawJson::object({{u"name"_s, RawJson::string(u"")},
                                       {u"description"_s, RawJson::string(u"")},
                                       {u"docs"_s, RawJson::string(u"")},
                                       {u"guid"_s, RawJson::string(QUuid::createUuid().toString(QUuid::WithoutBraces))},
                                       {u"auth"_s, RawJson::boolean(false)},
                                       {u"tag"_s, RawJson::array({})}}),
                      *body);
    if (!facts)
        return Refusal(facts.error());
    table.facts = *facts;
    table.createdAt = call.now();
    table.columns = json(NewColumns).elements();
    const bool hasOwnColumns = given(*body, u"schema").has_value();
    table.indexes = *readIndexes(json(hasOwnColumns ? OnlyPrimary : NewIndexes), table);
    const auto complete = withLists(table, *body);
    if (!complete)
        return Refusal(complete.error());
    table = *complete;
    table.id = call.database().nextId(u"table/%1"_s.arg(call.instance()));
    saveTable(call, table);
    if (call.is2023())
        return RawJson::object({{u"id"_s, RawJson::integer(table.id)}});
    return withScript(call, tableJson(call, table));
}

Answer updateTable(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    const auto facts = mergedFacts(table->facts, *body);
    if (!facts)
        return Refusal(facts.error());
    table->facts = *facts;
    auto complete = withLists(*table, *body);
    if (!complete)
        return Refusal(complete.error());
    saveTable(call, *complete);
    if (given(*body, u"schema"))
        reshapeRecords(call, *complete);
    return withScript(call, tableJson(call, *complete));
}

Answer putSecurity(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    if (const auto guid = textOf(*body, u"guid"); guid && !guid->isEmpty()) {
        table->facts = table->facts.with(u"guid", RawJson::string(*guid));
        saveTable(call, *table);
    }
    return call.is2023() ? RawJson() : RawJson::object({});
}

Answer putAutocomplete(Call &call)
{
    auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    const auto body = call.body();
    if (!body)
        return Refusal(body.error());
    if (const auto list = given(*body, autocompleteKey)) {
        const auto facts = withAutocomplete(table->facts, *list, *table);
        if (!facts)
            return Refusal(facts.error());
        table->facts = *facts;
        saveTable(call, *table);
    }
    return RawJson::object(
        {{u"id"_s, RawJson::string(QString::number(table->id))},
         {autocompleteKey.toString(), table->facts.member(autocompleteKey).value_or(RawJson::array({}))}});
}

Answer deleteTable(Call &call)
{
    const auto table = loadTable(call);
    if (!table)
        return Refusal(table.error());
    call.database().run(u"DELETE FROM record WHERE instance = ? AND tableid = ?"_s, {call.instance(), table->id});
    call.database().run(u"DELETE FROM tables WHERE instance = ? AND id = ?"_s, {call.instance(), table->id});
    return call.is2023() ? RawJson() : RawJson::object({});
}

constexpr std::array listQuery{branchParameter, scriptParameter, pageParameter, pageSizeParameter,
                               searchParameter, sortParameter,   orderParameter};
constexpr std::array getQuery{scriptParameter};
constexpr std::array createQuery{branchParameter, scriptParameter};
constexpr std::array securityBody{Parameter{"guid"}};
constexpr std::array autocompleteBody{Parameter{"autocomplete", Type::List}};

template <bool IsNew>
constexpr std::array factParameters{Parameter{"name", Type::Text, IsNew},
                                    Parameter{"description"},
                                    Parameter{"docs"},
                                    Parameter{"auth", Type::Flag},
                                    Parameter{"guid"},
                                    Parameter{"schema", Type::List},
                                    Parameter{"index", Type::List},
                                    Parameter{"tag", Type::List},
                                    Parameter{"autocomplete", Type::List}};

constexpr std::array routes{
    Route{
        Part::Instance, "GET", "/workspace/{workspace_id}/table", {Area::Database, Right::Read}, listTables, listQuery},
    Route{Part::Instance,
          "POST",
          "/workspace/{workspace_id}/table",
          {Area::Database, Right::Create},
          createTable,
          createQuery,
          factParameters<true>},
    Route{Part::Instance,
          "GET",
          "/workspace/{workspace_id}/table/{table_id}",
          {Area::Database, Right::Read},
          getTable,
          getQuery},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}",
          {Area::Database, Right::Update},
          updateTable,
          getQuery,
          factParameters<false>},
    Route{Part::Instance,
          "DELETE",
          "/workspace/{workspace_id}/table/{table_id}",
          {Area::Database, Right::Delete},
          deleteTable},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/security",
          {Area::Database, Right::Update},
          putSecurity,
          {},
          securityBody},
    Route{Part::Instance,
          "PUT",
          "/workspace/{workspace_id}/table/{table_id}/autocomplete",
          {Area::Database, Right::Update},
          putAutocomplete,
          {},
          autocompleteBody},
};

} // namespace

std::span<const Route> tableRoutes()
{
    return routes;
}

} // namespace metascope::sandbox
