// SPDX-License-Identifier: GPL-3.0-or-later
// KeychainStore before a service that is not ready yet, and before a keyring that a person has to unlock: on a private bus
// without a provider of its own.
#include "app/credentials/keychainstore.h"
#include "app/credentials/secretservice.h"
#include "tests/credentials/fakesecretservice.h"
#include "tests/credentials/keyring.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace std::chrono_literals;
using metascope::test::FakeSecretService;
using metascope::test::Keyring;
using metascope::test::listen;
using metascope::test::outcome;
using metascope::test::settled;
using metascope::test::Surroundings;
using Person = FakeSecretService::Person;

namespace {

const QByteArray token = "made-up-token-of-the-unlock-tests";
const QString ok = QStringLiteral("ok");
const QString isLocked = QStringLiteral("KeychainLocked");

TokenKey newKey()
{
    return {*Origin::fromUrl(QUrl(QStringLiteral("https://made-up.example"))), newTokenId()};
}

Secret newSecret()
{
    return Secret(QByteArray(token.constData(), token.size()));
}

/// Waits little for a service that is not ready.
KeychainLimits brisk()
{
    KeychainLimits limits;
    limits.retry = 50ms;
    return limits;
}

} // namespace

class KeychainUnlockTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void waitsOnceForAServiceThatIsNotReady();
    void asksAServiceThatIsNeverReadyTwice();
    void waitsOnceForOneThatComesLater();
    void goesOnBehindAnAcceptedPrompt_data();
    void goesOnBehindAnAcceptedPrompt();
    void unlocksWithoutAQuestion();
    void staysLocked_data();
    void staysLocked();
    void doesNotCountThePersonsTime();
    void waitsForThePersonWhoMakesAKeyring();
    void takesTheQuestionAway();
    void asksOnceForAllWhoWait();
    void stopsWaitingForAll();
    void survivesItsOwnEndWhileAsking();
    void endsWithTheService();
    void eachStateHasItsOwnSentence();

private:
    /// With one entry, then locked.
    TokenKey lockedEntry();

    std::unique_ptr<FakeSecretService> m_service;
};

void KeychainUnlockTest::init()
{
    if (metascope::test::surroundings() == Surroundings::Session)
        QSKIP(metascope::test::needsOwnBus);
    const QString difference = Keyring::differsFrom(Surroundings::NoProvider);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
    m_service = std::make_unique<FakeSecretService>();
    QVERIFY2(m_service->isOwner(), "the name of the Secret Service cannot be had");
}

void KeychainUnlockTest::cleanup()
{
    m_service.reset();
}

TokenKey KeychainUnlockTest::lockedEntry()
{
    const TokenKey key = newKey();
    KeychainStore store;
    const auto written = settled(store.write(key, newSecret()));
    m_service->locked = m_service->hidesEntries = true;
    return written ? key : TokenKey{};
}

void KeychainUnlockTest::waitsOnceForAServiceThatIsNotReady()
{
    const TokenKey key = newKey();
    KeychainStore store(brisk());
    m_service->notReady = 1;
    QCOMPARE(outcome(settled(store.write(key, newSecret()))), ok);
    m_service->notReady = 1;
    QCOMPARE(outcome(settled(store.read(key))), ok);
}

void KeychainUnlockTest::asksAServiceThatIsNeverReadyTwice()
{
    KeychainStore store(brisk());
    m_service->notReady = 100;
    const auto found = settled(store.read(newKey()));
    QCOMPARE(outcome(found), QStringLiteral("KeychainUnavailable"));
    QVERIFY2(found.error().message.contains(QLatin1String("not ready")), qPrintable(found.error().message));
    QCOMPARE(m_service->count("ReadAlias"), 2);
    QCOMPARE(m_service->count("SearchItems"), 0);
}

void KeychainUnlockTest::waitsOnceForOneThatComesLater()
{
    m_service.reset();
    KeychainLimits limits;
    limits.retry = 300ms;
    KeychainStore store(limits);
    const auto found = listen(store.read(newKey()), this);
    // Behind this answer the first question has found nobody.
    SecretService probe;
    QVERIFY(settled(probe.state()) == SecretService::State::NoProvider);
    m_service = std::make_unique<FakeSecretService>();
    QTRY_VERIFY(found->result);
    QCOMPARE(outcome(*found->result), QStringLiteral("KeychainMissing"));
    QCOMPARE(m_service->count("ReadAlias"), 2); // before the search and behind it
}

