// SPDX-License-Identifier: GPL-3.0-or-later
// No write of any kind leaves before it is taken down.
#include "app/store/writejournal.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>

using namespace metascope;
using namespace metascope::test;

namespace {

/// Whether the row replaces a list, which needs a proof.
std::optional<ListPut> listPutOf(EndpointId id)
{
    if (id == EndpointId::SchemaPut)
        return ListPut{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {}};
    if (id == EndpointId::IndexPut)
        return ListPut{QStringLiteral("index"), QStringLiteral("id"), EndpointId::IndexGet, {}};
    return std::nullopt;
}

Request requestOf(EndpointId id)
{
    Request request;
    request.endpoint = id;
    for (qsizetype i = 0; i < std::ranges::count(endpointRow(id).path, '{'); ++i)
        request.args.append(QString::number(i + 1));
    request.branch = BranchLabel(QStringLiteral("v1"));
    request.dataSource = DataSourceLabel(QStringLiteral("live"));
    if (endpointRow(id).verb != Verb::Delete)
        request.body = json(R"({"name":"made_up"})");
    return request;
}

Reply<Done> send(Session &session, const Request &request)
{
    return session.client().send<Done>(request, [](const RawJson &) -> Result<Done> { return Done{}; });
}

/// Has the request confirmed and sends it.
Reply<Done> confirmAndSend(Session &session, Request request)
{
    ConfirmedWrite write{request, listPutOf(request.endpoint), {}};
    write.story.sentence = QStringLiteral("made up");
    const auto ticket = session.gate().issue(WorkspaceId(1), Confirmation::Review, {write});
    if (!ticket)
        return Reply<Done>::ready(Failure(ticket.error()));
    request.ticket = *ticket;
    return send(session, request);
}

Request deletion()
{
    return requestOf(EndpointId::SchemaFieldDelete);
}

bool isRead(const StubRequest &request)
{
    return request.method == "GET";
}

qsizetype writesOf(const StubServer &server)
{
    return std::ranges::count_if(server.requests, [](const StubRequest &request) { return !isRead(request); });
}

struct Stage {
    explicit Stage(QByteArray answer = stubAnswer("{}"))
        : server([answer](const StubRequest &request) { return isRead(request) ? stubAnswer("[]") : answer; })
    {}
    [[nodiscard]] ClientOptions options()
    {
        ClientOptions made = quickOptions();
        made.writeLog = &journal;
        return made;
    }
    NotedWrites journal;
    StubServer server;
    LoneSession session{server.url(), options()};
};

} // namespace

class WriteLogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    /// Each row of the catalogue that writes, through the client, against a server that looks into the journal's file
    /// through a connection of its own while it has the request in hand.
    void everyWriteIsOnDiskWhenItArrives_data()
    {
        QTest::addColumn<EndpointId>("endpoint");
        for (const Endpoint &row : catalogue)
            if (row.effect != Effect::Read)
                QTest::addRow("%s %s", verbText(row.verb).constData(), row.path.data()) << row.id;
    }
    void everyWriteIsOnDiskWhenItArrives()
    {
        QFETCH(EndpointId, endpoint);
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("journal.sqlite"));
        QStringList seen;
        StubServer server([&](const StubRequest &request) {
            if (isRead(request))
                return stubAnswer("[]");
            OtherConnection other(file);
            seen.append(
                other.value(QStringLiteral("SELECT method || ' /api:meta' || path || ' ' || outcome FROM entry"))
                    .toString());
            seen.append(QString::fromUtf8(request.method + ' ' + request.target + " pending"));
            return stubAnswer("{}");
        });
        WriteJournal journal(file);
        ClientOptions options = quickOptions();
        options.writeLog = &journal;
        const LoneSession session(server.url(), options);
        Request request = requestOf(endpoint);
        if (const auto list = listPutOf(endpoint)) {
            Request reading;
            reading.endpoint = list->read;
            reading.args = request.args;
            QVERIFY(waitFor(send(*session, reading)).has_value());
            request.body = RawJson::object({{list->member, RawJson::array({})}});
        }
        const auto sent = waitFor(confirmAndSend(*session, request));
        QVERIFY2(sent.has_value(), qPrintable(sent ? QString() : describe(sent.error())));
        QCOMPARE(seen.size(), 2);
        QCOMPARE(seen.at(0), seen.at(1));
        const auto entries = waitFor(journal.entries());
        QCOMPARE(entries->size(), 1);
        QCOMPARE(entries->constFirst().outcome, WriteOutcome::Done);
        QCOMPARE(entries->constFirst().host, QString(session->address().base.origin.toString()));
        QCOMPARE(entries->constFirst().sentence, QStringLiteral("made up"));
    }

    void nothingLeavesBeforeItIsOnDisk()
    {
        Stage stage;
        stage.journal.isSlow = true;
        const auto reply = confirmAndSend(*stage.session, deletion());
        // A read that was asked for later overtakes it: the client is not what keeps it back.
        QVERIFY(waitFor(rawWorkspaces(*stage.session)).has_value());
        QVERIFY(waitFor(rawWorkspaces(*stage.session)).has_value());
        QCOMPARE(writesOf(stage.server), 0);
        QCOMPARE(stage.journal.notes.size(), 1);
        QVERIFY(!stage.journal.notes.constFirst().outcome);
        stage.journal.release();
        QVERIFY(waitFor(reply).has_value());
        QCOMPARE(writesOf(stage.server), 1);
        QCOMPARE(stage.journal.notes.constFirst().outcome, WriteOutcome::Done);
    }

    void whatCannotBeTakenDownIsNotSent()
    {
        Stage stage;
        stage.journal.refusal = Error::local(ErrorKind::Storage, QStringLiteral("the disk is full"));
        const auto refused = waitFor(confirmAndSend(*stage.session, deletion()));
        QCOMPARE(refused.error().kind, ErrorKind::Storage);
        QCOMPARE(refused.error().delivery, Delivery::NotSent);
        QVERIFY(refused.error().message.contains(QStringLiteral("the disk is full")));
        QVERIFY(refused.error().endpoint.startsWith(QStringLiteral("DELETE ")));
        QVERIFY(waitFor(rawWorkspaces(*stage.session)).has_value());
        QCOMPARE(writesOf(stage.server), 0);
        QCOMPARE(stage.session->client().running(), 0);
    }

    void withoutAJournalNothingIsSent()
    {
        StubServer server([](const StubRequest &) { return stubAnswer("{}"); });
        ClientOptions options = quickOptions();
        options.writeLog = nullptr;
        const LoneSession session(server.url(), options);
        const auto refused = waitFor(confirmAndSend(*session, deletion()));
        QCOMPARE(refused.error().kind, ErrorKind::Storage);
        QCOMPARE(server.requests.size(), 0);
        QVERIFY(waitFor(rawWorkspaces(*session)).has_value());
    }

    void whatIsGivenUpBeforeItIsOnDiskIsNotSentLater()
    {
        Stage stage;
        stage.journal.isSlow = true;
        const auto reply = confirmAndSend(*stage.session, deletion());
        reply.abort();
        const auto given = waitFor(reply);
        QCOMPARE(given.error().kind, ErrorKind::Cancelled);
        QCOMPARE(given.error().delivery, Delivery::NotSent);
        QCOMPARE(stage.journal.notes.constFirst().outcome, WriteOutcome::Failed);
        stage.journal.release();
        QVERIFY(waitFor(rawWorkspaces(*stage.session)).has_value());
        QCOMPARE(writesOf(stage.server), 0);
    }

    void whatTheGateRefusesIsNoWrite()
    {
        Stage stage;
        QVERIFY(!waitFor(send(*stage.session, deletion())).has_value());
        QCOMPARE(stage.journal.notes.size(), 0);
    }

    void tellsWhatCameOfIt_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<WriteOutcome>("outcome");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *status, WriteOutcome outcome, const QString &words) {
            QTest::newRow(status) << stubAnswer(R"({"code":"ERROR_CODE_INPUT_ERROR","message":"told so"})", status)
                                  << outcome << words;
        };
        row("200 OK", WriteOutcome::Done, {});
        row("400 Bad Request", WriteOutcome::Failed, QStringLiteral("told so"));
        row("403 Forbidden", WriteOutcome::Failed, QStringLiteral("told so"));
        row("404 Not Found", WriteOutcome::Failed, QStringLiteral("told so"));
        row("429 Too Many Requests", WriteOutcome::Failed, QStringLiteral("told so"));
        row("500 Internal Server Error", WriteOutcome::Unknown, QStringLiteral("told so"));
        row("502 Bad Gateway", WriteOutcome::Unknown, {});
        QTest::newRow("cut off") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
                                 << WriteOutcome::Unknown << QString();
    }
    void tellsWhatCameOfIt()
    {
        QFETCH(QByteArray, answer);
        QFETCH(WriteOutcome, outcome);
        QFETCH(QString, words);
        Stage stage(answer);
        static_cast<void>(waitFor(confirmAndSend(*stage.session, deletion())));
        QCOMPARE(stage.journal.notes.constFirst().outcome, outcome);
        QVERIFY2(stage.journal.notes.constFirst().words.contains(words),
                 qPrintable(stage.journal.notes.constFirst().words));
        QCOMPARE(stage.journal.notes.constFirst().words.isEmpty(), outcome == WriteOutcome::Done);
    }

    void theNoteTellsWhoConfirmedAndWhatWasRead()
    {
        Stage stage;
        Request request = requestOf(EndpointId::SchemaPut);
        Request reading;
        reading.endpoint = EndpointId::SchemaGet;
        reading.args = request.args;
        QVERIFY(waitFor(send(*stage.session, reading)).has_value());
        request.body = json(R"({"schema":[]})");
        QVERIFY(waitFor(confirmAndSend(*stage.session, request)).has_value());
        const WriteNote &note = stage.journal.notes.constFirst().note;
        QCOMPARE(note.instance, InstanceId(QStringLiteral("lone")));
        QCOMPARE(note.workspace, WorkspaceId(1));
        QCOMPARE(note.guard, GuardLevel::Normal);
        QCOMPARE(note.confirmation, Confirmation::Review);
        QCOMPARE(note.story.before->text(), QByteArray("[]"));
        QCOMPARE(note.story.after->text(), QByteArray("[]"));
    }
};

METASCOPE_TEST(WriteLogTest)
#include "writelogtest.moc"
