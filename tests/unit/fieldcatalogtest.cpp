// SPDX-License-Identifier: GPL-3.0-or-later
// The catalogues of types and validators against what the API's own document says, and the checks of a single field.
#include "app/domain/fieldcheck.h"
#include "app/domain/fieldplace.h"
#include "app/domain/fieldtype.h"
#include "app/domain/fieldvalidator.h"
#include "tests/support/testmain.h"

#include <algorithm>

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

QStringList names(const QString &type)
{
    QStringList list;
    for (const ValidatorRow &row : validatorsOfType(type))
        list.append(nameOf(row));
    return list;
}

} // namespace

class FieldCatalogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTypeStandsOnce()
    {
        QStringList seen;
        for (const FieldTypeRow &row : fieldTypes)
            seen.append(QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size())));
        QCOMPARE(seen.size(), 23);
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()).size(), 23);
        QVERIFY(fieldTypeRow(QStringLiteral("geo_point"))->group == FieldTypeGroup::Geometry);
        QVERIFY(!fieldTypeRow(QStringLiteral("hologram")));
    }

    void validatorsPerType()
    {
        QCOMPARE(names(QStringLiteral("text")),
                 words("trim min max lower upper startsWith alphaOk digitOk pattern ok"));
        QCOMPARE(names(QStringLiteral("password")),
                 words("salt min max minAlpha minLowerAlpha minUpperAlpha minDigit minSymbol"));
        for (const char *type : {"int", "decimal", "vector"})
            QCOMPARE(names(QString::fromLatin1(type)), words("min max"));
        QVERIFY(names(QStringLiteral("email")).isEmpty());
        QCOMPARE(validatorLabel(QStringLiteral("text"), u"min"), QStringLiteral("Minimum length"));
        QCOMPARE(validatorLabel(QStringLiteral("int"), u"min"), QStringLiteral("Smallest value"));
        QCOMPARE(validatorLabel(QStringLiteral("int"), u"zzz"), QStringLiteral("zzz"));
    }

    void oneValidatorIsSetAndTheOthersStay()
    {
        Field edited = field("{\"name\":\"a\",\"type\":\"text\",\"filters\":{ \"zzz\":1.0, \"min\":2 ,\"trim\":true}}");
        setValidator(edited, u"min", RawJson::integer(3));
        QCOMPARE(fieldToJson(edited).text(),
                 QByteArray("{\"name\":\"a\",\"type\":\"text\",\"filters\":{ \"zzz\":1.0, \"min\":3 ,\"trim\":true}}"));
        QCOMPARE(otherValidators(edited).size(), 1);
        setValidator(edited, u"trim", std::nullopt);
        setValidator(edited, u"min", RawJson::integer(2));
        setValidator(edited, u"trim", RawJson::boolean(true));
        QVERIFY(sameColumn(edited, field(fieldToJson(edited).text())));

        Field bare = field("{\"name\":\"a\",\"type\":\"text\"}");
        const Field before = bare;
        setValidator(bare, u"max", RawJson::integer(9));
        QCOMPARE(fieldToJson(bare).text(), QByteArray("{\"name\":\"a\",\"type\":\"text\",\"validators\":{\"max\":9}}"));
        setValidator(bare, u"max", std::nullopt);
        QCOMPARE(bare, before);
    }

    void whatIsTypedAsANumberKeepsItsText()
    {
        const ValidatorRow row{"min", ValidatorRow::Value::Integer};
        QCOMPARE(validatorFromText(row, QStringLiteral("18446744073709551"))->text(), QByteArray("18446744073709551"));
        QVERIFY(!validatorFromText(row, QString()));
        QCOMPARE(validatorFromText(row, QStringLiteral("three"))->text(), QByteArray("\"three\""));
        QCOMPARE(validatorFromText(row, QStringLiteral("1.5"))->text(), QByteArray("\"1.5\""));
    }

    void findings_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<int>("member"); // -1: nothing is wrong
        QTest::addColumn<QList<qsizetype>>("path");
        const auto row = [](const char *name, const QByteArray &json, std::optional<FieldMember> member,
                            const QList<qsizetype> &path = {}) {
            QTest::newRow(name) << json << (member ? static_cast<int>(*member) : -1) << path;
        };
        row("fine", "{\"name\":\"b\",\"type\":\"text\",\"validators\":{\"min\":1,\"max\":1}}", {});
        row("least above most", "{\"name\":\"b\",\"type\":\"int\",\"validators\":{\"min\":2,\"max\":1}}",
            FieldMember::Validators);
        row("no number", "{\"name\":\"b\",\"type\":\"int\",\"validators\":{\"min\":\"many\"}}",
            FieldMember::Validators);
        row("no pattern", "{\"name\":\"b\",\"type\":\"text\",\"validators\":{\"pattern\":\"(\"}}",
            FieldMember::Validators);
        row("unknown validators are the server's", "{\"name\":\"b\",\"type\":\"text\",\"validators\":{\"zzz\":\"(\"}}",
            {});
        row("vector of nothing", "{\"name\":\"b\",\"type\":\"vector\",\"vector\":{\"size\":0}}", FieldMember::Vector);
        row("double value", "{\"name\":\"b\",\"type\":\"enum\",\"values\":[\"x\",\"x\"]}", FieldMember::Values);
        row("empty value", "{\"name\":\"b\",\"type\":\"enum\",\"values\":[\"x\",\"\"]}", FieldMember::Values);
        row("no date", "{\"name\":\"b\",\"type\":\"date\",\"default\":\"yesterday\"}", FieldMember::Default);
        row("date", "{\"name\":\"b\",\"type\":\"date\",\"default\":\"2026-01-31\"}", {});
        row("no uuid", "{\"name\":\"b\",\"type\":\"uuid\",\"default\":\"1\"}", FieldMember::Default);
        row("empty object", "{\"name\":\"b\",\"type\":\"object\"}", FieldMember::Children);
        row("nested name", "{\"name\":\"b\",\"type\":\"object\",\"children\":[{\"name\":\"\",\"type\":\"text\"}]}",
            FieldMember::Name, {0});
        row("double nested name",
            "{\"name\":\"b\",\"type\":\"object\",\"children\":[{\"name\":\"x\",\"type\":\"text\"},{\"name\":\"X\","
            "\"type\":\"text\"}]}",
            FieldMember::Name, {1});
        row("deep enum",
            "{\"name\":\"b\",\"type\":\"object\",\"children\":[{\"name\":\"x\",\"type\":\"object\",\"children\":[{"
            "\"name\":\"y\",\"type\":\"enum\"}]}]}",
            FieldMember::Values, {0, 0});
    }
    void findings()
    {
        QFETCH(QByteArray, json);
        QFETCH(int, member);
        QFETCH(QList<qsizetype>, path);
        const QList<FieldFinding> found = checkFieldOptions(field(json), nullptr);
        QCOMPARE(found.size(), member < 0 ? 0 : 1);
        if (member >= 0) {
            QCOMPARE(static_cast<int>(found.front().member), member);
            QCOMPARE(found.front().path, path);
            QVERIFY(!found.front().message.isEmpty());
        }
    }

    void aReferenceToNothingHasToBeChosen()
    {
        Field reference = field("{\"name\":\"b\",\"type\":\"int\"}");
        reference.reference = TableId(0);
        QCOMPARE(checkFieldOptions(reference, nullptr).front().member, FieldMember::Reference);
        reference.reference = TableId(7);
        QVERIFY(checkFieldOptions(reference, nullptr).isEmpty());
        QCOMPARE(checkFieldOptions(reference, nullptr, QList<TableId>{TableId(8)}).size(), 1);
    }

    void whatWasLoadedInsideAnObjectIsTheServersBusiness()
    {
        const Field loaded = field("{\"name\":\"o\",\"type\":\"object\",\"children\":[{\"name\":\"e\",\"type\":"
                                   "\"enum\"},{\"name\":\"t\",\"type\":\"text\"}]}");
        Field staged = loaded;
        staged.children[1].required = true;
        QVERIFY(checkFieldOptions(staged, &loaded).isEmpty());
        staged.children[0].required = true;
        QCOMPARE(checkFieldOptions(staged, &loaded).size(), 1);
    }

    void childrenAreKnownAgain()
    {
        const Field loaded = field("{\"name\":\"o\",\"type\":\"object\",\"children\":[{\"name\":\"a\",\"type\":"
                                   "\"text\"},{\"name\":\"b\",\"type\":\"int\"}]}");
        Field staged = loaded;
        staged.children[0].name = QStringLiteral("c");
        staged.children.move(0, 1);
        Field added = field("{\"name\":\"z\",\"type\":\"text\"}");
        added.raw = {};
        staged.children.append(added);
        const auto loadedOf = [&](qsizetype at) {
            const Field *found = loadedChild(loaded.children, staged.children, staged.children[at]);
            return found ? found->name : QString();
        };
        QCOMPARE(loadedOf(0), QStringLiteral("b"));
        QCOMPARE(loadedOf(1), QStringLiteral("a"));
        QCOMPARE(loadedOf(2), QString());
        // A new one under the name that a renamed one had is not that one.
        staged.children[2].name = QStringLiteral("a");
        QCOMPARE(loadedOf(2), QString());
        QCOMPARE(pathText(staged, {1}), QStringLiteral("o.c"));
        QVERIFY(!fieldDown(staged, {7}));
        QVERIFY(!fieldDown(staged, {0, 0}));
    }
};

METASCOPE_TEST(FieldCatalogTest)
#include "fieldcatalogtest.moc"
