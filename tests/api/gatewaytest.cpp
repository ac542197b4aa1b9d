// SPDX-License-Identifier: GPL-3.0-or-later
// Every call of every gateway: in both shapes of a list, and with its target named whatever is called.
#include "app/api/endpoints/kindoperations.h"
#include "app/api/gateways/writecall.h"
#include "app/session/explorersource.h"
#include "app/session/tableschemaserver.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <set>

using namespace metascope;
using test::ClientFixture;
using test::LoneSession;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const WorkspaceId one(1);
const BranchLabel v1(QStringLiteral("v1"));
const ObjectPlace place{one, v1, ObjectId(3)};
const RecordPlace records{one, TableId(7), DataSourceLabel(QStringLiteral("test"))};

RawJson json(const char *text)
{
    return *RawJson::parse(text);
}

/// Every call that gives a list, each as the number of its entries.
struct ListCall {
    const char *name;
    std::function<Result<qsizetype>(Session &)> size;
    bool isPaged = true; ///< takes all pages; else it refuses or gives one
};

template <typename T>
Result<qsizetype> sizeOf(const Reply<T> &reply)
{
    return waitFor(reply).map([](const T &list) { return list.size(); });
}

Result<qsizetype> sizeOf(const Reply<RawJson> &reply)
{
    return waitFor(reply).map([](const RawJson &list) { return list.elements().size(); });
}

QList<ListCall> listCalls()
{
    QList<ListCall> calls{
        {"account.instances", [](Session &s) { return sizeOf(s.account().instances()); }},
        {"workspaces.list", [](Session &s) { return sizeOf(s.workspaces().list()); }},
        {"workspaces.branches", [](Session &s) { return sizeOf(s.workspaces().branches(one)); }},
        {"workspaces.dataSources", [](Session &s) { return sizeOf(s.workspaces().dataSources(one)); }},
        {"records.page",
         [](Session &s) {
             return waitFor(s.records().page(records, 1, 50)).map([](const Page<Record> &page) {
                 return page.items.size();
             });
         },
         false},
        {"schema", [](Session &s) { return sizeOf(TableSchemaServer(s.client(), one, TableId(7)).readSchema()); },
         false},
        {"indexes", [](Session &s) { return sizeOf(TableSchemaServer(s.client(), one, TableId(7)).readIndexes()); },
         false},
    };
    static const auto kinds = [] {
        std::vector<Kind> list;
        for (const KindRow &row : kindTable)
            if (row.kind != Kind::Instance && row.kind != Kind::Workspace)
                list.push_back(row.kind);
        return list;
    }();
    for (const Kind kind : kinds)
        calls.append({kindRow(kind).key.data(), [kind](Session &s) {
                          ObjectPlace at = place;
                          if (kind != Kind::Endpoint)
                              at.group.reset();
                          return sizeOf(s.objects().list(kind, at));
                      }});
    return calls;
}

/// Whether an engine of that dialect has the operation.
bool isOf(sandbox::Dialect dialect, EndpointId id)
{
    return dialect == sandbox::Dialect::Year2026
        || std::ranges::none_of(kindOperations, [id](const KindOperations &kind) {
               return kind.found == Found::EngineOf2026 && (kind.list == id || kind.get == id);
           });
}

/// The row that a logged request is one of: the one with the fewest arguments that matches.
const Endpoint *rowOf(const QByteArray &method, const QByteArray &path)
{
    const Endpoint *best = nullptr;
    const auto arguments = [](const Endpoint &row) { return std::ranges::count(row.path, '{'); };
    static const QRegularExpression argument(QStringLiteral("\\\\\\{[a-z_]+\\\\\\}"));
    for (const Endpoint &row : catalogue) {
        const QString text = QString::fromLatin1(row.path.data(), static_cast<qsizetype>(row.path.size()));
        const QRegularExpression pattern(QLatin1Char('^')
                                         + QRegularExpression::escape(text).replace(argument, QStringLiteral("[^/]+"))
                                         + QLatin1Char('$'));
        if (verbText(row.verb) == method && pattern.match(QString::fromLatin1(path)).hasMatch()
            && (!best || arguments(row) < arguments(*best)))
            best = &row;
    }
    return best;
}

} // namespace

class GatewayTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesBothShapes_data();
    void takesBothShapes();
    void refusesNullForAList_data();
    void refusesNullForAList();
    void everyCallNamesItsTarget_data();
    void everyCallNamesItsTarget();
    void aChosenBranchIsCarriedByEveryList();
};

void GatewayTest::takesBothShapes_data()
{
    QTest::addColumn<int>("call");
    const auto calls = listCalls();
    for (int i = 0; i < calls.size(); ++i)
        QTest::newRow(calls[i].name) << i;
}

void GatewayTest::takesBothShapes()
{
    QFETCH(int, call);
    const ListCall tested = listCalls().at(call);
    const QByteArray first = R"([{"id":1,"name":"a","label":"a"},{"id":2,"name":"b","label":"b"}])";
    const QByteArray last = R"([{"id":3,"name":"c","label":"c"}])";
    QByteArray answer = first;
    StubServer server([&](const StubRequest &request) {
        return stubAnswer(request.target.contains("page=2") ? R"({"items":)" + last + R"(,"curPage":2,"nextPage":null})"
                                                            : answer);
    });
    const LoneSession session(server.url());
    QCOMPARE(tested.size(*session), Result<qsizetype>(2));
    QCOMPARE(server.requests.size(), 1);
    answer = R"({"curPage":1,"nextPage":null,"prevPage":null,"items":)" + first + "}";
    QCOMPARE(tested.size(*session), Result<qsizetype>(2));
    QCOMPARE(server.requests.size(), 2);
    answer = R"({"itemsReceived":2,"curPage":1,"nextPage":2,"itemsTotal":3,"items":)" + first + "}";
    if (tested.isPaged) {
        QCOMPARE(tested.size(*session), Result<qsizetype>(3));
        QCOMPARE(server.requests.size(), 4);
    } else if (const auto size = tested.size(*session)) {
        QCOMPARE(*size, 2);
    } else {
        QCOMPARE(size.error().kind, ErrorKind::Decode);
    }
}

void GatewayTest::refusesNullForAList_data()
{
    takesBothShapes_data();
}

void GatewayTest::refusesNullForAList()
{
    QFETCH(int, call);
    const char *answer = "";
    StubServer server([&answer](const StubRequest &) { return stubAnswer(answer); });
    const LoneSession session(server.url());
    for (const char *each : {"null", "{}", "", R"({"items":null})", R"("[]")"}) {
        answer = each;
        const auto size = listCalls().at(call).size(*session);
        QVERIFY2(!size, answer);
        QCOMPARE(size.error().kind, ErrorKind::Decode);
        QVERIFY(size.error().detail.startsWith(QLatin1Char('$')));
        QVERIFY(size.error().endpoint.startsWith(QLatin1String("GET /")));
    }
}

void GatewayTest::everyCallNamesItsTarget_data()
{
    QTest::addColumn<sandbox::Dialect>("dialect");
    QTest::newRow("2023") << sandbox::Dialect::Year2023;
    QTest::newRow("2026") << sandbox::Dialect::Year2026;
}

