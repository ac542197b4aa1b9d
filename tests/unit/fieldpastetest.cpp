// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldpaste.h"
#include "app/domain/fieldtext.h"
#include "tests/support/testmain.h"

#include <random>

using namespace metascope;

namespace {

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(QLatin1Char(' '));
}

Field field(const QByteArray &json)
{
    return *fieldFromJson(*RawJson::parse(json));
}

QString shown(const PastedFields &pasted)
{
    QStringList list;
    for (const PastedField &each : pasted.fields)
        list.append(each.field.name + QLatin1Char(':') + each.field.type
                    + (each.field.isList() ? QStringLiteral("[]") : QString())
                    + (each.field.required ? QStringLiteral("!") : QString())
                    + (each.field.nullable ? QStringLiteral("?") : QString())
                    + (each.notes.isEmpty() ? QString() : QStringLiteral("*")));
    return list.join(QLatin1Char(' '));
}

} // namespace

class FieldPasteTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsTexts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("read");
        QTest::addColumn<int>("skipped");
        const auto row = [](const char *name, const char *text, const char *read, int skipped = 0) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(read) << skipped;
        };
        row("empty", "", "");
        row("names alone", "a\nb\r\n\nc", "a:text b:text c:text");
        row("three columns", "a\tint\tfirst\nb\ttext\tsecond", "a:int b:text");
        row("own words of others", "a\tVARCHAR(255)\nb\tbigint\nc\tBoolean\nd\tunheard",
            "a:text* b:int* c:bool* d:text*");
        row("head", "Type\tName\tRequired\tNullable\nint\ta\tyes\tno\ntext\tb\tfalse\tTRUE", "a:int! b:text?");
        row("head with unknown words", "Name\tOwner\tType\na\tme\tdate", "a:date");
        row("a field called name", "name\ttext", "name:text");
        row("lists", "a\ttext[]\nb\tint list", "a:text[] b:int[]");
        row("no name", "\tint\na\tint", "a:int", 1);
        row("json list", "[{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":\"hologram\"}]",
            "a:int b:hologram");
        row("json of a table", "{\"schema\":[{\"name\":\"a\",\"type\":\"int\"}]}", "a:int");
        row("json of a column", "{\"name\":\"a\",\"type\":\"int\",\"required\":true}", "a:int!");
        row("json that is no column", "[{\"name\":\"a\"},5,{\"name\":\"b\",\"type\":\"text\"}]", "b:text", 2);
        row("broken json is lines", "[{\"name\"", "[{\"name\":text");
    }
    void readsTexts()
    {
        QFETCH(QString, text);
        QFETCH(QString, read);
        QFETCH(int, skipped);
        const PastedFields pasted = fieldsFromText(text);
        QCOMPARE(shown(pasted), read);
        QCOMPARE(pasted.skipped.size(), skipped);
    }

    void referencesAreFoundByName()
    {
        const QHash<QString, TableId> tables{{QStringLiteral("customer"), TableId(4)}};
        const PastedFields pasted = fieldsFromText(
            QStringLiteral("a\treference to customer\nb\tuuid, reference to customer\nc\treference to nobody"), tables);
        QCOMPARE(pasted.fields.at(0).field.reference, TableId(4));
        QCOMPARE(pasted.fields.at(1).field.type, QStringLiteral("uuid"));
        QCOMPARE(pasted.fields.at(2).field.reference, TableId(0));
        QCOMPARE(pasted.fields.at(2).notes.size(), 1);
    }

    void enumsAndDefaultsComeAlong()
    {
        const PastedFields pasted = fieldsFromText(QStringLiteral(
            "name\tdefault\ttype\nstatus\tpaid\tenum (new, paid)\nweight\t0.10\tdecimal\ncount\tmany\tint"));
        QCOMPARE(pasted.fields.at(0).field.values, words("new paid"));
        QCOMPARE(pasted.fields.at(0).field.defaultValue->text(), QByteArray("\"paid\""));
        QCOMPARE(pasted.fields.at(1).field.defaultValue->text(), QByteArray("0.10"));
        QCOMPARE(pasted.fields.at(2).field.defaultValue->text(), QByteArray("\"many\""));
    }

    void aHugeClipboardIsCutAndSaid()
    {
        const PastedFields pasted = fieldsFromText(QStringLiteral("x\n").repeated(20000));
        QCOMPARE(pasted.fields.size(), 5000);
        QCOMPARE(pasted.skipped.size(), 1);
    }

    /// What is copied comes back with every key that nobody knows.
    void jsonThereAndBackLosesNothing()
    {
        std::mt19937 random(7); // NOLINT(cert-msc32-c,cert-msc51-cpp): the same each time
        const auto any
            = [&random](qsizetype count) { return static_cast<qsizetype>(random() % static_cast<quint64>(count)); };
        const QByteArrayList parts{"\"type\":\"text\"", "\"type\":\"hologram\",\"size\":1e400",
                                   "\"type\":\"enum\",\"values\":[\"a\",{\"value\":\"b\",\"label\":\"B\"}]",
                                   "\"type\":\"object\",\"children\":[{\"name\":\"c\",\"type\":\"int\",\"zzz\":1.0}]",
                                   "\"type\":\"vector\",\"vector\":{\"size\":1536,\"x\":0.10}"};
        const QByteArrayList more{"", ",\"x\":18446744073709551615", ",\"filters\":{\"min\":1.0,\"zzz\":null}",
                                  ",\"default\":\"\"", ",\"nullable\":true,\"required\":true"};
        for (int i = 0; i < 500; ++i) {
            QList<Field> fields;
            QByteArrayList texts;
            for (int k = 0; k < 3; ++k) {
                const QByteArray text = "{" + parts.at(any(parts.size())) + more.at(any(more.size())) + ",\"name\":\"f"
                    + QByteArray::number(k) + "\"}";
                fields.append(field(text));
                texts.append(text);
            }
            const PastedFields back = fieldsFromText(QString::fromUtf8(fieldtext::toJson(fields)));
            QCOMPARE(back.fields.size(), fields.size());
            QVERIFY(back.skipped.isEmpty());
            for (qsizetype k = 0; k < fields.size(); ++k)
                QVERIFY2(fieldToJson(back.fields.at(k).field).sameValue(*RawJson::parse(texts.at(k))),
                         texts.at(k).constData());
        }
    }

    void markdownIsOneRowForEachField()
    {
        const QString text
            = fieldtext::toMarkdown({field("{\"name\":\"a|b\",\"type\":\"enum\",\"values\":[\"x\",\"y\"],"
                                           "\"description\":\"two\\nlines\",\"required\":true}"),
                                     field("{\"name\":\"o\",\"type\":\"object\",\"children\":[{\"name\":\"c\",\"type\":"
                                           "\"int\",\"tableref_id\":4,\"style\":\"list\"}]}")},
                                    {{TableId(4), QStringLiteral("customer")}});
        QCOMPARE(text,
                 QStringLiteral("| Name | Type | Required | Nullable | Default | Description |\n"
                                "|---|---|---|---|---|---|\n"
                                "| a\\|b | enum (x, y) | yes | no |  | two lines |\n"
                                "| o | object | no | no |  |  |\n"
                                "| o.c | int, reference to customer list | no | no |  |  |\n"));
    }

    void xanoScriptReadsAsOneWouldWriteIt()
    {
        const QString text = fieldtext::toXanoScript(
            {field("{\"name\":\"id\",\"type\":\"int\",\"required\":true}"),
             field("{\"name\":\"email\",\"type\":\"email\",\"nullable\":true,\"sensitive\":true}"),
             field("{\"name\":\"name\",\"type\":\"text\",\"required\":true,\"default\":\"x\",\"validators\":{\"trim\":"
                   "true,\"min\":3,\"lower\":false}}"),
             field("{\"name\":\"a "
                   "b\",\"type\":\"object\",\"required\":true,\"children\":[{\"name\":\"t\",\"type\":\"text\","
                   "\"style\":\"list\",\"required\":true}]}"),
             field("{\"name\":\"owner\",\"type\":\"int\",\"tableref_id\":4,\"required\":true}")},
            {{TableId(4), QStringLiteral("customer")}});
        QCOMPARE(text,
                 QStringLiteral("schema {\n"
                                "  int id\n"
                                "  email? email? {\n"
                                "    sensitive = true\n"
                                "  }\n"
                                "  text name=x filters=trim|min:3\n"
                                "  object \"a b\" {\n"
                                "    schema {\n"
                                "      text[] t\n"
                                "    }\n"
                                "  }\n"
                                "  int owner {\n"
                                "    table = \"customer\"\n"
                                "  }\n"
                                "}\n"));
    }
};

METASCOPE_TEST(FieldPasteTest)
#include "fieldpastetest.moc"
