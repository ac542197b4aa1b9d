// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/browsersignin.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtCore/QUrlQuery>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>

using namespace metascope;
using metascope::test::listen;

namespace {

const QByteArray Token = "made-up-browser-token-0001";

Origin account()
{
    return *Origin::fromUrl(QUrl(QStringLiteral("https://made-up.example")));
}

QUrl callbackOf(const QUrl &page)
{
    return QUrl(QUrlQuery(page).queryItemValue(QStringLiteral("callback"), QUrl::FullyDecoded));
}

/// What the listener answers; empty where it closed or reset the connection
/// without a word.
QByteArray ask(quint16 port, const QByteArray &bytes, const QHostAddress &address = QHostAddress::LocalHost)
{
    QTcpSocket socket;
    QSignalSpy ended(&socket, &QTcpSocket::stateChanged);
    socket.connectToHost(address, port);
    socket.write(bytes);
    while (socket.state() != QAbstractSocket::UnconnectedState && ended.wait(5000)) {}
    return socket.readAll();
}

QByteArray get(const QByteArray &target, const QByteArray &host, const QByteArray &method = "GET")
{
    return method + ' ' + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
}

} // namespace

class BrowserSignInTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesOneTokenOnce();
    void answersOnIpv6();
    void refusesWhatIsNotTheCallback();
    void endsWithoutAToken();
};

void BrowserSignInTest::takesOneTokenOnce()
{
    BrowserSignIn signIn;
    const auto attempt = signIn.begin(account());
    QVERIFY(attempt);
    const QUrl callback = callbackOf(attempt->page);
    QCOMPARE(callback.path().size(), 10 + 32);
    const auto answer = listen(attempt->token, &signIn);
    const auto port = static_cast<quint16>(callback.port());
    const QByteArray host = "127.0.0.1:" + QByteArray::number(port);
    const QByteArray target = callback.path().toLatin1() + "?token=" + Token;
    const QByteArray first = ask(port, get(target, host));
    QVERIFY2(first.startsWith("HTTP/1.1 303 "), first.constData());
    QVERIFY(first.contains("\r\nLocation: /done\r\n") && first.contains("no-store") && first.contains("no-referrer"));
    QVERIFY(!first.contains(Token));
    QTRY_COMPARE(answer->times, 1);
    QVERIFY(*answer->result);
    QCOMPARE((**answer->result)->expose(), Token);
    QVERIFY(ask(port, get(target, host)).startsWith("HTTP/1.1 404 "));
    const QByteArray done = ask(port, get("/done", host));
    QVERIFY(done.startsWith("HTTP/1.1 200 ") && done.contains("default-src 'none'") && done.contains("nosniff"));
    QVERIFY(ask(port, get("/done", host)).isEmpty());
}

void BrowserSignInTest::answersOnIpv6()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHostIPv6))
        QSKIP("This machine has no IPv6.");
    BrowserSignIn signIn;
    const auto attempt = signIn.begin(account());
    QVERIFY(attempt);
    const QUrl callback = callbackOf(attempt->page);
    const auto port = static_cast<quint16>(callback.port());
    const QByteArray target = callback.path().toLatin1() + "?token=" + Token;
    QVERIFY(ask(port, get(target, "[::1]:" + QByteArray::number(port)), QHostAddress::LocalHostIPv6)
                .startsWith("HTTP/1.1 303 "));
}

void BrowserSignInTest::refusesWhatIsNotTheCallback()
{
    BrowserSignIn signIn;
    const auto attempt = signIn.begin(account());
    QVERIFY(attempt);
    const QUrl callback = callbackOf(attempt->page);
    const auto port = static_cast<quint16>(callback.port());
    const QByteArray host = "localhost:" + QByteArray::number(port);
    const QByteArray path = callback.path().toLatin1();
    const QByteArray target = path + "?token=" + Token;
    const auto status = [&](const QByteArray &bytes) { return ask(port, bytes).mid(9, 3); };
    QCOMPARE(status(get(target, "evil.example:" + QByteArray::number(port))), "400");
    QCOMPARE(status(get(target, "localhost")), "400");
    QCOMPARE(status("GET " + target + " HTTP/1.1\r\n\r\n"), "400");
    QCOMPARE(status("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\nHost: " + host + "\r\n\r\n"), "400");
    QCOMPARE(status(get(target, host, "POST")), "405");
    QCOMPARE(status(get(target, host, "HEAD")), "405");
    QCOMPARE(status(get("/callback?token=" + Token, host)), "404");
    QCOMPARE(status(get(path + "x?token=" + Token, host)), "404");
    QCOMPARE(status(get("/done", host)), "404");
    QCOMPARE(status(get(path, host)), "400");
    QCOMPARE(status(get(target + "&token=b", host)), "400");
    QVERIFY(!attempt->token.isSettled());
    QCOMPARE(status(get(target, host)), "303");
}

void BrowserSignInTest::endsWithoutAToken()
{
    BrowserSignIn late(std::chrono::milliseconds(50));
    const auto attempt = late.begin(account());
    QVERIFY(attempt);
    const auto answer = listen(attempt->token, &late);
    QTRY_COMPARE(answer->times, 1);
    QCOMPARE(answer->result->error().kind, ErrorKind::Timeout);
    auto given = late.begin(account());
    QVERIFY(given);
    const auto cancelled = listen(given->token, this);
    given->token.abort();
    QTRY_COMPARE(cancelled->times, 1);
    QCOMPARE(cancelled->result->error().kind, ErrorKind::Cancelled);
    QVERIFY(ask(static_cast<quint16>(callbackOf(given->page).port()), "x").isEmpty());
    QVERIFY(!late.begin(*Origin::fromUrl(QUrl(QStringLiteral("http://made-up.example")))));
}

METASCOPE_TEST(BrowserSignInTest)
#include "browsersignintest.moc"
