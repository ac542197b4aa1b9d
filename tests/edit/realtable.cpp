// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/edit/realtable.h"

#include "app/domain/columnkeys.h"
#include "app/edit/planrequests.h"

#include <algorithm>

namespace metascope::test {

namespace {

using sandbox::LoggedRequest;

/// As it would be typed into that field; no two alike, but for bool.
RawJson valueFor(const Keyed<Field> &field, const QString &source, int number)
{
    const QString type = field.value.type;
    const QString mark = QStringLiteral("field %1 of record %2 in %3").arg(field.key.value()).arg(number).arg(source);
    const qint64 code = static_cast<qint64>(field.key.value()) * 1'000'003 + number * 2 + (source == u"live" ? 0 : 1);
    RawJson value = RawJson::string(mark);
    if (type == u"bool")
        value = RawJson::boolean(number % 2 == 0);
    else if (type == u"int" || type == u"timestamp")
        value = RawJson::integer(code);
    else if (type == u"decimal")
        value = *RawJson::parse(QByteArray::number(code) + ".50");
    else if (type != u"text" && type != u"enum")
        value = RawJson::parse(R"({"huge":1e400,"one":1.0})")->with(u"mark", RawJson::string(mark));
    return field.value.isList() ? RawJson::array({value, value}) : value;
}

QString nameOf(const RawJson &entry)
{
    return entry.member(columnkey::name)->toString().value_or(QString());
}

QStringList namesOf(const RawJson &list)
{
    QStringList names;
    for (const RawJson &entry : list.elements())
        names.append(nameOf(entry));
    return names;
}

QByteArray titleOf(const LoggedRequest &logged)
{
    return logged.request.method + ' ' + logged.request.apiPath();
}

bool isWrite(const LoggedRequest &logged)
{
    return logged.request.method != "GET";
}

bool isRenamedAtMost(Field before, const Field &after)
{
    before.name = after.name;
    return before == after;
}

/// Follows the names in the table through what arrived. Empty where each PUT held them all and each drop was a call of its
/// own after everything else.
QString problemOfLosses(const TableSchema &base, const QList<LoggedRequest> &arrivals)
{
    QStringList standing;
    for (const Keyed<Field> &field : base.fields)
        standing.append(field.value.name);
    QStringList indexes; // by id; the ones made meanwhile come after the whole list
    for (const Keyed<Index> &index : base.indexes)
        indexes.append(index.value.id);
    bool dropping = false;
    for (const LoggedRequest &logged : arrivals) {
        if (!isWrite(logged))
            continue;
        const QByteArray path = logged.request.apiPath();
        const RawJson body = RawJson::parse(logged.request.body).value_or(RawJson());
        const bool isDrop = logged.request.method == "DELETE" && path.contains("/schema/");
        if (dropping && !isDrop)
            return QStringLiteral("a drop is not last");
        dropping = isDrop;
        if (isDrop) {
            if (standing.removeAll(
                    QString::fromUtf8(QByteArray::fromPercentEncoding(path.mid(path.lastIndexOf('/') + 1))))
                != 1)
                return QStringLiteral("a drop of what is not there");
        } else if (path.endsWith("/schema/rename")) {
            const qsizetype at = standing.indexOf(*body.member(columnkey::oldName)->toString());
            if (at < 0)
                return QStringLiteral("a rename of what is not there");
            standing[at] = *body.member(columnkey::newName)->toString();
        } else if (path.contains("/schema/type/")) {
            standing.append(nameOf(body));
        } else if (logged.request.method == "DELETE" && path.contains("/index/")) {
            if (indexes.removeAll(QString::fromUtf8(path.mid(path.lastIndexOf('/') + 1))) != 1)
                return QStringLiteral("a delete of an index that is not there");
        } else if (logged.request.method == "PUT" && path.endsWith("/index")) {
            QStringList sent;
            for (const RawJson &entry : body.member(u"index")->elements())
                sent.append(entry.member(columnkey::id).value_or(RawJson()).toString().value_or(QString()));
            for (const QString &id : std::as_const(indexes)) {
                if (!sent.contains(id))
                    return QStringLiteral("a PUT left out the index ") + id;
            }
        } else if (logged.request.method == "PUT" && path.endsWith("/schema")) {
            const QStringList sent = namesOf(*body.member(u"schema"));
            for (const QString &name : standing) {
                if (!sent.contains(name))
                    return QStringLiteral("a PUT left out ") + name;
            }
            standing = sent;
        }
    }
    return {};
}

} // namespace

ClientOptions patientOptions()
{
    using namespace std::chrono_literals;
    ClientOptions options;
    options.deadlines.quick = options.deadlines.list = options.deadlines.write = {60s, 120s};
    options.backoff = {10ms, 20ms};
    options.writeLog = &anyJournal();
    return options;
}

RealTable::RealTable(ClientFixture &fixture, const TableSchema &wanted) : m_fixture(fixture)
{
    static int count = 0;
    QList<RawJson> columns;
    QList<RawJson> indexes;
    for (const Keyed<Field> &field : wanted.fields)
        columns.append(fieldToJson(field.value));
    for (const Keyed<Index> &index : wanted.indexes) {
        Index whole = index.value;
        whole.raw = RawJson();
        indexes.append(indexToJson(whole).with(columnkey::id, RawJson::string(whole.id)));
    }
    const RawJson body = RawJson::object({{QStringLiteral("name"), RawJson::string(QStringLiteral("t%1").arg(++count))},
                                          {QStringLiteral("schema"), RawJson::array(columns)},
                                          {QStringLiteral("index"), RawJson::array(indexes)}});
    const RawJson made = call("POST", QStringLiteral("/workspace/%1/table").arg(workspace().value()), body);
    m_id = TableId(*made.member(u"id")->toInteger());
    if (wanted.properties)
        call("PUT", path(), tablePropertiesToJson(*wanted.properties));
    const QStringList sources{QStringLiteral("live"), QStringLiteral("test")};
    for (const QString &source : sources) {
        for (int number = 1; number <= 3; ++number) {
            QList<std::pair<QString, RawJson>> values;
            for (qsizetype i = 1; i < wanted.fields.size(); ++i)
                values.append({wanted.fields.at(i).value.name, valueFor(wanted.fields.at(i), source, number)});
            call("POST", path(QStringLiteral("/content")), RawJson::object(values), source);
        }
    }
    learn(wanted, sources);
}

RealTable::RealTable(ClientFixture &fixture, const QString &name) : m_fixture(fixture)
{
    const auto branch = waitFor(fixture.session->liveBranch(workspace()));
    const auto tables = waitFor(fixture.session->objects().list(Kind::Table, {workspace(), *branch, {}}));
    for (const ObjectSummary &table : *tables) {
        if (table.name == name)
            m_id = TableId(table.id.value());
    }
    learn({}, {QStringLiteral("live")});
}

void RealTable::learn(const TableSchema &known, const QStringList &sources)
{
    TableSchemaServer server(m_fixture.client(), workspace(), m_id);
    const auto fields = waitFor(server.readSchema());
    const auto indexes = waitFor(server.readIndexes());
    KeySource keys;
    base = keyedLike(known, *fieldsFromJson(*fields), *indexesFromJson(*indexes), keys);
    if (known.properties)
        base.properties = *tablePropertiesFromJson(*waitFor(server.readTable()));
    for (const QString &source : sources) {
        const RawJson list = call("GET", path(QStringLiteral("/content")), {}, source);
        const RawJson items = list.isArray() ? list : *list.member(u"items");
        for (const RawJson &record : items.elements()) {
            KnownRecord entry{source, *record.member(u"id")->toInteger(), {}};
            for (const Keyed<Field> &field : base.fields)
                entry.values.insert(field.key, record.member(field.value.name)->text());
            m_records.append(entry);
        }
    }
    forgetArrivals();
}

QString RealTable::path(const QString &below) const
{
    return QStringLiteral("/workspace/%1/table/%2").arg(workspace().value()).arg(m_id.value()) + below;
}

namespace {

RawJson requestOf(const QByteArray &method, const QString &path, const RawJson &body, const QString &source)
{
    QList<std::pair<QString, RawJson>> members{{QStringLiteral("method"), RawJson::string(QString::fromLatin1(method))},
                                               {QStringLiteral("path"), RawJson::string(path)},
                                               {QStringLiteral("body"), body}};
    if (!source.isEmpty()) {
        members.append(
            {QStringLiteral("headers"), RawJson::object({{QStringLiteral("x-data-source"), RawJson::string(source)}})});
    }
    return RawJson::object(members);
}

} // namespace

RawJson RealTable::call(const QByteArray &method, const QString &path, const RawJson &body, const QString &source) const
{
    const RawJson mutation = RawJson::object({{QStringLiteral("request"), requestOf(method, path, body, source)}});
    const auto answer = m_fixture.server.control("POST", "/mutate", mutation.text());
    const RawJson json = RawJson::parse(answer.body).value_or(RawJson());
    const qint64 status = json.member(u"status").value_or(RawJson()).toInteger().value_or(answer.status);
    const bool isMissing = method == "GET" && status == 404;
    if (status >= 400 && !isMissing)
        qFatal("%s %s: %s", method.constData(), qPrintable(path), answer.body.constData());
    return isMissing ? RawJson() : *json.member(u"body");
}

void RealTable::callBefore(const QString &match, int nth, const QByteArray &method, const QString &below,
                           const RawJson &body) const
{
    const RawJson when = RawJson::object(
        {{QStringLiteral("match"), RawJson::string(match)}, {QStringLiteral("nth"), RawJson::integer(nth)}});
    const RawJson mutation = RawJson::object(
        {{QStringLiteral("when"), when}, {QStringLiteral("request"), requestOf(method, path(below), body, {})}});
    const auto answer = m_fixture.server.control("POST", "/mutate", mutation.text());
    if (answer.status != 200)
        qFatal("%s", answer.body.constData());
}

std::optional<RawJson> RealTable::record(const KnownRecord &record) const
{
    const RawJson json = call("GET", path(QStringLiteral("/content/%1").arg(record.id)), {}, record.source);
    return json.isObject() ? std::optional(json) : std::nullopt;
}

QList<LoggedRequest> RealTable::arrivals() const
{
    QList<LoggedRequest> all = m_fixture.server.requests();
    all.removeIf([this](const LoggedRequest &logged) { return logged.n <= m_seen; });
    return all;
}

QStringList RealTable::writes() const
{
    QStringList list;
    for (const LoggedRequest &logged : arrivals()) {
        if (isWrite(logged))
            list.append(QStringLiteral("%1 %2").arg(QString::fromUtf8(titleOf(logged))).arg(logged.status));
    }
    return list;
}

void RealTable::forgetArrivals()
{
    const QList<LoggedRequest> all = m_fixture.server.requests();
    m_seen = all.isEmpty() ? 0 : all.constLast().n;
}

QString RealTable::problemOf(const TableSchema &target) const
{
    const auto fields = fieldsFromJson(schema());
    if (!fields || fields->size() != target.fields.size())
        return QStringLiteral("another number of fields");
    for (qsizetype i = 0; i < fields->size(); ++i) {
        const Field &is = fields->at(i);
        const Keyed<Field> &wanted = target.fields.at(i);
        const Keyed<Field> *before = findEntry(base.fields, wanted.key);
        const QString what = QStringLiteral("field %1 is %2").arg(wanted.value.name, QString::fromUtf8(is.raw.text()));
        if (!sameColumn(is, wanted.value) || (before && is.raw != fieldToJson(wanted.value)))
            return what;
        if (before && isRenamedAtMost(before->value, wanted.value)
            && is.raw != before->value.raw.with(columnkey::name, *is.raw.member(columnkey::name)))
            return what + QStringLiteral(": another spelling");
    }
    auto left = *indexesFromJson(indexes());
    for (const Keyed<Index> &wanted : target.indexes) {
        const auto found = std::ranges::find_if(left, [&](const Index &is) { return sameIndex(is, wanted.value); });
        if (found == left.end())
            return QStringLiteral("an index is missing");
        left.erase(found);
    }
    if (!left.isEmpty())
        return QStringLiteral("an index is left over");
    if (target.properties
        && !changedProperties(*tablePropertiesFromJson(call("GET", path())), *target.properties).isEmpty())
        return QStringLiteral("other properties");
    for (const KnownRecord &known : m_records) {
        if (const QString problem = problemOfRecord(known, target); !problem.isEmpty())
            return QStringLiteral("record %1 in %2: %3").arg(known.id).arg(known.source, problem);
    }
    return {};
}

QString RealTable::problemOfRecord(const KnownRecord &known, const TableSchema &target) const
{
    const auto is = record(known);
    if (!is)
        return QStringLiteral("is gone");
    if (is->members().size() != target.fields.size())
        return QStringLiteral("holds other fields: ") + QString::fromUtf8(is->text());
    for (const Keyed<Field> &field : target.fields) {
        const auto value = is->member(field.value.name);
        if (!value)
            return QStringLiteral("has no ") + field.value.name;
        if (findEntry(base.fields, field.key)) {
            if (value->text() != known.values.value(field.key))
                return QStringLiteral("%1 is %2").arg(field.value.name, QString::fromUtf8(value->text()));
            continue;
        }
        for (const Keyed<Field> &dropped : base.fields) {
            const bool isMarked = dropped.value.type != u"bool" && !findEntry(target.fields, dropped.key);
            if (isMarked && value->text() == known.values.value(dropped.key))
                return QStringLiteral("%1 holds what %2 held").arg(field.value.name, dropped.value.name);
        }
    }
    return {};
}

QString RealTable::problemOfBaseline(const std::optional<TableSchema> &baseline, const TableSchema &target,
                                     bool exact) const
{
    if (!baseline)
        return QStringLiteral("there is no baseline");
    if (target.properties
        && (!baseline->properties || *baseline->properties != *tablePropertiesFromJson(call("GET", path()))))
        return QStringLiteral("the baseline's properties are not what the server holds");
    QList<RawJson> fields;
    QList<RawJson> list;
    for (const Keyed<Field> &field : baseline->fields) {
        fields.append(field.value.raw);
        if (*fieldFromJson(field.value.raw) != field.value)
            return QStringLiteral("the baseline's %1 is not what its text says").arg(field.value.name);
    }
    for (const Keyed<Index> &index : baseline->indexes)
        list.append(index.value.raw);
    if (RawJson::array(fields) != schema() || RawJson::array(list) != indexes())
        return QStringLiteral("the baseline is not what the server holds");
    if (exact && !std::ranges::equal(baseline->fields, target.fields, {}, &Keyed<Field>::key, &Keyed<Field>::key))
        return QStringLiteral("the baseline's fields have other keys");
    const bool knowsIndexes = std::ranges::all_of(target.indexes, [&baseline](const Keyed<Index> &index) {
        return findEntry(baseline->indexes, index.key) != nullptr;
    });
    if (exact && (!knowsIndexes || baseline->indexes.size() != target.indexes.size()))
        return QStringLiteral("the baseline's indexes have other keys");
    return {};
}

/// The reads before and after, one before each PUT, each step once and in order, with the body that was reviewed; no PUT
/// that omits what stood in the table; drops last. An empty plan: nothing at all.
QString RealTable::problemOfTraffic(const ApplyPlan &plan) const
{
    const QByteArray getSchema = "GET " + path(QStringLiteral("/schema")).toUtf8();
    const QByteArray getIndexes = "GET " + path(QStringLiteral("/index")).toUtf8();
    const QByteArrayList getAll = plan.base.properties ? QByteArrayList{getSchema, getIndexes, "GET " + path().toUtf8()}
                                                       : QByteArrayList{getSchema, getIndexes};
    QByteArrayList wanted;
    QList<const PlanStep *> steps;
    if (!plan.isEmpty())
        wanted = getAll;
    // Before the first deletion of each kind, where something was sent since the last read of everything.
    QList<StepKind> deleted;
    for (const PlanStep &step : plan.steps) {
        const bool deletes = step.kind == StepKind::DeleteField || step.kind == StepKind::DeleteIndex;
        if (step.kind == StepKind::PutSchema
            || (deletes && &step != &plan.steps.constFirst() && !deleted.contains(step.kind)))
            wanted.append(getSchema);
        else if (step.kind == StepKind::PutIndexes)
            wanted.append(getIndexes);
        const Request request = confirmedWrite(step, workspace(), m_id).request;
        wanted.append(verbText(endpointRow(request.endpoint).verb) + ' ' + requestPath(request));
        steps.append(&step);
        if (deletes)
            deleted.append(step.kind);
    }
    if (!plan.isEmpty())
        wanted.append(getAll);
    const QList<LoggedRequest> all = arrivals();
    QByteArrayList sent;
    for (const LoggedRequest &logged : all) {
        sent.append(titleOf(logged));
        if (logged.status != 200)
            return QStringLiteral("%1 was answered %2").arg(QString::fromUtf8(sent.last())).arg(logged.status);
        if (!isWrite(logged) || steps.isEmpty())
            continue;
        const PlanStep &step = *steps.takeFirst();
        const bool isList = step.kind == StepKind::PutSchema || step.kind == StepKind::PutIndexes;
        if (!isList && logged.request.body != (step.body.isNull() ? "" : step.body.text()))
            return QStringLiteral("another body: ") + QString::fromUtf8(logged.request.body);
    }
    if (sent != wanted)
        return QStringLiteral("sent was: ") + QString::fromUtf8(sent.join(", "));
    return problemOfLosses(base, all);
}

bool RealApply::toTheEnd()
{
    runner.start();
    return !finished.isEmpty() || finished.wait(60'000);
}

QString RealApply::steps() const
{
    QStringList names;
    for (qsizetype i = 0; i < runner.plan().steps.size(); ++i)
        names.append(QVariant::fromValue(runner.stepState(i)).toString());
    return names.join(QLatin1Char(' '));
}

} // namespace metascope::test
