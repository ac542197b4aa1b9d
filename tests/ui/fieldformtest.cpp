// SPDX-License-Identifier: GPL-3.0-or-later
// The form of one field: for each type what a person can set, and that nothing else of the column's JSON moves.
#include "ui/editors/table/fieldform.h"
#include "app/domain/fieldtype.h"
#include "tests/support/testmain.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/table/typebox.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QClipboard>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

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

/// A form that shows what it was told, as the pane does.
class View {
public:
    explicit View(const Field &shown, bool primary = false)
    {
        state.field = shown;
        state.loaded = shown;
        state.primary = primary;
        QObject::connect(&form, &FieldForm::fieldEdited, &form, [this](const Field &edited, const QString &member) {
            state.field = edited;
            members.append(member);
            form.show(state);
        });
        form.resize(900, 700);
        form.show(state);
        form.QWidget::show();
    }

    template <typename Widget>
    Widget *part(const char *name) const
    {
        return form.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] QComboBox *box(const char *name) const { return part<QComboBox>(name); }
    [[nodiscard]] QLineEdit *edit(const char *name) const { return part<QLineEdit>(name); }
    [[nodiscard]] QString note(const char *name) const
    {
        const auto *label = part<QLabel>(name);
        return label && label->isVisible() ? label->text() : QString();
    }
    void choose(const char *name, const QString &text) const
    {
        QComboBox *chosen = box(name);
        const int index = chosen->findText(text);
        QVERIFY2(index >= 0, qPrintable(text));
        chosen->setCurrentIndex(index);
        Q_EMIT chosen->activated(index);
    }
    void type(const char *name, const QString &text) const
    {
        QLineEdit *typed = edit(name);
        QVERIFY(typed->isVisible());
        typed->selectAll();
        QTest::keyClicks(typed, text);
    }
    [[nodiscard]] QByteArray json() const { return fieldToJson(state.field).text(); }

    Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance())};
    IconProvider icons{theme};
    FieldForm form{icons};
    FieldFormState state;
    QStringList members;
};

const QStringList &allTypes()
{
    static const QStringList types = [] {
        QStringList list;
        for (const FieldTypeRow &row : fieldTypes)
            list.append(QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size())));
        return list;
    }();
    return types;
}

} // namespace

class FieldFormTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Every type: all that every field has can be set, only those members move, and going back is byte for byte.
    void everyTypeHasTheCommonOptions_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString &type : allTypes() + QStringList{QStringLiteral("hologram")})
            QTest::newRow(qPrintable(type)) << type;
    }
    void everyTypeHasTheCommonOptions()
    {
        QFETCH(const QString, type);
        const QByteArray text = "{ \"zzz\":1.0,\"name\":\"a\",\"type\":\"" + type.toUtf8()
            + "\",\"required\":false,\"config\":{\"k\":1e400}}";
        View view(field(text));
        QCOMPARE(view.box("fieldType")->currentText(), type);
        for (const char *flag : {"fieldRequired", "fieldNullable", "fieldSensitive"})
            view.part<QCheckBox>(flag)->click();
        view.choose("fieldAccess", QStringLiteral("private"));
        view.choose("fieldStyle", QStringLiteral("list"));
        view.type("fieldDescription", QStringLiteral("d"));
        const QByteArray expected
            = QByteArray(text)
                  .replace("\"required\":false", "\"required\":true")
                  .replace("{\"k\":1e400}}",
                           "{\"k\":1e400},\"nullable\":true,\"sensitive\":true,\"access\":\"private\","
                           "\"style\":\"list\",\"description\":\"d\"}");
        const auto sorted = [](const QByteArray &json) { return RawJson::parse(json)->members(); };
        QVERIFY2(view.state.field.raw.text() == text, "what the server sent is what differences are told from");
        QCOMPARE(sorted(view.json()).size(), sorted(expected).size());
        QVERIFY(RawJson::parse(view.json())->sameValue(*RawJson::parse(expected)));
        QVERIFY(view.json().startsWith("{ \"zzz\":1.0,\"name\":\"a\""));
        QCOMPARE(view.note("fieldStyleNote"), QStringLiteral("Unknown: Xano may convert or clear values"));
        view.choose("fieldStyle", QStringLiteral("single value"));
        view.choose("fieldAccess", QStringLiteral("public"));
        for (const char *flag : {"fieldRequired", "fieldNullable", "fieldSensitive"})
            view.part<QCheckBox>(flag)->click();
        view.edit("fieldDescription")->clear();
        QTest::keyClick(view.edit("fieldDescription"), Qt::Key_A);
        QTest::keyClick(view.edit("fieldDescription"), Qt::Key_Backspace);
        QCOMPARE(view.json(), text);
        QVERIFY(view.members.contains(QStringLiteral("Nullable")));
    }

    void everyTypeCanBeChosenAndTakenBack_data()
    {
        QTest::addColumn<QString>("type");
        for (const QString &type : allTypes())
            QTest::newRow(qPrintable(type)) << type;
    }
    void everyTypeCanBeChosenAndTakenBack()
    {
        QFETCH(const QString, type);
        const QByteArray text = "{\"name\":\"a\",\"type\":\"from_the_future\",\"size\":1e400,\"vector\":{\"size\":3}}";
        View view(field(text));
        QVERIFY(view.note("fieldTypeNote").startsWith(QStringLiteral("A type that Metascope does not know.")));
        view.choose("fieldType", type);
        QCOMPARE(view.json(), QByteArray(text).replace("from_the_future", type.toUtf8()));
        QCOMPARE(view.note("fieldTypeNote"), QStringLiteral("Unknown: Xano may convert or clear values"));
        QCOMPARE(view.members, QStringList{QStringLiteral("Type")});
        const QStringList unnamed = test::unnamed(&view.form);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
        view.choose("fieldType", QStringLiteral("from_the_future"));
        QCOMPARE(view.json(), text);
    }

    /// Rows that were hidden have room when they come, whatever was shown before them.
    void rowsHaveRoom()
    {
        const auto ofType = [](const QByteArray &type) {
            return *fieldFromJson(*RawJson::parse("{\"name\":\"a\",\"type\":\"" + type + "\"}"));
        };
        View view(ofType("text"));
        const std::pair<const char *, const char *> rows[]{{"object", "addChildField"},
                                                           {"enum", "fieldValues"},
                                                           {"vector", "fieldVectorSize"},
                                                           {"enum", "fieldValues"}};
        for (const auto &[type, name] : rows) {
            view.state.field = ofType(type);
            view.form.show(view.state);
            const auto *row = view.part<QWidget>(name);
            QVERIFY(row->isVisible());
            QTRY_VERIFY2(row->height() >= row->minimumSizeHint().height(), name);
        }
    }

    void defaultsHaveThreeVisibleStates_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *type, const char *typed, const char *value) {
            QTest::newRow(qPrintable(QString::fromLatin1(type) + QLatin1Char(' ') + QString::fromLatin1(typed)))
                << QByteArray(type) << QString::fromLatin1(typed) << QByteArray(value);
        };
        row("text", "hello", "\"hello\"");
        row("int", "42", "42");
        row("int", "4.5", "\"4.5\"");
        row("decimal", "0.10", "0.10");
        row("email", "a@b.invalid", "\"a@b.invalid\"");
        row("uuid", "7d9f2c1e-0000-4000-8000-000000000001", "\"7d9f2c1e-0000-4000-8000-000000000001\"");
        row("date", "2026-01-31", "\"2026-01-31\"");
        row("timestamp", "now", "\"now\"");
        row("json", "{\"a\":1.0}", "{\"a\":1.0}");
        row("vector", "[0.1]", "\"[0.1]\"");
        row("hologram", "x", "\"x\"");
    }
    void defaultsHaveThreeVisibleStates()
    {
        QFETCH(QByteArray, type);
        QFETCH(QString, typed);
        QFETCH(QByteArray, value);
        const QByteArray text = "{\"name\":\"a\",\"type\":\"" + type + "\",\"x\":1.0}";
        View view(field(text));
        QCOMPARE(view.box("fieldDefault")->currentText(), QStringLiteral("none"));
        QVERIFY(!view.edit("fieldDefaultValue")->isVisible());
        view.choose("fieldDefault", QStringLiteral("empty"));
        QCOMPARE(view.json(), QByteArray(text).replace("1.0}", "1.0,\"default\":\"\"}"));
        QVERIFY(!view.edit("fieldDefaultValue")->isVisible());
        view.choose("fieldDefault", QStringLiteral("value"));
        view.type("fieldDefaultValue", typed);
        QCOMPARE(view.json(), QByteArray(text).replace("1.0}", QByteArray("1.0,\"default\":" + value + '}')));
        QCOMPARE(view.edit("fieldDefaultValue")->text(), typed);
        view.choose("fieldDefault", QStringLiteral("none"));
        QCOMPARE(view.json(), text);
    }

    void defaultsOfFewValuesAreChosen()
    {
        View flag(field("{\"name\":\"a\",\"type\":\"bool\",\"default\":false}"));
        QCOMPARE(flag.box("fieldDefaultChoice")->currentText(), QStringLiteral("false"));
        flag.choose("fieldDefaultChoice", QStringLiteral("true"));
        QCOMPARE(flag.json(), QByteArray("{\"name\":\"a\",\"type\":\"bool\",\"default\":true}"));
        View chosen(field("{\"name\":\"a\",\"type\":\"enum\",\"values\":[\"x\",\"y\"],\"default\":\"gone\"}"));
        QCOMPARE(chosen.box("fieldDefaultChoice")->currentText(), QStringLiteral("gone"));
        chosen.choose("fieldDefaultChoice", QStringLiteral("y"));
        QCOMPARE(chosen.json(),
                 QByteArray("{\"name\":\"a\",\"type\":\"enum\",\"values\":[\"x\",\"y\"],\"default\":\"y\"}"));
        // A list of them is JSON.
        View list(field(
            "{\"name\":\"a\",\"type\":\"enum\",\"style\":\"list\",\"values\":[\"x\",\"y\"],\"default\":[\"x\"]}"));
        QVERIFY(list.edit("fieldDefaultValue")->isVisible());
        list.type("fieldDefaultValue", QStringLiteral("[\"y\"]"));
        QCOMPARE(list.state.field.defaultValue->text(), QByteArray("[\"y\"]"));
    }

    void enumValuesAreAddedMovedEditedAndRemoved()
    {
        const QByteArray text
            = "{\"name\":\"a\",\"type\":\"enum\",\"values\":[\"x\",{\"value\":\"y\",\"label\":\"Why\"}]}";
        View view(field(text));
        view.type("newValue", QStringLiteral("z"));
        QTest::keyClick(view.edit("newValue"), Qt::Key_Return);
        QCOMPARE(view.state.field.values, words("x y z"));
        QVERIFY(view.edit("newValue")->text().isEmpty());
        auto *list = view.part<QListWidget>("enumValues");
        list->setCurrentRow(1);
        QTest::keyClick(list, Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(
            view.json(),
            QByteArray(
                "{\"name\":\"a\",\"type\":\"enum\",\"values\":[{\"value\":\"y\",\"label\":\"Why\"},\"x\",\"z\"]}"));
        QCOMPARE(list->currentRow(), 0);
        view.part<QToolButton>("valueDown")->click();
        QCOMPARE(view.state.field.values, words("x y z"));
        list->setCurrentRow(2);
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(view.json(), text);
        list->item(0)->setText(QStringLiteral("x2"));
        QCOMPARE(view.state.field.values, words("x2 y"));
        QCOMPARE(view.members.last(), QStringLiteral("Values"));
    }

    void manyValuesArePastedAtOnce()
    {
        View view(field("{\"name\":\"a\",\"type\":\"enum\",\"values\":[\"x\"]}"));
        QGuiApplication::clipboard()->setText(QStringLiteral("one\r\ntwo\n\n three \nx"));
        view.edit("newValue")->setFocus();
        QTest::keyClick(view.edit("newValue"), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(view.state.field.values, words("x one two three x"));
        QCOMPARE(view.members.size(), 1);
        // A single line goes into the edit as into any.
        QGuiApplication::clipboard()->setText(QStringLiteral("four"));
        QTest::keyClick(view.edit("newValue"), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(view.edit("newValue")->text(), QStringLiteral("four"));
        QCOMPARE(view.state.field.values.size(), 5);
    }

    void validatorsAreTypedAndUnknownOnesKept()
    {
        const QByteArray text
            = "{\"name\":\"a\",\"type\":\"text\",\"validators\":{\"min\":2,\"zzz\":{\"k\":1.0},\"lower\":false}}";
        View view(field(text));
        QVERIFY(view.note("otherValidators").contains(QStringLiteral("zzz: {\"k\":1.0}")));
        QCOMPARE(view.edit("validator-min")->text(), QStringLiteral("2"));
        view.type("validator-min", QStringLiteral("3"));
        QCOMPARE(view.json(), QByteArray(text).replace("\"min\":2", "\"min\":3"));
        view.type("validator-min", QStringLiteral("2"));
        view.part<QCheckBox>("validator-trim")->click();
        view.part<QCheckBox>("validator-lower")->click();
        QCOMPARE(view.json(), QByteArray(text).replace("\"lower\":false", "\"lower\":true,\"trim\":true"));
        view.part<QCheckBox>("validator-trim")->click();
        view.part<QCheckBox>("validator-lower")->click();
        QCOMPARE(view.json(), text); // off is what it was: not there, and false
        view.type("validator-pattern", QStringLiteral("^[A-Z]"));
        QCOMPARE(view.state.field.validators->member(u"pattern")->text(), QByteArray("\"^[A-Z]\""));
        view.type("validator-max", QStringLiteral("x"));
        QCOMPARE(view.edit("validator-max")->text(), QStringLiteral("x"));
    }

    void validatorsFollowTheType()
    {
        View view(field("{\"name\":\"a\",\"type\":\"password\",\"filters\":{\"minDigit\":1}}"));
        QCOMPARE(view.edit("validator-minDigit")->text(), QStringLiteral("1"));
        view.type("validator-minSymbol", QStringLiteral("2"));
        QCOMPARE(view.json(),
                 QByteArray("{\"name\":\"a\",\"type\":\"password\",\"filters\":{\"minDigit\":1,\"minSymbol\":2}}"));
        view.choose("fieldType", QStringLiteral("email"));
        QVERIFY(!view.edit("validator-minSymbol"));
        QVERIFY(view.note("otherValidators").contains(QStringLiteral("minDigit: 1")));
    }

    void aReferenceIsSearchedAndChosen()
    {
        View view(field("{\"name\":\"a\",\"type\":\"int\",\"x\":1.0}"));
        QList<ObjectSummary> tables(3);
        const QStringList names{QStringLiteral("customer"), QStringLiteral("order"),
                                QStringLiteral("order & <b>item</b>")};
        for (qsizetype i = 0; i < names.size(); ++i) {
            tables[i].id = ObjectId(i + 5);
            tables[i].name = names.at(i);
        }
        view.form.setTables(tables);
        view.choose("fieldType", QStringLiteral("reference to a table"));
        // Nothing is chosen for anybody.
        QCOMPARE(view.box("fieldReference")->currentIndex(), -1);
        QCOMPARE(view.state.field.reference, TableId(0));
        QLineEdit *typed = view.edit("fieldReferenceText");
        typed->setText(QStringLiteral("ORDER"));
        Q_EMIT typed->editingFinished();
        QCOMPARE(view.json(), QByteArray("{\"name\":\"a\",\"type\":\"int\",\"x\":1.0,\"tableref_id\":6}"));
        typed->setText(QStringLiteral("nobody"));
        Q_EMIT typed->editingFinished();
        QCOMPARE(typed->text(), QStringLiteral("order"));
        view.choose("fieldReference", names.last());
        QCOMPARE(view.state.field.reference, TableId(7));
        view.choose("fieldType", QStringLiteral("reference to a table (uuid)"));
        QCOMPARE(view.json(), QByteArray("{\"name\":\"a\",\"type\":\"uuid\",\"x\":1.0,\"tableref_id\":7}"));
        view.choose("fieldType", QStringLiteral("int"));
        QVERIFY(!view.state.field.isReference());
        QVERIFY(!view.box("fieldReference")->isVisible());

        View unknown(field("{\"name\":\"a\",\"type\":\"int\",\"tableref_id\":99}"));
        unknown.form.setTables(tables);
        QCOMPARE(unknown.box("fieldReference")->currentText(), QStringLiteral("table 99"));
    }

    void aVectorHasASize()
    {
        View view(field("{\"name\":\"a\",\"type\":\"vector\",\"vector\":{\"size\":3,\"x\":0.10}}"));
        auto *size = view.part<QSpinBox>("fieldVectorSize");
        QCOMPARE(size->value(), 3);
        size->setValue(1536);
        QCOMPARE(view.json(), QByteArray("{\"name\":\"a\",\"type\":\"vector\",\"vector\":{\"size\":1536,\"x\":0.10}}"));
        size->setValue(3);
        QCOMPARE(view.json(), QByteArray("{\"name\":\"a\",\"type\":\"vector\",\"vector\":{\"size\":3,\"x\":0.10}}"));
    }

    void thePrimaryKeyStaysAsItIs()
    {
        View view(field("{\"name\":\"id\",\"type\":\"int\"}"), true);
        for (const char *name : {"fieldType", "fieldAccess", "fieldStyle", "fieldDefault"})
            QVERIFY2(!view.box(name)->isEnabled(), name);
        for (const char *name : {"fieldName", "fieldDescription"})
            QVERIFY2(!view.edit(name)->isEnabled(), name);
        QVERIFY(!view.part<QCheckBox>("fieldRequired")->isEnabled());
        QVERIFY(view.note("fieldTypeNote").startsWith(QStringLiteral("The primary key")));
    }

    void aRenameInsideAnObjectIsTold()
    {
        View view(field("{\"name\":\"title\",\"type\":\"text\"}"));
        view.state.nested = true;
        view.state.field.name = QStringLiteral("heading");
        view.form.show(view.state);
        QVERIFY(view.note("fieldNameNote").startsWith(QStringLiteral("Unknown:")));
    }

    void findingsStandBesideTheirPart()
    {
        View view(field("{\"name\":\"a\",\"type\":\"text\"}"));
        view.state.findings
            = {{EntryKey(1), FieldMember::Name, Severity::Problem, QStringLiteral("n"), {}},
               {EntryKey(1), FieldMember::Validators, Severity::Warning, QStringLiteral("<b>v</b>"), {}}};
        view.form.show(view.state);
        QCOMPARE(view.note("fieldNameNote"), QStringLiteral("Problem: n"));
        QCOMPARE(view.note("fieldValidatorsNote"), QStringLiteral("Note: <b>v</b>"));
        QCOMPARE(view.part<QLabel>("fieldValidatorsNote")->textFormat(), Qt::PlainText);
    }

    void typingKeepsTheCursor()
    {
        View view(field("{\"name\":\"a\",\"type\":\"text\",\"description\":\"one two\"}"));
        QLineEdit *edit = view.edit("fieldDescription");
        edit->setCursorPosition(3);
        QTest::keyClicks(edit, QStringLiteral("!?"));
        QCOMPARE(edit->text(), QStringLiteral("one!? two"));
        QCOMPARE(edit->cursorPosition(), 5);
        QCOMPARE(view.state.field.description, QStringLiteral("one!? two"));
    }
};

METASCOPE_TEST(FieldFormTest)
#include "fieldformtest.moc"
