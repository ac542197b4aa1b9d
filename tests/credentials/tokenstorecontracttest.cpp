// SPDX-License-Identifier: GPL-3.0-or-later
// What every TokenStore promises, on each store and in each of its surroundings (see keyring.h).
#include "app/credentials/keychainstore.h"
#include "app/credentials/sessionstore.h"
#include "tests/credentials/keyring.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace metascope;
using metascope::test::Keyring;
using metascope::test::listen;
using metascope::test::outcome;
using metascope::test::settled;
using metascope::test::Surroundings;

namespace {

const QByteArray token = "made-up-token-of-the-credentials-tests";
const QString ok = QStringLiteral("ok");

Secret secretOf(const QByteArray &bytes)
{
    return Secret(QByteArray(bytes.constData(), bytes.size()));
}

TokenKey keyAt(const QString &address)
{
    return {*Origin::fromUrl(QUrl(address)), newTokenId()};
}

/// A key that no entry has.
TokenKey newKey()
{
    return keyAt(QStringLiteral("https://made-up.example"));
}

QString read(TokenStore &store, const TokenKey &key)
{
    const auto found = settled(store.read(key));
    return found ? QString::fromLatin1((*found)->expose()) : outcome(found);
}

} // namespace

class TokenStoreContractTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void cleanupTestCase();

    void answersEachCall_data();
    void answersEachCall();
    void keepsEveryByte_data();
    void keepsEveryByte();
    void keepsKeysApart();
    void replacesWhatWasThere();
    void holdsNothingAfterRemoval();
    void keepsWhatItCouldNotRemove();
    void isFoundWhereAPersonLooks();
    void answersOnceAndFromTheEventLoop();
    void leavesADeadTargetAlone();
    void givesACallUp();
    void cancelsWhatItLeavesBehind();

private:
    [[nodiscard]] bool isWorking() const
    {
        return m_around == Surroundings::Session || m_around == Surroundings::Unlocked;
    }
    [[nodiscard]] QString failure() const;
    bool keep(const TokenKey &key);

    Surroundings m_around = Surroundings::Unknown;
    QTemporaryDir m_home;
    std::unique_ptr<TokenStore> m_store;
};

void TokenStoreContractTest::initTestCase()
{
    // A store that fell back to a file would write it below one of these.
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        qputenv(name, m_home.path().toLocal8Bit());
    m_around = metascope::test::surroundings();
    const QString difference = Keyring::differsFrom(m_around);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TokenStoreContractTest::init()
{
    KeychainLimits limits;
    limits.retry = std::chrono::milliseconds(50); // nothing comes up meanwhile
    if (m_around == Surroundings::Session)
        m_store = std::make_unique<SessionStore>();
    else
        m_store = std::make_unique<KeychainStore>(limits);
}

void TokenStoreContractTest::cleanup()
{
    m_store.reset();
    const QString difference = Keyring::differsFrom(m_around);
    QVERIFY2(difference.isEmpty(), qPrintable(difference));
}

void TokenStoreContractTest::cleanupTestCase()
{
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
    QVERIFY2(!files.hasNext(), qPrintable(files.next()));
}

/// How every call fails here.
QString TokenStoreContractTest::failure() const
{
    return m_around == Surroundings::Locked ? QStringLiteral("KeychainLocked") : QStringLiteral("KeychainUnavailable");
}

/// Has an entry for `key` where the surroundings can hold one; false if that did not come about.
bool TokenStoreContractTest::keep(const TokenKey &key)
{
    if (m_around == Surroundings::NoProvider || m_around == Surroundings::NoBus)
        return true;
    if (m_around == Surroundings::Locked && !Keyring::unlock())
        return false;
    const bool kept = settled(m_store->write(key, secretOf(token))).has_value();
    return kept && (m_around != Surroundings::Locked || Keyring::lock());
}

void TokenStoreContractTest::answersEachCall_data()
{
    QTest::addColumn<QString>("expected");
    const bool works = isWorking();
    QTest::newRow("write") << (works ? ok : failure());
    QTest::newRow("read") << (works ? QString::fromLatin1(token) : failure());
    QTest::newRow("read missing") << (works ? QStringLiteral("KeychainMissing") : failure());
    QTest::newRow("remove") << (works ? ok : failure());
    QTest::newRow("remove missing") << (works ? ok : failure());
}

void TokenStoreContractTest::answersEachCall()
{
    QFETCH(const QString, expected);
    const TokenKey key = newKey();
    const QString call = QString::fromLatin1(QTest::currentDataTag());
    const bool isRead = call.startsWith(QLatin1String("read"));
    if (call == QLatin1String("read") || call == QLatin1String("remove"))
        QVERIFY(keep(key));

    std::optional<Error> error;
    if (isRead) {
        const auto found = settled(m_store->read(key));
        QCOMPARE(found ? QString::fromLatin1((*found)->expose()) : outcome(found), expected);
        if (!found)
            error = found.error();
    } else {
        const auto done
            = settled(call == QLatin1String("write") ? m_store->write(key, secretOf(token)) : m_store->remove(key));
        QCOMPARE(outcome(done), expected);
        if (!done)
            error = done.error();
    }
    if (error) {
        QCOMPARE(error->delivery, Delivery::NotSent);
        QVERIFY(!error->message.isEmpty());
        QVERIFY(!describe(*error).contains(QString::fromLatin1(token)));
    }
}

void TokenStoreContractTest::keepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QByteArray visible;
    for (char c = 0x21; c < 0x7f; ++c)
        visible += c;
    QTest::newRow("one character") << QByteArray("x");
    QTest::newRow("every character of a header") << visible;
    QTest::newRow("as long as Xano's") << QByteArray(1800, 'j');
    QTest::newRow("the longest that is taken") << QByteArray(16 * 1024, 'l');
}

