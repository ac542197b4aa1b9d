// SPDX-License-Identifier: GPL-3.0-or-later
// Each fault of the sandbox becomes one error of one kind, and a write arrives once whatever happens to the connection.
#include "tests/api/clientfixture.h"
#include "tests/api/testcertificate.h"
#include "tests/support/testmain.h"

#include <algorithm>

using namespace metascope;
using test::ClientFixture;
using test::waitFor;

namespace {

/// Any write will do: it is refused or answered, but it must arrive once.
Request writeRequest(ClientFixture &fixture, EndpointId endpoint, const QString &table)
{
    Request request;
    request.endpoint = endpoint;
    request.args = {QString::number(fixture.workspace().value()), table};
    if (endpoint == EndpointId::SchemaFieldDelete)
        request.args.append(QStringLiteral("nothing"));
    else
        request.body = *RawJson::parse(R"({"old_name":"a","new_name":"b","description":"x"})");
    request.ticket = *fixture.session->gate().issue(fixture.workspace(), Confirmation::Review, {{request, {}}});
    return request;
}

Reply<Done> sendWrite(ClientFixture &fixture, EndpointId endpoint, const QString &table = QStringLiteral("999999"))
{
    return fixture.client().send<Done>(writeRequest(fixture, endpoint, table),
                                       [](const RawJson &) { return Result<Done>(Done{}); });
}

int arrivals(const ClientFixture &fixture, const QByteArray &method)
{
    const auto requests = fixture.server.requests();
    return static_cast<int>(std::ranges::count_if(
        requests, [&method](const sandbox::LoggedRequest &each) { return each.request.method == method; }));
}

} // namespace

class FaultMatrixTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readFault_data();
    void readFault();
    void writeFault_data();
    void writeFault();
    void aReadIsTriedAgain();
    void rateLimitIsWaitedOut();
    void writesArriveOnce_data();
    void writesArriveOnce();
    void abortSettlesAtOnce();
    void destroyingTheSessionSettles();
    void everyCallNamesBranchAndDataSource();
    void tokenStaysWithItsOrigin();
};

void FaultMatrixTest::readFault_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<ErrorKind>("kind");
    const auto row
        = [](const char *fault, ErrorKind kind) { QTest::newRow(fault) << QString::fromLatin1(fault) << kind; };
    row("html502", ErrorKind::Server);
    row("status=500", ErrorKind::Server);
    row("status=404", ErrorKind::NotFound);
    row("close-before", ErrorKind::Network);
    row("reset-before", ErrorKind::Network);
    row("reset-body", ErrorKind::Network);
    row("truncate", ErrorKind::Network);
    row("bad-json", ErrorKind::Decode);
    row("bad-utf8", ErrorKind::Decode);
    row("null-body", ErrorKind::Decode);
    row("wrong-type", ErrorKind::WrongContent);
    row("redirect", ErrorKind::Redirected);
    row("hang", ErrorKind::Timeout);
    row("trickle", ErrorKind::Timeout);
    row("huge=80", ErrorKind::TooLarge);
    row("429=0", ErrorKind::RateLimited);
}

void FaultMatrixTest::readFault()
{
    QFETCH(QString, fault);
    QFETCH(ErrorKind, kind);
    ClientOptions options = test::quickOptions();
    // So much takes a while to be made and packed, without a byte meanwhile.
    if (kind == ErrorKind::TooLarge)
        options.deadlines.list = {std::chrono::seconds(30), std::chrono::seconds(60)};
    ClientFixture fixture({}, options);
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace ") + fault}));
    const auto result = waitFor(fixture.session->workspaces().list(), std::chrono::seconds(60));
    QVERIFY(!result);
    QVERIFY2(result.error().kind == kind, qPrintable(describe(result.error())));
    QVERIFY(!describe(result.error()).isEmpty());
    QVERIFY(!describe(result.error()).contains(QString::fromUtf8(fixture.ready.token)));
    QCOMPARE(result.error().endpoint, QStringLiteral("GET /workspace"));
    if (kind == ErrorKind::Decode)
        QVERIFY2(!result.error().detail.isEmpty(), "where it went wrong");
    QVERIFY2(!mayHaveTakenEffect(result.error()), "a read changes nothing");
    QVERIFY(fixture.server.setFaults({}));
    QVERIFY(waitFor(fixture.session->workspaces().list()));
}

