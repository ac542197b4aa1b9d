// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/journal/journalwindow.h"

#include "app/store/writejournal.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"
#include "tests/ui/tableviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/journal/inversestager.h"
#include "ui/shell/editorarea.h"
#include "ui/widgets/messagebar.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

using namespace metascope;
using namespace metascope::test;

namespace {

WriteNote noteOf(const QString &instance, const QString &table, const QString &sentence, EndpointId call)
{
    WriteNote note;
    note.instance = InstanceId(instance.toLower());
    note.host = QStringLiteral("https://%1.example").arg(instance.toLower());
    note.workspace = WorkspaceId(1);
    note.request.endpoint = call;
    note.request.args = {QStringLiteral("1"), QStringLiteral("7"), QStringLiteral("x")};
    note.request.args.resize(std::ranges::count(endpointRow(call).path, '{'));
    note.story.target.instanceName = instance;
    note.story.target.workspaceName = QStringLiteral("shop");
    note.story.table = TableId(7);
    note.story.tableName = table;
    note.story.sentence = sentence;
    note.story.before = *RawJson::parse(R"({"name":"a","type":"text","big":18446744073709551615})");
    note.story.after = *RawJson::parse(R"({"name":"b","type":"text","big":18446744073709551615})");
    return note;
}

/// A journal with three changes, and its window.
struct Views {
    Views()
    {
        add(noteOf(QStringLiteral("Acme"), QStringLiteral("orders"), QStringLiteral("Rename a to b"),
                   EndpointId::SchemaRename),
            WriteOutcome::Done);
        add(noteOf(QStringLiteral("Acme"), QStringLiteral("customer"), QStringLiteral("Delete <b>x</b> & more"),
                   EndpointId::SchemaFieldDelete),
            WriteOutcome::Failed, QStringLiteral("told so"));
        add(noteOf(QStringLiteral("Beta"), QStringLiteral("orders"), QStringLiteral("Delete a record"),
                   EndpointId::RecordDelete),
            WriteOutcome::Unknown);
    }
    void add(const WriteNote &note, std::optional<WriteOutcome> outcome, const QString &words = {})
    {
        const auto entry = journal.begin(note);
        static_cast<void>(settled(entry.onDisk));
        last = entry.number;
        if (outcome)
            journal.finish(entry.number, *outcome, words);
    }
    bool show(int rows)
    {
        window.show();
        return QTest::qWaitForWindowExposed(&window)
            && QTest::qWaitFor([&] { return table()->model()->rowCount() == rows; });
    }
    [[nodiscard]] QTableView *table() const { return window.findChild<QTableView *>(QStringLiteral("changeJournal")); }
    [[nodiscard]] QString cell(int row, int column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QPushButton *button(const char *name) const
    {
        return window.findChild<QPushButton *>(QLatin1String(name));
    }
    [[nodiscard]] QString text(const char *name) const
    {
        return window.findChild<QPlainTextEdit *>(QLatin1String(name))->toPlainText();
    }
    void pick(int row) const { table()->setCurrentIndex(table()->model()->index(row, 0)); }

    quint64 last = 0;
    QTemporaryDir folder;
    ShellViews shell;
    WriteJournal journal{folder.filePath(QStringLiteral("journal.sqlite"))};
    JournalWindow window{journal, shell.theme, shell.icons};
};

using Column = JournalModel::Column;

} // namespace

class JournalWindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatWasWritten()
    {
        Views views;
        QVERIFY(views.show(3));
        QTRY_COMPARE(views.cell(0, Column::OutcomeColumn), QStringLiteral("unknown"));
        QCOMPARE(views.cell(0, Column::InstanceColumn), QStringLiteral("Beta"));
        QCOMPARE(views.cell(1, Column::OutcomeColumn), QStringLiteral("failed"));
        QCOMPARE(views.cell(1, Column::ChangeColumn), QStringLiteral("Delete <b>x</b> & more"));
        QCOMPARE(views.cell(2, Column::TableColumn), QStringLiteral("orders"));
        QCOMPARE(views.cell(2, Column::WorkspaceColumn), QStringLiteral("shop"));
        QVERIFY(
            !views.table()->model()->index(1, Column::ChangeColumn).data(Qt::ToolTipRole).toString().contains(u'<'));
        QVERIFY(!views.button("journalInverse")->isEnabled());
        views.pick(2);
        QTRY_VERIFY(views.text("journalBefore").contains(QStringLiteral("18446744073709551615")));
        QVERIFY(views.text("journalAfter").contains(QStringLiteral("\"b\"")));
        QCOMPARE(views.text("journalDifferences"), QStringLiteral("name: \"a\" became \"b\""));
        QVERIFY(views.button("journalInverse")->isEnabled());
    }

