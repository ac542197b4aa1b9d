// SPDX-License-Identifier: GPL-3.0-or-later
// What is written down of an exchange holds no secret: not in a header, not in a body, not where a server repeats it.
#include "app/api/trafficlog.h"
#include "app/api/endpoints/catalogue.h"
#include "app/base/rawjson.h"
#include "app/base/secret.h"
#include "tests/support/testmain.h"

#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

const QByteArray tokenText = "made-up-token-0001";

} // namespace

class TrafficLogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void redactsHeaders_data();
    void redactsHeaders();
    void redactsBodies_data();
    void redactsBodies();
    void redactsARepeatedToken();
    void neverCutsATokenInTwo();
    void neverShowsAPartOfATokenWhereMarksMadeRoom();
    void saysWhetherABodyIsCut_data();
    void saysWhetherABodyIsCut();
    void findsByNumber();
    void recordsLeaveNoValues();
    void keepsTheLast();
};

void TrafficLogTest::redactsHeaders_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("secret");
    for (const char *name : {"Authorization", "authorization", "Proxy-Authorization", "Cookie", "Set-Cookie",
                             "X-Api-Key", "x-auth-token", "X-Client-Secret"})
        QTest::newRow(name) << QByteArray(name) << true;
    for (const char *name : {"Accept", "Content-Type", "x-data-source", "Retry-After", "X-Tenant"})
        QTest::newRow(name) << QByteArray(name) << false;
}

void TrafficLogTest::redactsHeaders()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, secret);
    QCOMPARE(isSecretHeader(name), secret);
    TrafficLog log;
    TrafficEntry entry;
    entry.requestHeaders = {{name, "the value"}};
    const Redactor redactor(nullptr, {});
    log.finish(log.begin(entry, redactor), 200, {{name, "the value"}}, "{}", std::nullopt, redactor);
    const QByteArray kept = secret ? QByteArray("[redacted]") : QByteArray("the value");
    QCOMPARE(log.entries().front().requestHeaders.constFirst().second, kept);
    QCOMPARE(log.entries().front().responseHeaders.constFirst().second, kept);
}

void TrafficLogTest::redactsBodies_data()
{
    QTest::addColumn<QByteArray>("pointers");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("kept");
    const auto row = [](const char *name, const char *pointers, const char *body, const char *kept) {
        QTest::newRow(name) << QByteArray(pointers) << QByteArray(body) << QByteArray(kept);
    };
    row("no secrets", "", R"({"value": 1.0})", R"({"value": 1.0})");
    row("member", "/value", R"({"name":"A","value":"s3"})", R"({"name":"A","value":"[redacted]"})");
    row("twice", "/value", R"({"value":"s3","value":"s4"})", R"({"value":"[redacted]","value":"[redacted]"})");
    row("whole branch", "/a", R"({"a":{"b":["s3"]},"c":1e400})", R"({"a":"[redacted]","c":1e400})");
    row("deep", "/a/b", R"({"a":{"b":"s3","c":2}})", R"({"a":{"b":"[redacted]","c":2}})");
    row("elements", "/env/*/value", R"({"env":[{"value":"s3"},{"value":"s4"}]})",
        R"({"env":[{"value":"[redacted]"},{"value":"[redacted]"}]})");
    row("one element", "/1", R"(["a","s3"])", R"(["a","[redacted]"])");
    row("several", "/a /b", R"({"a":"s3","b":"s4","c":5})", R"({"a":"[redacted]","b":"[redacted]","c":5})");
    row("escaped", "/a~1b", R"({"a/b":"s3"})", R"({"a/b":"[redacted]"})");
    row("absent", "/x/y", R"({"a":1})", R"({"a":1})");
    row("not JSON", "/value", "value=s3", "[redacted]");
    row("cut", "/value", R"({"value":"s3)", "[redacted]");
    row("none", "/value", "", "");
}

void TrafficLogTest::redactsBodies()
{
    QFETCH(QByteArray, pointers);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, kept);
    const Redactor redactor(nullptr, std::string_view(pointers.constData(), static_cast<std::size_t>(pointers.size())));
    TrafficLog log;
    TrafficEntry entry;
    entry.requestBody = body;
    log.finish(log.begin(entry, redactor), 200, {}, body, std::nullopt, redactor);
    QCOMPARE(log.entries().front().requestBody, kept);
    QCOMPARE(log.entries().front().responseBody, kept);
    QCOMPARE(log.entries().front().responseSize, body.size());
}

void TrafficLogTest::redactsARepeatedToken()
{
    const Secret token{QByteArray(tokenText)};
    const Redactor redactor(&token, {});
    QCOMPARE(redactor.body("{\"message\":\"" + tokenText + " is unknown\"}", 1000),
             QByteArray("{\"message\":\"[redacted] is unknown\"}"));
    QCOMPARE(redactor.text(QStringLiteral("made-up-token-0001 twice: made-up-token-0001")),
             QStringLiteral("[redacted] twice: [redacted]"));
    const Secret none;
    QCOMPARE(Redactor(&none, {}).text(QStringLiteral("as it is")), QStringLiteral("as it is"));
}

void TrafficLogTest::neverCutsATokenInTwo()
{
    const Secret token{QByteArray(tokenText)};
    const Redactor redactor(&token, {});
    for (int before = 0; before < 64; ++before) {
        const QByteArray kept = redactor.body(QByteArray(before, 'x') + tokenText + QByteArray(64, 'y'), 40);
        QVERIFY(kept.size() <= 40);
        QVERIFY2(!kept.contains("made-up"), kept.constData());
    }
}

