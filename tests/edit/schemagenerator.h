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
            schema.indexes.append({m_keys.next(), anyIndex(schema, id)});
        }
        if (oneIn(2))
            schema.properties = anyProperties(schema);
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
                change(schema.fields[i].value, isTypeBound(base, schema.fields.at(i).key));
        }
        for (int i = upTo(2); i > 0; --i) {
            const qsizetype at = 1 + upTo(static_cast<int>(schema.fields.size()) - 1);
            schema.fields.insert(at, {m_keys.next(), newField(schema)});
        }
        if (schema.fields.size() > 2 && oneIn(2))
            schema.fields.move(1 + upTo(static_cast<int>(schema.fields.size()) - 2),
                               1 + upTo(static_cast<int>(schema.fields.size()) - 2));
        indexesOf(base, schema);
        if (base.properties)
            changeProperties(base, schema);
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

    /// An index as the type of a field allows it; of all kinds.
    Index anyIndex(const TableSchema &schema, const QString &id = {})
    {
        const Field &first = schema.fields.at(1 + upTo(static_cast<int>(schema.fields.size()) - 2)).value;
        Index made;
        made.id = id;
        if (first.type == QLatin1String("vector") || first.type.startsWith(QLatin1String("geo_"))) {
            const bool isVector = first.type == QLatin1String("vector");
            made.type = isVector ? QStringLiteral("vector") : QStringLiteral("spatial");
            made.fields.append(
                {first.name, isVector ? QStringLiteral("vector_cosine_ops") : QStringLiteral("gist_geometry_ops_2d")});
            return made;
        }
        switch (upTo(4)) {
        case 0:
            made.type = QStringLiteral("search");
            made.name = QStringLiteral("words");
            made.lang = oneIn(2) ? QStringLiteral("english") : QStringLiteral("simple");
            made.fields.append({first.name, {}, upTo(3)});
            return made;
        case 1:
            made.type = QStringLiteral("gin");
            made.fields.append({first.name, QStringLiteral("jsonb_path_op")});
            return made;
        case 2: made.type = QStringLiteral("btree|unique"); break;
        default: made.type = QStringLiteral("btree"); break;
        }
        made.fields.append({first.name, oneIn(2) ? QStringLiteral("asc") : QStringLiteral("desc")});
        if (const QString second = anyName(schema); oneIn(2) && second != first.name)
            made.fields.append({second, QStringLiteral("asc")});
        return made;
    }

    /// Whether an index of the base can only be on that type of field.
    static bool isTypeBound(const TableSchema &base, EntryKey key)
    {
        const Keyed<Field> *was = findEntry(base.fields, key);
        return was && std::ranges::any_of(base.indexes, [was](const Keyed<Index> &entry) {
                   const bool isBound
                       = entry.value.type == QLatin1String("vector") || entry.value.type == QLatin1String("spatial");
                   return isBound && entry.value.uses(was->value.name);
               });
    }

    TableProperties anyProperties(const TableSchema &schema)
    {
        TableProperties made;
        made.name = QStringLiteral("made-up table");
        made.description = oneIn(2) ? QString() : QStringLiteral("what it is for");
        made.docs = oneIn(2) ? QString() : QStringLiteral("# Title\n\ntext");
        made.auth = oneIn(2);
        made.guid = QStringLiteral("made-up-guid");
        if (oneIn(2))
            made.tags.append(QStringLiteral("tag"));
        if (schema.fields.size() > 1 && oneIn(2))
            made.autocomplete = QStringList{anyName(schema)};
        return made;
    }

    void changeProperties(const TableSchema &base, TableSchema &schema)
    {
        TableProperties &properties = *schema.properties;
        if (properties.autocomplete) {
            QStringList names;
            for (const Keyed<Field> &was : base.fields) {
                const Keyed<Field> *is = findEntry(schema.fields, was.key);
                if (is && properties.autocomplete->contains(was.value.name))
                    names.append(is->value.name);
            }
            properties.autocomplete = names;
        }
        if (schema.fields.size() > 1 && oneIn(4))
            properties.autocomplete = QStringList{anyName(schema)};
        if (oneIn(4))
            properties.name += QStringLiteral(" 2");
        if (oneIn(4))
            properties.docs = QStringLiteral("other \"docs\"");
        if (oneIn(4))
            properties.auth = !properties.auth;
        if (oneIn(4))
            properties.tags.append(QStringLiteral("another"));
        if (oneIn(4))
            properties.guid = QStringLiteral("another-guid");
        if (oneIn(4))
            properties.description = QStringLiteral("changed");
    }

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
            R"({"name":"","type":"uuid","default":"00000000-0000-0000-0000-000000000000"})",
            R"({"name":"","type":"date","access":"private"})",
            R"({"name":"","type":"email","sensitive":true,"access":"internal"})",
            R"({"name":"","type":"password","validators":{"min":8,"minDigit":1}})",
            R"({"name":"","type":"object","children":[{"name":"inner","type":"text"},{"name":"n","type":"int"}]})",
            R"({"name":"","type":"object","children":[{"name":"inner","type":"text","validators":{"trim":true}}]})",
            R"({"name":"","type":"vector","vector":{"size":3},"validators":{"min":0,"max":1}})",
            R"({"name":"","type":"vector","vector":{"size":3}})",
            R"({"name":"","type":"attachment","nullable":true})",
            R"({"name":"","type":"audio"})",
            R"({"name":"","type":"image","style":"list"})",
            R"({"name":"","type":"video"})",
            R"({"name":"","type":"geo_point","nullable":true})",
            R"({"name":"","type":"geo_linestring"})",
            R"({"name":"","type":"geo_polygon"})",
            R"({"name":"","type":"geo_multipoint"})",
            R"({"name":"","type":"geo_multilinestring"})",
            R"({"name":"","type":"geo_multipolygon"})",
            R"({"name":"","type":"int","tableref_id":3,"validators":{"min":1}})",
            R"({"name":"","type":"uuid","tableref_id":3})",
            R"({"name":"","type":"text","validators":{"trim":true,"startsWith":"x","unknown":1}})",
        };
        static const QList<QByteArray> odd{
            R"({ "name" : "" , "type":"hologram", "size": 1e400, "x":[1.0 , 0.10,-0,18446744073709551615] })",
            R"({ "name" : "" , "type":"json", "size": 1e400, "x":[1.0 , 0.10,-0,18446744073709551615] })",
            R"({"config":{"b":1,"a":2},"name":"","type":"object","children":[{"name":"inner","type":"text"},{"name":"n","type":"int","k":1.0}]})",
            R"({"name":"","type":"vector","vector":{"size":1536,"more":1.0}})",
            R"({"name":"","type":"vector"})",
            R"({"name":"","type":"text","filters":{"lower":true},"x":0.10})",
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
        if (oneIn(2))
            forget(made);
        return made;
    }

    /// As if it never was on a server: all that is left is what the program itself knows of it.
    static void forget(Field &entry)
    {
        entry.raw = RawJson();
        for (Field &child : entry.children)
            forget(child);
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

    void change(Field &entry, bool isTypeBound)
    {
        if (!entry.children.isEmpty() && oneIn(2)) {
            changeInside(entry);
            return;
        }
        switch (upTo(9)) {
        case 0: entry.required = !entry.required; break;
        case 1: entry.description = QStringLiteral("changed"); break;
        case 2:
            if (!isTypeBound)
                entry.type = oneIn(2) ? QStringLiteral("text") : QStringLiteral("int");
            break;
        case 4: entry.validators = RawJson::parse(R"({"min":2,"max":9})").value(); break;
        case 5: entry.validators.reset(); break;
        case 6: entry.access = QStringLiteral("private"); break;
        case 7: entry.sensitive = !entry.sensitive; break;
        case 8:
            if (entry.type == QLatin1String("vector"))
                entry.vectorSize = 7;
            else if (entry.type == QLatin1String("enum"))
                entry.values = {QStringLiteral("b"), QStringLiteral("more"), QStringLiteral("a")};
            else
                entry.style = entry.isList() ? QStringLiteral("single") : QStringLiteral("list");
            break;
        case 3: entry.defaultValue = RawJson::string(QStringLiteral("1")); break;
        default: entry.defaultValue.reset(); break;
        }
    }

    void changeInside(Field &entry)
    {
        switch (upTo(3)) {
        case 0:
            entry.children.append(
                field(R"({"name":"more","type":"object","children":[{"name":"deep","type":"bool"}]})"));
            break;
        case 1: entry.children.front().required = !entry.children.front().required; break;
        case 2: entry.children.front().name = QStringLiteral("renamed inside"); break;
        default: entry.children.move(0, entry.children.size() - 1); break;
        }
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
        for (int i = upTo(2); i > 0 && schema.fields.size() > 1; --i)
            schema.indexes.append({m_keys.next(), anyIndex(schema)});
        for (Keyed<Index> &entry : schema.indexes) {
            if (entry.value.type == QLatin1String("search") && oneIn(4))
                entry.value.lang = QStringLiteral("danish");
        }
    }

    std::mt19937_64 m_random;
    Types m_types;
    KeySource m_keys;
};

} // namespace metascope::test
