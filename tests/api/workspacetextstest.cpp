// SPDX-License-Identifier: GPL-3.0-or-later
// From the lists of the sample shop to its texts and references, as the program does it.
#include "app/session/explorersource.h"
#include "app/session/knownobjects.h"
#include "app/session/references.h"
#include "app/session/textfetch.h"
#include "tests/api/house.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::waitFor;

namespace {

/// The shop of the sandbox, known to a registry and a keychain, with what was listed going into a cache.
struct Shop {
    Shop()
    {
        InstanceEntry entry;
        entry.name = QStringLiteral("Acme");
        entry.base = *ApiBase::fromUserInput(fixture.ready.instances.constFirst().url);
        entry.tokenId = QStringLiteral("3f2a");
        entry.place = TokenPlace::Keychain;
        id = entry.id = *house.registry.put(entry);
        if (!waitFor(house.keychain.write(tokenKeyOf(entry), Secret(QByteArray(fixture.ready.token)))))
            QTest::qFail("the token was not kept", __FILE__, __LINE__);
    }
    /// Lists a group, as expanding its node does.
    [[nodiscard]] QList<TreeItem> list(const NodePath &path)
    {
        TreeItem node;
        node.key = path.key();
        return waitFor(source.children(node)).value_or(QList<TreeItem>());
    }
    [[nodiscard]] NodePath group(Kind kind) const { return NodePath::ofKind(id, fixture.workspace(), kind); }

    test::ClientFixture fixture;
    test::House<SessionStore> house;
    QTemporaryDir folder;
    WorkspaceCache cache{folder.filePath(QStringLiteral("cache.sqlite"))};
    ExplorerSource source{[this](const InstanceId &instance) { return house.sessions.open(instance); }};
    LazyTree tree{source};
    NameIndex names;
    KnownObjects known{source, tree, names, &cache};
    TextFetch fetch{house.sessions, cache};
    InstanceId id;
};

} // namespace

class WorkspaceTextsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShopIsSearchedInFull()
    {
        Shop shop;
        QList<TreeItem> tables;
        for (const Kind kind :
             {Kind::Table, Kind::Function, Kind::Task, Kind::Addon, Kind::TableTrigger, Kind::ApiGroup}) {
            const auto items = shop.list(shop.group(kind));
            QVERIFY(!items.isEmpty());
            if (kind == Kind::Table)
                tables = items;
            if (kind == Kind::ApiGroup)
                for (const TreeItem &each : items)
                    QVERIFY(!shop.list(*NodePath::fromKey(each.key)).isEmpty());
        }
        const TextFetch::Scope scope{{shop.id}, shop.fixture.workspace(), {}};
        const auto order = std::ranges::find(tables, QStringLiteral("order"), &TreeItem::name);
        QVERIFY(order != tables.end());
        References references(&shop.cache);
        const auto before = waitFor(references.find(*NodePath::fromKey(order->key)));
        QVERIFY(before);
        QCOMPARE(before->missingSchemas, static_cast<int>(tables.size()));

        const int wanted = *waitFor(shop.fetch.count(scope));
        QVERIFY(wanted > tables.size());
        QSignalSpy finished(&shop.fetch, &TextFetch::finished);
        shop.fetch.start(scope);
        QVERIFY(finished.wait(20'000));
        QCOMPARE(shop.fetch.done(), wanted);
        QCOMPARE(*waitFor(shop.fetch.count(scope)), 0);

        const auto after = waitFor(references.find(*NodePath::fromKey(order->key)));
        QVERIFY(after);
        QCOMPARE(after->missingSchemas, 0);
        QCOMPARE(after->missingTexts, 0);
        QStringList found;
        for (const FoundReference &each : after->references)
            found.append(QStringLiteral("%1 %2%3").arg(kindKey(each.kind), each.name,
                                                       each.isCertain ? QString() : QStringLiteral(" ≈")));
        for (const char *expected : {"table order_item", "table customer", "function ship_order ≈",
                                     "task payment_reminder ≈", "tabletrigger order_placed ≈", "endpoint GET orders ≈"})
            QVERIFY2(found.contains(QString::fromUtf8(expected)),
                     qPrintable(QLatin1String(expected) + QStringLiteral(" is not among ")
                                + found.join(QStringLiteral(", "))));
        QVERIFY(!found.contains(QStringLiteral("function order_total ≈")));
        const auto text = waitFor(shop.cache.search(QStringLiteral("db.query stock_level"), {}));
        QVERIFY(text && text->hits.size() >= 1);
    }
};

METASCOPE_TEST(WorkspaceTextsTest)

#include "workspacetextstest.moc"
