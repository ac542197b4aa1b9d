// SPDX-License-Identifier: GPL-3.0-or-later
// What leaves the program about its traffic, from a real client at a sandbox: no token in it, and a command that sends the
// same again.
#include "app/transfer/curl.h"
#include "app/transfer/har.h"
#include "tests/api/clientfixture.h"
#include "tests/support/testmain.h"

#include <QtCore/QProcess>
#include <QtCore/QStandardPaths>

using namespace metascope;
using test::ClientFixture;
using test::waitFor;

namespace {

/// A write with everything in its body that a shell could take for its own.
Request oddWrite(const ClientFixture &fixture)
{
    Request request;
    request.endpoint = EndpointId::SchemaRename;
    request.args = {QString::number(fixture.workspace().value()), QStringLiteral("1")};
    const QString odd = QStringLiteral("it's \"$HOME\" `id` !! \\ @x 'a'\n\t%s [1-3] {a,b} grün 😀");
    request.body = RawJson::object({{QStringLiteral("old_name"), RawJson::string(odd)},
                                    {QStringLiteral("new_name"), RawJson::string(QStringLiteral("b"))}});
    request.ticket = *fixture.session->gate().issue(fixture.workspace(), Confirmation::Review, {{request, {}}});
    return request;
}

Result<RawJson> send(const ClientFixture &fixture, const Request &request)
{
    return waitFor(fixture.client().send<RawJson>(request, [](const RawJson &json) { return Result<RawJson>(json); }));
}

Request read(EndpointId endpoint, const QStringList &args = {})
{
    Request request;
    request.endpoint = endpoint;
    request.args = args;
    return request;
}

} // namespace

class TransferTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void noTokenLeaves()
    {
        const ClientFixture fixture;
        QVERIFY(send(fixture, read(EndpointId::Me)));
        QVERIFY(send(fixture, read(EndpointId::WorkspaceList)));
        QVERIFY(!send(fixture, read(EndpointId::WorkspaceGet, {QStringLiteral("987654")})));
        (void)send(fixture, oddWrite(fixture));
        const auto &log = fixture.client().traffic().entries();
        QCOMPARE(log.size(), std::size_t(4));
        const QList<TrafficEntry> entries(log.begin(), log.end());
        QCOMPARE(fixture.server.requests().size(), 4);
        const QByteArray sent = fixture.server.requests().constFirst().request.header("authorization");
        QCOMPARE(sent, "Bearer " + fixture.ready.token); // there is something that could leak
        QByteArray texts = harText(entries, {true, {}}) + harText(entries, {false, {}});
        for (const TrafficEntry &entry : entries)
            texts += curlCommand(entry).toUtf8();
        QVERIFY(texts.contains("[redacted]") && texts.contains("$XANO_TOKEN"));
        for (const QByteArray &form :
             {fixture.ready.token, fixture.ready.token.toBase64(), QByteArray(fixture.ready.token.toPercentEncoding())})
            QVERIFY(!texts.contains(form));
    }

    void theCommandSendsTheSameBytes()
    {
        const QString curl = QStandardPaths::findExecutable(QStringLiteral("curl"));
        if (curl.isEmpty())
            QSKIP("there is no curl here");
        const ClientFixture fixture;
        (void)send(fixture, oddWrite(fixture));
        QVERIFY(send(fixture, read(EndpointId::WorkspaceList)));
        const QList<sandbox::LoggedRequest> ours = fixture.server.requests();
        QCOMPARE(ours.size(), 2);
        for (const TrafficEntry &entry : fixture.client().traffic().entries()) {
            QProcess shell;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(QStringLiteral("XANO_TOKEN"), QString::fromUtf8(fixture.ready.token));
            shell.setProcessEnvironment(environment);
            shell.start(QStringLiteral("/bin/sh"), {});
            shell.write(curlCommand(entry).toUtf8());
            shell.closeWriteChannel();
            QVERIFY(shell.waitForFinished());
            QVERIFY2(shell.exitCode() == 0, shell.readAllStandardError().constData());
        }
        const QList<sandbox::LoggedRequest> both = fixture.server.requests();
        QCOMPARE(both.size(), 4);
        for (qsizetype i = 0; i < 2; ++i) {
            const sandbox::HttpRequest &own = both.at(i).request;
            const sandbox::HttpRequest &theirs = both.at(i + 2).request;
            QCOMPARE(theirs.method, own.method);
            QCOMPARE(theirs.target, own.target);
            QCOMPARE(theirs.body, own.body);
            for (const char *header : {"authorization", "accept", "content-type", "content-length", "x-data-source"})
                QCOMPARE(theirs.header(header), own.header(header));
            QCOMPARE(both.at(i + 2).status, both.at(i).status);
        }
    }
};

METASCOPE_TEST(TransferTest)
#include "transfertest.moc"