void TokenStoreContractTest::keepsEveryByte()
{
    QFETCH(const QByteArray, bytes);
    const TokenKey key = newKey();
    const QString written = outcome(settled(m_store->write(key, secretOf(bytes))));
    QCOMPARE(written, isWorking() ? ok : failure());
    QCOMPARE(read(*m_store, key), isWorking() ? QString::fromLatin1(bytes) : failure());
    QCOMPARE(outcome(settled(m_store->remove(key))), isWorking() ? ok : failure());
}

void TokenStoreContractTest::keepsKeysApart()
{
    if (!isWorking())
        QSKIP("no entry can be read here; answersEachCall has the errors");
    const TokenKey key = keyAt(QStringLiteral("https://made-up.example"));
    QVERIFY(keep(key));
    for (const char *other : {"https://made-up.example:8443", "https://other.example", "https://made-up.example.com"})
        QCOMPARE(read(*m_store, {*Origin::fromUrl(QUrl(QString::fromLatin1(other))), key.tokenId}),
                 QStringLiteral("KeychainMissing"));
    QCOMPARE(read(*m_store, {key.origin, newTokenId()}), QStringLiteral("KeychainMissing"));
    const TokenKey second{key.origin, newTokenId()};
    QCOMPARE(outcome(settled(m_store->write(second, secretOf("made-up-second-token")))), ok);
    QCOMPARE(outcome(settled(m_store->remove(second))), ok);
    QCOMPARE(read(*m_store, key), QString::fromLatin1(token));
}

void TokenStoreContractTest::replacesWhatWasThere()
{
    if (!isWorking())
        QSKIP("no entry can be read here; answersEachCall has the errors");
    const TokenKey key = newKey();
    QVERIFY(keep(key));
    QCOMPARE(outcome(settled(m_store->write(key, secretOf("made-up-second-token")))), ok);
    QCOMPARE(read(*m_store, key), QStringLiteral("made-up-second-token"));
    // One entry, not two: nothing is left when it goes.
    QCOMPARE(outcome(settled(m_store->remove(key))), ok);
    QCOMPARE(read(*m_store, key), QStringLiteral("KeychainMissing"));
}

