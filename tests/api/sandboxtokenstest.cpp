// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/signedtoken.h"
#include "tests/api/runningsandbox.h"
#include "tests/support/testmain.h"

#include <QtCore/QDateTime>

using namespace metascope;
using namespace metascope::sandbox;
using metascope::test::agency;
using metascope::test::payloadOf;
using metascope::test::RawClient;
using metascope::test::Running;
using metascope::test::signedIn;

namespace {

ApiOptions expiring(std::optional<std::chrono::seconds> after)
{
    ApiOptions options;
    options.tokenExpiry = TokenExpiry{after};
    return options;
}

} // namespace

/// The sandbox's tokens that say when they end and what they are good for.
class SandboxTokensTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signedTokensHoldOnlyUnchanged();
    void tokensEndWhenTheySay_data();
    void tokensEndWhenTheySay();
    void tokensThatNeverEndSaySo();
    void tokensArePlainUnlessAskedFor();
    void tokenIsGoodForOneWorkspace();
    void tokenIsGoodForOneInstance();
    void accountTokenWorksWhereItIsTold_data();
    void accountTokenWorksWhereItIsTold();
};

void SandboxTokensTest::signedTokensHoldOnlyUnchanged()
{
    const TokenClaims claims{
        .kind = QStringLiteral("login"), .instance = QStringLiteral("Acme"), .workspace = 3, .expires = 1'800'000'000};
    const QByteArray token = signToken(claims);
    const auto read = readToken(token);
    QVERIFY(read);
    QCOMPARE(read->kind, claims.kind);
    QCOMPARE(read->instance, claims.instance);
    QCOMPARE(read->workspace, claims.workspace);
    QCOMPARE(read->expires, claims.expires);
    QVERIFY(!read->isExpired(*claims.expires - 1));
    QVERIFY(read->isExpired(*claims.expires));
    QVERIFY2(signToken(claims) != token, "no two are alike");
    QCOMPARE(payloadOf(token).member(u"aud")->toString(), QStringLiteral("xano:meta"));

    const QList<QByteArray> parts = token.split('.');
    const QByteArray other = signToken({.kind = QStringLiteral("account")}).split('.')[1];
    const QByteArray none = QByteArray(R"({"alg":"none","typ":"JWT"})").toBase64(QByteArray::OmitTrailingEquals);
    for (const QByteArray &changed :
         QByteArrayList{QByteArray(), QByteArray("a.b.c"), parts[0] + '.' + other + '.' + parts[2],
                        parts[0] + '.' + parts[1] + '.', none + '.' + parts[1] + '.',
                        none + '.' + parts[1] + '.' + parts[2], token + 'A', token + ".A"})
        QVERIFY2(!readToken(changed), changed.constData());
}

void SandboxTokensTest::tokensEndWhenTheySay_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("status");
    QTest::newRow("at once") << 0 << 401;
    QTest::newRow("in an hour") << 3600 << 200;
}

void SandboxTokensTest::tokensEndWhenTheySay()
{
    QFETCH(int, seconds);
    QFETCH(int, status);
    const qint64 begin = QDateTime::currentSecsSinceEpoch();
    const Running running(expiring(std::chrono::seconds(seconds)));
    const qint64 end = QDateTime::currentSecsSinceEpoch();
    const Ready::Instance &first = running.ready.instances.first();
    QCOMPARE(running.ready.token, first.fullToken);
    for (const QByteArray &token : {running.ready.accountToken, first.fullToken, first.readonlyToken}) {
        const auto expires = payloadOf(token).member(u"exp");
        QVERIFY(expires);
        QVERIFY(*expires->toInteger() >= begin + seconds && *expires->toInteger() <= end + seconds);
        QCOMPARE(running.instance().status("/auth/me", token), status);
    }
    QCOMPARE(running.account().status("/instance", running.ready.accountToken), status);
    QVERIFY(*payloadOf(first.expiredToken).member(u"exp")->toInteger() < begin);
    for (const QByteArray &token : {first.expiredToken, first.revokedToken})
        QCOMPARE(running.instance().status("/auth/me", token), 401);
    QVERIFY2(running.instance().status("/auth/me", Running().ready.token) == 401, "a plain one is not issued then");
}