void FaultMatrixTest::writeFault_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<Delivery>("delivery");
    const auto row = [](const char *fault, ErrorKind kind, Delivery delivery) {
        QTest::newRow(fault) << QString::fromLatin1(fault) << kind << delivery;
    };
    row("html502", ErrorKind::Server, Delivery::Unknown);
    row("apply-then-502", ErrorKind::Server, Delivery::Unknown);
    row("close-before", ErrorKind::Network, Delivery::Unknown);
    row("reset-before", ErrorKind::Network, Delivery::Unknown);
    row("reset-body", ErrorKind::Network, Delivery::Unknown);
    row("truncate", ErrorKind::Network, Delivery::Unknown);
    row("hang", ErrorKind::Timeout, Delivery::Unknown);
    row("trickle", ErrorKind::Timeout, Delivery::Unknown);
    row("bad-json", ErrorKind::Decode, Delivery::Answered);
    row("wrong-type", ErrorKind::WrongContent, Delivery::Answered);
    row("429=5", ErrorKind::RateLimited, Delivery::Answered);
    row("redirect", ErrorKind::Redirected, Delivery::Answered);
    row("429", ErrorKind::RateLimited, Delivery::Answered);
    row("status=400", ErrorKind::Validation, Delivery::Answered);
}

void FaultMatrixTest::writeFault()
{
    QFETCH(QString, fault);
    QFETCH(ErrorKind, kind);
    QFETCH(Delivery, delivery);
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("PUT * ") + fault}));
    // One that would succeed, so that only the fault decides.
    const auto tables = waitFor(
        fixture.session->objects().list(Kind::Table, {fixture.workspace(), BranchLabel(QStringLiteral("v1")), {}}));
    QVERIFY(tables && !tables->isEmpty());
    const QString table = QString::number(tables->constFirst().id.value());
    const auto result = waitFor(sendWrite(fixture, EndpointId::TableUpdate, table));
    QVERIFY(!result);
    QVERIFY2(result.error().kind == kind, qPrintable(describe(result.error())));
    QCOMPARE(result.error().delivery, delivery);
    QCOMPARE(arrivals(fixture, "PUT"), 1);
}

void FaultMatrixTest::aReadIsTriedAgain()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace close-before x2")}));
    QVERIFY(waitFor(fixture.session->workspaces().list()));
    QCOMPARE(arrivals(fixture, "GET") >= 3, true);
}

void FaultMatrixTest::rateLimitIsWaitedOut()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET /workspace 429=1 x1")}));
    const auto reply = fixture.session->workspaces().list();
    QTRY_COMPARE(fixture.client().limiter().queued(), 1);
    QVERIFY(fixture.client().limiter().untilNext() > std::chrono::milliseconds(0));
    QVERIFY(waitFor(reply));
    QCOMPARE(arrivals(fixture, "GET"), 2);
}

void FaultMatrixTest::writesArriveOnce_data()
{
    QTest::addColumn<EndpointId>("endpoint");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("secure");
    QTest::addColumn<bool>("warm");
    struct Case {
        const char *method;
        EndpointId endpoint;
    };
    for (const Case &each : {Case{"POST", EndpointId::SchemaRename}, Case{"PUT", EndpointId::TableUpdate},
                             Case{"DELETE", EndpointId::SchemaFieldDelete}})
        for (const char *fault : {"close-before", "reset-before"})
            for (const bool secure : {false, true})
                for (const bool warm : {false, true})
                    QTest::addRow("%s %s %s %s", each.method, fault, secure ? "https" : "http", warm ? "warm" : "cold")
                        << each.endpoint << QByteArray(each.method) << QString::fromLatin1(fault) << secure << warm;
}

