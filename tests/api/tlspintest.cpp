// SPDX-License-Identifier: GPL-3.0-or-later
// Which certificates are accepted: the system's, and exactly the one that is pinned. A refused server sees no request.
#include "app/api/certificatepin.h"
#include "app/api/networkrequest.h"
#include "tests/api/tlsstub.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::LoneSession;
using test::rawWorkspaces;
using test::stubAnswer;
using test::TestCertificate;
using test::TlsStub;
using test::waitFor;

namespace {

ClientOptions pinned(const QByteArray &pin)
{
    ClientOptions options = test::quickOptions();
    options.pinnedCertificate = pin;
    return options;
}

QString fingerprintOf(const TlsStub &server)
{
    return QString::fromLatin1(server.pin().toHex(':').toUpper());
}

} // namespace

class TlsPinTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void spellsAFingerprintInOneWay();
    void refusesAndSaysWhatIsWrong_data();
    void refusesAndSaysWhatIsWrong();
    void acceptsThePinnedOne_data();
    void acceptsThePinnedOne();
    void refusesAnyOtherThanThePinnedOne();
    void aPinIsNoneOfAnotherLength_data();
    void aPinIsNoneOfAnotherLength();
    void looksAgainAtEachConnection();
    void resumesNoSessionWithAPin();
    void aTrustedOneNeedsNoPin();
    void tellsOfEachAnswer();
};

void TlsPinTest::spellsAFingerprintInOneWay()
{
    const QString text = fingerprintText(QByteArray(31, '\x0a') + '\xff');
    QCOMPARE(text.size(), 32 * 3 - 1);
    QVERIFY(text.startsWith(QLatin1String("0A:0A:")));
    QVERIFY(text.endsWith(QLatin1String(":FF")));
    QCOMPARE(fingerprintText(QByteArray(20, 'x')), QString());
    QCOMPARE(fingerprintText({}), QString());
}

void TlsPinTest::refusesAndSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("ageInDays");
    QTest::addColumn<QStringList>("words");
    const QString selfSigned = QStringLiteral("self-signed");
    const QString otherName = QStringLiteral("another name than “127.0.0.1” (for far.example)");
    const QString expired = QStringLiteral("expired on ")
        + QLocale().toString(QDateTime::currentDateTimeUtc().addDays(-10).addSecs(1800).date(), QLocale::ShortFormat);
    QTest::newRow("self-signed") << QByteArray(TestCertificate::here) << 0 << QStringList{selfSigned};
    QTest::newRow("other name") << QByteArray("DNS:far.example") << 0 << QStringList{selfSigned, otherName};
    QTest::newRow("expired") << QByteArray(TestCertificate::here) << 10 << QStringList{selfSigned, expired};
    QTest::newRow("all of it") << QByteArray("DNS:far.example") << 10 << QStringList{selfSigned, otherName, expired};
}

void TlsPinTest::refusesAndSaysWhatIsWrong()
{
    QFETCH(QByteArray, names);
    QFETCH(int, ageInDays);
    QFETCH(QStringList, words);
    const TestCertificate certificate(names.constData(), std::chrono::hours(24 * ageInDays));
    QVERIFY(certificate.isValid());
    const TlsStub server(certificate);
    const LoneSession session(server.url());
    QSignalSpy answered(&session->client(), &ApiClient::answered);
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    const Error &error = json.error();
    QVERIFY2(error.kind == ErrorKind::Tls, qPrintable(describe(error)));
    QCOMPARE(error.delivery, Delivery::NotSent);
    QCOMPARE(error.detail, fingerprintOf(server));
    for (const QString &word : words)
        QVERIFY2(error.message.contains(word), qPrintable(error.message + QStringLiteral(" lacks ") + word));
    QCOMPARE(error.message.contains(QLatin1String("; ")), words.size() > 1);
    QVERIFY2(server.received.isEmpty(), "something of the request went to a server that is not trusted");
    QCOMPARE(server.requests, 0);
    QVERIFY(answered.isEmpty());
}

void TlsPinTest::acceptsThePinnedOne_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<int>("ageInDays");
    QTest::newRow("self-signed") << QByteArray(TestCertificate::here) << 0;
    QTest::newRow("other name") << QByteArray("DNS:far.example") << 0;
    QTest::newRow("expired") << QByteArray(TestCertificate::here) << 10;
}

