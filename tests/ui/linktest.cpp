// SPDX-License-Identifier: GPL-3.0-or-later
// Copy Link and what follows a link: each node leads to itself, the rest to what is nearest, and nothing is asked for.
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/explorer/explorerdock.h"
#include "ui/explorer/explorertree.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QUrl>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QStatusBar>

using namespace metascope;
using test::ShellViews;
using namespace Qt::StringLiterals;

namespace {

const QString longName(10'000, u'x');

/// The window over a workspace with nodes of every depth, all of them loaded.
struct Linked {
    Linked()
    {
        views.fillTree();
        const auto add = [this](const QString &parent, const QString &below, Kind kind, const QString &name,
                                bool isGroup, bool children) {
            const QString key = views.acme.value() + parent;
            views.source.items[key].append(ShellViews::item(key + u'/' + below, kind, name, isGroup, children));
        };
        add(u"/1"_s, u"apigroup"_s, Kind::ApiGroup, u"API"_s, true, true);
        add(u"/1/apigroup"_s, u"4"_s, Kind::ApiGroup, u"auth"_s, false, true);
        add(u"/1/apigroup/4"_s, u"endpoint/9"_s, Kind::Endpoint, u"POST login"_s, false, false);
        add(u"/1"_s, u"triggers"_s, Kind::TableTrigger, u"Triggers"_s, true, true);
        add(u"/1"_s, u"ai"_s, Kind::Agent, u"AI"_s, true, true);
        add(u"/1"_s, u"history"_s, Kind::RequestHistory, u"Request History"_s, true, true);
        add(u"/1"_s, u"branch"_s, Kind::Branch, u"Branches"_s, true, true);
        for (const QString &label : {u"v1"_s, u"a%2Fb"_s, u"%00"_s})
            add(u"/1/branch"_s, label, Kind::Branch, QUrl::fromPercentEncoding(label.toLatin1()), false, false);
        add(u"/1/branch"_s, longName, Kind::Branch, longName, false, false);
        add(u"/1/triggers"_s, u"tabletrigger"_s, Kind::TableTrigger, u"Table Triggers"_s, true, true);
        add(u"/1/triggers/tabletrigger"_s, u"5"_s, Kind::TableTrigger, u"after insert"_s, false, false);
        add(u"/1/ai"_s, u"agent"_s, Kind::Agent, u"Agents"_s, true, true);
        add(u"/1/ai"_s, u"tool"_s, Kind::Tool, u"Tools"_s, true, true);
        add(u"/1/ai/agent"_s, u"8"_s, Kind::Agent, u"helper"_s, false, false);
        add(u"/1/ai/tool"_s, u"3"_s, Kind::Tool, u"look up"_s, false, false);
        add(u"/1/history"_s, u"requesthistory"_s, Kind::RequestHistory, u"Requests"_s, true, true);
        add(u"/1/history/requesthistory"_s, u"77"_s, Kind::RequestHistory, u"GET /a"_s, false, false);
        add(u"/1/table"_s, u"30"_s, Kind::Table, u"orders"_s, false, false); // a second one of that name
        add(u"/1/table"_s, u"31"_s, Kind::Table, u"1"_s, false, false); // called as the first one's number
        add(u"/1/function"_s, u"6"_s, Kind::Function, u"ship it"_s, false, false);
        load({});
        views.window.show();
        calls = views.source.calls;
    }

    void load(const QModelIndex &parent)
    {
        for (int row = 0; row < views.tree.rowCount(parent); ++row) {
            const QModelIndex index = views.tree.index(row, 0, parent);
            if (views.tree.canFetchMore(index)) {
                views.tree.fetchMore(index);
                QVERIFY(QTest::qWaitFor([this, index] { return views.tree.state(index) == LazyTree::State::Loaded; }));
            }
            keys.append(index.data(LazyTree::KeyRole).toString());
            load(index);
        }
    }
    [[nodiscard]] QString current() const
    {
        const auto path = views.window.explorer().currentPath();
        return path ? path->key() : QString();
    }
    [[nodiscard]] QString status() const { return views.window.statusBar()->currentMessage(); }
    void point(const QString &rest) { views.desk.point(QStringLiteral("metascope://") + rest); }
    [[nodiscard]] QString acme(const char *rest) const { return views.acme.value() + QLatin1String(rest); }

    ShellViews views;
    QStringList keys; ///< of all nodes
    int calls = 0;
};

} // namespace

class LinkTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNodesLinkLeadsBack();
    void namesLeadToo_data();
    void namesLeadToo();
    void whatIsNotKnownLeadsNearby_data();
    void whatIsNotKnownLeadsNearby();
    void whatIsNoLinkIsRefused();
    void anUnloadedTreeStaysUnloaded();
};

