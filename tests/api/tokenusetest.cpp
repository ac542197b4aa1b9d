// SPDX-License-Identifier: GPL-3.0-or-later
// When a token was last used: noted where its instance is opened and while requests are answered, to the minute, so that the
// list of instances is not written for each of them.
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

/// An instance with a token, at a server that answers alike to everything.
struct Bench {
    explicit Bench(QByteArray status = "200 OK")
        : server([status = std::move(status)](const StubRequest &) { return stubAnswer("[]", status); }),
          id(house.add(TokenPlace::Session, server.url()))
    {
        if (!waitFor(
                house.memory.write(tokenKeyOf(*house.registry.find(id)), Secret(QByteArray("made-up-token-0001")))))
            qFatal("the token cannot be kept");
    }
    [[nodiscard]] QDateTime used() const { return house.registry.find(id)->token.lastUsed; }
    [[nodiscard]] qint64 ago() const { return used().secsTo(QDateTime::currentDateTimeUtc()); }
    void setUsed(const QDateTime &when)
    {
        if (!house.registry.change(id, [&when](InstanceEntry &entry) { entry.token.lastUsed = when; }))
            qFatal("the list cannot be written");
    }
    /// One request, and whatever it sets off.
    void ask() const
    {
        static_cast<void>(waitFor(house.sessions.find(id)->workspaces().list()));
        QCoreApplication::sendPostedEvents();
    }

    test::House<SessionStore> house;
    StubServer server;
    InstanceId id;
};

constexpr qint64 justNow = 20; ///< seconds, on a busy machine

QDateTime secondsAgo(qint64 seconds)
{
    return QDateTime::currentDateTimeUtc().addSecs(-seconds);
}

} // namespace

class TokenUseTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void openingIsAUse();
    void anAnswerAfterAMinuteIsNoted_data();
    void anAnswerAfterAMinuteIsNoted();
    void withinAMinuteNothingIsWritten();
    void whatCannotBeWrittenIsNoHarm();
};

void TokenUseTest::openingIsAUse()
{
    Bench bench;
    QVERIFY(!bench.used().isValid());
    QVERIFY(waitFor(bench.house.sessions.open(bench.id)));
    QVERIFY2(bench.ago() >= 0 && bench.ago() < justNow, qPrintable(bench.used().toString(Qt::ISODate)));
    QCOMPARE(bench.used().timeSpec(), Qt::UTC);
    QCOMPARE(bench.server.requests.size(), 0);
}

void TokenUseTest::anAnswerAfterAMinuteIsNoted_data()
{
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("granted") << QByteArray("200 OK");
    QTest::newRow("refused") << QByteArray("403 Forbidden"); // it was sent all the same
}

void TokenUseTest::anAnswerAfterAMinuteIsNoted()
{
    QFETCH(QByteArray, status);
    Bench bench(status);
    QVERIFY(waitFor(bench.house.sessions.open(bench.id)));
    bench.setUsed(secondsAgo(61));
    const QSignalSpy changed(&bench.house.registry, &InstanceRegistry::changed);
    bench.ask();
    QTRY_VERIFY2(bench.ago() < justNow, qPrintable(bench.used().toString(Qt::ISODate)));
    QCOMPARE(changed.size(), 1);
}

void TokenUseTest::withinAMinuteNothingIsWritten()
{
    Bench bench;
    QVERIFY(waitFor(bench.house.sessions.open(bench.id)));
    const QDateTime before = secondsAgo(30);
    bench.setUsed(before);
    const QSignalSpy changed(&bench.house.registry, &InstanceRegistry::changed);
    for (int request = 0; request < 5; ++request)
        bench.ask();
    QCOMPARE(bench.server.requests.size(), 5);
    QCOMPARE(changed.size(), 0);
    QCOMPARE(bench.used(), before);
    // Many answers after a pause are one use to be noted.
    bench.setUsed(secondsAgo(3600));
    for (int request = 0; request < 5; ++request)
        bench.ask();
    QVERIFY(bench.ago() < justNow);
    QCOMPARE(changed.size(), 2); // setUsed()'s own, and one
}

void TokenUseTest::whatCannotBeWrittenIsNoHarm()
{
    Bench bench;
    // One that is on the list of the file.
    const InstanceId id = bench.house.add(TokenPlace::Keychain, bench.server.url(), QStringLiteral("4b1c"));
    QVERIFY(waitFor(bench.house.keychain.write(tokenKeyOf(*bench.house.registry.find(id)),
                                               Secret(QByteArray("made-up-token-0002")))));
    QVERIFY(bench.house.folder.remove());
    const auto session = waitFor(bench.house.sessions.open(id));
    QVERIFY(session);
    QVERIFY(waitFor((*session)->workspaces().list()));
    QCOMPARE(bench.house.sessions.state(id), Sessions::State::Open);
}

METASCOPE_TEST(TokenUseTest)
#include "tokenusetest.moc"