void GatewayTest::everyCallNamesItsTarget()
{
    QFETCH(sandbox::Dialect, dialect);
    sandbox::SandboxOptions options;
    options.api.dialect = dialect;
    ClientFixture fixture(options);
    Session &session = *fixture.session;
    const WorkspaceId workspace = fixture.workspace();
    const auto confirmed = [&session, workspace](auto &gateway, const Request &request) {
        const auto ticket = session.gate().issue(workspace, Confirmation::Review, {{request, {}}});
        return ticket ? waitFor(gateway.write(request, *ticket)) : Result<RawJson>(Failure(ticket.error()));
    };
    const auto idOf
        = [](const RawJson &object) { return object.member(u"id").value_or(RawJson()).toInteger().value_or(0); };

    // The account's part.
    const LoneSession account(fixture.ready.accountUrl, test::quickOptions(), fixture.ready.accountToken);
    QVERIFY(waitFor(account->account().me()));
    const auto instances = waitFor(account->account().instances());
    QVERIFY(instances && !instances->isEmpty());
    QVERIFY(waitFor(account->account().instance(instances->constFirst().name)));

    // Reads.
    QVERIFY(waitFor(session.account().me()));
    QVERIFY(waitFor(session.workspaces().list()));
    QVERIFY(waitFor(session.workspaces().get(workspace)));
    const auto live = waitFor(session.liveBranch(workspace));
    QVERIFY(live);
    QVERIFY(waitFor(session.workspaces().branch(workspace, *live)));
    const auto sources = waitFor(session.workspaces().dataSources(workspace));
    QVERIFY(sources && sources->size() >= 2);
    for (const KindRow &row : kindTable) {
        if (row.kind == Kind::Instance || row.kind == Kind::Workspace)
            continue;
        ObjectPlace at{workspace, *live, {}};
        if (row.kind == Kind::Endpoint)
            at.group = waitFor(session.objects().list(Kind::ApiGroup, at))->constFirst().id;
        const auto list = waitFor(session.objects().list(row.kind, at));
        if (!isOf(dialect, operationsOf(row.kind).list)) {
            // An older engine takes the word `trigger` after `table` for an id.
            QVERIFY2(!list, row.key.data());
            QCOMPARE(list.error().kind, row.kind == Kind::TableTrigger ? ErrorKind::Validation : ErrorKind::NotFound);
            continue;
        }
        QVERIFY2(list && !list->isEmpty(), row.key.data());
        const auto got = waitFor(session.objects().get(row.kind, at, list->constFirst().key));
        if (operationsOf(row.kind).get) {
            QVERIFY2(got, row.key.data());
            QCOMPARE(got->key, list->constFirst().key);
        } else {
            QCOMPARE(got.error().kind, ErrorKind::NotFound);
            QCOMPARE(got.error().delivery, Delivery::NotSent);
        }
    }
    ObjectPlace hidden{workspace, *live, {}};
    hidden.arePrivate = true;
    const auto privateFiles = waitFor(session.objects().list(Kind::File, hidden));
    QVERIFY(privateFiles && !privateFiles->isEmpty());
    for (const ObjectSummary &file : *privateFiles)
        QCOMPARE(file.raw.member(u"access")->toString(), QStringLiteral("private"));

    // A table of its own to write to.
    auto made = confirmed(session.tables(), TableGateway::creation(workspace, *live, json(R"({"name":"made_up"})")));
    QVERIFY2(made, qPrintable(made ? QString() : describe(made.error())));
    const TableId table(idOf(*made));
    QVERIFY(confirmed(session.tables(), TableGateway::change(workspace, table, json(R"({"description":"x"})"))));
    TableSchemaServer schema(session.client(), workspace, table);
    const auto fields = waitFor(schema.readSchema());
    QVERIFY(fields && waitFor(schema.readIndexes()));

    const auto send = [&](EndpointId endpoint, const QStringList &more, std::optional<RawJson> body,
                          const std::optional<ListPut> &list = {}) {
        Request request;
        request.endpoint = endpoint;
        request.args = QStringList{QString::number(workspace.value()), QString::number(table.value())} + more;
        request.body = std::move(body);
        const auto ticket = session.gate().issue(workspace, Confirmation::Review, {{request, list}});
        if (!ticket)
            return Result<RawJson>(Failure(ticket.error()));
        return waitFor(sendConfirmed(session.client(), request, *ticket));
    };
    QVERIFY(send(EndpointId::SchemaCreate, {QStringLiteral("text")}, json(R"({"name":"a"})")));
    QVERIFY(send(EndpointId::SchemaRename, {}, json(R"({"old_name":"a","new_name":"b"})")));
    const auto now = waitFor(schema.readSchema());
    ListPut whole{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {}};
    for (const RawJson &field : now->elements()) {
        whole.entries.append(ListEntry());
        whole.entries.last().identity = field.member(u"name")->toString().value_or(QString());
    }
    QVERIFY(send(EndpointId::SchemaPut, {}, RawJson::object({{QStringLiteral("schema"), *now}}), whole));
    const auto index
        = send(EndpointId::IndexCreate, {QStringLiteral("btree")}, json(R"({"fields":[{"name":"b","op":"asc"}]})"));
    QVERIFY(index);
    const auto indexes = waitFor(schema.readIndexes());
    ListPut wholeIndexes{QStringLiteral("index"), QStringLiteral("id"), EndpointId::IndexGet, {}};
    for (const RawJson &entry : indexes->elements()) {
        wholeIndexes.entries.append(ListEntry());
        wholeIndexes.entries.last().identity = entry.member(u"id")->toString().value_or(QString());
    }
    QVERIFY(send(EndpointId::IndexPut, {}, RawJson::object({{QStringLiteral("index"), *indexes}}), wholeIndexes));
    QVERIFY(send(EndpointId::TableSecurity, {}, json(R"({"guid":"made-up-guid"})")));
    QVERIFY(send(EndpointId::TableAutocomplete, {}, json(R"({"autocomplete":[{"name":"b"}]})")));
    const auto properties = tablePropertiesFromJson(*waitFor(schema.readTable()));
    QVERIFY(properties);
    QCOMPARE(properties->guid, QStringLiteral("made-up-guid"));
    QCOMPARE(properties->description, QStringLiteral("x"));
    QCOMPARE(properties->autocomplete, QStringList{QStringLiteral("b")});
    QVERIFY(send(EndpointId::IndexDelete, {index->member(u"id")->toString().value_or(QString())}, {}));

    // Records, in a data source that is not the live one.
    const RecordPlace at{workspace, table, DataSourceLabel(QStringLiteral("test"))};
    made = confirmed(session.records(), RecordGateway::creation(at, json(R"({"b":"x"})")));
    QVERIFY2(made, qPrintable(made ? QString() : describe(made.error())));
    const RecordId record(idOf(*made));
    QVERIFY(confirmed(session.records(), RecordGateway::change(at, record, json(R"({"b":"y"})"))));
    QCOMPARE(waitFor(session.records().get(at, record))->raw.member(u"b")->toString(), QStringLiteral("y"));
    QCOMPARE(waitFor(session.records().page(at, 1, 50))->items.size(), 1);
    RecordPlace elsewhere = at;
    elsewhere.dataSource = DataSourceLabel(QStringLiteral("live"));
    QCOMPARE(waitFor(session.records().page(elsewhere, 1, 50))->items.size(), 0);
    QVERIFY(confirmed(session.records(), RecordGateway::removal(at, record)));

    QVERIFY(send(EndpointId::SchemaFieldDelete, {QStringLiteral("b")}, {}));
    QVERIFY(confirmed(session.tables(), TableGateway::removal(workspace, table)));

    // The workspace and its branches.
    QVERIFY(confirmed(session.workspaces(), WorkspaceGateway::change(workspace, json(R"({"description":"x"})"))));
    const BranchLabel label(QStringLiteral("made up/branch"));
    QVERIFY(confirmed(
        session.workspaces(),
        WorkspaceGateway::branchCreation(workspace, json(R"({"label":"made up/branch","source_branch":"v1"})"))));
    QVERIFY(confirmed(session.workspaces(),
                      WorkspaceGateway::branchChange(workspace, label, json(R"({"description":"x"})"))));
    QVERIFY(confirmed(session.workspaces(), WorkspaceGateway::branchSetLive(workspace, label)));
    session.forgetLiveBranch(workspace);
    QCOMPARE(*waitFor(session.liveBranch(workspace)), label);
    QVERIFY(confirmed(session.workspaces(), WorkspaceGateway::branchSetLive(workspace, *live)));
    QVERIFY(confirmed(session.workspaces(), WorkspaceGateway::branchRemoval(workspace, label)));

    // Nothing went out without its target; and nothing that can be called was left out here.
    std::set<EndpointId> seen;
    for (const auto &logged : fixture.server.requests()) {
        const auto &request = logged.request;
        const Endpoint *row = rowOf(request.method, request.apiPath());
        QVERIFY2(row, request.target.constData());
        seen.insert(row->id);
        QCOMPARE(logged.status == 200, isOf(dialect, row->id));
        const bool namesBranch = request.target.contains(QByteArray("?branch=" + live->value().toUtf8()));
        QVERIFY2(namesBranch == (row->carries == Carries::Branch), request.target.constData());
        const bool namesSource = !request.header("x-data-source").isEmpty();
        QVERIFY2(namesSource == (row->carries == Carries::DataSource), request.target.constData());
        QVERIFY(!request.target.contains("made-up-token"));
    }
    // The instance's `/auth/me` has the account's path.
    seen.insert(EndpointId::Me);
    for (const Endpoint &row : catalogue)
        QVERIFY2(seen.contains(row.id) || !isOf(dialect, row.id), row.path.data());
}

