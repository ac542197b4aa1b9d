// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainStore over a Secret Service that hangs, is late and lies: on a private bus without a provider of its own.
#include "app/credentials/keychainstore.h"
#include "app/credentials/secretservice.h"
#include "tests/credentials/fakesecretservice.h"
#include "tests/credentials/keyring.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace std::chrono_literals;
using metascope::test::FakeSecretService;
using metascope::test::Keyring;
using metascope::test::listen;
using metascope::test::outcome;
using metascope::test::settled;
using metascope::test::Surroundings;

namespace {

const QByteArray token = "made-up-token-of-the-fault-tests";
const QString ok = QStringLiteral("ok");
/// Short where the deadline is to pass.
KeychainLimits hasty()
{
    KeychainLimits limits;
    limits.deadline = 200ms;
    return limits;
}

Secret secretOf(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

TokenKey newKey()
{
    return {*Origin::fromUrl(QUrl(QStringLiteral("https://made-up.example"))), newTokenId()};
}

} // namespace

class KeychainFaultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();

    void worksWhenNothingIsWrong();
    void timesOutOnSilence_data();
    void timesOutOnSilence();
    void dropsALateAnswer();
    void takesALateWriteBack();
    void leavesANewerWriteAlone();
    void takesAnAbandonedWriteBack();
    void leavesADeadTargetAlone();
    void survivesItsOwnEnd();
    void toldThatItIsGoneLooksForItself();
    void tellsDeniedFromLocked();
    void readsAgainWhenAKeyringCameMeanwhile();
    void tellsOfALateEntryThatStays();
    void takesALateEntryBackWhenTheRetryFails();
    void saysThatAnEarlierCallHangs();
    void missesEntriesWithoutAKeyring();

private:
    const bool m_onOwnBus = metascope::test::surroundings() != Surroundings::Session;
    std::unique_ptr<FakeSecretService> m_service;
};

void KeychainFaultTest::initTestCase()
{
    if (!m_onOwnBus)
        return;
    const QString difference = Keyring::differsFrom(Surroundings::NoProvider);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    m_service = std::make_unique<FakeSecretService>();
    QVERIFY2(m_service->isOwner(), "the name of the Secret Service cannot be had");
}

void KeychainFaultTest::init()
{
    // Not in initTestCase(): Qt Test would carry a skip there over to the next class.
    if (!m_onOwnBus)
        QSKIP(metascope::test::needsOwnBus);
    m_service->reset();
}

void KeychainFaultTest::worksWhenNothingIsWrong()
{
    KeychainStore store;
    const TokenKey key = newKey();
    QCOMPARE(outcome(settled(store.write(key, secretOf(token)))), ok);
    QCOMPARE(m_service->secret(), token);
    const auto found = settled(store.read(key));
    QCOMPARE(outcome(found), ok);
    QCOMPARE((*found)->expose(), token);
    QCOMPARE(outcome(settled(store.remove(key))), ok);
    QCOMPARE(m_service->count(), 0);
    QCOMPARE(outcome(settled(store.read(key))), QStringLiteral("KeychainMissing"));
}

void KeychainFaultTest::timesOutOnSilence_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("silent");
    QTest::addColumn<Delivery>("delivery");
    for (const char *call : {"write", "read", "remove"})
        for (const char *silent : {"ReadAlias", "Get"})
            QTest::addRow("%s, %s", call, silent)
                << QString::fromLatin1(call) << QString::fromLatin1(silent) << Delivery::NotSent;
    QTest::newRow("write, CreateItem") << QStringLiteral("write") << QStringLiteral("CreateItem") << Delivery::Unknown;
    QTest::newRow("read, SearchItems") << QStringLiteral("read") << QStringLiteral("SearchItems") << Delivery::NotSent;
    QTest::newRow("read, GetSecrets") << QStringLiteral("read") << QStringLiteral("GetSecrets") << Delivery::NotSent;
    QTest::newRow("remove, SearchItems") << QStringLiteral("remove") << QStringLiteral("SearchItems")
                                         << Delivery::Unknown;
    QTest::newRow("remove, Delete") << QStringLiteral("remove") << QStringLiteral("Delete") << Delivery::Unknown;
}

void KeychainFaultTest::timesOutOnSilence()
{
    QFETCH(const QString, call);
    QFETCH(const QString, silent);
    QFETCH(const Delivery, delivery);
    const TokenKey key = newKey();
    KeychainStore patient;
    if (call != QLatin1String("write"))
        QCOMPARE(outcome(settled(patient.write(key, secretOf(token)))), ok);

    KeychainStore store(hasty());
    m_service->holdBack = {silent};
    std::optional<Error> error;
    if (call == QLatin1String("read")) {
        if (const auto found = settled(store.read(key)); !found)
            error = found.error();
    } else {
        const auto done
            = settled(call == QLatin1String("write") ? store.write(key, secretOf(token)) : store.remove(key));
        if (!done)
            error = done.error();
    }
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Timeout);
    QCOMPARE(error->delivery, delivery);
    QVERIFY(!error->message.isEmpty());
    QCOMPARE(m_service->heldBack(), 1);
}

