// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/requestparser.h"
#include "app/sandbox/front/wireresponse.h"
#include "tests/support/testmain.h"

#include <zlib.h>

using namespace metascope;
using namespace metascope::sandbox;

namespace {

HttpRequest get(const QByteArray &apiPath, int instance = 0)
{
    HttpRequest request;
    request.instance = instance;
    request.method = "GET";
    request.target = MetaPrefix + apiPath;
    return request;
}

QByteArray gunzip(const QByteArray &compressed)
{
    QByteArray text(1024 * 1024, '\0');
    z_stream stream{};
    if (inflateInit2(&stream, 16 + MAX_WBITS) != Z_OK)
        return {};
    QByteArray input = compressed;
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef *>(text.data());
    stream.avail_out = static_cast<uInt>(text.size());
    const bool isDone = inflate(&stream, Z_FINISH) == Z_STREAM_END;
    text.truncate(isDone ? static_cast<qsizetype>(stream.total_out) : 0);
    inflateEnd(&stream);
    return text;
}

} // namespace

/// HTTP as bytes: requests in, responses out.
class SandboxHttpTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parsesByteByByte();
    void parsesPipelined();
    void parsesChunks();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void keepsAliveAsAsked();
    void compressesWhereAllowed();
};

void SandboxHttpTest::parsesByteByByte()
{
    const QByteArray text
        = "PUT /api:meta/x?y=1 HTTP/1.1\r\nHost: h\r\nX-Data-Source:  live \r\nContent-Length: 5\r\n\r\nab\r\nc";
    RequestParser parser;
    for (const char byte : text.chopped(1)) {
        parser.feed(QByteArrayView(&byte, 1));
        QCOMPARE(parser.parse(), RequestParser::State::NeedMore);
    }
    parser.feed("c");
    QCOMPARE(parser.parse(), RequestParser::State::Complete);
    const HttpRequest request = parser.take();
    QCOMPARE(request.method, "PUT");
    QCOMPARE(request.target, "/api:meta/x?y=1");
    QCOMPARE(request.header("x-data-source"), "live");
    QCOMPARE(request.body, "ab\r\nc");
}

void SandboxHttpTest::parsesPipelined()
{
    RequestParser parser;
    parser.feed("POST /a HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi\r\nGET /b HTTP/1.1\r\nHost: h\r\n\r\nGET /c");
    QCOMPARE(parser.parse(), RequestParser::State::Complete);
    QCOMPARE(parser.take().body, "hi");
    QCOMPARE(parser.parse(), RequestParser::State::Complete);
    const HttpRequest second = parser.take();
    QCOMPARE(second.target, "/b");
    QVERIFY(second.body.isEmpty());
    QCOMPARE(parser.parse(), RequestParser::State::NeedMore);
}

void SandboxHttpTest::parsesChunks()
{
    RequestParser parser;
    parser.feed("POST /a HTTP/1.1\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
    QCOMPARE(parser.parse(), RequestParser::State::NeedMore);
    QVERIFY(parser.takeExpectation());
    QVERIFY(!parser.takeExpectation());
    parser.feed("3;note=x\r\nabc\r\n0A\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\nGET /b HTTP/1.1\r\n\r\n");
    QCOMPARE(parser.parse(), RequestParser::State::Complete);
    QCOMPARE(parser.take().body, "abc0123456789");
    QCOMPARE(parser.parse(), RequestParser::State::Complete);
    QCOMPARE(parser.take().target, "/b");
}

void SandboxHttpTest::refusesBadRequests_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("status");
    const auto row
        = [](const char *name, const QByteArray &text, int status) { QTest::newRow(name) << text << status; };
    row("no target", "GET HTTP/1.1\r\n\r\n", 400);
    row("absolute target", "GET http://x/ HTTP/1.1\r\n\r\n", 400);
    row("version", "GET / HTTP/2.0\r\n\r\n", 505);
    row("folded header", "GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n", 400);
    row("space in name", "GET / HTTP/1.1\r\nA : b\r\n\r\n", 400);
    row("length is no number", "POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n", 400);
    row("length and chunks", "POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    row("unknown coding", "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 501);
    row("body too large", "POST / HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\n", 413);
    row("chunk too large", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFF\r\n", 413);
    row("chunk without end", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc", 400);
    row("length with a sign", "POST / HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}", 400);
    row("empty length", "POST / HTTP/1.1\r\nContent-Length:\r\n\r\n", 400);
    row("two lengths", "POST / HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 5\r\n\r\n{}abc", 400);
    row("two codings", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n", 400);
    row("length past 64 bits", "POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n", 413);
    row("chunk with a sign", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n+1\r\na\r\n", 400);
    row("chunk with 0x", "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0x1\r\na\r\n", 400);
    row("chunk that overflows",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n7FFFFFFFFFFFFFFF\r\nabc", 413);
    row("endless trailer",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n" + QByteArray("a: b\r\n").repeated(12'000), 431);
    row("null in a header", QByteArray("GET / HTTP/1.1\r\nA: b\0c\r\n\r\n", 26), 400);
    row("endless head", "GET / HTTP/1.1\r\nA: " + QByteArray(70 * 1024, 'x'), 431);
}

void SandboxHttpTest::refusesBadRequests()
{
    QFETCH(QByteArray, text);
    RequestParser parser;
    parser.feed(text);
    QCOMPARE(parser.parse(), RequestParser::State::Bad);
    QTEST(parser.errorStatus(), "status");
}

void SandboxHttpTest::keepsAliveAsAsked()
{
    const auto keeps = [](const QByteArray &text) {
        RequestParser parser;
        parser.feed(text);
        return parser.parse() == RequestParser::State::Complete && parser.keepsAlive();
    };
    QVERIFY(keeps("GET / HTTP/1.1\r\n\r\n"));
    QVERIFY(!keeps("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n"));
    QVERIFY(!keeps("GET / HTTP/1.0\r\n\r\n"));
    QVERIFY(keeps("GET / HTTP/1.0\r\nConnection: keep-alive, x\r\n\r\n"));
}

void SandboxHttpTest::compressesWhereAllowed()
{
    HttpRequest request = get("/x");
    HttpResponse response;
    response.body = '[' + QByteArray(5000, ' ') + ']';
    QCOMPARE(WireResponse::make(request, response, true).body, response.body);
    request.headers = {{"accept-encoding", "br, gzip;q=0"}};
    QCOMPARE(WireResponse::make(request, response, true).body, response.body);
    request.headers = {{"accept-encoding", "deflate, GZIP"}};
    const WireResponse wire = WireResponse::make(request, response, true);
    QVERIFY(wire.body.size() < 200);
    QVERIFY(wire.head.contains("Content-Encoding: gzip\r\n"));
    QVERIFY(
        wire.head.contains(QByteArray("Content-Length: ").append(QByteArray::number(wire.body.size())).append("\r\n")));
    QCOMPARE(gunzip(wire.body), response.body);
    response.body = "[1]";
    QCOMPARE(WireResponse::make(request, response, true).body, response.body);
    request.method = "HEAD";
    const WireResponse headOnly = WireResponse::make(request, response, true);
    QVERIFY(headOnly.body.isEmpty());
    QVERIFY(headOnly.head.contains("Content-Length: 3\r\n"));
}

METASCOPE_TEST(SandboxHttpTest)
#include "sandboxhttptest.moc"
