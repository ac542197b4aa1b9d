// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/overview.h"
#include "app/session/explorersource.h"
#include "app/session/seenruns.h"
#include "tests/support/testmain.h"

#include <map>

using namespace metascope;

namespace {

const NodePath shop = NodePath::ofWorkspace(InstanceId(QStringLiteral("acme")), WorkspaceId(1));

/// The explorer's own groups, and whatever a test puts below them.
class Source final : public TreeSource {
public:
    Reply<QList<TreeItem>> children(const TreeItem &parent) override
    {
        const auto path = NodePath::fromKey(parent.key);
        if (const auto fixed = ExplorerSource::fixedChildren(*path))
            return Reply<QList<TreeItem>>::ready(*fixed);
        ++reads;
        if (const auto found = items.find(parent.key); found != items.end())
            return Reply<QList<TreeItem>>::ready(QList<TreeItem>(found->second));
        return Reply<QList<TreeItem>>::ready(Failure(Error::local(error, QStringLiteral("made up"))));
    }
    [[nodiscard]] bool isAbsence(const TreeItem &, const Error &told) const override
    {
        return told.kind == ErrorKind::Forbidden;
    }

    std::map<QString, QList<TreeItem>> items;
    ErrorKind error = ErrorKind::Server;
    int reads = 0;
};

ObjectSummary object(Kind kind, const QString &key, int day = 0)
{
    ObjectSummary made;
    made.kind = kind;
    made.key = key;
    made.name = QStringLiteral("n%1").arg(key);
    if (day > 0)
        made.updatedAt = QDateTime(QDate(2024, 1, 1), {}, Qt::UTC).addDays(day);
    return made;
}

struct Known {
    Known()
    {
        NodePath instance = shop;
        instance.workspace.reset();
        TreeItem root;
        root.key = instance.key();
        root.mayHaveChildren = true;
        source.items[root.key] = {ExplorerSource::itemOf(object(Kind::Workspace, QStringLiteral("1")), instance)};
        source.items[root.key].first().key = shop.key();
        tree.setRoots({root});
        expand(root.key);
        expand(shop.key());
    }
    static QString group(Kind kind) { return NodePath::ofKind(shop.instance, *shop.workspace, kind).key(); }
    void put(Kind kind, int count, int firstDay)
    {
        const NodePath parent = NodePath::ofKind(shop.instance, *shop.workspace, kind);
        for (int i = 0; i < count; ++i)
            source.items[parent.key()].append(
                ExplorerSource::itemOf(object(kind, QString::number(i + 1), firstDay > 0 ? firstDay + i : 0), parent));
        if (count == 0)
            source.items[parent.key()] = {};
    }
    void expand(const QString &key)
    {
        tree.fetchMore(tree.indexOf(key));
        QTRY_VERIFY(tree.state(tree.indexOf(key)) != LazyTree::State::Loading);
    }
    [[nodiscard]] Overview overview() const { return overviewOf(tree, shop); }

    Source source;
    LazyTree tree{source};
};

} // namespace

class OverviewTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsAskedFor()
    {
        Known known;
        const Overview overview = known.overview();
        QCOMPARE(known.source.reads, 1); // the instance's
        QCOMPARE(overview.groups.size(), static_cast<qsizetype>(workspaceGroups.size()));
        for (const OverviewGroup &group : overview.groups)
            QVERIFY(!group.isKnown && group.state == LazyTree::State::NotLoaded);
        QVERIFY(overview.recent.isEmpty() && overview.largest.isEmpty() && overview.empty.isEmpty());
        QCOMPARE(overviewOf(known.tree, NodePath::ofWorkspace(shop.instance, WorkspaceId(7))), Overview());
    }

    void countsWhatIsKnown()
    {
        Known known;
        known.put(Kind::Table, 3, 1);
        known.put(Kind::Function, 7, 10);
        known.put(Kind::Addon, 0, 0);
        known.put(Kind::Branch, 2, 0);
        known.put(Kind::RequestHistory, 50, 100);
        for (const Kind kind : {Kind::Table, Kind::Function, Kind::Addon, Kind::Branch, Kind::Task})
            known.expand(Known::group(kind));
        NodePath history = shop;
        history.section = Section::RequestHistory;
        known.expand(history.key());
        known.expand(Known::group(Kind::RequestHistory));
        const Overview overview = known.overview();
        QCOMPARE(overview.known, 12);
        QVERIFY(overview.group(Kind::Table)->isKnown);
        QCOMPARE(overview.group(Kind::Table)->count, 3);
        QVERIFY(!overview.group(Kind::Middleware)->isKnown);
        QCOMPARE(overview.branches.size(), 2);
        QCOMPARE(overview.empty, QStringList{QStringLiteral("Addons")});
        QCOMPARE(overview.group(Kind::Task)->state, LazyTree::State::Failed);
        QVERIFY(!overview.group(Kind::Task)->problem.isEmpty());
        const OverviewGroup *runs = overview.group(Kind::RequestHistory);
        QCOMPARE(runs->title, QStringLiteral("Request History › Requests"));
        QVERIFY(runs->isKnown && !runs->isCounted);
        QCOMPARE(runs->count, 50);
        // Runs are neither the largest nor the latest change.
        QCOMPARE(overview.largest.constFirst().name, QStringLiteral("Functions"));
        QCOMPARE(overview.largest.size(), 3);
        QCOMPARE(overview.recent.size(), 10);
        QCOMPARE(overview.recent.constFirst().key, Known::group(Kind::Function) + QStringLiteral("/7"));
    }

    void theNewestInOrder()
    {
        Known known;
        known.put(Kind::Table, 40, 1);
        known.expand(Known::group(Kind::Table));
        const Overview overview = known.overview();
        QCOMPARE(overview.recent.size(), mostRecent);
        for (int i = 0; i < mostRecent; ++i)
            QCOMPARE(overview.recent.at(i).name, QStringLiteral("n%1").arg(40 - i));
    }

    void absenceIsNoError()
    {
        Known known;
        known.source.error = ErrorKind::Forbidden;
        known.expand(Known::group(Kind::Task));
        QCOMPARE(known.overview().absent, QStringList{QStringLiteral("Tasks")});
    }

    void endpointsCountBelowTheirGroup()
    {
        Known known;
        known.put(Kind::ApiGroup, 2, 0);
        known.expand(Known::group(Kind::ApiGroup));
        NodePath group = NodePath::ofKind(shop.instance, *shop.workspace, Kind::ApiGroup);
        group.object = QStringLiteral("2");
        for (int i = 0; i < 5; ++i)
            known.source.items[group.key()].append(
                ExplorerSource::itemOf(object(Kind::Endpoint, QString::number(i + 1), i + 1), group));
        known.expand(group.key());
        const Overview overview = known.overview();
        QCOMPARE(overview.known, 7);
        QCOMPARE(overview.largest.constFirst().name, QStringLiteral("n2"));
        QCOMPARE(overview.largest.constFirst().count, 5);
        QCOMPARE(overview.recent.constFirst().key, group.key() + QStringLiteral("/endpoint/5"));
    }

    void seenRunsAreFoundAndForgotten()
    {
        SeenRuns runs;
        const NodePath history = NodePath::ofKind(shop.instance, *shop.workspace, Kind::RequestHistory);
        for (int i = 0; i < 1010; ++i)
            runs.add(history, {object(Kind::RequestHistory, QString::number(i))});
        runs.add(history, {object(Kind::RequestHistory, QStringLiteral("1009"))}); // again
        NodePath run = history;
        run.object = QStringLiteral("1009");
        QCOMPARE(runs.find(run)->name, QStringLiteral("n1009"));
        run.object = QStringLiteral("9");
        QVERIFY(!runs.find(run)); // the oldest went
        run.object = QStringLiteral("10");
        QVERIFY(runs.find(run));
        run.kind = Kind::TaskHistory;
        QVERIFY(!runs.find(run));
        runs.clear();
        run.kind = Kind::RequestHistory;
        QVERIFY(!runs.find(run));
    }
};

METASCOPE_TEST(OverviewTest)
#include "overviewtest.moc"