void KeychainFaultTest::dropsALateAnswer()
{
    const TokenKey key = newKey();
    KeychainStore patient;
    QCOMPARE(outcome(settled(patient.write(key, secretOf(token)))), ok);
    KeychainStore store(hasty());
    m_service->holdBack = {QStringLiteral("GetSecrets")};
    const auto answer = listen(store.read(key), this);
    QTRY_VERIFY(answer->result);
    QCOMPARE(outcome(*answer->result), QStringLiteral("Timeout"));
    m_service->release();
    // The next call is answered after the late one.
    QCOMPARE(outcome(settled(store.read(key))), ok);
    QCOMPARE(answer->times, 1);
    QCOMPARE(outcome(*answer->result), QStringLiteral("Timeout"));
}

void KeychainFaultTest::takesALateWriteBack()
{
    KeychainStore store(hasty());
    m_service->holdBack = {QStringLiteral("CreateItem")};
    QCOMPARE(outcome(settled(store.write(newKey(), secretOf(token)))), QStringLiteral("Timeout"));
    m_service->release();
    QCOMPARE(m_service->count(), 1);
    QTRY_COMPARE(m_service->count(), 0);
}

void KeychainFaultTest::leavesANewerWriteAlone()
{
    const TokenKey key = newKey();
    KeychainStore store;
    m_service->holdBack = {QStringLiteral("CreateItem")};
    const Reply<Done> first = store.write(key, secretOf(token));
    QTRY_COMPARE(m_service->heldBack(), 1);
    first.abort();
    const auto second = listen(store.write(key, secretOf("made-up-newer-token")), this);
    // Behind these answers the second write stands in QtKeychain's queue.
    metascope::SecretService probe;
    for (int i = 0; i < 3; ++i)
        QVERIFY(settled(probe.state()) == SecretService::State::Unlocked);
    m_service->release();
    QTRY_VERIFY(second->result);
    QCOMPARE(outcome(*second->result), ok);
    QCOMPARE(outcome(settled(store.read(key))), ok);
    QCOMPARE(m_service->secret(), QByteArray("made-up-newer-token"));
    QVERIFY(!m_service->calls().contains(QStringLiteral("Delete")));
}

void KeychainFaultTest::takesAnAbandonedWriteBack()
{
    KeychainStore store;
    m_service->holdBack = {QStringLiteral("CreateItem")};
    const Reply<Done> reply = store.write(newKey(), secretOf(token));
    const auto answer = listen(reply, this);
    QTRY_COMPARE(m_service->heldBack(), 1);
    reply.abort();
    QTRY_VERIFY(answer->result);
    QCOMPARE(outcome(*answer->result), QStringLiteral("Cancelled"));
    QCOMPARE(answer->result->error().delivery, Delivery::Unknown);
    m_service->release();
    QCOMPARE(m_service->count(), 1);
    QTRY_COMPARE(m_service->count(), 0);
    QCOMPARE(answer->times, 1);
}

void KeychainFaultTest::leavesADeadTargetAlone()
{
    const TokenKey key = newKey();
    KeychainStore store;
    auto target = std::make_unique<QObject>();
    m_service->holdBack = {QStringLiteral("CreateItem")};
    const auto answer = listen(store.write(key, secretOf(token)), target.get());
    QTRY_COMPARE(m_service->heldBack(), 1);
    target.reset();
    m_service->release();
    QTRY_COMPARE(outcome(settled(store.read(key))), ok);
    QCOMPARE(answer->times, 0);
}

void KeychainFaultTest::survivesItsOwnEnd()
{
    auto store = std::make_unique<KeychainStore>();
    m_service->holdBack = {QStringLiteral("CreateItem")};
    const auto answer = listen(store->write(newKey(), secretOf(token)), this);
    QTRY_COMPARE(m_service->heldBack(), 1);
    store.reset();
    QTRY_VERIFY(answer->result);
    QCOMPARE(outcome(*answer->result), QStringLiteral("Cancelled"));
    m_service->release();
    KeychainStore next;
    QCOMPARE(outcome(settled(next.read(newKey()))), QStringLiteral("KeychainMissing"));
    QCOMPARE(answer->times, 1);
}

void KeychainFaultTest::toldThatItIsGoneLooksForItself()
{
    const TokenKey key = newKey();
    KeychainStore store;
    QCOMPARE(outcome(settled(store.write(key, secretOf(token)))), ok);
    m_service->keepsDeleted = true;
    QCOMPARE(outcome(settled(store.remove(key))), QStringLiteral("KeychainDenied"));
    QVERIFY(m_service->calls().contains(QStringLiteral("Delete")));

    // Locked right behind the deletion: nobody can tell.
    m_service->arrived = [this](const QString &method) {
        m_service->locked = m_service->hidesEntries = m_service->locked || method == QLatin1String("Delete");
    };
    QCOMPARE(outcome(settled(store.remove(key))), QStringLiteral("KeychainLocked"));
}