void KeychainUnlockTest::goesOnBehindAnAcceptedPrompt_data()
{
    QTest::addColumn<QString>("call");
    for (const char *call : {"read", "write", "remove"})
        QTest::newRow(call) << QString::fromLatin1(call);
}

void KeychainUnlockTest::goesOnBehindAnAcceptedPrompt()
{
    QFETCH(const QString, call);
    const TokenKey key = lockedEntry();
    m_service->person = Person::Accepts;
    KeychainStore store;
    QSignalSpy waiting(&store, &KeychainStore::waitingForPerson);
    if (call == QLatin1String("read")) {
        const auto found = settled(store.read(key));
        QCOMPARE(outcome(found), ok);
        QCOMPARE((*found)->expose(), token);
    } else {
        QCOMPARE(outcome(settled(call == QLatin1String("write") ? store.write(key, newSecret()) : store.remove(key))),
                 ok);
    }
    QCOMPARE(m_service->count("Prompt"), 1);
    QCOMPARE(m_service->count("Dismiss"), 0);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
}

void KeychainUnlockTest::unlocksWithoutAQuestion()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::Unasked;
    KeychainStore store;
    QCOMPARE(outcome(settled(store.read(key))), ok);
    QCOMPARE(m_service->count("Prompt"), 0);
}

void KeychainUnlockTest::staysLocked_data()
{
    QTest::addColumn<int>("person");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("dismissed") << int(Person::Dismisses) << QStringLiteral("stayed locked");
    QTest::newRow("nobody answers") << int(Person::IsAway) << QStringLiteral("nobody");
    QTest::newRow("nothing to ask with") << int(Person::CannotBeAsked) << QStringLiteral("could not show");
}

void KeychainUnlockTest::staysLocked()
{
    QFETCH(const int, person);
    QFETCH(const QString, sentence);
    const TokenKey key = lockedEntry();
    m_service->person = static_cast<Person>(person);
    KeychainLimits limits;
    limits.person = 100ms;
    KeychainStore store(limits);
    QSignalSpy waiting(&store, &KeychainStore::waitingForPerson);
    const auto found = settled(store.read(key));
    QCOMPARE(outcome(found), isLocked);
    QVERIFY2(found.error().message.contains(sentence), qPrintable(found.error().message));
    QCOMPARE(found.error().delivery, Delivery::NotSent);
    QCOMPARE(m_service->count("Prompt"), 1);
    QTRY_COMPARE(m_service->count("Dismiss"), m_service->person == Person::IsAway ? 1 : 0);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
    QCOMPARE(m_service->count("SearchItems"), 0);
}

void KeychainUnlockTest::doesNotCountThePersonsTime()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    KeychainLimits limits;
    limits.deadline = 100ms;
    limits.person = 400ms;
    KeychainStore store(limits);
    const auto found = settled(store.read(key));
    QVERIFY2(outcome(found) == isLocked, "the deadline of the call ended the person's time");
}

/// Where there is none yet, the first write has the desktop ask for a password.
void KeychainUnlockTest::waitsForThePersonWhoMakesAKeyring()
{
    m_service->hasKeyring = false;
    m_service->holdBack = {QStringLiteral("CreateItem")};
    KeychainLimits limits;
    limits.deadline = 100ms;
    KeychainStore store(limits);
    QSignalSpy waiting(&store, &KeychainStore::waitingForPerson);
    const auto written = listen(store.write(newKey(), newSecret()), this);
    QTRY_COMPARE(m_service->heldBack(), 1);
    bool isLater = false;
    QTimer::singleShot(limits.deadline * 2, this, [&isLater] { isLater = true; });
    QTRY_VERIFY(isLater);
    QVERIFY(!written->result);
    QCOMPARE(waiting, (QList<QVariantList>{{true}}));
    m_service->release();
    QTRY_VERIFY(written->result);
    QCOMPARE(outcome(*written->result), ok);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
}

