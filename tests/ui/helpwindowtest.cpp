// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpwindow.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/help/helppages.h"
#include "ui/help/helptext.h"

#include <QtCore/QDir>
#include <QtGui/QTextBlock>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolButton>

using namespace metascope;

namespace {

/// The window, shown and active.
class Help final : public test::Look {
public:
    Help() { test::showActive(window, window.size()); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return test::part<Widget>(window, name);
    }
    [[nodiscard]] HelpText *text() const { return find<HelpText>("helpText"); }
    [[nodiscard]] QString heading() const { return text()->document()->firstBlock().text(); }
    [[nodiscard]] QString told() const { return find<QLabel>("helpTold")->text(); }
    [[nodiscard]] QToolButton *back() const { return find<QToolButton>("helpBack"); }
    [[nodiscard]] QToolButton *forward() const { return find<QToolButton>("helpForward"); }
    void click(const QString &link) const { Q_EMIT text()->anchorClicked(QUrl(link)); }
    /// Whether the page begins with `shown`'s heading and the list points at it.
    [[nodiscard]] bool shows(const QString &shown) const
    {
        const auto *list = find<QListWidget>("helpPages");
        return heading() == helppages::title(shown) && list->currentRow() == helppages::names().indexOf(shown);
    }

    HelpWindow window{theme, icons};
};

struct Link {
    QString target;
    QColor colour;
};

/// The links of a page as it is shown.
QList<Link> linksOf(const QTextDocument *document)
{
    QList<Link> found;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
        for (auto at = block.begin(); !at.atEnd(); ++at)
            if (const QTextCharFormat format = at.fragment().charFormat(); format.isAnchor())
                found.append({format.anchorHref(), format.foreground().color()});
    return found;
}

QStringList headingsOf(const QTextDocument *document)
{
    QStringList found;
    for (QTextBlock block = document->begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0)
            found.append(helppages::anchorOf(block.text()));
    return found;
}

} // namespace

class HelpWindowTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyPageIsListed()
    {
        QStringList inside = QDir(QStringLiteral(":/help")).entryList({QStringLiteral("*.md")});
        inside.replaceInStrings(QStringLiteral(".md"), QString());
        QStringList names = helppages::names();
        QCOMPARE(names.constFirst(), QStringLiteral("index"));
        inside.sort();
        names.sort();
        QCOMPARE(names, inside);
        const Help help;
        QCOMPARE(help.find<QListWidget>("helpPages")->count(), int(names.size()));
        for (const QString &name : std::as_const(names)) {
            QVERIFY2(helppages::title(name) != name, qPrintable(name));
            QVERIFY2(helppages::markdown(name).size() > 500, qPrintable(name));
        }
    }

    void everyLinkLeadsSomewhere()
    {
        Help help;
        int links = 0;
        QHash<QString, QStringList> headings;
        for (const QString &name : helppages::names()) {
            help.window.showPage(name);
            headings[name] = headingsOf(help.text()->document());
            QCOMPARE(QSet<QString>(headings[name].cbegin(), headings[name].cend()).size(), headings[name].size());
        }
        for (const QString &name : helppages::names()) {
            help.window.showPage(name);
            for (const Link &each : linksOf(help.text()->document())) {
                ++links;
                const HelpLink link = HelpLink::resolve(QUrl(each.target), name);
                QVERIFY2(link.kind != HelpLink::Kind::Refused, qPrintable(name + u' ' + each.target));
                if (link.kind == HelpLink::Kind::Page && !link.anchor.isEmpty())
                    QVERIFY2(headings[link.page].contains(link.anchor), qPrintable(name + u' ' + each.target));
            }
        }
        QVERIFY(links >= 8);
    }

    void aLinkIsFollowedOnlyToAPage_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<bool>("isSignalled");
        QTest::newRow("https") << "https://docs.xano.com/metadata" << true;
        for (const char *link :
             {"http://docs.xano.com", "file:///etc/hostname", "/etc/hostname", "../../../etc/hostname",
              "qrc:/metascope/icons/key.svg", ":/metascope/icons/key.svg", "qrc:/help/tokens.md", "//host/tokens.md",
              "javascript:alert(1)", "data:text/html,x", "https:tokens.md", "https://user:word@docs.xano.com",
              "tokens.md?x=1", "nothing.md", "help/tokens.md", "mailto:a@b.example", ""})
            QTest::newRow(link) << QString::fromLatin1(link) << false;
    }
    void aLinkIsFollowedOnlyToAPage()
    {
        QFETCH(const QString, link);
        QFETCH(const bool, isSignalled);
        const Help help;
        QSignalSpy opened(&help.window, &HelpWindow::openUrlRequested);
        const QString before = help.text()->toPlainText();
        help.click(link);
        QCOMPARE(opened.count(), isSignalled ? 1 : 0);
        if (isSignalled)
            QCOMPARE(opened.front().front().toUrl(), QUrl(link));
        // An empty link is the page itself.
        else if (!link.isEmpty())
            QVERIFY(help.told().contains(QStringLiteral("not followed")));
        QCOMPARE(help.text()->toPlainText(), before);
        QVERIFY(!help.back()->isEnabled());
    }

    void nothingIsLoadedThatATextNames()
    {
        const Help help;
        for (const char *name : {"/etc/hostname", "file:///etc/hostname", ":/metascope/icons/key.svg", "tokens.md"})
            for (const int type : {int(QTextDocument::HtmlResource), int(QTextDocument::ImageResource),
                                   int(QTextDocument::MarkdownResource)})
                QVERIFY2(!help.text()->loadResource(type, QUrl(QString::fromLatin1(name))).isValid(), name);
        QVERIFY(!help.text()->openLinks());
        QVERIFY(!help.text()->openExternalLinks());
    }

    void backAndForwardKeepThePlace()
    {
        Help help;
        QVERIFY(help.shows(QStringLiteral("index")));
        QVERIFY(!help.back()->isEnabled());
        help.click(QStringLiteral("tokens.md#what-it-may-do"));
        QVERIFY(help.shows(QStringLiteral("tokens")));
        const int scrolled = help.text()->verticalScrollBar()->value();
        QVERIFY(scrolled > 0);
        help.click(QStringLiteral("guard.md"));
        QVERIFY(help.shows(QStringLiteral("guard")));
        QCOMPARE(help.text()->verticalScrollBar()->value(), 0);
        QTest::keySequence(help.text(), QKeySequence::Back);
        QVERIFY(help.shows(QStringLiteral("tokens")));
        QCOMPARE(help.text()->verticalScrollBar()->value(), scrolled);
        help.back()->click();
        QVERIFY(help.shows(QStringLiteral("index")));
        QVERIFY(!help.back()->isEnabled());
        QTest::keySequence(help.text(), QKeySequence::Forward);
        QVERIFY(help.shows(QStringLiteral("tokens")));
        // A new way ends the old one.
        help.click(QStringLiteral("schema.md"));
        QVERIFY(!help.forward()->isEnabled());
    }

    void showPageTakesNames()
    {
        Help help;
        help.window.showPage(QStringLiteral("schema"));
        QVERIFY(help.shows(QStringLiteral("schema")));
        help.window.showPage(QStringLiteral("tokens#when-it-ends"));
        QVERIFY(help.shows(QStringLiteral("tokens")));
        QVERIFY(help.text()->verticalScrollBar()->value() > 0);
        help.window.showPage(QStringLiteral("no such page"));
        QVERIFY(help.shows(QStringLiteral("index")));
    }

    void theKeyboardIsEnough()
    {
        Help help;
        // Down the list.
        auto *list = help.find<QListWidget>("helpPages");
        list->setFocus();
        QTest::keyClick(list, Qt::Key_Down);
        QVERIFY(help.shows(helppages::names().at(1)));
        // Along the links, and through one of them.
        help.window.showPage(QStringLiteral("index"));
        help.text()->setFocus();
        QTest::keyClick(help.text(), Qt::Key_Tab);
        QVERIFY(help.text()->textCursor().hasSelection());
        QTest::keyClick(help.text(), Qt::Key_Return);
        QVERIFY(!help.shows(QStringLiteral("index")));
        QTest::keyClick(help.text(), Qt::Key_Escape);
        QTRY_VERIFY(!help.window.isVisible());
    }

    void findingGoesAroundAndSaysWhenThereIsNothing()
    {
        Help help;
        help.window.showPage(QStringLiteral("tokens"));
        auto *find = help.find<QLineEdit>("helpFind");
        QTest::keySequence(help.text(), QKeySequence::Find);
        QVERIFY(find->hasFocus());
        QTest::keyClicks(find, QStringLiteral("expected nowhere"));
        QTest::keyClick(find, Qt::Key_Return);
        QVERIFY(help.told().contains(QStringLiteral("expected nowhere")));
        find->selectAll();
        QTest::keyClicks(find, QStringLiteral("keychain"));
        QCOMPARE(help.told(), QString());
        QList<int> places;
        do {
            QTest::keyClick(find, Qt::Key_Return);
            QCOMPARE(help.text()->textCursor().selectedText().toLower(), QStringLiteral("keychain"));
            places.append(help.text()->textCursor().selectionStart());
        } while (places.size() < 2 || places.constLast() > places.at(places.size() - 2));
        QVERIFY(places.size() > 3);
        QCOMPARE(places.constLast(), places.constFirst());
        QTest::keyClick(find, Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(help.text()->textCursor().selectionStart(), places.at(places.size() - 2));
        QTest::keyClick(find, Qt::Key_Escape);
        QVERIFY(help.text()->hasFocus());
        QVERIFY(help.window.isVisible());
    }

    void theThemeIsFollowed()
    {
        Help help;
        help.window.showPage(QStringLiteral("tokens#when-it-ends"));
        const int scrolled = help.text()->verticalScrollBar()->value();
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            help.theme.setMode(mode);
            QCOMPARE(help.text()->verticalScrollBar()->value(), scrolled);
            help.window.showPage(QStringLiteral("index"));
            const auto links = linksOf(help.text()->document());
            QVERIFY(!links.isEmpty());
            for (const Link &link : links)
                QCOMPARE(link.colour, help.theme.tokens().accent);
            help.window.showPage(QStringLiteral("tokens#when-it-ends"));
        }
    }

    void linesStayReadable()
    {
        Help help;
        help.window.resize(3000, 800);
        QTRY_VERIFY(help.text()->width() > 2000);
        QTRY_COMPARE(help.text()->lineWrapColumnOrWidth(), help.text()->columnWidth());
        const QString line = QStringLiteral("a line of help that is as long as lines are meant to be: 72 letters here");
        const int width = help.text()->fontMetrics().horizontalAdvance(line);
        QVERIFY(help.text()->columnWidth() > width * 0.85);
        QVERIFY(help.text()->columnWidth() < width * 1.3);
        // Nothing reaches out of a narrow window.
        help.window.resize(help.window.minimumSizeHint());
        QTRY_VERIFY(help.text()->lineWrapColumnOrWidth() <= help.text()->viewport()->width());
    }

    void zoomingEnlargesTheText()
    {
        Help help;
        const qreal before = help.text()->font().pointSizeF();
        QTest::keySequence(help.text(), QKeySequence::ZoomIn);
        QVERIFY(help.text()->font().pointSizeF() > before);
        QTest::keySequence(help.text(), QKeySequence::ZoomOut);
        QCOMPARE(help.text()->font().pointSizeF(), before);
    }

    void viewsAreWalked_data()
    {
        QTest::addColumn<QString>("page");
        for (const QString &name : helppages::names())
            QTest::newRow(qPrintable(name)) << name;
    }
    void viewsAreWalked()
    {
        QFETCH(const QString, page);
        Help help;
        help.window.showPage(page);
        help.click(QStringLiteral("file:///") + QString(2000, u'x'));
        const QStringList found = test::unnamed(&help.window) + test::cutOrCovered(&help.window);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QStringLiteral("; "))));
    }
};

METASCOPE_TEST(HelpWindowTest)
#include "helpwindowtest.moc"
