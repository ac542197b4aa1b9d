// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/deeplink.h"
#include "app/domain/nodepath.h"
#include "tests/support/testmain.h"

using namespace metascope;

class DeepLinkTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyNodeHasALink();
    void aLinkOfAPerson_data();
    void aLinkOfAPerson();
    void isRefused_data();
    void isRefused();
    void aLongLabelHasNone();
};

namespace {

/// A node of each sort, with the texts that a server can call things by.
QList<NodePath> allPaths()
{
    const InstanceId acme(QStringLiteral("acme"));
    const WorkspaceId shop(7);
    QList<NodePath> paths{NodePath::ofInstance(acme), NodePath::ofWorkspace(acme, shop)};
    for (const SectionRow &row : sectionTable) {
        NodePath path = NodePath::ofWorkspace(acme, shop);
        path.section = row.section;
        paths.append(path);
    }
    const QStringList labels{QStringLiteral("v1"),     QStringLiteral("a/b c"), QStringLiteral(".."),
                             QStringLiteral("%2e%2f"), QStringLiteral("größe"), QStringLiteral("a?b#c&d"),
                             QString(QChar(0)),        QStringLiteral("طلب"),   QStringLiteral("\u202egnp.exe")};
    for (const KindRow &row : kindTable) {
        if (row.kind == Kind::Instance || row.kind == Kind::Workspace || row.kind == Kind::Endpoint)
            continue;
        NodePath path = NodePath::ofKind(acme, shop, row.kind);
        paths.append(path);
        const bool hasLabel = row.kind == Kind::Branch || row.kind == Kind::DataSource || row.kind == Kind::UnitTest
            || row.kind == Kind::StaticHost;
        for (const QString &object : hasLabel ? labels : QStringList{QStringLiteral("12")}) {
            path.object = object;
            paths.append(path);
        }
    }
    NodePath endpoint = NodePath::ofKind(acme, shop, Kind::Endpoint);
    endpoint.group = ObjectId(3);
    endpoint.object = QStringLiteral("99");
    paths.append(endpoint);
    return paths;
}

} // namespace

void DeepLinkTest::everyNodeHasALink()
{
    const QList<NodePath> paths = allPaths();
    QVERIFY(paths.size() > 60);
    for (const NodePath &path : paths) {
        const auto link = DeepLink::ofKey(path.key());
        QVERIFY2(link, qPrintable(path.key()));
        const auto again = DeepLink::parse(link->toString());
        QVERIFY2(again, qPrintable(link->toString()));
        QCOMPARE(again->key(), path.key());
        const auto found = NodePath::fromKey(again->key());
        QVERIFY2(found && *found == path, qPrintable(again->key()));
    }
}

void DeepLinkTest::aLinkOfAPerson_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("key");
    QTest::newRow("instance") << QStringLiteral("metascope://acme") << QStringLiteral("acme");
    QTest::newRow("slash at its end") << QStringLiteral("metascope://acme/") << QStringLiteral("acme");
    QTest::newRow("upper case") << QStringLiteral("metascope://ACME/7") << QStringLiteral("acme/7");
    QTest::newRow("a name") << QStringLiteral("metascope://acme/7/table/orders")
                            << QStringLiteral("acme/7/table/orders");
    QTest::newRow("a spaced name") << QStringLiteral("metascope://acme/7/table/a%20b")
                                   << QStringLiteral("acme/7/table/a%20b");
    QTest::newRow("beyond ASCII") << QStringLiteral("metascope://acme/7/table/größe")
                                  << QStringLiteral("acme/7/table/gr%C3%B6%C3%9Fe");
    QTest::newRow("endpoint") << QStringLiteral("metascope://acme/7/apigroup/3/endpoint/9")
                              << QStringLiteral("acme/7/apigroup/3/endpoint/9");
}

void DeepLinkTest::aLinkOfAPerson()
{
    QFETCH(QString, text);
    QFETCH(QString, key);
    const auto link = DeepLink::parse(text);
    QVERIFY(link);
    QCOMPARE(link->key(), key);
}

void DeepLinkTest::isRefused_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("nothing", {});
    row("another scheme", QStringLiteral("https://acme/7"));
    row("no scheme", QStringLiteral("acme/7"));
    row("a file", QStringLiteral("file:///etc/passwd"));
    row("a person in it", QStringLiteral("metascope://user@acme/7"));
    row("a password in it", QStringLiteral("metascope://user:word@acme/7"));
    row("a port", QStringLiteral("metascope://acme:80/7"));
    row("a query", QStringLiteral("metascope://acme/7?guard=normal"));
    row("a fragment", QStringLiteral("metascope://acme/7#x"));
    row("no instance", QStringLiteral("metascope:///7"));
    row("a dotted host", QStringLiteral("metascope://acme.example/7"));
    row("no workspace", QStringLiteral("metascope://acme/x/table/orders"));
    row("workspace 0", QStringLiteral("metascope://acme/0"));
    row("a negative workspace", QStringLiteral("metascope://acme/-7"));
    row("more than 64 bits", QStringLiteral("metascope://acme/18446744073709551617"));
    row("up", QStringLiteral("metascope://acme/7/../../x"));
    row("a number where a word stands", QStringLiteral("metascope://acme/7/12"));
    row("too many steps", QStringLiteral("metascope://acme/7/a/b/c/d/e/f"));
    row("too long", QStringLiteral("metascope://acme/7/table/") + QString(DeepLink::longest, u'x'));
    row("a line break", QStringLiteral("metascope://acme/7/table/a\nb"));
    row("a half escape", QStringLiteral("metascope://acme/7/table/%zz"));
}

void DeepLinkTest::isRefused()
{
    QFETCH(QString, text);
    QVERIFY(!DeepLink::parse(text));
}

void DeepLinkTest::aLongLabelHasNone()
{
    NodePath branch = NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(7), Kind::Branch);
    branch.object = QString(10'000, u'x');
    QVERIFY(!DeepLink::ofKey(branch.key()));
    branch.object = QString(1000, u'x');
    QVERIFY(DeepLink::ofKey(branch.key()));
}

METASCOPE_TEST(DeepLinkTest)
#include "deeplinktest.moc"
