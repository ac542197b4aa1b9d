// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the explorer's nodes: there and back, below their parents, and whatever text a file can hold.
#include "app/domain/nodepath.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;

namespace {

NodePath object(Kind kind, const QString &key)
{
    NodePath path = NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(7), kind);
    path.object = key;
    return path;
}

} // namespace

class NodePathTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goesThereAndBack_data();
    void goesThereAndBack();
    void everyKindStandsBelowItsParent();
    void refusesWhatIsNoKey_data();
    void refusesWhatIsNoKey();
};

void NodePathTest::goesThereAndBack_data()
{
    QTest::addColumn<NodePath>("path");
    QTest::addColumn<QString>("key");
    const InstanceId acme(QStringLiteral("acme"));
    const auto row = [](const char *name, const NodePath &path, const char *key) {
        QTest::newRow(name) << path << QString::fromLatin1(key);
    };
    row("instance", NodePath::ofInstance(acme), "acme");
    row("workspace", NodePath::ofWorkspace(acme, WorkspaceId(7)), "acme/7");
    row("group", NodePath::ofKind(acme, WorkspaceId(7), Kind::Table), "acme/7/table");
    row("table", object(Kind::Table, QStringLiteral("3")), "acme/7/table/3");
    NodePath endpoint = object(Kind::Endpoint, QStringLiteral("9"));
    endpoint.group = ObjectId(4);
    row("endpoint", endpoint, "acme/7/apigroup/4/endpoint/9");
    NodePath section = NodePath::ofWorkspace(acme, WorkspaceId(7));
    section.section = Section::Triggers;
    row("section", section, "acme/7/triggers");
    row("group in a section", NodePath::ofKind(acme, WorkspaceId(7), Kind::McpTrigger), "acme/7/triggers/mcptrigger");
    row("object in a section", object(Kind::Tool, QStringLiteral("12")), "acme/7/ai/tool/12");
    row("branch", object(Kind::Branch, QStringLiteral("a/b c%")), "acme/7/branch/a%2Fb%20c%25");
    row("text id", object(Kind::UnitTest, QStringLiteral("4f-x")), "acme/7/tests/unittest/4f-x");
    row("host", object(Kind::StaticHost, QString::fromUtf8("h\xc3\xb6st")), "acme/7/statichost/h%C3%B6st");
}

void NodePathTest::goesThereAndBack()
{
    QFETCH(const NodePath, path);
    QFETCH(const QString, key);
    QCOMPARE(path.key(), key);
    const auto back = NodePath::fromKey(key);
    QVERIFY(back);
    QVERIFY(*back == path);
}

void NodePathTest::everyKindStandsBelowItsParent()
{
    for (const WorkspaceGroup &group : workspaceGroups) {
        if (const Kind *kind = std::get_if<Kind>(&group))
            QVERIFY2(!sectionOf(*kind), kindRow(*kind).key.data());
    }
    for (const KindRow &row : kindTable) {
        if (row.kind == Kind::Instance || row.kind == Kind::Workspace || row.kind == Kind::Endpoint)
            continue;
        const QString key = object(row.kind, QStringLiteral("1")).key();
        const auto section = sectionOf(row.kind);
        const bool isListed
            = std::ranges::find(workspaceGroups, section ? WorkspaceGroup(*section) : WorkspaceGroup(row.kind))
            != workspaceGroups.end();
        QVERIFY2(isListed, row.key.data());
        QVERIFY(key.startsWith(NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(7), row.kind).key()
                               + QLatin1Char('/')));
    }
}

void NodePathTest::refusesWhatIsNoKey_data()
{
    QTest::addColumn<QString>("key");
    for (const char *key : {"acme/x", "acme/7/", "acme/7/nothing", "acme/7/table/", "acme/7/table/abc", "acme/7/tool/1",
                            "acme/7/triggers/table", "acme/7/triggers/tool/1", "acme/7/table/1/endpoint/2",
                            "acme/7/apigroup/1/table/2", "acme/7/apigroup/1/endpoint/2/3", "acme/7/branch/"})
        QTest::newRow(key) << QString::fromLatin1(key);
}

void NodePathTest::refusesWhatIsNoKey()
{
    QFETCH(const QString, key);
    QVERIFY(!NodePath::fromKey(key));
}

Q_DECLARE_METATYPE(metascope::NodePath)

METASCOPE_TEST(NodePathTest)
#include "nodepathtest.moc"
