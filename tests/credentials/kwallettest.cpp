// SPDX-License-Identifier: GPL-3.0-or-later
// The wallet daemon of Plasma 5 as QtKeychain would use it: when it is taken, and what it is asked.
#include "app/credentials/kwallet.h"
#include "tests/credentials/keyring.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVirtualObject>

using namespace metascope;
using namespace std::chrono_literals;
using metascope::test::Keyring;
using metascope::test::listen;
using metascope::test::outcome;
using metascope::test::settled;
using metascope::test::Surroundings;
using State = KWallet::State;

namespace {

const QString service = QStringLiteral("org.kde.kwalletd5");
const QString path = QStringLiteral("/modules/kwalletd5");
const QString connectionName = QStringLiteral("fake-wallet");

/// As much of kwalletd5 as is asked; its connection is its own, so that calls go over the bus.
class FakeWallet final : public QDBusVirtualObject {
public:
    FakeWallet() : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName))
    {
        isOwner = m_bus.registerVirtualObject(path, this) && m_bus.registerService(service);
    }
    ~FakeWallet() override
    {
        m_bus.unregisterService(service);
        m_bus.unregisterObject(path);
        QDBusConnection::disconnectFromBus(connectionName);
    }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &) override
    {
        const QString method = message.member();
        calls.append(method);
        if (method == QLatin1String("isEnabled"))
            m_bus.send(message.createReply(isEnabled));
        else if (method == QLatin1String("networkWallet"))
            m_bus.send(message.createReply(QStringLiteral("made-up-wallet")));
        else if (method == QLatin1String("isOpen"))
            m_bus.send(
                message.createReply(message.arguments() == QVariantList{QStringLiteral("made-up-wallet")} && isOpen));
        else if (method == QLatin1String("open") && handle)
            m_bus.send(message.createReply(*handle));
        return true;
    }
    [[nodiscard]] QString introspect(const QString &) const override { return {}; }

    bool isOwner = false;
    bool isEnabled = true;
    bool isOpen = false;
    std::optional<int> handle; ///< the answer to `open`; none: the person is away
    QStringList calls;

private:
    QDBusConnection m_bus;
};

} // namespace

class KWalletTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTakenWhereQtKeychainTakesIt_data();
    void isTakenWhereQtKeychainTakesIt();
    void tellsItsState();
    void opensTheWallet();
};

void KWalletTest::isTakenWhereQtKeychainTakesIt_data()
{
    QTest::addColumn<QStringList>("environment");
    QTest::addColumn<bool>("isTaken");
    const auto row = [](const char *name, const QStringList &environment, bool isTaken) {
        QTest::newRow(name) << environment << isTaken;
    };
    row("nothing set", {}, false);
    row("Plasma 5", {QStringLiteral("XDG_CURRENT_DESKTOP=KDE"), QStringLiteral("KDE_SESSION_VERSION=5")}, true);
    row("Plasma 6", {QStringLiteral("XDG_CURRENT_DESKTOP=KDE"), QStringLiteral("KDE_SESSION_VERSION=6")}, false);
    row("GNOME", {QStringLiteral("XDG_CURRENT_DESKTOP=GNOME"), QStringLiteral("KDE_SESSION_VERSION=5")}, false);
    row("by the session's name", {QStringLiteral("DESKTOP_SESSION=kde"), QStringLiteral("KDE_SESSION_VERSION=5")},
        true);
    row("by the full session", {QStringLiteral("KDE_FULL_SESSION=true"), QStringLiteral("KDE_SESSION_VERSION=5")},
        true);
    row("Xfce with a left variable",
        {QStringLiteral("DESKTOP_SESSION=xfce"), QStringLiteral("KDE_FULL_SESSION=true"),
         QStringLiteral("KDE_SESSION_VERSION=5")},
        false);
}

void KWalletTest::isTakenWhereQtKeychainTakesIt()
{
    QFETCH(const QStringList, environment);
    QProcessEnvironment variables;
    for (const QString &each : environment)
        variables.insert(each.section(QLatin1Char('='), 0, 0), each.section(QLatin1Char('='), 1));
    QTEST(prefersKWallet(variables), "isTaken");
}

void KWalletTest::tellsItsState()
{
    if (metascope::test::surroundings() == Surroundings::Session)
        QSKIP(metascope::test::needsOwnBus);
    QCOMPARE(Keyring::differsFrom(Surroundings::NoProvider), QString());
    KWallet wallet;
    QVERIFY(settled(wallet.state()) == State::NoProvider);
    FakeWallet daemon;
    QVERIFY(daemon.isOwner);
    QVERIFY(settled(wallet.state()) == State::Locked);
    daemon.isOpen = true;
    QVERIFY(settled(wallet.state()) == State::Unlocked);
    daemon.isEnabled = false;
    QVERIFY(settled(wallet.state()) == State::TurnedOff);
}

void KWalletTest::opensTheWallet()
{
    if (metascope::test::surroundings() == Surroundings::Session)
        QSKIP(metascope::test::needsOwnBus);
    QCOMPARE(Keyring::differsFrom(Surroundings::NoProvider), QString());
    FakeWallet daemon;
    KWallet wallet;
    QVERIFY(settled(wallet.state()) == State::Locked);
    daemon.handle = 7;
    QCOMPARE(outcome(settled(wallet.unlock(5s))), QStringLiteral("ok"));
    daemon.handle = -1;
    QCOMPARE(outcome(settled(wallet.unlock(5s))), QStringLiteral("KeychainLocked"));
    daemon.handle.reset();
    QCOMPARE(outcome(settled(wallet.unlock(100ms))), QStringLiteral("KeychainLocked"));
    const auto reply = wallet.unlock(5s);
    const auto given = listen(reply, this);
    reply.abort();
    QTRY_VERIFY(given->result);
    QCOMPARE(outcome(*given->result), QStringLiteral("Cancelled"));
}

METASCOPE_TEST(KWalletTest)
#include "kwallettest.moc"