void KeychainUnlockTest::takesTheQuestionAway()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    KeychainStore store;
    QSignalSpy waiting(&store, &KeychainStore::waitingForPerson);
    const auto reply = store.read(key);
    const auto found = listen(reply, this);
    QTRY_COMPARE(m_service->count("Prompt"), 1);
    reply.abort();
    QTRY_VERIFY(found->result);
    QCOMPARE(outcome(*found->result), QStringLiteral("Cancelled"));
    QTRY_COMPARE(m_service->count("Dismiss"), 1);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
    // Whoever comes then is asked for anew.
    m_service->person = Person::Accepts;
    QCOMPARE(outcome(settled(store.read(key))), ok);
    QCOMPARE(found->times, 1);
}

void KeychainUnlockTest::asksOnceForAllWhoWait()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    KeychainStore store;
    QSignalSpy waiting(&store, &KeychainStore::waitingForPerson);
    const auto reply = store.read(key);
    const auto first = listen(reply, this);
    const auto second = listen(store.read(key), this);
    QTRY_COMPARE(m_service->count("Prompt"), 1);
    reply.abort();
    QTRY_VERIFY(first->result);
    QCOMPARE(outcome(*first->result), QStringLiteral("Cancelled"));
    QVERIFY(!second->result);
    QCOMPARE(m_service->count("Dismiss"), 0);
    m_service->answerPrompt();
    QTRY_VERIFY(second->result);
    QCOMPARE(outcome(*second->result), ok);
    QCOMPARE(m_service->count("Prompt"), 1);
    QCOMPARE(waiting, (QList<QVariantList>{{true}, {false}}));
}

void KeychainUnlockTest::stopsWaitingForAll()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    KeychainStore store;
    const auto first = listen(store.read(key), this);
    const auto second = listen(store.remove(key), this);
    QTRY_COMPARE(m_service->count("Prompt"), 1);
    store.stopWaiting();
    QTRY_VERIFY(first->result && second->result);
    QCOMPARE(outcome(*first->result), QStringLiteral("Cancelled"));
    QCOMPARE(outcome(*second->result), QStringLiteral("Cancelled"));
    QTRY_COMPARE(m_service->count("Dismiss"), 1);
    QCOMPARE(m_service->count(), 1);
}

void KeychainUnlockTest::survivesItsOwnEndWhileAsking()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    auto store = std::make_unique<KeychainStore>();
    const auto found = listen(store->read(key), this);
    QTRY_COMPARE(m_service->count("Prompt"), 1);
    store.reset();
    QTRY_VERIFY(found->result);
    QCOMPARE(outcome(*found->result), QStringLiteral("Cancelled"));
    // The question is of no use to anyone any more.
    QTRY_COMPARE(m_service->count("Dismiss"), 1);
}

void KeychainUnlockTest::endsWithTheService()
{
    const TokenKey key = lockedEntry();
    m_service->person = Person::IsAway;
    KeychainStore store;
    const auto found = listen(store.read(key), this);
    QTRY_COMPARE(m_service->count("Prompt"), 1);
    m_service.reset();
    QTRY_VERIFY(found->result);
    QCOMPARE(outcome(*found->result), isLocked);
}

void KeychainUnlockTest::eachStateHasItsOwnSentence()
{
    QStringList sentences;
    const auto note = [&sentences](const Error &error) { sentences.append(describe(error)); };
    const TokenKey key = lockedEntry();
    KeychainStore store(brisk());
    note(settled(store.read(key)).error());
    m_service->locked = m_service->hidesEntries = false;
    note(settled(store.read(newKey())).error());
    m_service->notReady = 2;
    note(settled(store.read(key)).error());
    m_service->deny = {QStringLiteral("CreateItem")};
    note(settled(store.write(key, newSecret())).error());
    QCOMPARE(sentences.size(), 4);
    m_service.reset();
    note(settled(store.read(key)).error());
    for (const QString &sentence : std::as_const(sentences)) {
        QCOMPARE(sentences.count(sentence), 1);
        // What happened, and what to do next.
        QVERIFY2(sentence.count(QLatin1Char('.')) >= 2, qPrintable(sentence));
        QVERIFY2(!sentence.contains(QLatin1String("server")), qPrintable(sentence));
        QVERIFY(!sentence.contains(QString::fromLatin1(token)));
    }
}

METASCOPE_TEST(KeychainUnlockTest)
#include "keychainunlocktest.moc"
