// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/schemainverse.h"

#include "app/api/endpoints/catalogue.h"
#include "app/api/request.h"
#include "tests/edit/schemagenerator.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::test;

namespace {

RawJson json(const QByteArray &text)
{
    return *RawJson::parse(text);
}

/// id, a, b, c and a primary index.
TableSchema table()
{
    return SchemaGenerator::fourFields("01");
}

QStringList namesOf(const TableSchema &schema)
{
    QStringList names;
    for (const Keyed<Field> &field : schema.fields)
        names.append(field.value.name);
    return names;
}

RawJson listOf(const TableSchema &schema)
{
    QList<RawJson> entries;
    for (const Keyed<Field> &field : schema.fields)
        entries.append(fieldToJson(field.value));
    return RawJson::array(entries);
}

Result<Inverse> take(EndpointId call, const std::optional<RawJson> &before, const std::optional<RawJson> &after,
                     const TableSchema &current)
{
    KeySource keys(current);
    return inverseOf(MadeChange{call, before, after}, current, keys);
}

} // namespace

class SchemaInverseTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void knowsItsCalls()
    {
        QStringList known;
        for (const Endpoint &row : catalogue) {
            const auto call = invertibleCall(QString::fromLatin1(verbText(row.verb)),
                                             QString::fromLatin1(row.path.data(), qsizetype(row.path.size())));
            QVERIFY(!call || *call == row.id);
            if (call)
                known.append(QString::fromLatin1(row.path.data(), qsizetype(row.path.size())));
        }
        QCOMPARE(known.size(), 6);
        QVERIFY(!invertibleCall(QStringLiteral("DELETE"), QStringLiteral("/workspace/{workspace_id}")));
    }

    void aRenameGoesBackWithTheIndexes()
    {
        TableSchema now = table();
        now.fields[1].value.name = QStringLiteral("title");
        now.indexes.append(
            {EntryKey(70), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("title")}, "7")});
        const auto back = take(EndpointId::SchemaRename, json(R"({"name":"a","type":"text"})"),
                               json(R"({"name":"title","type":"text"})"), now);
        QCOMPARE(namesOf(back->schema),
                 (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
        QCOMPARE(back->schema.fields.at(1).key, now.fields.at(1).key);
        QVERIFY(back->schema.indexes.constLast().value.uses(QStringLiteral("a")));
        QVERIFY(back->notes.isEmpty());
    }

    void cannotTakeBack_data()
    {
        QTest::addColumn<EndpointId>("call");
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<ErrorKind>("kind");
        const QByteArray gone = R"({"name":"gone","type":"text"})";
        const QByteArray c = R"({"name":"c","type":"json"})";
        const QByteArray upper = R"({"name":"C","type":"text"})";
        const QByteArray a = R"({"name":"a","type":"text"})";
        QTest::newRow("rename of what went") << EndpointId::SchemaRename << a << gone << ErrorKind::Conflict;
        QTest::newRow("rename to a name in use") << EndpointId::SchemaRename << upper << a << ErrorKind::Conflict;
        QTest::newRow("created and gone") << EndpointId::SchemaCreate << QByteArray() << gone << ErrorKind::Conflict;
        QTest::newRow("the primary key") << EndpointId::SchemaCreate << QByteArray()
                                         << QByteArray(R"({"name":"id","type":"int"})") << ErrorKind::Conflict;
        QTest::newRow("deleted and there again")
            << EndpointId::SchemaFieldDelete << c << QByteArray() << ErrorKind::Conflict;
        QTest::newRow("index that went") << EndpointId::IndexCreate << QByteArray()
                                         << QByteArray(R"({"type":"btree","fields":[{"name":"a","op":"asc"}]})")
                                         << ErrorKind::Conflict;
        QTest::newRow("index on what went")
            << EndpointId::IndexDelete << QByteArray(R"({"type":"btree","fields":[{"name":"gone","op":"asc"}]})")
            << QByteArray() << ErrorKind::Conflict;
        QTest::newRow("index that is there")
            << EndpointId::IndexDelete << QByteArray(R"({"type":"primary","fields":[{"name":"id"}]})") << QByteArray()
            << ErrorKind::Conflict;
        for (const EndpointId call : {EndpointId::SchemaRename, EndpointId::SchemaCreate, EndpointId::SchemaFieldDelete,
                                      EndpointId::SchemaPut, EndpointId::IndexCreate, EndpointId::IndexDelete}) {
            QTest::addRow("nothing kept %d", int(call)) << call << QByteArray() << QByteArray() << ErrorKind::Decode;
            QTest::addRow("not kept %d", int(call))
                << call << QByteArray("\"[redacted]\"") << QByteArray("\"[redacted]\"") << ErrorKind::Decode;
        }
        QTest::newRow("another call") << EndpointId::RecordDelete << a << a << ErrorKind::Decode;
    }
    void cannotTakeBack()
    {
        QFETCH(EndpointId, call);
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QFETCH(ErrorKind, kind);
        const auto given
            = [](const QByteArray &text) { return text.isEmpty() ? std::nullopt : std::optional(json(text)); };
        const auto back = take(call, given(before), given(after), table());
        QVERIFY(!back);
        QCOMPARE(back.error().kind, kind);
        QVERIFY(!back.error().message.isEmpty());
    }

    void aDeletedFieldComesBackEmptyAndSaysSo()
    {
        const auto back = take(EndpointId::SchemaFieldDelete,
                               json(R"({"name":"d","type":"text","x":1.0,"sensitive":true,"default":"[redacted]"})"),
                               std::nullopt, table());
        QCOMPARE(namesOf(back->schema),
                 (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c"),
                              QStringLiteral("d")}));
        const Field made = back->schema.fields.constLast().value;
        QVERIFY(!made.defaultValue);
        QCOMPARE(made.raw.member(u"x")->text(), QByteArray("1.0"));
        QVERIFY(!fieldToJson(made).text().contains("redacted"));
        QCOMPARE(back->notes.size(), 2);
        QVERIFY(back->notes.constFirst().contains(QStringLiteral("“d”")));
        QVERIFY(!findEntry(table().fields, back->schema.fields.constLast().key));
    }

    void aCreatedFieldGoesWithItsIndexes()
    {
        TableSchema now = table();
        now.indexes.append({EntryKey(70), SchemaGenerator::index(QStringLiteral("btree"), {QStringLiteral("c")}, "7")});
        const auto back = take(EndpointId::SchemaCreate, std::nullopt, json(R"({"name":"c","type":"json"})"), now);
        QCOMPARE(namesOf(back->schema), (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b")}));
        QCOMPARE(back->schema.indexes.size(), 1);
        QCOMPARE(back->notes.size(), 1);
    }

    void optionsGoBackAndLaterChangesStay()
    {
        const TableSchema was = table();
        TableSchema set = was;
        set.fields[2].value.required = true;
        set.fields[2].value.description = QStringLiteral("new words");
        set.fields.move(3, 1);
        TableSchema now = set;
        now.fields[1].value.nullable = true; // by others, since
        Field theirs;
        theirs.name = QStringLiteral("theirs");
        theirs.type = QStringLiteral("text");
        now.fields.append({EntryKey(90), theirs});
        const auto back = take(EndpointId::SchemaPut, listOf(was), listOf(set), now);
        QCOMPARE(namesOf(back->schema),
                 (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("theirs"),
                              QStringLiteral("c")}));
        QVERIFY(!back->schema.fields.at(2).value.required);
        QCOMPARE(back->schema.fields.at(2).value.description, was.fields.at(2).value.description);
        QVERIFY(back->schema.fields.at(4).value.nullable);
        QVERIFY(back->notes.isEmpty());
    }

    void aListThatCannotGoBackWhollySaysWhat()
    {
        const TableSchema was = table();
        TableSchema set = was;
        set.fields[1].value.type = QStringLiteral("int");
        set.fields[2].value.required = true;
        set.fields[3].value.defaultValue = RawJson::string(u"[redacted]");
        Field made;
        made.name = QStringLiteral("n");
        made.type = QStringLiteral("object");
        set.fields.append({EntryKey(91), made});
        TableSchema now = set;
        now.fields[3].value.defaultValue = RawJson::string(u"as it is now");
        now.fields.removeAt(2);
        const auto back = take(EndpointId::SchemaPut, listOf(was), listOf(set), now);
        QCOMPARE(namesOf(back->schema), (QStringList{QStringLiteral("id"), QStringLiteral("a"), QStringLiteral("c")}));
        QCOMPARE(back->schema.fields.at(1).value.type, QStringLiteral("text"));
        QCOMPARE(back->schema.fields.at(2).value.defaultValue->toString(), QStringLiteral("as it is now"));
        QCOMPARE(back->notes.size(), 4); // a's type, b is gone, c's default, n goes
    }

    void indexesComeAndGo()
    {
        const RawJson index
            = json(R"({"id":"0000abcd","type":"btree|unique","fields":[{"name":"b","op":"desc"}],"k":1.0})");
        const auto back = take(EndpointId::IndexDelete, index, std::nullopt, table());
        QCOMPARE(back->schema.indexes.size(), 2);
        const Index made = back->schema.indexes.constLast().value;
        QVERIFY(made.id.isEmpty());
        QCOMPARE(made.fields.constFirst().op, QStringLiteral("desc"));
        const auto gone = take(EndpointId::IndexCreate, std::nullopt, index, back->schema);
        QCOMPARE(gone->schema, table());
    }
};

METASCOPE_TEST(SchemaInverseTest)
#include "schemainversetest.moc"
