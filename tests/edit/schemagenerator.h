// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemachanges.h"
#include "app/domain/schemadiff.h"

#include <algorithm>
#include <random>

namespace metascope::test {

/// Makes pairs of schemas, the second being the first as someone could have edited it. The same seed gives the same pair.
class SchemaGenerator {
public:
    enum class Types {
        Any, ///< unknown ones too
        Known, ///< only such as a server can be asked for; unknown keys all the same
    };
    explicit SchemaGenerator(quint64 seed, Types types = Types::Any) : m_random(seed), m_types(types) {}

    /// The table that the tests of single cases start from: id, a (a text with an unknown key), b, c, and the primary index.
    static TableSchema fourFields(const QByteArray &primaryId)
    {
        KeySource keys;
        TableSchema schema;
        for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"a","type":"text","x":1.0})",
                                 R"({"name":"b","type":"int"})", R"({"name":"c","type":"json"})"})
            schema.fields.append({keys.next(), field(json)});
        schema.indexes.append({keys.next(), index(QStringLiteral("primary"), {QStringLiteral("id")}, primaryId)});
        return schema;
    }

    TableSchema base()
    {
        TableSchema schema;
        schema.fields.append({m_keys.next(), field(R"({"name":"id","type":"int","required":true})")});
        const int count = upTo(7);
        for (int i = 0; i < count; ++i)
            schema.fields.append({m_keys.next(), loadedField(freeName(schema))});
        schema.indexes.append({m_keys.next(), index(QStringLiteral("primary"), {QStringLiteral("id")}, "00000001")});
        for (int i = 0; i < 2 && schema.fields.size() > 1; ++i) {
            const QString id = QStringLiteral("0000001%1").arg(i);
            QStringList names{anyName(schema)};
            if (const QString second = anyName(schema); oneIn(2) && second != names.front())
                names.append(second);
            schema.indexes.append({m_keys.next(), index(indexType(), names, id.toLatin1())});
        }
        return schema;
    }

    TableSchema target(const TableSchema &base)
    {
        TableSchema schema = base;
        schema.fields.removeIf(
            [&](const Keyed<Field> &entry) { return entry.key != base.fields.front().key && oneIn(4); });
        renameSome(schema);
        for (qsizetype i = 1; i < schema.fields.size(); ++i) {
            if (oneIn(3))
                change(schema.fields[i].value);
        }
        for (int i = upTo(2); i > 0; --i) {
            const qsizetype at = 1 + upTo(static_cast<int>(schema.fields.size()) - 1);
            schema.fields.insert(at, {m_keys.next(), newField(schema)});
        }
        if (schema.fields.size() > 2 && oneIn(2))
            schema.fields.move(1 + upTo(static_cast<int>(schema.fields.size()) - 2),
                               1 + upTo(static_cast<int>(schema.fields.size()) - 2));
        indexesOf(base, schema);
        return schema;
    }

    static Field field(const char *json) { return *fieldFromJson(*RawJson::parse(json)); }

    static Index index(const QString &type, const QStringList &names, const QByteArray &id = {})
    {
        Index made;
        made.type = type;
        made.id = QString::fromLatin1(id);
        for (const QString &name : names)
            made.fields.append({name, type == QLatin1String("primary") ? QString() : QStringLiteral("asc")});
        return made;
    }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool oneIn(int n) { return upTo(n - 1) == 0; }
    QString indexType() { return oneIn(2) ? QStringLiteral("btree") : QStringLiteral("btree|unique"); }

    /// Few names, so that they meet often; some differ in case alone.
    QString name()
    {
        static const QStringList pool{QStringLiteral("title"),    QStringLiteral("Title"),     QStringLiteral("note"),
                                      QStringLiteral("NOTE"),     QStringLiteral("a"),         QStringLiteral("b"),
                                      QStringLiteral("c"),        QStringLiteral("title_tmp"), QStringLiteral("größe"),
                                      QStringLiteral("order by"), QStringLiteral("x"),         QStringLiteral("y")};
        return pool.at(upTo(static_cast<int>(pool.size()) - 1));
    }

    QString freeName(const TableSchema &schema, EntryKey except = {})
    {
        for (;;) {
            const QString wanted = name();
            const bool taken = std::ranges::any_of(schema.fields, [&](const Keyed<Field> &entry) {
                return entry.key != except && collisionKey(entry.value.name) == collisionKey(wanted);
            });
            if (!taken)
                return wanted;
        }
    }

    QString anyName(const TableSchema &schema)
    {
        return schema.fields.at(1 + upTo(static_cast<int>(schema.fields.size()) - 2)).value.name;
    }

    Field loadedField(const QString &fieldName)
    {
        static const QList<QByteArray> plain{
            R"({"name":"","type":"text","description":"d","nullable":false,"default":"","required":true,"access":"public","sensitive":false,"style":"single","format":"","values":[],"tableref_id":0,"children":[],"validators":{"trim":true}})",
            R"({"name":"","type":"int","default":"7"})",
            R"({"name":"","type":"decimal","nullable":true,"default":"0.10"})",
            R"({"name":"","type":"bool"})",
            R"({"name":"","type":"enum","values":["a","b"]})",
            R"({"name":"","type":"timestamp","nullable":true})",
            R"({"name":"","type":"json","style":"list"})",
        };
        static const QList<QByteArray> odd{
            R"({ "name" : "" , "type":"hologram", "size": 1e400, "x":[1.0 , 0.10,-0,18446744073709551615] })",
            R"({ "name" : "" , "type":"json", "size": 1e400, "x":[1.0 , 0.10,-0,18446744073709551615] })",
            R"({"config":{"b":1,"a":2},"name":"","type":"object","children":[{"name":"inner","type":"text"},{"name":"n","type":"int","k":1.0}]})",
            R"({"name":"","type":"vector","vector":{"size":1536}})",
            R"({"name":"","type":"enum","values":[{"value":"a","label":"A"},{"value":"b","label":"B"}]})",
        };
        const QList<QByteArray> &pool = oneIn(3) ? odd : plain;
        // The unknown type is the first of the odd ones.
        const int least = m_types == Types::Known && &pool == &odd ? 1 : 0;
        const RawJson json = *RawJson::parse(pool.at(least + upTo(static_cast<int>(pool.size()) - 1 - least)));
        return *fieldFromJson(json.with(u"name", RawJson::string(fieldName)));
    }

    Field newField(const TableSchema &schema)
    {
        Field made = loadedField(freeName(schema));
        if (oneIn(2) && made.children.isEmpty() && made.type != QLatin1String("vector"))
            made.raw = RawJson();
        return made;
    }

    void renameSome(TableSchema &schema)
    {
        if (schema.fields.size() > 2 && oneIn(3)) {
            // A ring: each takes the name of the next.
            const QString first = schema.fields.at(1).value.name;
            for (qsizetype i = 1; i + 1 < schema.fields.size(); ++i)
                schema.fields[i].value.name = schema.fields.at(i + 1).value.name;
            schema.fields.back().value.name = first;
        }
        for (qsizetype i = 1; i < schema.fields.size(); ++i) {
            if (oneIn(3))
                schema.fields[i].value.name = freeName(schema, schema.fields.at(i).key);
        }
    }

    void change(Field &entry)
    {
        if (!entry.children.isEmpty() && oneIn(2)) {
            changeInside(entry);
            return;
        }
        switch (upTo(4)) {
        case 0: entry.required = !entry.required; break;
        case 1: entry.description = QStringLiteral("changed"); break;
        case 2: entry.type = oneIn(2) ? QStringLiteral("text") : QStringLiteral("int"); break;
        case 3: entry.defaultValue = RawJson::string(QStringLiteral("1")); break;
        default: entry.defaultValue.reset(); break;
        }
    }

    void changeInside(Field &entry)
    {
        if (oneIn(2))
            entry.children.append(
                field(R"({"name":"more","type":"object","children":[{"name":"deep","type":"bool"}]})"));
        else
            entry.children.front().required = !entry.children.front().required;
    }

    void indexesOf(const TableSchema &base, TableSchema &schema)
    {
        schema.indexes.removeIf([&](const Keyed<Index> &entry) {
            const bool isGone = std::ranges::any_of(base.fields, [&](const Keyed<Field> &was) {
                return entry.value.uses(was.value.name) && !findEntry(schema.fields, was.key);
            });
            return isGone || (!entry.value.isPrimary() && oneIn(4));
        });
        for (Keyed<Index> &entry : schema.indexes)
            entry.value = withNamesOf(entry.value, base, schema);
        if (schema.fields.size() > 1 && oneIn(2))
            schema.indexes.append({m_keys.next(), index(indexType(), {anyName(schema)})});
    }

    std::mt19937_64 m_random;
    Types m_types;
    KeySource m_keys;
};

} // namespace metascope::test