    void followsTheJournal()
    {
        Views views;
        QVERIFY(views.show(3));
        views.pick(0);
        const QPersistentModelIndex kept = views.table()->currentIndex();
        views.add(
            noteOf(QStringLiteral("Gamma"), QStringLiteral("t"), QStringLiteral("Create t"), EndpointId::SchemaCreate),
            std::nullopt);
        QTRY_COMPARE(views.table()->model()->rowCount(), 4);
        QCOMPARE(views.cell(0, Column::OutcomeColumn), QStringLiteral("pending"));
        QVERIFY(kept.isValid());
        QCOMPARE(views.table()->currentIndex().row(), 1);
        QVERIFY(
            views.window.findChild<QComboBox *>(QStringLiteral("journalInstance"))->findText(QStringLiteral("Gamma"))
            > 0);
        views.journal.finish(views.last, WriteOutcome::Done, {});
        QTRY_COMPARE(views.cell(0, Column::OutcomeColumn), QStringLiteral("done"));
    }

    void filters_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("instance");
        QTest::addColumn<QString>("outcome");
        QTest::addColumn<int>("rows");
        QTest::newRow("nothing") << QString() << QString() << QString() << 3;
        QTest::newRow("a word") << QStringLiteral("DELETE") << QString() << QString() << 2;
        QTest::newRow("two words") << QStringLiteral("delete orders") << QString() << QString() << 1;
        QTest::newRow("the server's words") << QStringLiteral("told so") << QString() << QString() << 1;
        QTest::newRow("instance") << QString() << QStringLiteral("Acme") << QString() << 2;
        QTest::newRow("outcome") << QString() << QString() << QStringLiteral("done") << 1;
        QTest::newRow("all") << QStringLiteral("rename") << QStringLiteral("Acme") << QStringLiteral("done") << 1;
        QTest::newRow("none") << QStringLiteral("rename") << QStringLiteral("Beta") << QString() << 0;
    }
    void filters()
    {
        QFETCH(QString, text);
        QFETCH(QString, instance);
        QFETCH(QString, outcome);
        QFETCH(int, rows);
        Views views;
        QVERIFY(views.show(3));
        const auto choose = [&views](const char *name, const QString &item) {
            auto *box = views.window.findChild<QComboBox *>(QLatin1String(name));
            if (!item.isEmpty())
                box->setCurrentIndex(box->findText(item));
            return box->currentIndex() >= 0;
        };
        QVERIFY(choose("journalInstance", instance));
        QVERIFY(choose("journalOutcome", outcome));
        views.window.findChild<QLineEdit *>(QStringLiteral("journalFilter"))->setText(text);
        QCOMPARE(views.table()->model()->rowCount(), rows);
        QCOMPARE(views.table()->isVisible(), rows > 0);
        QCOMPARE(views.button("journalExport")->isEnabled(), rows > 0);
    }

    void saysWhyAnInverseCannotBeStaged()
    {
        Views views;
        QVERIFY(views.show(3));
        for (int row = 0; row < 2; ++row) {
            views.pick(row);
            QTRY_VERIFY(!views.text("journalBefore").isEmpty());
            QVERIFY(!views.button("journalInverse")->isEnabled());
            QVERIFY(!views.button("journalInverse")->toolTip().isEmpty());
            QCOMPARE(views.button("journalInverse")->accessibleDescription(),
                     views.button("journalInverse")->toolTip());
        }
        QSignalSpy asked(&views.window, &JournalWindow::inverseRequested);
        views.pick(2);
        QTRY_VERIFY(views.button("journalInverse")->isEnabled());
        views.button("journalInverse")->click();
        QCOMPARE(asked.count(), 1);
        QCOMPARE(asked.at(0).at(0).value<JournalEntry>().sentence, QStringLiteral("Rename a to b"));
    }

    void exportsWhatIsListed()
    {
        Views views;
        QVERIFY(views.show(3));
        views.window.findChild<QLineEdit *>(QStringLiteral("journalFilter"))->setText(QStringLiteral("orders"));
        const QString file = views.folder.filePath(QStringLiteral("out.json"));
        views.window.exportTo(file);
        const auto *bar = views.window.findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(QStringLiteral("2 changes")), qPrintable(bar->text()));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        QVERIFY(!(written.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        const auto list = RawJson::parse(written.readAll());
        QCOMPARE(list->elements().size(), 2);
        QCOMPARE(list->elements().at(0).member(u"change")->toString(), QStringLiteral("Rename a to b"));
        views.window.exportTo(views.folder.filePath(QStringLiteral("no/such/out.json")));
        QTRY_COMPARE(bar->kind(), MessageBar::Kind::Error);
    }

    void anEmptyJournalSaysSo()
    {
        const QTemporaryDir folder;
        ShellViews shell;
        WriteJournal journal(folder.filePath(QStringLiteral("journal.sqlite")));
        JournalWindow window(journal, shell.theme, shell.icons);
        window.show();
        QVERIFY(settled(journal.entries()).has_value());
        const auto labels = window.findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->isVisible() && label->text().startsWith(QStringLiteral("Nothing was written yet"));
        }));
        QVERIFY(!window.findChild<QPushButton *>(QStringLiteral("journalExport"))->isEnabled());
    }

    void isNamedAndWhole_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void isNamedAndWhole()
    {
        QFETCH(bool, dark);
        Views views;
        views.shell.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        QVERIFY(views.show(3));
        views.pick(1);
        QTRY_VERIFY(!views.text("journalBefore").isEmpty());
        const QStringList unnamed = test::unnamed(&views.window);
        QVERIFY2(unnamed.isEmpty(), qPrintable(unnamed.join(QStringLiteral("; "))));
        QStringList cut;
        QVERIFY2(QTest::qWaitFor([&] { return (cut = test::cutOrCovered(&views.window)).isEmpty(); }, 1000),
                 qPrintable(cut.join(QStringLiteral("; "))));
    }

    void anInverseIsStagedInTheTable()
    {
        TableViews table;
        QVERIFY(table.open());
        InverseStager stager(table.views.window);
        JournalEntry entry;
        entry.instance = table.editor->request().path.instance;
        entry.workspace = *table.editor->request().path.workspace;
        entry.table = TableId(table.editor->request().path.id()->value());
        entry.tableName = QStringLiteral("customer");
        entry.method = QStringLiteral("POST");
        const std::string_view path = endpointRow(EndpointId::SchemaRename).path;
        entry.pathTemplate = QString::fromLatin1(path.data(), qsizetype(path.size()));
        stager.stage(entry,
                     {*RawJson::parse(R"({"name":"mail","type":"email"})"),
                      *RawJson::parse(R"({"name":"email","type":"email"})")});
        QCOMPARE(table.editor->stagedChanges(), 1);
        QCOMPARE(table.row(QStringLiteral("mail")).value(0), QStringLiteral("changed"));
        QCOMPARE(table.editor->undoStack()->undoText(), QStringLiteral("Stage the Inverse"));
        QVERIFY(table.writes().isEmpty());
        // Again: that name is there no more.
        table.editor->undoStack()->undo();
        table.byOthers("POST", QStringLiteral("/schema/rename"), R"({"old_name":"email","new_name":"post"})");
        table.editor->reload();
        QTRY_VERIFY(!table.row(QStringLiteral("post")).isEmpty());
        stager.stage(entry,
                     {*RawJson::parse(R"({"name":"mail","type":"email"})"),
                      *RawJson::parse(R"({"name":"email","type":"email"})")});
        QCOMPARE(table.editor->stagedChanges(), 0);
        const auto bars = table.editor->findChildren<MessageBar *>();
        QVERIFY(std::ranges::any_of(bars, [](const MessageBar *bar) {
            return bar->isVisible() && bar->text().contains(QStringLiteral("“email” is no longer in the table"));
        }));
    }
};

METASCOPE_TEST(JournalWindowTest)
#include "journalwindowtest.moc"