void TlsPinTest::acceptsThePinnedOne()
{
    QFETCH(QByteArray, names);
    QFETCH(int, ageInDays);
    const TestCertificate certificate(names.constData(), std::chrono::hours(24 * ageInDays));
    const TlsStub server(certificate);
    const LoneSession session(server.url(), pinned(server.pin()));
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY2(json, qPrintable(json ? QString() : describe(json.error())));
    QCOMPARE(server.requests, 1);
    QVERIFY(server.received.contains("Bearer made-up-token-0001"));
}

void TlsPinTest::refusesAnyOtherThanThePinnedOne()
{
    const TestCertificate trusted;
    const TestCertificate other;
    TlsStub server(trusted);
    const QByteArray pin = server.pin();
    server.use(other);
    const LoneSession session(server.url(), pinned(pin));
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Tls);
    QCOMPARE(json.error().detail, fingerprintOf(server));
    QVERIFY(json.error().detail != fingerprintText(pin));
    QVERIFY2(json.error().message.contains(QLatin1String("another one than the trusted one")),
             qPrintable(json.error().message));
    QVERIFY(server.received.isEmpty());
}

void TlsPinTest::aPinIsNoneOfAnotherLength_data()
{
    QTest::addColumn<int>("length");
    QTest::newRow("one byte") << 1;
    QTest::newRow("one short") << 31;
    QTest::newRow("one long") << 33;
}

void TlsPinTest::aPinIsNoneOfAnotherLength()
{
    QFETCH(int, length);
    const TestCertificate certificate;
    const TlsStub server(certificate);
    const QByteArray pin = server.pin() + 'x';
    const LoneSession session(server.url(), pinned(pin.first(length)));
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Tls);
    QVERIFY(server.received.isEmpty());
    QVERIFY(!isPinnedCertificate(QSslCertificate(), QCryptographicHash::hash({}, QCryptographicHash::Sha256)));
}

void TlsPinTest::looksAgainAtEachConnection()
{
    const TestCertificate trusted;
    const TestCertificate other;
    TlsStub server(trusted);
    server.closesAfterAnswer = true;
    const LoneSession session(server.url(), pinned(server.pin()));
    QVERIFY(waitFor(rawWorkspaces(*session)));
    QVERIFY(waitFor(rawWorkspaces(*session)));
    QCOMPARE(server.handshakes, 2);
    server.use(other);
    const qsizetype before = server.received.size();
    const auto json = waitFor(rawWorkspaces(*session));
    QVERIFY(!json);
    QCOMPARE(json.error().kind, ErrorKind::Tls);
    QCOMPARE(server.received.size(), before);
}

void TlsPinTest::resumesNoSessionWithAPin()
{
    const ApiBase base = *ApiBase::fromUserInput(QStringLiteral("https://far.example"));
    const auto shares = [&base](bool isPinned) {
        return !networkRequest(base, {}, "Bearer made-up", {}, isPinned)
                    .sslConfiguration()
                    .testSslOption(QSsl::SslOptionDisableSessionSharing);
    };
    QVERIFY(shares(false));
    QVERIFY2(!shares(true), "a resumed session shows no certificate that could be looked at");
}

void TlsPinTest::aTrustedOneNeedsNoPin()
{
    const TestCertificate trusted;
    const TestCertificate other;
    const TlsStub server(trusted);
    ClientOptions options = test::quickOptions();
    options.extraAuthorities = {server.leaf};
    const LoneSession session(server.url(), options);
    QVERIFY(waitFor(rawWorkspaces(*session)));
    // A pin of another one takes nothing away from what the system trusts.
    options.pinnedCertificate = TlsStub(other).pin();
    const LoneSession both(server.url(), options);
    QVERIFY(waitFor(rawWorkspaces(*both)));
    QCOMPARE(server.requests, 2);
}

void TlsPinTest::tellsOfEachAnswer()
{
    int number = 0;
    const test::StubServer server([&number](const test::StubRequest &) {
        return ++number == 1 ? stubAnswer("{}", "503 Later")
            : number == 2    ? stubAnswer("[]")
                             : stubAnswer("{}", "403 No");
    });
    const LoneSession session(server.url());
    QSignalSpy answered(&session->client(), &ApiClient::answered);
    QVERIFY(waitFor(rawWorkspaces(*session)));
    QVERIFY(!waitFor(rawWorkspaces(*session)));
    QList<int> statuses;
    for (const QList<QVariant> &each : answered) {
        QCOMPARE(each.at(0).value<EndpointId>(), EndpointId::WorkspaceList);
        statuses.append(each.at(1).toInt());
    }
    QCOMPARE(statuses, (QList<int>{503, 200, 403}));
}

METASCOPE_TEST(TlsPinTest)
#include "tlspintest.moc"
