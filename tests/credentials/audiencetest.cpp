// SPDX-License-Identifier: GPL-3.0-or-later
// Where an account's token may follow an answer, and what a token says of its own end. No host is contacted.
#include "app/credentials/audience.h"
#include "app/credentials/tokenclaims.h"
#include "tests/support/testmain.h"

using namespace metascope;

class AudienceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void decidesByTheAddress_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<AudienceVerdict>("verdict");
        const auto row = [](const char *target, AudienceVerdict verdict) {
            QTest::newRow(target) << QString::fromUtf8(target) << verdict;
        };
        for (const char *xano : {"https://x8ki-letl-twmt.n7.xano.io/api:meta", "https://x8ki.n7.xano.io:443",
                                 "https://made-up.xano.com", "https://X8KI.N7.XANO.IO"})
            row(xano, AudienceVerdict::Xano);
        for (const char *foreign :
             {"https://evil.xano.io.example", "https://xano.io.evil.example", "https://notxano.io", "https://xano.io",
              "https://x8ki.n7.xano.io:8443", "https://xan\u043e.example", "https://a.xn--xan-wmc.io",
              "https://8.8.8.8", "https://[2001:4860:4860::8888]", "https://custom.made-up.example",
              "https://evil-xano.io", "https://xn--xano-5na.io", "https://a.b.c.xano.io.co",
              "https://x8ki.n7.xano.io:80"})
            row(foreign, AudienceVerdict::Foreign);
        for (const char *refused : {"http://x8ki.n7.xano.io",
                                    "http://127.0.0.1",
                                    "https://127.0.0.1",
                                    "https://127.8.9.1:9",
                                    "https://[::1]",
                                    "https://localhost",
                                    "https://a.localhost",
                                    "https://0.0.0.0",
                                    "https://[::]",
                                    "https://[::ffff:127.0.0.1]",
                                    "https://[::ffff:10.0.0.1]",
                                    "https://10.1.2.3",
                                    "https://172.16.0.1",
                                    "https://172.31.255.255",
                                    "https://192.168.1.1",
                                    "https://169.254.169.254",
                                    "https://100.64.0.1",
                                    "https://[fc00::1]",
                                    "https://[fd12::1]",
                                    "https://[fe80::1]",
                                    "https://[ff02::1]",
                                    "https://224.0.0.1",
                                    "https://2130706433",
                                    "https://x8ki.n7.xano.io.",
                                    "https://127.0.0.1.",
                                    "https://localhost.",
                                    "https://x..xano.io",
                                    "https://.xano.io",
                                    "https://017700000001",
                                    "https://0x7f000001",
                                    "https://0300.0250.1",
                                    "https://10.1",
                                    "https://127.0.0.256",
                                    "https://1.2.3.4.5",
                                    "https://xano.io.1",
                                    "https://127%2e0.0.1",
                                    "https://%31%32%37.1",
                                    "https://\u0661\u0662\u0667.1",
                                    "https://\uff11\uff12\uff17.0.0.1",
                                    "https://127\u30020.0.1",
                                    "https://[::127.0.0.1]",
                                    "https://[64:ff9b::7f00:1]",
                                    "https://[2002:7f00:1::]",
                                    "https://[::ffff:0:127.0.0.1]",
                                    "https://[fe80::1%25eth0]",
                                    "https://[2001::1]",
                                    "https://[fec0::1]",
                                    "https://255.255.255.255",
                                    "https://@x8ki.n7.xano.io",
                                    "https://x8ki.n7.xano.io\\@evil.example",
                                    "https://router.lan",
                                    "https://local",
                                    "https://a b.xano.io",
                                    "https://0x.1",
                                    "https://198.18.0.1",
                                    "https://192.0.0.8",
                                    "https://100.127.255.255",
                                    "https://0x7f.1",
                                    "https://0177.0.0.1",
                                    "https://127.1",
                                    "https://intranet",
                                    "https://printer.local",
                                    "https://metadata.google.internal",
                                    "https://router.home.arpa",
                                    "https://user@x8ki.n7.xano.io",
                                    "https://user:pw@x8ki.n7.xano.io",
                                    "ftp://x8ki.n7.xano.io",
                                    "file:///etc/passwd",
                                    "javascript:alert(1)",
                                    "https://",
                                    "",
                                    "x8ki.n7.xano.io"})
            row(refused, AudienceVerdict::Refused);
    }

    void decidesByTheAddress()
    {
        QFETCH(const QString, target);
        QFETCH(const AudienceVerdict, verdict);
        const Origin account = *Origin::fromUrl(QUrl(QStringLiteral("https://app.xano.com")));
        const Audience audience = audienceOf(account, QUrl(target, QUrl::StrictMode));
        QCOMPARE(audience.verdict, verdict);
        QCOMPARE(audience.reason.isEmpty(), verdict != AudienceVerdict::Refused);
    }

    void anAccountOnThisMachineLeadsToIt()
    {
        const Origin account = *Origin::fromUrl(QUrl(QStringLiteral("http://127.0.0.1:8080")));
        const auto verdict
            = [&account](const char *target) { return audienceOf(account, QUrl(QString::fromLatin1(target))).verdict; };
        QCOMPARE(verdict("http://127.0.0.1:8081/api:meta"), AudienceVerdict::Xano);
        QCOMPARE(verdict("http://[::1]:8081"), AudienceVerdict::Xano);
        QVERIFY(verdict("http://made-up.example") == AudienceVerdict::Refused);
        QVERIFY(verdict("https://u:p@127.0.0.1") == AudienceVerdict::Refused);
    }

    void readsTheEndOfAToken_data()
    {
        QTest::addColumn<QByteArray>("claims");
        QTest::addColumn<QDateTime>("end");
        const QDateTime none;
        const QDateTime end(QDate(2030, 1, 2), QTime(3, 4, 5), Qt::UTC);
        const QByteArray seconds = QByteArray::number(end.toSecsSinceEpoch());
        QTest::newRow("whole") << "{\"exp\":" + seconds + '}' << end;
        QTest::newRow("fraction") << "{\"aud\":\"xano:meta\",\"exp\":" + seconds + ".75}" << end;
        QTest::newRow("none") << QByteArray(R"({"aud":"xano:meta"})") << none;
        QTest::newRow("text") << "{\"exp\":\"" + seconds + "\"}" << none;
        QTest::newRow("null") << QByteArray(R"({"exp":null})") << none;
        QTest::newRow("zero") << QByteArray(R"({"exp":0})") << none;
        QTest::newRow("negative") << QByteArray(R"({"exp":-5})") << none;
        QTest::newRow("beyond all dates") << QByteArray(R"({"exp":1e300})") << none;
        QTest::newRow("beyond 64 bits") << QByteArray(R"({"exp":99999999999999999999})") << none;
        QTest::newRow("a list") << QByteArray("[1]") << none;
        QTest::newRow("no JSON") << QByteArray("made up") << none;
    }

    void readsTheEndOfAToken()
    {
        QFETCH(const QByteArray, claims);
        QFETCH(const QDateTime, end);
        const auto part = claims.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        const auto read = expiryOf(Secret("e30." + part + ".bWFkZS11cA"));
        QCOMPARE(read.value_or(QDateTime()), end);
        // Another form is no JWT.
        QVERIFY(!expiryOf(Secret(QByteArray(part))));
        QVERIFY(!expiryOf(Secret("e30." + part)));
        QVERIFY(!expiryOf(Secret("e30.!" + part + ".x")));
        QVERIFY(!expiryOf(Secret()));
    }
};

METASCOPE_TEST(AudienceTest)

#include "audiencetest.moc"
