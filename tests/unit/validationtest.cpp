// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/validation.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

Field field(const QByteArray &json)
{
    return *fieldFromJson(*RawJson::parse(json));
}

TableSchema base()
{
    return {
        {{EntryKey(1), field(R"({"name":"id","type":"int"})")}, {EntryKey(2), field(R"({"name":"a","type":"text"})")}},
        {}};
}

/// The findings about one staged field beside `id` and `a`.
QList<Finding> about(const QByteArray &json, const std::optional<QList<TableId>> &tables = std::nullopt)
{
    TableSchema current = base();
    current.fields.append({EntryKey(3), field(json)});
    return validate(base(), current, tables);
}

} // namespace

class ValidationTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findings_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("member"); // -1: nothing is wrong
        QTest::addColumn<int>("severity");
        const int problem = static_cast<int>(Severity::Problem);
        const int warning = static_cast<int>(Severity::Warning);
        const auto row = [](const char *name, const QByteArray &json, std::optional<FieldMember> member, int severity) {
            QTest::newRow(name) << json << (member ? static_cast<int>(*member) : -1) << severity;
        };
        row("fine", R"({"name":"b","type":"text","default":"x"})", {}, 0);
        row("emoji and comma", R"({"name":"b, 🙂","type":"text"})", {}, 0);
        row("empty", R"({"name":"","type":"text"})", FieldMember::Name, problem);
        row("double", R"({"name":"A","type":"text"})", FieldMember::Name, problem);
        row("space at the end", R"({"name":"b ","type":"text"})", FieldMember::Name, warning);
        row("control", R"({"name":"b\u0007c","type":"text"})", FieldMember::Name, warning);
        row("int", R"({"name":"b","type":"int","default":"12"})", {}, 0);
        row("int with a fraction", R"({"name":"b","type":"int","default":"1.5"})", FieldMember::Default, problem);
        row("decimal", R"({"name":"b","type":"decimal","default":"0.10"})", {}, 0);
        row("no decimal", R"({"name":"b","type":"decimal","default":"0,10"})", FieldMember::Default, problem);
        row("bool", R"({"name":"b","type":"bool","default":"true"})", {}, 0);
        row("no bool", R"({"name":"b","type":"bool","default":"yes"})", FieldMember::Default, problem);
        row("json", R"({"name":"b","type":"json","default":{"a":1}})", {}, 0);
        row("no json", R"({"name":"b","type":"json","default":"{a}"})", FieldMember::Default, problem);
        row("enum", R"({"name":"b","type":"enum","values":["x"],"default":"x"})", {}, 0);
        row("not a member", R"({"name":"b","type":"enum","values":["x"],"default":"y"})", FieldMember::Default,
            problem);
        row("no values", R"({"name":"b","type":"enum"})", FieldMember::Values, problem);
        row("empty value", R"({"name":"b","type":"enum","values":["x",""]})", FieldMember::Values, problem);
        row("double value", R"({"name":"b","type":"enum","values":["x","x"]})", FieldMember::Values, problem);
        row("no such table", R"({"name":"b","type":"int","tableref_id":9})", FieldMember::Reference, problem);
        row("table", R"({"name":"b","type":"int","tableref_id":4})", {}, 0);
    }
    void findings()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, member);
        QFETCH(int, severity);
        const QList<Finding> found = about(json, QList<TableId>{TableId(4)});
        if (member < 0) {
            QVERIFY2(found.isEmpty(), found.isEmpty() ? "" : qPrintable(found.front().message));
            return;
        }
        QCOMPARE(found.size(), 1);
        QCOMPARE(found.front().key, EntryKey(3));
        QCOMPARE(static_cast<int>(found.front().member), member);
        QCOMPARE(static_cast<int>(found.front().severity), severity);
        QVERIFY(!found.front().message.isEmpty());
        QCOMPARE(hasProblems(found), severity == static_cast<int>(Severity::Problem));
    }

    void idBelongsToThePrimaryKey()
    {
        TableSchema empty;
        TableSchema current;
        current.fields.append({EntryKey(3), field(R"({"name":"ID","type":"text"})")});
        QCOMPARE(validate(empty, current).size(), 1);
        QVERIFY(validate(base(), base()).isEmpty());
    }

    void whatWasLoadedIsTheServersBusiness()
    {
        TableSchema loaded = base();
        loaded.fields.append({EntryKey(3), field(R"({"name":"A","type":"enum","values":["x"],"default":"zz"})")});
        QVERIFY(validate(loaded, loaded).isEmpty());
        TableSchema edited = loaded;
        edited.fields[2].value.required = true;
        QCOMPARE(validate(loaded, edited).size(), 1);
    }

    void tablesThatAreNotKnownAreNotMissed()
    {
        QVERIFY(about(R"({"name":"b","type":"int","tableref_id":9})").isEmpty());
    }

    void indexes()
    {
        TableSchema current = base();
        Index index;
        index.type = QStringLiteral("btree");
        current.indexes.append({EntryKey(9), index});
        QCOMPARE(validate(base(), current).size(), 1);
        current.indexes[0].value.fields = {{QStringLiteral("zz"), {}}};
        QCOMPARE(validate(base(), current).front().member, FieldMember::Index);
        current.indexes[0].value.fields = {{QStringLiteral("a"), {}}, {QStringLiteral("a"), {}}};
        QCOMPARE(validate(base(), current).size(), 1);
        current.indexes[0].value.fields.removeLast();
        QVERIFY(validate(base(), current).isEmpty());
    }

    void defaultsKeepTheText()
    {
        Field decimal = field(R"({"name":"b","type":"decimal"})");
        QCOMPARE(defaultFromText(decimal, QStringLiteral("0.10"))->text(), QByteArray("0.10"));
        QCOMPARE(defaultFromText(decimal, QStringLiteral("1e400"))->text(), QByteArray("1e400"));
        QVERIFY(!defaultFromText(decimal, QStringLiteral("abc")));
        QCOMPARE(defaultText(*defaultFromText(decimal, QStringLiteral("0.10"))), QStringLiteral("0.10"));
        const Field text = field(R"({"name":"b","type":"text"})");
        QCOMPARE(defaultFromText(text, QStringLiteral("0.10"))->text(), QByteArray("\"0.10\""));
        const Field list = field(R"({"name":"b","type":"text","style":"list"})");
        QVERIFY(!defaultFromText(list, QStringLiteral("x")));
        QVERIFY(defaultFromText(list, QStringLiteral("[\"x\"]")));
    }
};

METASCOPE_TEST(ValidationTest)
#include "validationtest.moc"
