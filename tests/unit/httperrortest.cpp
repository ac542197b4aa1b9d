// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httperror.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace std::chrono_literals;

class HttpErrorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void classifies_data();
    void classifies();
    void readsTheBody();
    void namesTheScope();
    void aFailedWriteMayHaveArrived();
    void readsRetryAfter();
    void buildsPaths();
    void wantsBranchAndDataSource();
    void refusesStepsInThePath();
};

void HttpErrorTest::classifies_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<std::optional<ErrorKind>>("kind");
    const auto row = [](int status, const char *type, std::optional<ErrorKind> kind) {
        QTest::newRow(qPrintable(QStringLiteral("%1 %2").arg(status).arg(QLatin1String(type))))
            << status << QByteArray(type) << kind;
    };
    row(200, "application/json", std::nullopt);
    row(200, "application/json; charset=utf-8", std::nullopt);
    row(201, "application/problem+json", std::nullopt);
    row(200, "text/html", ErrorKind::WrongContent);
    row(302, "text/html", ErrorKind::Redirected);
    row(400, "application/json", ErrorKind::Validation);
    row(401, "application/json", ErrorKind::Unauthorized);
    row(403, "application/json", ErrorKind::Forbidden);
    row(404, "application/json", ErrorKind::NotFound);
    row(407, "text/html", ErrorKind::Proxy);
    row(409, "application/json", ErrorKind::Conflict);
    row(418, "application/json", ErrorKind::Protocol);
    row(429, "application/json", ErrorKind::RateLimited);
    row(500, "application/json", ErrorKind::Server);
    row(502, "text/html", ErrorKind::Server);
}

void HttpErrorTest::classifies()
{
    QFETCH(int, status);
    QFETCH(QByteArray, type);
    QFETCH(std::optional<ErrorKind>, kind);
    const auto error = answerError(Request{}, {status, type, {}, {}}, "x");
    QCOMPARE(error.has_value(), kind.has_value());
    if (kind)
        QCOMPARE(error->kind, *kind);
}

void HttpErrorTest::readsTheBody()
{
    const auto error
        = answerError(Request{}, {400, "application/json", {}, {}},
                      R"({"code":"ERROR_CODE_INPUT_ERROR","message":"Input error","payload":{"param":"name"}})");
    QVERIFY(error);
    QCOMPARE(error->code, QStringLiteral("ERROR_CODE_INPUT_ERROR"));
    QCOMPARE(error->message, QStringLiteral("Input error"));
    QCOMPARE(error->detail, QStringLiteral("name"));
    QCOMPARE(error->delivery, Delivery::Answered);
}

void HttpErrorTest::namesTheScope()
{
    Request request;
    request.endpoint = EndpointId::SchemaGet;
    request.args = {QStringLiteral("1"), QStringLiteral("2")};
    const auto error
        = answerError(request, {403, "application/json", {}, {}}, R"({"code":"X","message":"","param":"id"})");
    QVERIFY(error);
    QCOMPARE(error->detail, QStringLiteral("Workspace Database: Read"));
    QVERIFY(describe(*error).contains(QLatin1String("Workspace Database: Read")));
}

void HttpErrorTest::aFailedWriteMayHaveArrived()
{
    Request request;
    request.endpoint = EndpointId::SchemaPut;
    QCOMPARE(answerError(request, {502, "text/html", {}, {}}, {})->delivery, Delivery::Unknown);
    QCOMPARE(answerError(request, {400, "text/html", {}, {}}, {})->delivery, Delivery::Answered);
}

void HttpErrorTest::readsRetryAfter()
{
    QCOMPARE(parseRetryAfter("7", 0), 7'000ms);
    QCOMPARE(parseRetryAfter(" 0 ", 0), 0ms);
    QCOMPARE(parseRetryAfter("Wed, 21 Oct 2015 07:28:00 GMT", 1'445'412'470'000), 10'000ms);
    QCOMPARE(parseRetryAfter("Wed, 21 Oct 2015 07:28:00 GMT", 1'445'412'490'000), 0ms);
    QCOMPARE(parseRetryAfter("999999999", 0), 3'600'000ms);
    QVERIFY(!parseRetryAfter("soon", 0));
    QVERIFY(!parseRetryAfter("-1", 0));
    QVERIFY(!parseRetryAfter("", 0));
}

void HttpErrorTest::buildsPaths()
{
    Request request;
    request.endpoint = EndpointId::SchemaFieldDelete;
    request.args = {QStringLiteral("1"), QStringLiteral("7"), QStringLiteral("a/b ?#%é")};
    QCOMPARE(requestPath(request), QByteArray("/workspace/1/table/7/schema/a%2Fb%20%3F%23%25%C3%A9"));
    const ApiBase base{*Origin::fromUrl(QUrl(QStringLiteral("https://x1.example"))),
                       QStringLiteral("/tenant/t1/api:meta")};
    QCOMPARE(requestUrl(base, request).toEncoded(),
             QByteArray("https://x1.example/tenant/t1/api:meta/workspace/1/table/7/schema/a%2Fb%20%3F%23%25%C3%A9"));
}

void HttpErrorTest::wantsBranchAndDataSource()
{
    Request request;
    request.endpoint = EndpointId::TableList;
    request.args = {QStringLiteral("1")};
    QVERIFY(!checkRequest(request));
    request.branch = BranchLabel(QStringLiteral("v1"));
    QVERIFY(checkRequest(request));
    QCOMPARE(requestQuery(request), QByteArray("?branch=v1"));
    request.endpoint = EndpointId::RecordList;
    request.args = {QStringLiteral("1"), QStringLiteral("2")};
    QVERIFY(!checkRequest(request));
    request.dataSource = DataSourceLabel(QStringLiteral("live"));
    QVERIFY(checkRequest(request));
    request.args.removeLast();
    QVERIFY(!checkRequest(request));
}

void HttpErrorTest::refusesStepsInThePath()
{
    Request request;
    request.endpoint = EndpointId::SchemaFieldDelete;
    for (const char *name : {".", ".."}) {
        request.args = {QStringLiteral("1"), QStringLiteral("7"), QString::fromLatin1(name)};
        const auto checked = checkRequest(request);
        QVERIFY2(!checked, "DELETE …/schema/.. would be read as DELETE of the table");
        QCOMPARE(checked.error().kind, ErrorKind::Refused);
    }
    request.args[2] = QStringLiteral("...");
    QVERIFY(checkRequest(request));
}

METASCOPE_TEST(HttpErrorTest)
#include "httperrortest.moc"