void SandboxTokensTest::tokensThatNeverEndSaySo()
{
    ApiOptions options = agency();
    options.tokenExpiry = TokenExpiry{};
    const Running running(options);
    const Ready::Instance &first = running.ready.instances.first();
    QVERIFY(payloadOf(first.fullToken).isObject());
    QVERIFY(!payloadOf(first.fullToken).member(u"exp"));
    QCOMPARE(running.instance().status("/workspace", first.fullToken), 200);
    QCOMPARE(running.instance().status("/workspace", first.readonlyToken), 200);
    QCOMPARE(running.instance(1).status("/workspace", first.fullToken), 401);
    QCOMPARE(running.account().status("/instance", first.fullToken), 401);
    QCOMPARE(running.instance().status("/workspace", first.expiredToken), 401);
    QCOMPARE(running.instance().status("/workspace", first.revokedToken), 401);
}

void SandboxTokensTest::tokensArePlainUnlessAskedFor()
{
    const Running running;
    QCOMPARE(running.ready.token, "sandbox-acme-full-not-a-real-token-0001");
    QCOMPARE(running.ready.accountToken, "sandbox-account-not-a-real-token-0001");
    QCOMPARE(running.instance().status("/auth/me", running.ready.token), 200);
}

void SandboxTokensTest::tokenIsGoodForOneWorkspace()
{
    const Running running(agency());
    const QByteArray token = signedIn(running.account());
    QCOMPARE(running.instance().status("/workspace/1", token), 200);
    QCOMPARE(running.instance().status("/workspace/1/table", token), 200);
    QCOMPARE(running.instance().status("/workspace", token), 200);
    for (const char *path : {"/workspace/2", "/workspace/2/table", "/workspace/99"}) {
        QCOMPARE(running.instance().status(path, token), 403);
        QCOMPARE(running.instance().json(path, token).text(),
                 R"({"code":"ERROR_CODE_ACCESS_DENIED","message":"Access Denied."})");
    }
    QCOMPARE(running.instance().status("/workspace/2", running.ready.token), 200);

    const RawJson extras = *running.instance().json("/auth/me", token).member(u"extras");
    QCOMPARE(extras.member(u"oauth")->member(u"workspace")->toString(), QStringLiteral("workspace-1"));
    QVERIFY(!extras.member(u"oauth")->member(u"scope")->toString()->isEmpty());
    QVERIFY(extras.member(u"instance"));
    QVERIFY(running.account().json("/auth/me", token).member(u"extras")->member(u"oauth"));
    QVERIFY(!running.instance().json("/auth/me", running.ready.token).member(u"extras")->member(u"oauth"));
}

void SandboxTokensTest::tokenIsGoodForOneInstance()
{
    const Running running(agency());
    const QByteArray token = signedIn(running.account());
    const auto listed = running.account().json("/instance", token).elements();
    QCOMPARE(listed.size(), 1);
    QCOMPARE(listed.first().member(u"name")->toString(), running.ready.instances[0].name);
    QCOMPARE(running.account().json("/instance", running.ready.accountToken).elements().size(), 3);
    QCOMPARE(running.account().status("/instance/" + running.ready.instances[0].name.toUtf8(), token), 200);
    QCOMPARE(running.account().status("/instance/" + running.ready.instances[1].name.toUtf8(), token), 404);
    for (const char *path : {"/auth/me", "/workspace", "/workspace/1"})
        QCOMPARE(running.instance(1).status(path, token), 403);
    QCOMPARE(RawClient::status(running.instance(0).get("/apispec:meta?type=json&token=" + token)), 200);
    QCOMPARE(RawClient::status(running.instance(1).get("/apispec:meta?type=json&token=" + token)), 403);
}

void SandboxTokensTest::accountTokenWorksWhereItIsTold_data()
{
    QTest::addColumn<bool>("isAccountOnly");
    QTest::addColumn<bool>("isSigned");
    for (const bool isAccountOnly : {false, true})
        for (const bool isSigned : {false, true})
            QTest::addRow("%s, %s", isAccountOnly ? "account only" : "works on instances", isSigned ? "JWT" : "plain")
                << isAccountOnly << isSigned;
}

void SandboxTokensTest::accountTokenWorksWhereItIsTold()
{
    QFETCH(bool, isAccountOnly);
    QFETCH(bool, isSigned);
    ApiOptions options;
    if (isAccountOnly)
        options.accountReach = AccountReach::AccountOnly;
    if (isSigned)
        options.tokenExpiry = TokenExpiry{};
    const Running running(options);
    QCOMPARE(running.account().status("/instance", running.ready.accountToken), 200);
    QCOMPARE(running.instance().status("/workspace", running.ready.accountToken), isAccountOnly ? 401 : 200);
    QCOMPARE(running.instance().status("/workspace", running.ready.token), 200);
    QVERIFY2(running.instance().status("/workspace/1", signedIn(running.account())) == 200,
             "the login's token is no account token");
}

METASCOPE_TEST(SandboxTokensTest)
#include "sandboxtokenstest.moc"
