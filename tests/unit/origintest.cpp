// SPDX-License-Identifier: GPL-3.0-or-later
// What an address may be: https, unless the other end is this machine for certain.
#include "app/base/origin.h"
#include "tests/support/testmain.h"

using namespace metascope;

class OriginTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void hasOneSpelling_data();
    void hasOneSpelling();
    void refuses_data();
    void refuses();
    void findsTheBase_data();
    void findsTheBase();
};

void OriginTest::hasOneSpelling_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("origin");
    const auto row = [](const char *typed, const char *origin) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(origin);
    };
    row("x8ki-letl-twmt.n7.xano.io", "https://x8ki-letl-twmt.n7.xano.io");
    row("  X8KI.Example  ", "https://x8ki.example");
    row("https://x1.example:443/", "https://x1.example");
    row("HTTPS://x1.example:8443", "https://x1.example:8443");
    row("x1.example:8443", "https://x1.example:8443");
    row("https://bücher.example", "https://xn--bcher-kva.example");
    row("http://127.0.0.1:80", "http://127.0.0.1");
    row("http://127.0.0.1:4711", "http://127.0.0.1:4711");
    row("http://127.255.255.254", "http://127.255.255.254");
    row("http://[::1]:4711", "http://[::1]:4711");
    row("http://[0:0:0:0:0:0:0:1]", "http://[::1]");
    row("http://LocalHost:4711", "http://localhost:4711");
    row("localhost:4711", "https://localhost:4711");
    row("127.0.0.1", "https://127.0.0.1");
}

void OriginTest::hasOneSpelling()
{
    QFETCH(QString, typed);
    QFETCH(QString, origin);
    const auto base = ApiBase::fromUserInput(typed);
    QVERIFY2(base, qPrintable(base ? QString() : base.error().message));
    QCOMPARE(base->origin.toString(), origin);
    // Its own spelling leads back to it.
    QCOMPARE(ApiBase::fromUserInput(origin)->origin, base->origin);
}

void OriginTest::refuses_data()
{
    QTest::addColumn<QString>("typed");
    for (const char *typed : {"",
                              "   ",
                              "http://x1.example",
                              "HTTP://x1.example",
                              "http://10.0.0.1",
                              "http://192.168.1.1",
                              "http://128.0.0.1",
                              "http://127.0.0.1.example",
                              "http://127.0.0.256",
                              "http://127.999.1.1",
                              "http://127.0.0.1.",
                              "http://localhost.example",
                              "http://localhost.",
                              "http://notlocalhost",
                              "http://[::2]",
                              "http://[fe80::1]",
                              "http://[::ffff:127.0.0.1]",
                              "http://0.0.0.0",
                              "http://127.0.0.1@x1.example",
                              "https://user@x1.example",
                              "https://user:made-up@x1.example",
                              "https://@x1.example",
                              "ftp://x1.example",
                              "file:///etc/passwd",
                              "javascript://x1.example",
                              "https://",
                              "https://x1 .example"})
        QTest::newRow(*typed ? typed : "nothing") << QString::fromUtf8(typed);
}

void OriginTest::refuses()
{
    QFETCH(QString, typed);
    const auto base = ApiBase::fromUserInput(typed);
    QVERIFY2(!base, qPrintable(base ? base->toString() : QString()));
    QCOMPARE(base.error().kind, ErrorKind::Validation);
    QCOMPARE(base.error().delivery, Delivery::NotSent);
    QVERIFY(!base.error().message.isEmpty());
    QVERIFY2(!base.error().message.contains(QLatin1String("made-up")), "a password must not be repeated");
}

void OriginTest::findsTheBase_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *typed, const char *path) {
        QTest::newRow(typed) << QString::fromUtf8(typed) << QString::fromUtf8(path);
    };
    row("https://x1.example", "/api:meta");
    row("https://x1.example/", "/api:meta");
    row("https://x1.example/api:meta", "/api:meta");
    row("https://x1.example/api:meta/workspace/1", "/api:meta");
    row("https://x1.example/apispec:meta?type=json", "/api:meta");
    row("https://x1.example/admin/1#there", "/api:meta");
    row("https://x1.example/tenant/t1", "/tenant/t1/api:meta");
    row("https://x1.example/tenant/t1/api:meta/workspace", "/tenant/t1/api:meta");
    row("https://x1.example/tenant/a%20b/x", "/tenant/a%20b/api:meta");
    row("https://x1.example/tenant/", "/api:meta");
}

void OriginTest::findsTheBase()
{
    QFETCH(QString, typed);
    QFETCH(QString, path);
    const auto base = ApiBase::fromUserInput(typed);
    QVERIFY(base);
    QCOMPARE(base->path, path);
}

METASCOPE_TEST(OriginTest)
#include "origintest.moc"
