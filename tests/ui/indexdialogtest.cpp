// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/indexdialog.h"
#include "app/edit/schemadocument.h"
#include "app/model/indexmodel.h"
#include "tests/support/testmain.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/table/indexespane.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QAction>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace metascope;

namespace {

QList<Field> fields()
{
    QList<Field> list;
    for (const char *json : {R"({"name":"id","type":"int"})", R"({"name":"title","type":"text"})",
                             R"({"name":"place","type":"geo_point"})", R"({"name":"meaning","type":"vector"})",
                             R"({"name":"tags","type":"json"})"})
        list.append(*fieldFromJson(*RawJson::parse(json)));
    return list;
}

Index indexOf(const QByteArray &json)
{
    return *indexFromJson(*RawJson::parse(json));
}

class View {
public:
    explicit View(const std::optional<Index> &index = std::nullopt) : dialog(fields(), index, icons, nullptr)
    {
        dialog.show();
    }
    [[nodiscard]] QComboBox *box(const char *name) const { return dialog.findChild<QComboBox *>(QLatin1String(name)); }
    void choose(const char *name, const char *text) const
    {
        QComboBox *chosen = box(name);
        const int index = chosen->findText(QLatin1String(text));
        QVERIFY2(index >= 0, text);
        chosen->setCurrentIndex(index);
        Q_EMIT chosen->activated(index);
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return dialog.findChild<QPushButton *>(QLatin1String(name));
    }
    [[nodiscard]] QByteArray json() const { return indexToJson(dialog.index()).text(); }

    Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance())};
    IconProvider icons{theme};
    IndexDialog dialog;
};

} // namespace

class IndexDialogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyTypeIsMade_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("btree") << QByteArray("btree")
                               << QByteArray(R"({"type":"btree","fields":[{"name":"id","op":"asc"}]})");
        QTest::newRow("unique") << QByteArray("unique")
                                << QByteArray(R"({"type":"btree|unique","fields":[{"name":"id","op":"asc"}]})");
        QTest::newRow("gin") << QByteArray("gin")
                             << QByteArray(R"({"type":"gin","fields":[{"name":"id","op":"jsonb_path_op"}]})");
        QTest::newRow("spatial") << QByteArray(
            "spatial") << QByteArray(R"({"type":"spatial","fields":[{"name":"place","op":"gist_geometry_ops_2d"}]})");
        QTest::newRow("vector") << QByteArray(
            "vector") << QByteArray(R"({"type":"vector","fields":[{"name":"meaning","op":"vector_ip_ops"}]})");
    }
    void everyTypeIsMade()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, json);
        View view;
        view.choose("indexType", type.constData());
        QCOMPARE(view.json(), json);
        QVERIFY(view.button("confirmIndex")->isEnabled());
        const QStringList unnamed = test::unnamed(&view.dialog);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
    }

    void aSearchIndexHasNameLanguageAndWeights()
    {
        View view;
        view.choose("indexType", "search");
        QVERIFY2(!view.button("confirmIndex")->isEnabled(), "without a name");
        QTest::keyClicks(view.dialog.findChild<QLineEdit *>(QStringLiteral("indexName")), QStringLiteral("words"));
        view.choose("indexLanguage", "german");
        view.choose("indexField-0", "title");
        view.dialog.findChild<QSpinBox *>(QStringLiteral("indexWeight-0"))->setValue(3);
        QVERIFY(view.button("confirmIndex")->isEnabled());
        QCOMPARE(
            view.json(),
            QByteArray(R"({"type":"search","name":"words","lang":"german","fields":[{"name":"title","priority":3}]})"));
    }

    void fieldsAreAddedOrderedAndRemoved()
    {
        View view;
        view.button("addIndexField")->click();
        view.choose("indexOperator-1", "desc");
        QCOMPARE(view.json(),
                 QByteArray(R"({"type":"btree","fields":[{"name":"id","op":"asc"},{"name":"title","op":"desc"}]})"));
        view.dialog.findChild<QToolButton *>(QStringLiteral("indexFieldUp-1"))->click();
        QCOMPARE(view.json(),
                 QByteArray(R"({"type":"btree","fields":[{"name":"title","op":"desc"},{"name":"id","op":"asc"}]})"));
        view.choose("indexField-1", "title");
        QVERIFY2(!view.button("confirmIndex")->isEnabled(), "twice the same field");
        view.dialog.findChild<QToolButton *>(QStringLiteral("removeIndexField-0"))->click();
        QCOMPARE(view.json(), QByteArray(R"({"type":"btree","fields":[{"name":"title","op":"asc"}]})"));
        QVERIFY(view.button("confirmIndex")->isEnabled());
        view.dialog.findChild<QToolButton *>(QStringLiteral("removeIndexField-0"))->click();
        QVERIFY2(!view.button("confirmIndex")->isEnabled(), "no field");
    }

    void whatIsNotEditedStaysByteForByte()
    {
        const QByteArray text
            = R"({"id":"ab","lang2":1.0,"type":"btree","fields":[{"name":"title","op":"desc","x":1e400},{"name":"id","op":"odd_ops"}]})";
        View view(indexOf(text));
        QCOMPARE(view.json(), text);
        view.choose("indexOperator-0", "asc");
        QCOMPARE(view.json(), QByteArray(text).replace("\"desc\"", "\"asc\""));
        QVERIFY(view.dialog.findChild<QLabel *>(QStringLiteral("indexTypeNote"))->isVisible());
    }

    void aTypeOfTheServersOwnIsShownAndNotMade()
    {
        View view(indexOf(R"({"id":"ab","type":"hash","fields":[{"name":"title"}]})"));
        QCOMPARE(view.box("indexType")->currentText(), QStringLiteral("hash"));
        QVERIFY(!view.button("confirmIndex")->isEnabled());
    }

    void aTableWithoutAFittingFieldSaysSo()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        IconProvider icons(theme);
        IndexDialog dialog({fields().first()}, std::nullopt, icons, nullptr);
        dialog.show();
        auto *type = dialog.findChild<QComboBox *>(QStringLiteral("indexType"));
        type->setCurrentIndex(type->findText(QStringLiteral("spatial")));
        Q_EMIT type->activated(type->currentIndex());
        QVERIFY(dialog.findChild<QLabel *>(QStringLiteral("indexFieldsNote"))->isVisible());
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("confirmIndex"))->isEnabled());
    }

    void thePaneStagesAndDiscards()
    {
        Theme theme(*qobject_cast<QApplication *>(QCoreApplication::instance()));
        IconProvider icons(theme);
        SchemaDocument document(fields(),
                                {indexOf(R"({"id":"01","type":"primary","fields":[{"name":"id"}]})"),
                                 indexOf(R"({"id":"02","type":"btree","fields":[{"name":"title","op":"asc"}]})")});
        IndexesPane pane(document, theme, icons);
        pane.showDocument({});
        QObject::connect(&document, &SchemaDocument::changed, &pane, [&pane] { pane.showDocument({}); });
        pane.show();
        auto *view = pane.findChild<QTableView *>(QStringLiteral("indexes"));
        const auto run = [&pane](const char *name) {
            const auto actions = pane.actions();
            const auto found = std::ranges::find_if(
                actions, [name](const QAction *each) { return each->objectName() == QLatin1String(name); });
            const bool enabled = (*found)->isEnabled();
            (*found)->trigger();
            return enabled;
        };
        view->selectRow(0); // the primary one is the server's
        QVERIFY(!run("editIndex") && !run("removeIndex"));
        view->selectRow(1);
        QVERIFY(run("editIndex"));
        auto *dialog = pane.findChild<IndexDialog *>();
        auto *op = dialog->findChild<QComboBox *>(QStringLiteral("indexOperator-0"));
        op->setCurrentIndex(op->findText(QStringLiteral("desc")));
        dialog->accept();
        QCOMPARE(document.undoStack().undoText(), QStringLiteral("Change Index"));
        QCOMPARE(view->model()->index(1, IndexModel::ChangeColumn).data().toString(), QStringLiteral("changed"));
        QVERIFY(run("discardIndexChange"));
        QVERIFY(!document.isDirty());
        QVERIFY(run("removeIndex"));
        QVERIFY(run("discardIndexChange"));
        QVERIFY(!document.isDirty());
        QVERIFY(run("addIndex"));
        const auto dialogs = pane.findChildren<IndexDialog *>();
        for (IndexDialog *each : dialogs)
            if (each->isVisible())
                each->accept();
        QCOMPARE(document.undoStack().undoText(), QStringLiteral("Add Index"));
        QVERIFY(run("discardIndexChange"));
        QVERIFY(!document.isDirty());
    }
};

METASCOPE_TEST(IndexDialogTest)
#include "indexdialogtest.moc"
