// SPDX-License-Identifier: GPL-3.0-or-later
// Walks the widgets of every view of the shell, in both themes: each one that takes the focus has a name, and no text of a
// label or a button is cut or covered.
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/facts/factspage.h"
#include "ui/shell/aboutdialog.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/shortcutsdialog.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAccessible>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabBar>

#include <functional>

using namespace metascope;
using test::cutOrCovered;
using test::ShellViews;
using test::unnamed;

namespace {

using Prepare = std::function<QWidget *(ShellViews &)>;

struct View {
    const char *name;
    Prepare prepare; ///< gives back what is walked
};

QWidget *picking(ShellViews &views)
{
    // As after the check of an account's token.
    QWidget *page = views.connectPage;
    page->findChild<QListView *>()->show();
    page->findChild<QLineEdit *>()->setText(QStringLiteral("not-a-real-token"));
    views.window.showPage(MainWindow::Page::Connect);
    return page;
}

const QList<View> &allViews()
{
    static const QList<View> views{
        {"welcome", [](ShellViews &v) -> QWidget * { return &v.window; }},
        {"welcome with instances",
         [](ShellViews &v) -> QWidget * {
             v.fillTree();
             return &v.window;
         }},
        {"connect",
         [](ShellViews &v) -> QWidget * {
             v.window.showPage(MainWindow::Page::Connect);
             return &v.window;
         }},
        {"connect, picking", picking},
        {"nothing open",
         [](ShellViews &v) -> QWidget * {
             v.window.showPage(MainWindow::Page::Editors);
             return &v.window;
         }},
        {"facts",
         [](ShellViews &v) -> QWidget * {
             v.editors.add(Kind::Function, [&v](const EditorRequest &wanted, QWidget *parent) -> Editor * {
                 return new FactsPage(wanted, v.theme, v.icons, parent);
             });
             EditorRequest wanted = v.request(1, QStringLiteral("ship_order"));
             wanted.path.kind = Kind::Function;
             v.window.editors().open(wanted, true);
             v.window.showPage(MainWindow::Page::Editors);
             return &v.window;
         }},
        {"an error with details",
         [](ShellViews &v) -> QWidget * {
             Error error = Error::local(ErrorKind::Network, QStringLiteral("connection refused"));
             error.endpoint = QStringLiteral("GET /workspace");
             v.window.messages().showError(error);
             v.window.messages().addButton(QStringLiteral("Retry"));
             v.window.messages().findChild<QAbstractButton *>(QStringLiteral("messageDetailsToggle"))->click();
             return &v.window;
         }},
        {"keyboard shortcuts",
         [](ShellViews &v) -> QWidget * {
             auto *dialog = new ShortcutsDialog(*v.window.menuBar(), &v.window);
             dialog->show();
             return dialog;
         }},
        {"about",
         [](ShellViews &v) -> QWidget * {
             auto *dialog = new AboutDialog(&v.window);
             dialog->show();
             return dialog;
         }},
    };
    return views;
}

} // namespace

class AccessibleTest final : public QObject {
    Q_OBJECT

    static void rows()
    {
        QTest::addColumn<int>("view");
        QTest::addColumn<bool>("dark");
        for (qsizetype i = 0; i < allViews().size(); ++i)
            for (const bool dark : {false, true})
                QTest::addRow("%s, %s", allViews()[i].name, dark ? "dark" : "light") << static_cast<int>(i) << dark;
    }

    template <typename Walk>
    static void walk(Walk findings)
    {
        QFETCH(const int, view);
        QFETCH(const bool, dark);
        ShellViews views;
        views.theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
        views.window.show();
        QWidget *root = allViews()[view].prepare(views);
        QVERIFY(QTest::qWaitForWindowExposed(root->window()));
        const QStringList found = findings(root);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
    }

private Q_SLOTS:
    void whatTakesTheFocusHasAName_data() { rows(); }
    void whatTakesTheFocusHasAName() { walk(unnamed); }
    void noTextIsCutOrCovered_data() { rows(); }
    void noTextIsCutOrCovered() { walk(cutOrCovered); }

    void theWalkSeesACutLabel()
    {
        QWidget parent;
        auto *label = new QLabel(QStringLiteral("a text that needs room"), &parent);
        auto *other = new QPushButton(QStringLiteral("Press"), &parent);
        label->resize(10, 4);
        other->move(5, 2);
        parent.show();
        const QString found = cutOrCovered(&parent).join(u'\n');
        QVERIFY(found.contains(QStringLiteral("needs")));
        QVERIFY(found.contains(QStringLiteral("overlaps")));
        QVERIFY(!unnamed(&parent).isEmpty());
    }

    void buttonsAreCalledWhatTheyShow()
    {
        ShellViews views;
        views.fillTree();
        const auto buttons = views.window.findChildren<QPushButton *>();
        QVERIFY(buttons.size() > 5);
        for (const QPushButton *button : buttons)
            if (!button->text().isEmpty())
                QCOMPARE(button->accessibleName(), QString(button->text()).remove(u'&'));
    }

    void theBarIsAnAlertThatBeginsWithItsKind()
    {
        ShellViews views;
        MessageBar &bar = views.window.messages();
        QAccessibleInterface *told = QAccessible::queryAccessibleInterface(&bar);
        bar.showMessage(MessageBar::Kind::Warning, QStringLiteral("<b>made up</b>"));
        QCOMPARE(told->role(), QAccessible::AlertMessage);
        QCOMPARE(told->text(QAccessible::Name), QStringLiteral("Warning: <b>made up</b>"));
        bar.showMessage(MessageBar::Kind::Info, QStringLiteral("made up"));
        QCOMPARE(told->role(), QAccessible::Notification);
        bar.showMessage(MessageBar::Kind::Error, QStringLiteral("made up"));
        QVERIFY(told->text(QAccessible::Name).startsWith(QStringLiteral("Error: ")));
    }
};

METASCOPE_TEST(AccessibleTest)
#include "accessibletest.moc"