void TokenStoreContractTest::holdsNothingAfterRemoval()
{
    const TokenKey key = newKey();
    QVERIFY(keep(key));
    QCOMPARE(outcome(settled(m_store->remove(key))), isWorking() ? ok : failure());
    QCOMPARE(read(*m_store, key), isWorking() ? QStringLiteral("KeychainMissing") : failure());
}

void TokenStoreContractTest::keepsWhatItCouldNotRemove()
{
    if (m_around != Surroundings::Locked)
        QSKIP("only a locked keyring answers a deletion with success and keeps the entry");
    const TokenKey key = newKey();
    QVERIFY(keep(key));
    QCOMPARE(outcome(settled(m_store->remove(key))), failure());
    QVERIFY(Keyring::unlock());
    QCOMPARE(read(*m_store, key), QString::fromLatin1(token));
    QCOMPARE(outcome(settled(m_store->remove(key))), ok);
    QCOMPARE(read(*m_store, key), QStringLiteral("KeychainMissing"));
    QVERIFY(Keyring::lock());
}

void TokenStoreContractTest::isFoundWhereAPersonLooks()
{
    if (m_around != Surroundings::Unlocked)
        QSKIP("only an unlocked keyring can be looked into from outside");
    const TokenKey key = keyAt(QStringLiteral("http://127.0.0.1:4711"));
    QVERIFY(keep(key));
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"),
               {QStringLiteral("lookup"), QStringLiteral("server"), QStringLiteral("dev.metascope.Metascope"),
                QStringLiteral("user"), QStringLiteral("http://127.0.0.1:4711|") + key.tokenId});
    QVERIFY2(tool.waitForFinished(), qPrintable(tool.errorString()));
    QCOMPARE(tool.readAllStandardOutput(), token);
    QCOMPARE(outcome(settled(m_store->remove(key))), ok);
}

void TokenStoreContractTest::answersOnceAndFromTheEventLoop()
{
    const TokenKey key = newKey();
    const auto answer = listen(m_store->write(key, secretOf(token)), this);
    const auto second = listen(m_store->read(key), this);
    QCOMPARE(answer->times + second->times, 0);
    QTRY_VERIFY(answer->result && second->result);
    QCOMPARE(outcome(settled(m_store->remove(key))), isWorking() ? ok : failure());
    QCOMPARE(answer->times, 1);
    QCOMPARE(second->times, 1);
}

void TokenStoreContractTest::leavesADeadTargetAlone()
{
    const TokenKey key = newKey();
    auto target = std::make_unique<QObject>();
    const auto written = listen(m_store->write(key, secretOf(token)), target.get());
    const auto found = listen(m_store->read(key), target.get());
    target.reset();
    // What was asked for happens all the same.
    QTRY_COMPARE(read(*m_store, key), isWorking() ? QString::fromLatin1(token) : failure());
    QCOMPARE(written->times + found->times, 0);
}

void TokenStoreContractTest::givesACallUp()
{
    const TokenKey key = newKey();
    const Reply<Done> reply = m_store->write(key, secretOf(token));
    // Where the answer is there at once, nothing is left to give up.
    const bool wasSettled = reply.isSettled();
    QCOMPARE(wasSettled, m_around == Surroundings::Session);
    const auto answer = listen(reply, this);
    reply.abort();
    reply.abort();
    QTRY_VERIFY(answer->result);
    QCOMPARE(outcome(*answer->result), wasSettled ? ok : QStringLiteral("Cancelled"));
    if (isWorking())
        QCOMPARE(read(*m_store, key), wasSettled ? QString::fromLatin1(token) : QStringLiteral("KeychainMissing"));
    QCOMPARE(answer->times, 1);
}

void TokenStoreContractTest::cancelsWhatItLeavesBehind()
{
    const Reply<SharedSecret> reply = m_store->read(newKey());
    const auto answer = listen(reply, this);
    m_store.reset();
    QTRY_VERIFY(answer->result);
    QCOMPARE(outcome(*answer->result),
             m_around == Surroundings::Session ? QStringLiteral("KeychainMissing") : QStringLiteral("Cancelled"));
    QCOMPARE(answer->times, 1);
}

METASCOPE_TEST(TokenStoreContractTest)
#include "tokenstorecontracttest.moc"