void LinkTest::everyNodesLinkLeadsBack()
{
    Linked linked;
    QVERIFY(linked.keys.size() >= 25);
    ExplorerDock &dock = linked.views.window.explorer();
    for (const QString &key : std::as_const(linked.keys)) {
        if (key.size() > 1000)
            continue; // has none of its own
        dock.reveal(key, false);
        QCOMPARE(linked.current(), key);
        dock.actions().copyLink->trigger();
        const QString link = QGuiApplication::clipboard()->text();
        QVERIFY2(link.startsWith(QLatin1String("metascope://")), qPrintable(link));
        dock.reveal(linked.keys.constFirst(), false);
        linked.views.window.statusBar()->clearMessage();
        linked.views.desk.point(link);
        QCOMPARE(linked.current(), key);
        QCOMPARE(linked.status(), QString());
    }
    dock.reveal(linked.acme("/1/branch/") + longName, false);
    dock.actions().copyLink->trigger();
    QVERIFY2(linked.status().contains(QLatin1String("too long for a link")), qPrintable(linked.status()));
    linked.views.desk.point(QGuiApplication::clipboard()->text());
    QCOMPARE(linked.current(), linked.acme("/1/branch"));
    QCOMPARE(linked.views.source.calls, linked.calls);
}

void LinkTest::namesLeadToo_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *rest, const char *key) {
        QTest::newRow(rest) << QString::fromUtf8(rest) << QString::fromUtf8(key);
    };
    row("/1/table/customer", "/1/table/1");
    row("/1/function/ship%20it", "/1/function/6");
    row("/1/ai/agent/helper", "/1/ai/agent/8");
    row("/1/agent/helper", "/1/ai/agent/8");
    row("/1/agent/8", "/1/ai/agent/8");
    row("/1/tabletrigger", "/1/triggers/tabletrigger");
    row("/1/apigroup/auth", "/1/apigroup/4");
    // A number is the object's own first, and a name only then.
    row("/1/table/1", "/1/table/1");
}

void LinkTest::namesLeadToo()
{
    QFETCH(QString, rest);
    QFETCH(QString, key);
    Linked linked;
    linked.point(linked.views.acme.value() + rest);
    QCOMPARE(linked.current(), QString(linked.views.acme.value() + key));
    QCOMPARE(linked.status(), QString());
    QCOMPARE(linked.views.source.calls, linked.calls);
}

void LinkTest::whatIsNotKnownLeadsNearby_data()
{
    QTest::addColumn<QString>("rest");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("name");
    const auto row = [](const char *rest, const char *key, const char *name) {
        QTest::newRow(rest) << QString::fromUtf8(rest) << QString::fromUtf8(key) << QString::fromUtf8(name);
    };
    row("/1/table/404", "/1/table", "Tables");
    row("/1/table/there-is-none", "/1/table", "Tables");
    row("/1/table/orders", "/1/table", "Tables"); // two of them
    row("/1/apigroup/4/endpoint/404", "/1/apigroup/4", "auth");
    row("/1/apigroup/404/endpoint/9", "/1/apigroup", "API");
    row("/1/ai/agent/404", "/1/ai/agent", "Agents");
    row("/1/agent/404", "/1/ai/agent", "Agents");
    row("/1/history/toolhistory/1", "/1/history", "Request History");
    row("/1/nonsense/1", "/1", "shop");
    row("/99/table/1", "", "Acme");
}

void LinkTest::whatIsNotKnownLeadsNearby()
{
    QFETCH(QString, rest);
    QFETCH(QString, key);
    QFETCH(QString, name);
    Linked linked;
    linked.point(linked.views.acme.value() + rest);
    QCOMPARE(linked.current(), QString(linked.views.acme.value() + key));
    QVERIFY2(linked.status().startsWith(QLatin1String("What the link leads to is not there")),
             qPrintable(linked.status()));
    QVERIFY2(linked.status().contains(name + QLatin1String(" is the nearest")), qPrintable(linked.status()));
    QCOMPARE(linked.views.source.calls, linked.calls);
}

void LinkTest::whatIsNoLinkIsRefused()
{
    Linked linked;
    const QString before = linked.current();
    const MessageBar &bar = linked.views.window.messages();
    linked.views.desk.point(QStringLiteral("metascope://user@acme/1/\u202egnp.exe"));
    QVERIFY(bar.isVisible());
    QCOMPARE(bar.kind(), MessageBar::Kind::Warning);
    QVERIFY2(bar.text().contains(QLatin1String("is no link of Metascope, and was not followed")),
             qPrintable(bar.text()));
    QVERIFY2(!bar.text().contains(QChar(0x202E)), qPrintable(bar.text()));
    linked.views.desk.point(QStringLiteral("https://example.invalid/") + longName);
    QVERIFY(bar.text().size() < 400);
    linked.point(QStringLiteral("somebody-else/1"));
    QVERIFY2(bar.text().contains(QLatin1String("an instance that is not on the list here: somebody-else")),
             qPrintable(bar.text()));
    QCOMPARE(linked.current(), before);
    QCOMPARE(linked.views.source.calls, linked.calls);
}

void LinkTest::anUnloadedTreeStaysUnloaded()
{
    ShellViews views;
    views.fillTree();
    views.window.show();
    views.desk.point(QStringLiteral("metascope://") + views.acme.value() + QStringLiteral("/1/table/1"));
    const auto path = views.window.explorer().currentPath();
    QVERIFY(path && *path == NodePath::ofInstance(views.acme));
    QVERIFY(views.window.statusBar()->currentMessage().contains(QLatin1String("Acme is the nearest")));
    QVERIFY(!QTest::qWaitFor([&views] { return views.source.calls > 0; }, 100));
}

METASCOPE_TEST(LinkTest)
#include "linktest.moc"
