// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/writegate.h"
#include "tests/support/testmain.h"

using namespace metascope;

namespace {

const WorkspaceId workspace(1);
const QStringList table{QStringLiteral("1"), QStringLiteral("7")};

class FixedPolicy final : public GuardPolicy {
public:
    explicit FixedPolicy(GuardLevel level) : m_level(level) {}
    [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override { return m_level; }

private:
    GuardLevel m_level;
};

/// A request that is well formed for the row, whatever it needs.
Request requestFor(EndpointId id)
{
    Request request;
    request.endpoint = id;
    const auto path = endpointRow(id).path;
    for (qsizetype i = 0; i < std::ranges::count(path, '{'); ++i)
        request.args.append(QString::number(i + 1));
    request.branch = BranchLabel(QStringLiteral("v1"));
    request.dataSource = DataSourceLabel(QStringLiteral("live"));
    return request;
}

RawJson json(const char *text)
{
    return *RawJson::parse(text);
}

Request read()
{
    Request request;
    request.endpoint = EndpointId::SchemaGet;
    request.args = table;
    return request;
}

ConfirmedWrite put(const QList<ListEntry> &entries)
{
    Request request;
    request.endpoint = EndpointId::SchemaPut;
    request.args = table;
    return {request, ListPut{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, entries}};
}

ListEntry asRead(const QString &name)
{
    ListEntry entry;
    entry.identity = name;
    return entry;
}

} // namespace

class WriteGateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesEachMutatingRowWithoutATicket();
    void issuesNothingWhenReadOnly();
    void isBoundToTheCall();
    void isSpentByUse();
    void keepsTheOrder();
    void buttonIsNotAReview();
    void provesAListPut();
    void refusesALeftOutEntry();
    void refusesAnOldRead();
};

void WriteGateTest::refusesEachMutatingRowWithoutATicket()
{
    const FixedPolicy policy(GuardLevel::Normal);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    int mutating = 0;
    for (const Endpoint &row : catalogue) {
        const auto admitted = gate.admit(requestFor(row.id));
        QCOMPARE(admitted.has_value(), row.effect == Effect::Read);
        if (row.effect == Effect::Read)
            continue;
        ++mutating;
        QCOMPARE(admitted.error().kind, ErrorKind::Refused);
        QCOMPARE(admitted.error().delivery, Delivery::NotSent);
    }
    QVERIFY(mutating > 10);
}

void WriteGateTest::issuesNothingWhenReadOnly()
{
    const FixedPolicy readOnly(GuardLevel::ReadOnly);
    const FixedPolicy normal(GuardLevel::Normal);
    WriteGate guarded(InstanceId(QStringLiteral("a")), readOnly, false);
    WriteGate forced(InstanceId(QStringLiteral("a")), normal, true);
    for (const Endpoint &row : catalogue) {
        if (row.effect == Effect::Read)
            continue;
        QVERIFY(!guarded.issue(workspace, Confirmation::Review, {{requestFor(row.id), {}}}));
        QVERIFY(!forced.issue(workspace, Confirmation::Review, {{requestFor(row.id), {}}}));
    }
}

void WriteGateTest::isBoundToTheCall()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request request = requestFor(EndpointId::SchemaRename);
    request.body = json(R"({"old_name":"a","new_name":"b"})");
    const auto ticket = gate.issue(workspace, Confirmation::Review, {{request, {}}});
    QVERIFY(ticket);
    Request other = request;
    other.ticket = *ticket;
    other.body = json(R"({"old_name":"a","new_name":"c"})");
    QVERIFY(!gate.admit(other));
    other = request;
    other.ticket = *ticket;
    other.args[1] = QStringLiteral("99");
    QVERIFY(!gate.admit(other));
    request.ticket = *ticket;
    QVERIFY(gate.admit(request));
}

void WriteGateTest::isSpentByUse()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request request = requestFor(EndpointId::SchemaFieldDelete);
    request.ticket = *gate.issue(workspace, Confirmation::Review, {{request, {}}});
    QVERIFY(gate.admit(request));
    QVERIFY(!gate.admit(request));
}

void WriteGateTest::keepsTheOrder()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request first = requestFor(EndpointId::SchemaRename);
    Request second = requestFor(EndpointId::SchemaFieldDelete);
    const auto ticket = gate.issue(workspace, Confirmation::Review, {{first, {}}, {second, {}}});
    first.ticket = second.ticket = *ticket;
    QVERIFY(gate.admit(second));
    QVERIFY(!gate.admit(first));
}

void WriteGateTest::buttonIsNotAReview()
{
    const FixedPolicy normal(GuardLevel::Normal);
    const FixedPolicy confirm(GuardLevel::Confirm);
    WriteGate open(InstanceId(QStringLiteral("a")), normal, false);
    WriteGate careful(InstanceId(QStringLiteral("a")), confirm, false);
    const ConfirmedWrite harmless{requestFor(EndpointId::TableUpdate), {}};
    const ConfirmedWrite destructive{requestFor(EndpointId::TableDelete), {}};
    QVERIFY(open.issue(workspace, Confirmation::Button, {harmless}));
    QVERIFY(!open.issue(workspace, Confirmation::Button, {destructive}));
    QVERIFY(!open.issue(workspace, Confirmation::Button, {harmless, harmless}));
    QVERIFY(!careful.issue(workspace, Confirmation::Button, {harmless}));
}

void WriteGateTest::provesAListPut()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    const RawJson list = json(R"([{"name":"id","x":1.0},{"name":"b", "d":"old"}])");
    ListEntry changed = asRead(QStringLiteral("b"));
    changed.origin = ListEntry::Origin::Changed;
    changed.members = {{QStringLiteral("d"), RawJson::string(u"new")}};
    const ConfirmedWrite write = put({asRead(QStringLiteral("id")), changed});
    Request request = write.request;
    request.ticket = *gate.issue(workspace, Confirmation::Review, {write});
    gate.witness(read(), list);
    request.body = json(R"({"schema":[{"name":"id","x":1},{"name":"b", "d":"new"}]})");
    QVERIFY2(!gate.admit(request), "an entry that is not changed must be there byte for byte");
    request.body = json(R"({"schema":[{"name":"id","x":1.0},{"name":"b", "d":"new"}]})");
    QVERIFY(gate.admit(request));
}

void WriteGateTest::refusesALeftOutEntry()
{
    const ListPut list{
        QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {asRead(QStringLiteral("id"))}};
    const auto body = listBody(list, json(R"([{"name":"id"},{"name":"precious"}])"));
    QVERIFY(!body);
    QCOMPARE(body.error().kind, ErrorKind::Refused);
}

void WriteGateTest::refusesAnOldRead()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    const ConfirmedWrite write = put({asRead(QStringLiteral("id"))});
    Request rename = requestFor(EndpointId::SchemaRename);
    const auto ticket = gate.issue(workspace, Confirmation::Review, {{rename, {}}, write});
    rename.ticket = *ticket;
    Request request = write.request;
    request.ticket = *ticket;
    request.body = json(R"({"schema":[{"name":"id"}]})");
    gate.witness(read(), json(R"([{"name":"id"}])"));
    QVERIFY(gate.admit(rename));
    QVERIFY2(!gate.admit(request), "a write lies between the read and the PUT");
    gate.witness(read(), json(R"([{"name":"id"}])"));
    QVERIFY(gate.admit(request));
}

METASCOPE_TEST(WriteGateTest)
#include "writegatetest.moc"
