// SPDX-License-Identifier: GPL-3.0-or-later
// The requests that Xano's own command-line client (@xano/cli 1.2.0) makes, replayed as they were observed: what the sandbox
// answers to them is what that client needs.
#include "app/base/rawjson.h"
#include "tests/api/clientfixture.h"
#include "tests/support/testmain.h"

#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkReply>

using namespace metascope;
using test::ClientFixture;

namespace {

struct Answer {
    int status = 0;
    RawJson json;
};

/// Sends one request with the headers that Node's fetch gives the client.
Answer call(const ClientFixture &fixture, const QByteArray &method, const QString &path, const QByteArray &body = {})
{
    QNetworkAccessManager network;
    QNetworkRequest request(QUrl(fixture.ready.instances.constFirst().url + QStringLiteral("/api:meta") + path));
    request.setRawHeader("authorization", "Bearer " + fixture.ready.token);
    request.setRawHeader("accept", "application/json");
    request.setRawHeader("accept-language", "*");
    request.setRawHeader("sec-fetch-mode", "cors");
    request.setRawHeader("user-agent", "xano-cli/1.2.0 (linux; x64) node/v20.20.2");
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, QByteArrayLiteral("application/json"));
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished() && !finished.wait(10'000))
        return {};
    const auto json = RawJson::parse(reply->readAll());
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), json ? *json : RawJson()};
}

QString labelOf(const RawJson &branch)
{
    const auto label = branch.member(u"label");
    return label ? label->toString().value_or(QString()) : QString();
}

} // namespace

class OfficialCliTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void runsItsCommands_data();
    void runsItsCommands();
};

void OfficialCliTest::runsItsCommands_data()
{
    QTest::addColumn<sandbox::Dialect>("dialect");
    QTest::newRow("2023") << sandbox::Dialect::Year2023;
    QTest::newRow("2026") << sandbox::Dialect::Year2026;
}

void OfficialCliTest::runsItsCommands()
{
    QFETCH(sandbox::Dialect, dialect);
    sandbox::SandboxOptions options;
    options.api.dialect = dialect;
    const ClientFixture fixture(options);
    const QString workspace = QStringLiteral("/workspace/%1").arg(fixture.workspace().value());

    // profile me
    Answer answer = call(fixture, "GET", QStringLiteral("/auth/me"));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json.member(u"id") && answer.json.member(u"id")->toInteger());
    QCOMPARE(call(fixture, "GET", workspace).status, 200);

    // workspace list
    answer = call(fixture, "GET", QStringLiteral("/workspace"));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json.isArray());
    QVERIFY(!answer.json.elements().isEmpty());

    // branch list, create, get, edit, set_live, delete
    answer = call(fixture, "GET", workspace + QStringLiteral("/branch"));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json.isArray());
    const qsizetype before = answer.json.elements().size();
    answer = call(fixture, "POST", workspace + QStringLiteral("/branch"),
                  R"({"label":"cli-branch","source_branch":"v1","description":"made by the CLI","color":"#ebc346"})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(labelOf(answer.json), QStringLiteral("cli-branch"));
    QCOMPARE(
        call(fixture, "POST", workspace + QStringLiteral("/branch"), R"({"label":"v1","source_branch":"v1"})").status
            / 100,
        4);
    answer = call(fixture, "GET", workspace + QStringLiteral("/branch/cli-branch"));
    QCOMPARE(answer.status, 200);
    QCOMPARE(labelOf(answer.json), QStringLiteral("cli-branch"));
    answer = call(fixture, "PUT", workspace + QStringLiteral("/branch/cli-branch"), R"({"label":"cli-renamed"})");
    QCOMPARE(answer.status, 200);
    QCOMPARE(call(fixture, "GET", workspace + QStringLiteral("/branch/cli-branch")).status, 404);
    QCOMPARE(call(fixture, "POST", workspace + QStringLiteral("/branch/cli-renamed/live")).status, 200);
    QVERIFY(call(fixture, "DELETE", workspace + QStringLiteral("/branch/cli-renamed")).status >= 400); // it is live now
    QCOMPARE(call(fixture, "POST", workspace + QStringLiteral("/branch/v1/live")).status, 200);
    QCOMPARE(call(fixture, "DELETE", workspace + QStringLiteral("/branch/cli-renamed")).status, 200);
    answer = call(fixture, "GET", workspace + QStringLiteral("/branch"));
    QCOMPARE(answer.json.elements().size(), before);

    // function list and get
    const QString query
        = QStringLiteral("?include_draft=false&include_xanoscript=false&order=desc&page=1&per_page=50&sort=created_at");
    answer = call(fixture, "GET", workspace + QStringLiteral("/function") + query);
    QCOMPARE(answer.status, 200);
    const auto items = answer.json.isArray() ? answer.json : answer.json.member(u"items").value_or(RawJson());
    QVERIFY(!items.elements().isEmpty());
    const auto id = items.elements().constFirst().member(u"id")->toInteger();
    QVERIFY(id);
    answer = call(fixture, "GET",
                  workspace + QStringLiteral("/function/%1?include_draft=false&include_xanoscript=true").arg(*id));
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json.member(u"xanoscript"));
}

METASCOPE_TEST(OfficialCliTest)
#include "officialclitest.moc"