void FaultMatrixTest::writesArriveOnce()
{
    QFETCH(EndpointId, endpoint);
    QFETCH(QByteArray, method);
    QFETCH(QString, fault);
    QFETCH(bool, secure);
    QFETCH(bool, warm);
    const test::TestCertificate certificate;
    sandbox::SandboxOptions options;
    ClientOptions client = test::quickOptions();
    if (secure) {
        QVERIFY(certificate.isValid());
        options.certificateFile = certificate.certificateFile();
        options.keyFile = certificate.keyFile();
        client.extraAuthorities = QSslCertificate::fromPath(certificate.certificateFile());
        QVERIFY(!client.extraAuthorities.isEmpty());
    }
    ClientFixture fixture(options, client);
    if (warm)
        QVERIFY(waitFor(fixture.session->workspaces().list()));
    QVERIFY(fixture.server.setFaults({QString::fromLatin1(method) + QStringLiteral(" * ") + fault}));
    const auto result = waitFor(sendWrite(fixture, endpoint));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Network);
    QCOMPARE(result.error().delivery, Delivery::Unknown);
    QCOMPARE(arrivals(fixture, method), 1);
    // By the word of the control port, too; and a warm connection was the one that the read had left open.
    const auto requests = RawJson::parse(fixture.server.control("GET", "/requests").body)->elements();
    QCOMPARE(requests.size(), warm ? 2 : 1);
    QCOMPARE(requests.constLast().member(u"method")->toString(), QString::fromLatin1(method));
    if (warm)
        QCOMPARE(requests.constLast().member(u"connection"), requests.constFirst().member(u"connection"));
}

void FaultMatrixTest::abortSettlesAtOnce()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("* * hang")}));
    const auto reply = fixture.session->workspaces().list();
    QTRY_COMPARE(arrivals(fixture, "GET"), 1);
    reply.abort();
    QCOMPARE(fixture.client().running(), 0); // the call itself is over at once; its news comes by the event loop
    const auto result = waitFor(reply);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
}

void FaultMatrixTest::destroyingTheSessionSettles()
{
    ClientFixture fixture;
    QVERIFY(fixture.server.setFaults({QStringLiteral("* * hang")}));
    const auto reply = fixture.session->workspaces().list();
    QTRY_COMPARE(arrivals(fixture, "GET"), 1);
    fixture.session.reset();
    const auto result = waitFor(reply);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Cancelled);
}

void FaultMatrixTest::everyCallNamesBranchAndDataSource()
{
    ClientFixture fixture;
    const auto branch = waitFor(fixture.session->liveBranch(fixture.workspace()));
    QVERIFY(branch);
    const ObjectPlace place{fixture.workspace(), *branch, {}};
    for (const Kind kind : {Kind::Table, Kind::ApiGroup, Kind::Function, Kind::Task}) {
        const auto list = waitFor(fixture.session->objects().list(kind, place));
        QVERIFY2(list, qPrintable(list ? QString() : describe(list.error())));
        QVERIFY(!list->isEmpty());
        QVERIFY(waitFor(fixture.session->objects().get(kind, place, list->constFirst().id)));
        const QByteArray path = requestPath([&] {
            Request request;
            request.endpoint = kind == Kind::Table ? EndpointId::TableList
                : kind == Kind::ApiGroup           ? EndpointId::ApiGroupList
                : kind == Kind::Function           ? EndpointId::FunctionList
                                                   : EndpointId::TaskList;
            request.args = {QString::number(fixture.workspace().value())};
            return request;
        }());
        for (const auto &logged : fixture.server.requests()) {
            if (logged.request.apiPath() == path)
                QVERIFY2(logged.request.target.contains(QByteArray("branch=" + branch->value().toUtf8())),
                         logged.request.target.constData());
        }
    }
    for (const auto &logged : fixture.server.requests()) {
        if (logged.request.apiPath().contains("/content"))
            QVERIFY(!logged.request.header("x-data-source").isEmpty());
    }
}

void FaultMatrixTest::tokenStaysWithItsOrigin()
{
    ClientFixture fixture;
    ClientFixture other;
    // A redirect to another origin of ours: nothing may arrive there.
    QVERIFY(fixture.server.setFaults({QStringLiteral("GET * redirect")}));
    const auto result = waitFor(fixture.session->workspaces().list());
    QCOMPARE(result.error().kind, ErrorKind::Redirected);
    // The fault points to another origin of the same sandbox, which has one log for all of them.
    QCOMPARE(fixture.server.requests().size(), 1);
    QCOMPARE(fixture.server.requests().constFirst().request.instance, 0);
    // No token is stored for the other origin, so no request goes there at all.
    const ApiBase base = *ApiBase::fromUserInput(other.ready.instances.constFirst().url);
    Session stray({InstanceId(QStringLiteral("stray")), QStringLiteral("Stray"), base}, fixture.vault,
                  Session::Shared{fixture.policy, fixture.clock, false, test::quickOptions()});
    const auto refused = waitFor(stray.workspaces().list());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Unauthorized);
    QCOMPARE(other.server.requests().size(), 0);
}

METASCOPE_TEST(FaultMatrixTest)
#include "faultmatrixtest.moc"
