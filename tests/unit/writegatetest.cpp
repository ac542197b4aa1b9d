// SPDX-License-Identifier: GPL-3.0-or-later
// No write without a ticket, and each ticket for what it was given for.
#include "tests/support/testmain.h"
#include "tests/unit/writegatesupport.h"

using namespace metascope;
using namespace metascope::test;

class WriteGateTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void refusesEachMutatingRowWithoutATicket();
    void issuesNothingWhenReadOnly();
    void isBoundToTheCall();
    void isSpentByUse();
    void keepsTheOrder();
    void buttonIsNotAReview();
    void letsEachConfirmedRowThroughOnce();
    void refusesARestrictedWorkspaceOnATicketOfAnother();
    void goesReadOnlyAtOnce();
    void revokes();
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

void WriteGateTest::letsEachConfirmedRowThroughOnce()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    for (const Endpoint &row : catalogue) {
        if (row.effect == Effect::Read)
            continue;
        ConfirmedWrite write{requestFor(row.id), {}};
        Request request = write.request;
        if (row.id == EndpointId::SchemaPut || row.id == EndpointId::IndexPut) {
            const bool isSchema = row.id == EndpointId::SchemaPut;
            write.list = ListPut{isSchema ? QStringLiteral("schema") : QStringLiteral("index"),
                                 isSchema ? QStringLiteral("name") : QStringLiteral("id"),
                                 isSchema ? EndpointId::SchemaGet : EndpointId::IndexGet,
                                 {asRead(QStringLiteral("x"))}};
            Request read = write.request;
            read.endpoint = write.list->read;
            gate.witness(read, json(R"([{"name":"x","id":"x"}])"), gate.epoch());
            request.body = RawJson::object({{write.list->member, json(R"([{"name":"x","id":"x"}])")}});
        }
        const auto ticket = gate.issue(workspace, Confirmation::Review, {write});
        QVERIFY2(ticket, row.path.data());
        QVERIFY2(!gate.admit(request), "not without showing the ticket");
        request.ticket = *ticket;
        for (const auto change : {+[](Request &r) { r.args.last() += QLatin1Char('9'); },
                                  +[](Request &r) { r.branch = BranchLabel(QStringLiteral("other")); },
                                  +[](Request &r) { r.dataSource = DataSourceLabel(QStringLiteral("other")); },
                                  +[](Request &r) {
                                      r.query.append({QStringLiteral("reset"), QStringLiteral("true")});
                                  },
                                  +[](Request &r) { r.body = json(R"({"something":"else"})"); }}) {
            Request other = request;
            change(other);
            QVERIFY2(!gate.admit(other), row.path.data());
        }
        QVERIFY2(gate.admit(request), row.path.data());
        QVERIFY2(!gate.admit(request), row.path.data());
    }
}

void WriteGateTest::refusesARestrictedWorkspaceOnATicketOfAnother()
{
    /// Workspace 1 is open, every other one Read-only.
    class OneIsOpen final : public GuardPolicy {
    public:
        [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId id) const override
        {
            return id == workspace ? GuardLevel::Normal : GuardLevel::ReadOnly;
        }
    };
    const OneIsOpen policy;
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request other = requestFor(EndpointId::TableDelete);
    QVERIFY(gate.issue(workspace, Confirmation::Review, {{other, {}}}));
    other.args[0] = QStringLiteral("2");
    QVERIFY(!gate.issue(workspace, Confirmation::Review, {{other, {}}}));
    QVERIFY(!gate.issue(WorkspaceId(2), Confirmation::Review, {{other, {}}}));
}

void WriteGateTest::goesReadOnlyAtOnce()
{
    class Changing final : public GuardPolicy {
    public:
        [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override { return level; }
        GuardLevel level = GuardLevel::Confirm;
    };
    Changing policy;
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request request = requestFor(EndpointId::TableDelete);
    request.ticket = *gate.issue(workspace, Confirmation::Review, {{request, {}}});
    policy.level = GuardLevel::ReadOnly;
    QVERIFY2(!gate.admit(request), "a ticket does not outlive the leave to write");
    policy.level = GuardLevel::Confirm;
    QVERIFY(gate.admit(request));
}

void WriteGateTest::revokes()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    Request request = requestFor(EndpointId::TableDelete);
    request.ticket = *gate.issue(workspace, Confirmation::Review, {{request, {}}});
    gate.revoke(*request.ticket);
    QVERIFY(!gate.admit(request));
}

METASCOPE_TEST(WriteGateTest)
#include "writegatetest.moc"