void KeychainFaultTest::tellsDeniedFromLocked()
{
    const TokenKey key = newKey();
    KeychainStore store;
    m_service->deny = {QStringLiteral("CreateItem")};
    const QString denied = outcome(settled(store.write(key, secretOf(token))));
    QVERIFY2(denied == QLatin1String("KeychainDenied") || denied == QLatin1String("KeychainUnavailable"),
             qPrintable(denied));
    m_service->locked = m_service->hidesEntries = true;
    QCOMPARE(outcome(settled(store.read(key))), QStringLiteral("KeychainLocked"));
    QCOMPARE(outcome(settled(store.remove(key))), QStringLiteral("KeychainLocked"));
}

void KeychainFaultTest::readsAgainWhenAKeyringCameMeanwhile()
{
    const TokenKey key = newKey();
    KeychainStore store;
    QCOMPARE(outcome(settled(store.write(key, secretOf(token)))), ok);
    m_service->hasKeyring = false;
    m_service->hidesEntries = true;
    // It is there just behind the first search, whose answer was that of a service without one.
    int asked = 0;
    m_service->arrived = [this, &asked](const QString &method) {
        if (method == QLatin1String("ReadAlias") && ++asked == 2) {
            m_service->hasKeyring = true;
            m_service->hidesEntries = false;
        }
    };
    const auto found = settled(store.read(key));
    QCOMPARE(outcome(found), ok);
    QCOMPARE((*found)->expose(), token);
}

void KeychainFaultTest::tellsOfALateEntryThatStays()
{
    const TokenKey key = newKey();
    KeychainStore store(hasty());
    QSignalSpy left(&store, &KeychainStore::leftBehind);
    m_service->holdBack = {QStringLiteral("CreateItem")};
    QCOMPARE(outcome(settled(store.write(key, secretOf(token)))), QStringLiteral("Timeout"));
    m_service->keepsDeleted = true;
    m_service->release();
    QTRY_COMPARE(left.size(), 1);
    QCOMPARE(left.constFirst().constFirst().toString(), key.toString());
    QCOMPARE(left.constFirst().at(1).value<Error>().kind, ErrorKind::KeychainDenied);
}

void KeychainFaultTest::takesALateEntryBackWhenTheRetryFails()
{
    const TokenKey key = newKey();
    KeychainStore store(hasty());
    QSignalSpy left(&store, &KeychainStore::leftBehind);
    m_service->holdBack = {QStringLiteral("CreateItem")};
    QCOMPARE(outcome(settled(store.write(key, secretOf(token)))), QStringLiteral("Timeout"));
    // The same key once more: behind the first, and denied when that has landed.
    const auto retry = store.write(key, secretOf(token));
    m_service->arrived = [this](const QString &method) {
        if (method == QLatin1String("CreateItem"))
            m_service->deny = {method};
    };
    m_service->release();
    QVERIFY(!settled(retry));
    QTRY_COMPARE(m_service->count("Delete"), 1);
    QTRY_COMPARE(m_service->count(), 0);
    QVERIFY(left.isEmpty());
}

void KeychainFaultTest::saysThatAnEarlierCallHangs()
{
    KeychainStore store(hasty());
    m_service->holdBack = {QStringLiteral("SearchItems")};
    const auto first = settled(store.read(newKey()));
    QCOMPARE(outcome(first), QStringLiteral("Timeout"));
    const auto second = settled(store.read(newKey()));
    QCOMPARE(outcome(second), QStringLiteral("Timeout"));
    QVERIFY2(second.error().message.contains(QLatin1String("earlier call")), qPrintable(second.error().message));
    QVERIFY(!first.error().message.contains(QLatin1String("earlier call")));
    m_service->release();
    QTRY_COMPARE(outcome(settled(store.read(newKey()))), QStringLiteral("KeychainMissing"));
    m_service->holdBack = {QStringLiteral("SearchItems")};
    const auto third = settled(store.read(newKey()));
    QVERIFY2(!third.error().message.contains(QLatin1String("earlier call")), qPrintable(third.error().message));
}

void KeychainFaultTest::missesEntriesWithoutAKeyring()
{
    m_service->hasKeyring = false;
    KeychainStore store;
    QCOMPARE(outcome(settled(store.read(newKey()))), QStringLiteral("KeychainMissing"));
    QCOMPARE(outcome(settled(store.remove(newKey()))), ok);
}

METASCOPE_TEST(KeychainFaultTest)
#include "keychainfaulttest.moc"
