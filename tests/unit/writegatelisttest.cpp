// SPDX-License-Identifier: GPL-3.0-or-later
// A list is replaced only on the grounds of what was read right before, and leaves nothing out.
#include "tests/support/testmain.h"
#include "tests/unit/writegatesupport.h"

using namespace metascope;
using namespace metascope::test;

class WriteGateListTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void provesAListPut();
    void refusesALeftOutEntry();
    void refusesAnOldRead();
    void refusesAListWithoutProof();
    void refusesARenameInAList();
    void anEntryAsReadTakesNoChanges();
    void refusesAReadThatBeganBeforeAWrite();
    void bindsTheOrderOfEntries();
    void takesAListInAnEnvelope();
};

void WriteGateListTest::provesAListPut()
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
    gate.witness(read(), list, gate.epoch());
    request.body = json(R"({"schema":[{"name":"id","x":1},{"name":"b", "d":"new"}]})");
    QVERIFY2(!gate.admit(request), "an entry that is not changed must be there byte for byte");
    request.body = json(R"({"schema":[{"name":"id","x":1.0},{"name":"b", "d":"new"}]})");
    QVERIFY(gate.admit(request));
}

void WriteGateListTest::refusesALeftOutEntry()
{
    const ListPut list{
        QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {asRead(QStringLiteral("id"))}};
    const auto body = listBody(list, json(R"([{"name":"id"},{"name":"precious"}])"));
    QVERIFY(!body);
    QCOMPARE(body.error().kind, ErrorKind::Refused);
}

void WriteGateListTest::refusesAnOldRead()
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
    gate.witness(read(), json(R"([{"name":"id"}])"), gate.epoch());
    QVERIFY(gate.admit(rename));
    QVERIFY2(!gate.admit(request), "a write lies between the read and the PUT");
    gate.witness(read(), json(R"([{"name":"id"}])"), gate.epoch());
    QVERIFY(gate.admit(request));
}

void WriteGateListTest::refusesAListWithoutProof()
{
    const FixedPolicy policy(GuardLevel::Normal);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    for (const EndpointId id : {EndpointId::SchemaPut, EndpointId::IndexPut}) {
        ConfirmedWrite write{requestFor(id), {}};
        write.request.body = json(R"({"schema":[{"name":"id"}]})");
        QVERIFY2(!gate.issue(workspace, Confirmation::Review, {write}), "a body alone proves nothing");
    }
    ConfirmedWrite wrong = put({asRead(QStringLiteral("id"))});
    wrong.list->identityKey = QStringLiteral("type"); // entries of one type would stand for each other
    QVERIFY(!gate.issue(workspace, Confirmation::Review, {wrong}));
    wrong = put({asRead(QStringLiteral("id"))});
    wrong.list->read = EndpointId::IndexGet;
    QVERIFY(!gate.issue(workspace, Confirmation::Review, {wrong}));
    // PUT table replaces the lists that its body names.
    for (const char *body : {R"({"name":"a","schema":[]})", R"({"index":[]})"}) {
        ConfirmedWrite table{requestFor(EndpointId::TableUpdate), {}};
        table.request.body = json(body);
        QVERIFY(!gate.issue(workspace, Confirmation::Review, {table}));
        table.request.body = json(R"({"name":"a"})");
        QVERIFY(gate.issue(workspace, Confirmation::Review, {table}));
    }
}

void WriteGateListTest::refusesARenameInAList()
{
    ListEntry renamed = asRead(QStringLiteral("precious"));
    renamed.origin = ListEntry::Origin::Changed;
    renamed.members = {{QStringLiteral("name"), RawJson::string(u"other")}};
    const ListPut list{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {renamed}};
    const auto body = listBody(list, json(R"([{"name":"precious"}])"));
    QVERIFY2(!body, "the server would drop the old name with its data");
    QCOMPARE(body.error().kind, ErrorKind::Refused);
}

void WriteGateListTest::anEntryAsReadTakesNoChanges()
{
    ListEntry entry = asRead(QStringLiteral("a"));
    entry.members = {{QStringLiteral("type"), RawJson::string(u"json")}};
    entry.removedMembers = {QStringLiteral("x")};
    const ListPut list{QStringLiteral("schema"), QStringLiteral("name"), EndpointId::SchemaGet, {entry}};
    const auto body = listBody(list, json(R"([{"name":"a", "type":"text","x":1.0}])"));
    QVERIFY(body);
    QCOMPARE(body->text(), QByteArray(R"({"schema":[{"name":"a", "type":"text","x":1.0}]})"));
}

void WriteGateListTest::refusesAReadThatBeganBeforeAWrite()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    const ConfirmedWrite write = put({asRead(QStringLiteral("id"))});
    Request rename = requestFor(EndpointId::SchemaRename);
    Request request = write.request;
    rename.ticket = request.ticket = *gate.issue(workspace, Confirmation::Review, {{rename, {}}, write});
    request.body = json(R"({"schema":[{"name":"id"}]})");
    const quint64 before = gate.epoch();
    QVERIFY(gate.admit(rename));
    gate.witness(read(), json(R"([{"name":"id"}])"), before);
    QVERIFY2(!gate.admit(request), "it was read before the rename, and came after it");
    const quint64 during = gate.epoch();
    gate.forgetReads(); // the rename has its answer
    gate.witness(read(), json(R"([{"name":"id"}])"), during);
    QVERIFY2(!gate.admit(request), "it was read while the rename was under way");
    gate.witness(read(), json(R"([{"name":"id"}])"), gate.epoch());
    QVERIFY(gate.admit(request));
}

void WriteGateListTest::bindsTheOrderOfEntries()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    const ConfirmedWrite write = put({asRead(QStringLiteral("id")), asRead(QStringLiteral("b"))});
    Request request = write.request;
    request.ticket = *gate.issue(workspace, Confirmation::Review, {write});
    gate.witness(read(), json(R"([{"name":"id"},{"name":"b"}])"), gate.epoch());
    request.body = json(R"({"schema":[{"name":"b"},{"name":"id"}]})");
    QVERIFY(!gate.admit(request));
    request.body = json(R"({"schema":[{"name":"id"},{"name":"b"}]})");
    QVERIFY(gate.admit(request));
}

void WriteGateListTest::takesAListInAnEnvelope()
{
    const FixedPolicy policy(GuardLevel::Confirm);
    WriteGate gate(InstanceId(QStringLiteral("a")), policy, false);
    const ConfirmedWrite write = put({asRead(QStringLiteral("id"))});
    Request request = write.request;
    request.ticket = *gate.issue(workspace, Confirmation::Review, {write});
    request.body = json(R"({"schema":[{"name":"id"}]})");
    gate.witness(read(), json(R"({"items":[{"name":"id"}],"nextPage":2})"), gate.epoch());
    QVERIFY2(!gate.admit(request), "one page of several is not the list");
    gate.witness(read(), json(R"({"items":[{"name":"id"}],"nextPage":null})"), gate.epoch());
    QVERIFY(gate.admit(request));
}

METASCOPE_TEST(WriteGateListTest)
#include "writegatelisttest.moc"
