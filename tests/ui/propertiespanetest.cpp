// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/propertiespane.h"
#include "tests/support/testmain.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/table/docsview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QUndoStack>
#include <QtNetwork/QTcpServer>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

using namespace metascope;

namespace {

const QByteArray table
    = R"({"id":7,"name":"order","description":"what was bought","docs":"# Orders\r\n\r\nOne a row.","guid":"g-1","auth":false,"tag":["shop"],"autocomplete":[{"name":"title","x":1.0}]})";

QList<Field> fields()
{
    QList<Field> list;
    for (const char *json :
         {R"({"name":"id","type":"int"})", R"({"name":"title","type":"text"})", R"({"name":"total","type":"decimal"})"})
        list.append(*fieldFromJson(*RawJson::parse(json)));
    return list;
}

class View {
public:
    explicit View(bool known = true)
    {
        document.load(fields(), {},
                      known ? std::optional(*tablePropertiesFromJson(*RawJson::parse(table))) : std::nullopt);
        pane.showDocument();
        QObject::connect(&document, &SchemaDocument::changed, &pane, [this] { pane.showDocument(); });
        pane.resize(800, 900);
        pane.show();
    }
    template <typename Widget>
    Widget *part(const char *name) const
    {
        return pane.findChild<Widget *>(QLatin1String(name));
    }
    [[nodiscard]] const TableProperties &now() const { return *document.current().properties; }
    [[nodiscard]] QByteArray body() const { return propertiesBody(*document.base().properties, now()).text(); }

    Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance())};
    IconProvider icons{theme};
    SchemaDocument document;
    PropertiesPane pane{document, icons};
};

} // namespace

class PropertiesPaneTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showingThemIsNoChange()
    {
        View view;
        QVERIFY(!view.document.isDirty());
        QCOMPARE(view.part<QLineEdit>("tableName")->text(), QStringLiteral("order"));
        QCOMPARE(view.part<QLineEdit>("tableGuid")->text(), QStringLiteral("g-1"));
        QVERIFY(!view.part<QCheckBox>("tableAuth")->isChecked());
        const QStringList unnamed = test::unnamed(&view.pane);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
    }

    void eachPartIsOneCommandAndIsDiscardedAlone()
    {
        View view;
        QTest::keyClicks(view.part<QLineEdit>("tableDescription"), QStringLiteral(" here"));
        QCOMPARE(view.document.undoStack().count(), 1);
        QCOMPARE(view.document.undoStack().undoText(), QStringLiteral("Change Table Description"));
        QCOMPARE(view.body(), QByteArray(R"({"description":"what was bought here"})"));
        view.part<QCheckBox>("tableAuth")->click();
        QTest::keyClicks(view.part<QLineEdit>("tableGuid"), QStringLiteral("2"));
        QTest::keyClicks(view.part<QLineEdit>("tableName"), QStringLiteral("s"));
        QTest::keyClicks(view.part<QLineEdit>("newTag"), QStringLiteral("money"));
        view.part<QToolButton>("addTag")->click();
        QCOMPARE(view.now().tags, (QStringList{QStringLiteral("shop"), QStringLiteral("money")}));
        QCOMPARE(view.now().guid, QStringLiteral("g-12"));
        QVERIFY(view.now().auth);
        QVERIFY(view.part<QLabel>("tableNameNote")->text().contains(QStringLiteral("was: order")));
        for (const char *name : {"discard-tableName", "discard-tableDescription", "discard-tableAuth",
                                 "discard-tableGuid", "discard-tableTags"}) {
            QVERIFY2(view.part<QToolButton>(name)->isVisible(), name);
            view.part<QToolButton>(name)->click();
            QVERIFY2(!view.part<QToolButton>(name)->isVisible(), name);
        }
        QVERIFY(!view.document.isDirty());
    }

    void docsKeepTheirLineEndsUntilTheyAreEdited()
    {
        View view;
        QVERIFY(view.now().docs.contains(QLatin1Char('\r')));
        auto *docs = view.part<QPlainTextEdit>("docsText");
        docs->moveCursor(QTextCursor::End);
        QTest::keyClicks(docs, QStringLiteral("!"));
        QCOMPARE(view.now().docs, QStringLiteral("# Orders\n\nOne a row.!"));
        QCOMPARE(view.document.undoStack().undoText(), QStringLiteral("Change Docs"));
        view.document.undoStack().undo();
        QVERIFY(!view.document.isDirty());
    }

    void thePreviewLoadsNothing()
    {
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("secret.html")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("not to be read");
        file.close();
        View view;
        view.part<QPlainTextEdit>("docsText")
            ->setPlainText(
                QStringLiteral("# T\n\n![a](http://127.0.0.1:%1/a.png) ![b](file://%2)\n\n"
                               "<img src=\"http://127.0.0.1:%1/b.png\"><b>bold</b>\n\n[l](http://127.0.0.1:%1/)")
                    .arg(server.serverPort())
                    .arg(file.fileName()));
        view.part<QTabWidget>("tableDocs")->setCurrentIndex(1);
        auto *preview = view.part<DocsView>("docsPreview");
        QVERIFY(preview->isVisible());
        QVERIFY(!preview->grab().isNull());
        QVERIFY(preview->toPlainText().contains(QStringLiteral("<b>bold</b>")));
        QVERIFY(!preview->loadResource(2, QUrl::fromLocalFile(file.fileName())).isValid());
        QVERIFY(!server.waitForNewConnection(200));
        QVERIFY(!preview->openLinks());
    }

    void autocompleteIsChosenAmongTheFields()
    {
        View view;
        auto *list = view.part<QListWidget>("tableAutocomplete");
        QCOMPARE(list->count(), 3);
        QCOMPARE(list->item(0)->text(), QStringLiteral("title"));
        QCOMPARE(list->item(0)->checkState(), Qt::Checked);
        list->item(2)->setCheckState(Qt::Checked);
        QCOMPARE(autocompleteBody(view.now()).text(),
                 QByteArray(R"({"autocomplete":[{"name":"title","x":1.0},{"name":"total"}]})"));
        QCOMPARE(view.document.undoStack().undoText(), QStringLiteral("Change Autocomplete"));
        list->item(2)->setCheckState(Qt::Unchecked);
        QVERIFY(!view.document.isDirty());
    }

    void aTableWithoutANameIsAProblem()
    {
        View view;
        view.part<QLineEdit>("tableName")->selectAll();
        QTest::keyClick(view.part<QLineEdit>("tableName"), Qt::Key_Delete);
        QVERIFY(view.part<QLabel>("tableNameNote")->text().startsWith(QStringLiteral("Problem: ")));
    }

    void withoutPropertiesNothingCanBeStaged()
    {
        View view(false);
        QVERIFY(!view.part<QLineEdit>("tableName")->isEnabled());
        bool said = false;
        const auto labels = view.pane.findChildren<QLabel *>();
        for (const QLabel *label : labels)
            said |= label->isVisible() && label->text().contains(QStringLiteral("could not be read"));
        QVERIFY(said);
    }
};

METASCOPE_TEST(PropertiesPaneTest)
#include "propertiespanetest.moc"