void GatewayTest::aChosenBranchIsCarriedByEveryList()
{
    ClientFixture fixture;
    Session *session = fixture.session.get();
    const BranchLabel chosen(QStringLiteral("checkout-rework"));
    session->chooseBranch(fixture.workspace(), chosen);
    ExplorerSource source([session](const InstanceId &) { return Reply<Session *>::ready(session); });
    const auto below = [&source](const NodePath &path) {
        TreeItem parent;
        parent.key = path.key();
        return waitFor(source.children(parent));
    };
    for (const KindRow &row : kindTable) {
        if (row.kind == Kind::Instance || row.kind == Kind::Workspace || row.kind == Kind::Endpoint)
            continue;
        const auto list = below(NodePath::ofKind(session->address().id, fixture.workspace(), row.kind));
        QVERIFY2(list, row.key.data());
        if (row.kind != Kind::ApiGroup)
            continue;
        for (const TreeItem &group : *list)
            QVERIFY(below(*NodePath::fromKey(group.key)));
    }
    int carried = 0;
    for (const auto &logged : fixture.server.requests()) {
        const Endpoint *row = rowOf(logged.request.method, logged.request.apiPath());
        QVERIFY2(row, logged.request.target.constData());
        const bool namesIt = logged.request.target.contains(QByteArray("?branch=" + chosen.value().toUtf8()))
            || logged.request.target.contains(QByteArray("&branch=" + chosen.value().toUtf8()))
            || logged.request.body.contains(QByteArray("\"branch\":\"" + chosen.value().toUtf8()));
        QVERIFY2(namesIt == (row->carries == Carries::Branch), logged.request.target.constData());
        carried += namesIt ? 1 : 0;
        QVERIFY2(row->id != EndpointId::BranchList || row->carries != Carries::Branch, "the list of branches");
    }
    QVERIFY2(carried > 15, qPrintable(QString::number(carried)));

    // Gone meanwhile: what fails with it makes the session look, once, and the live one is read again.
    session->chooseBranch(fixture.workspace(), BranchLabel(QStringLiteral("was deleted")));
    QSignalSpy lost(session, &Session::branchLost);
    const NodePath functions = NodePath::ofKind(session->address().id, fixture.workspace(), Kind::Function);
    const auto failed = below(functions);
    QVERIFY(!failed);
    QCOMPARE(failed.error().kind, ErrorKind::NotFound);
    QTRY_COMPARE(lost.count(), 1);
    QVERIFY(below(functions));
}

METASCOPE_TEST(GatewayTest)
#include "gatewaytest.moc"