void TrafficLogTest::neverShowsAPartOfATokenWhereMarksMadeRoom()
{
    // Each mark is shorter than the token that it stands for: the text moves up, and with it what the search ended in.
    const QByteArray longToken = "made-up-" + QByteArray(200, 'k');
    const Secret token{QByteArray(longToken)};
    const Redactor redactor(&token, {});
    for (int between = 0; between < 250; ++between) {
        const QByteArray kept = redactor.body(QByteArray(longToken + QByteArray(between, 'x')).repeated(12), 1000);
        QVERIFY(kept.size() <= 1000);
        QVERIFY2(!kept.contains("made") && !kept.contains('k'), kept.constData());
    }
}

void TrafficLogTest::saysWhetherABodyIsCut_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("pointers");
    QTest::addColumn<bool>("isCut");
    const qsizetype size = TrafficLog::keptBody;
    QTest::newRow("none") << QByteArray() << QByteArray() << false;
    QTest::newRow("all") << QByteArray(size, 'x') << QByteArray() << false;
    QTest::newRow("one more") << QByteArray(size + 1, 'x') << QByteArray() << true;
    QTest::newRow("much more") << QByteArray(3 * size, 'x') << QByteArray() << true;
    QTest::newRow("fits once its token is out") << QByteArray(size - 12, 'x') + tokenText << QByteArray() << false;
    QTest::newRow("left out as a whole") << QByteArray(3 * size, 'x') << QByteArray("/value") << false;
    QTest::newRow("fits once its secret is out")
        << "{\"value\":\"" + QByteArray(3 * size, 'x') + "\"}" << QByteArray("/value") << false;
}

void TrafficLogTest::saysWhetherABodyIsCut()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, pointers);
    QFETCH(const bool, isCut);
    const Secret token{QByteArray(tokenText)};
    const Redactor redactor(&token, std::string_view(pointers.constData(), static_cast<std::size_t>(pointers.size())));
    TrafficLog log;
    TrafficEntry entry;
    entry.requestBody = body;
    log.finish(log.begin(entry, redactor), 200, {}, body, std::nullopt, redactor);
    const TrafficEntry &kept = log.entries().front();
    QCOMPARE(kept.isRequestCut, isCut);
    QCOMPARE(kept.isResponseCut, isCut);
    QCOMPARE(kept.requestSize, body.size());
    QCOMPARE(kept.responseSize, body.size());
    QVERIFY(kept.requestBody.size() <= TrafficLog::keptBody);
}

void TrafficLogTest::findsByNumber()
{
    TrafficLog log;
    const Redactor redactor(nullptr, {});
    QVERIFY(!log.find(1));
    for (std::size_t i = 0; i < TrafficLog::capacity + 3; ++i)
        log.begin({}, redactor);
    QVERIFY(!log.find(3));
    QCOMPARE(log.find(4)->number, quint64(4));
    QCOMPARE(log.find(TrafficLog::capacity + 3)->number, quint64(TrafficLog::capacity + 3));
    QVERIFY(!log.find(TrafficLog::capacity + 4));
    QVERIFY(!log.find(4)->isFinished);
    log.finish(4, 204, {}, {}, std::nullopt, redactor);
    QVERIFY(log.find(4)->isFinished);
}

void TrafficLogTest::recordsLeaveNoValues()
{
    const QByteArray record = R"({"id":1,"password":"made-up-password"})";
    for (const auto &[id, body] :
         {std::pair(EndpointId::RecordGet, record), std::pair(EndpointId::RecordCreate, record),
          std::pair(EndpointId::RecordUpdate, record),
          std::pair(EndpointId::RecordList, QByteArray("[" + record + "]")),
          std::pair(EndpointId::RecordList, QByteArray(R"({"curPage":1,"items":[)" + record + "]}"))}) {
        const QByteArray kept = Redactor(nullptr, endpointRow(id).secrets).body(body, 1000);
        QVERIFY2(!kept.contains("made-up-password"), kept.constData());
        QVERIFY(RawJson::parse(kept));
    }
}

void TrafficLogTest::keepsTheLast()
{
    TrafficLog log;
    const Redactor redactor(nullptr, {});
    QSignalSpy added(&log, &TrafficLog::added);
    QSignalSpy finished(&log, &TrafficLog::finished);
    const quint64 first = log.begin({}, redactor);
    for (std::size_t i = 0; i < TrafficLog::capacity; ++i)
        log.begin({}, redactor);
    log.finish(first, 200, {}, {}, std::nullopt, redactor); // it is no longer there
    QCOMPARE(log.entries().size(), TrafficLog::capacity);
    QCOMPARE(log.entries().front().number, first + 1);
    QCOMPARE(added.count(), static_cast<int>(TrafficLog::capacity) + 1);
    QCOMPARE(finished.count(), 0);
    const quint64 last = log.begin({}, redactor);
    log.finish(last, 0, {}, QByteArray(TrafficLog::keptBody + 1, 'x'), ErrorKind::Network, redactor);
    QCOMPARE(log.entries().back().responseBody.size(), TrafficLog::keptBody);
    QCOMPARE(log.entries().back().responseSize, TrafficLog::keptBody + 1);
    QCOMPARE(log.entries().back().error, ErrorKind::Network);
    QCOMPARE(finished.count(), 1);
}

METASCOPE_TEST(TrafficLogTest)
#include "trafficlogtest.moc"
