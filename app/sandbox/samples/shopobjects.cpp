// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/shopobjects.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

struct Row {
    const char *kind;
    const char *name;
    const char *description;
    const char *script;
    const char *more = "";
};

constexpr std::array branchRows{
    Row{"middleware", "require_clerk", "Stops everyone who is no clerk",
        "middleware require_clerk {\n  stack {\n    precondition ($auth.role != \"viewer\")\n  }\n}\n"},
    Row{"middleware", "log_call", "Writes an audit line for each call",
        "middleware log_call {\n  stack {\n    function.run audit { input = {action: \"call\"} }\n  }\n}\n"},
    Row{"addon", "customer_of_order", "The customer behind an order",
        "addon customer_of_order {\n  input { int customer_id }\n  stack {\n    db.query customer { where = "
        "$db.customer.id == $input.customer_id }\n  }\n}\n"},
    Row{"addon", "lines_of_order", "The lines of an order",
        "addon lines_of_order {\n  input { int order_id }\n  stack {\n    db.query order_item { where = "
        "$db.order_item.order_id == $input.order_id }\n  }\n}\n"},
    Row{"table_trigger", "order_placed", "Reserves the stock of a new order",
        "table_trigger order_placed {\n  table = \"order\"\n  actions = {insert: true}\n  stack {\n    function.run "
        "reserve_stock\n  }\n}\n",
        R"("datasources":["live"],"actions":{"insert":true,"update":false,"delete":false,"truncate":false})"},
    Row{"table_trigger", "payment_changed", "Sends the receipt",
        "table_trigger payment_changed {\n  table = \"payment\"\n  actions = {update: true, delete: true}\n  stack {\n "
        "  "
        " function.run send_receipt\n  }\n}\n",
        R"("datasources":["live","test"],"actions":{"insert":false,"update":true,"delete":true,"truncate":false})"},
    Row{"agent_trigger", "adviser_connects", "Loads what the adviser has to know",
        "agent_trigger adviser_connects {\n  agent = \"adviser\"\n}\n", R"("actions":{"connection":true})"},
    Row{"agent_trigger", "clerk_connects", "Not in use", "agent_trigger clerk_connects {\n  agent = \"clerk\"\n}\n",
        R"("actions":{"connection":false})"},
    Row{"mcp_trigger", "stock_server_connects", "Counts who asks for the stock",
        "mcp_server_trigger stock_server_connects {\n  mcp_server = \"stock\"\n}\n",
        R"("actions":{"connection":true})"},
    Row{"mcp_trigger", "order_server_connects", "Counts who asks for orders",
        "mcp_server_trigger order_server_connects {\n  mcp_server = \"orders\"\n}\n",
        R"("actions":{"connection":true})"},
    Row{"realtime_trigger", "customer_joins", "Greets the customer",
        "realtime_trigger customer_joins {\n  channel = \"orders/{order_id}\"\n  actions = {join: true}\n}\n",
        R"("actions":{"message":false,"join":true})"},
    Row{"realtime_trigger", "chat_message", "Keeps the message",
        "realtime_trigger chat_message {\n  channel = \"chat\"\n  actions = {message: true}\n}\n",
        R"("actions":{"message":true,"join":false})"},
    Row{"workspace_trigger", "branch_goes_live", "Tells the people of the shop",
        "workspace_trigger branch_goes_live {\n  actions = {branch_live: true}\n}\n",
        R"("actions":{"branch_live":true,"branch_merge":false,"branch_new":false})"},
    Row{"workspace_trigger", "branch_made", "Fills the new branch's data",
        "workspace_trigger branch_made {\n  actions = {branch_new: true}\n}\n",
        R"("actions":{"branch_live":false,"branch_merge":false,"branch_new":true})"},
    Row{"agent", "adviser", "Finds the right product",
        "agent adviser {\n  llm = {type: \"xano-free\", system_prompt: \"You know the catalogue.\"}\n  tools = [{name: "
        "\"find_product\"}]\n}\n",
        R"("llm":"xano-free")"},
    Row{"agent", "clerk", "Answers where an order is",
        "agent clerk {\n  llm = {type: \"openai\", system_prompt: \"You know the orders.\"}\n  tools = [{name: "
        "\"order_state\"}]\n}\n",
        R"("llm":"openai")"},
    Row{"tool", "find_product", "Searches the catalogue",
        "tool find_product {\n  input { text words }\n  stack {\n    db.query product { where = $db.product.name "
        "includes $input.words }\n  }\n}\n",
        R"("instructions":"Use it for every question about products.")"},
    Row{"tool", "order_state", "Says where an order is",
        "tool order_state {\n  input { int order_id }\n  stack {\n    db.get order { field_value = $input.order_id }\n "
        " "
        "}\n}\n",
        R"("instructions":"Ask for the number of the order first.")"},
    Row{"tool", "count_stock", "How many are left",
        "tool count_stock {\n  input { int product_id }\n  stack {\n    db.query stock_level\n  }\n}\n",
        R"("instructions":"")"},
    Row{"mcp_server", "stock", "The stock, for other programs",
        "mcp_server stock {\n  tools = [{name: \"count_stock\"}]\n}\n"},
    Row{"mcp_server", "orders", "Orders, for other programs",
        "mcp_server orders {\n  tools = [{name: \"order_state\"}]\n}\n"},
    Row{"workflow_test", "order_to_receipt", "From the cart to the receipt",
        "workflow_test order_to_receipt {\n  stack {\n    function.call order_total\n    function.call send_receipt\n  "
        "}\n}\n",
        R"("datasource":"test")"},
    Row{"workflow_test", "refund", "Money comes back",
        "workflow_test refund {\n  stack {\n    function.call "
        "refund_payment\n  }\n}\n",
        R"("datasource":"test")"},
};

struct Test {
    const char *name;
    const char *description;
};

constexpr std::array tests{
    Test{"ships a paid order", "The order is shipped afterwards"},
    Test{"refuses an unpaid order", "Nothing changes"},
};

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

void fillTests(WorkspaceWriter &writer, const QString &branch, const QByteArray &functionName, qint64 function)
{
    for (const Test &test : tests)
        writer.object(u"unit_test"_s, branch, text(test.name), text(test.description), {},
                      R"("obj_type":"function","obj_name":")" + functionName + '"', function);
}

void fillRow(WorkspaceWriter &writer, const QString &branch, const Row &row)
{
    writer.object(text(row.kind), branch, text(row.name), text(row.description), text(row.script), row.more);
}

void fillHost(WorkspaceWriter &writer, const QByteArray &name, const QString &description)
{
    const auto side = [](const QByteArray &host) -> QByteArray {
        return R"({"canonical":"sandbox-)" + host + R"(","host":")" + host
            + R"(.invalid","custom":"","default_url":"https://)" + host + R"(.invalid","custom_url":""})";
    };
    // The key is in no form that anything would take for one.
    writer.object(u"static_host"_s, {}, QString::fromLatin1(name), description, {},
                  R"("workspace":{"id":1},"dev":)" + side(name + "-dev") + R"(,"prod":)" + side(name)
                      + R"(,"git":{"repo":"","private_key":"made-up-private-key","public_key":"made-up-public-key"})");
}

QByteArray duration(int n)
{
    return R"("duration":0.0)" + QByteArray::number(10 + n * 7 % 80);
}

} // namespace

void fillShopBranch(WorkspaceWriter &writer, const QString &branch, qint64 function)
{
    for (const Row &row : branchRows)
        fillRow(writer, branch, row);
    fillTests(writer, branch, "ship_order", function);
}

void fillShopShared(WorkspaceWriter &writer)
{
    writer.object(u"realtime_channel"_s, {}, u"orders/{order_id}"_s, {},
                  u"realtime_channel \"orders/{order_id}\" {\n  active = true\n}\n"_s, R"("active":true)");
    writer.object(u"realtime_channel"_s, {}, u"chat"_s, {}, u"realtime_channel chat {\n  active = false\n}\n"_s,
                  R"("active":false)");
    writer.file(u"logo.png"_s, 18'204, u"image/png"_s);
    writer.file(u"storefront.jpg"_s, 481'920, u"image/jpeg"_s);
    writer.file(u"how-to-order.mp4"_s, 9'281'004, u"video/mp4"_s);
    writer.file(u"price-list.pdf"_s, 77'312, u"application/pdf"_s);
    writer.file(u"invoice-2024-0001.pdf"_s, 51'200, u"application/pdf"_s, true);
    writer.file(u"invoice-2024-0002.pdf"_s, 50'812, u"application/pdf"_s, true);
    fillHost(writer, "shop-front", u"What customers see"_s);
    fillHost(writer, "back-office", u"For the people of the shop"_s);
    writer.object(u"release"_s, {}, u"2024.1"_s, u"The first one"_s, {}, R"("branch":"v1","hotfix":false)");
    writer.object(u"release"_s, {}, u"2024.1.1"_s, u"Prices without tax"_s, {}, R"("branch":"v1","hotfix":true)");
}

void fillShopHistory(WorkspaceWriter &writer, const QString &branch, int branchId)
{
    constexpr int runs = 12;
    for (int n = 0; n < runs; ++n) {
        const QByteArray order = QByteArray::number(1 + n);
        const bool hasFailed = n % 5 == 4;
        writer.run(
            u"request"_s, branch,
            duration(n) + R"(,"status":)" + (hasFailed ? "404" : "200")
                + R"(,"verb":"GET","uri":"https://shop.invalid/api:grp2/orders/)" + order + R"(","input":{"order_id":)"
                + order
                + R"(},"request_headers":["Accept: application/json","Authorization: Bearer made-up"],"response_headers":["Content-Type: application/json"],"branch_id":)"
                + QByteArray::number(branchId) + R"(,"api_id":2,"query_id":6,"output":{"id":)" + order + "}");
        writer.run(u"function"_s, branch,
                   duration(n) + R"(,"input":{"order_id":)" + order + R"(},"function_id":)"
                       + QByteArray::number(1 + n % 3) + R"(,"output":null)");
    }
    for (int n = 0; n < 4; ++n) {
        writer.run(u"task"_s, branch, duration(n) + R"(,"input":{},"task_id":)" + QByteArray::number(1 + n % 2));
        writer.run(u"trigger"_s, branch,
                   duration(n) + R"(,"input":{"action":"insert","new":{"id":)" + QByteArray::number(n)
                       + R"(}},"trigger_id":)" + QByteArray::number(1 + n % 2));
        writer.run(u"middleware"_s, branch,
                   duration(n) + R"(,"input":{"vars":{}},"middleware_id":1,"query_id":6,"function_id":0,"task_id":0)");
        writer.run(u"tool"_s, branch,
                   duration(n) + R"(,"input":{"words":"lamp"},"tool_id":)" + QByteArray::number(1 + n % 3));
    }
}

void fillCustomerObjects(WorkspaceWriter &writer, const QString &branch, qint64 function)
{
    for (const Row &row : {
             Row{"middleware", "members_only", "Stops everyone without an account",
                 "middleware members_only {\n  stack {\n    precondition ($auth.id != null)\n  }\n}\n"},
             Row{"addon", "member_of_booking", "Who has booked",
                 "addon member_of_booking {\n  input { int member_id }\n}\n"},
             Row{"table_trigger", "booking_made", "Confirms a booking",
                 "table_trigger booking_made {\n  table = \"booking\"\n  actions = {insert: true}\n}\n",
                 R"("datasources":["live"],"actions":{"insert":true,"update":false,"delete":false,"truncate":false})"},
             Row{"agent", "front_desk", "Answers questions about bookings", "agent front_desk {\n}\n",
                 R"("llm":"xano-free")"},
             Row{"tool", "free_slots", "When there is room", "tool free_slots {\n}\n", R"("instructions":"")"},
         })
        fillRow(writer, branch, row);
    fillTests(writer, branch, "confirm_booking", function);
    writer.file(u"logo.png"_s, 12'288, u"image/png"_s);
    writer.run(u"function"_s, branch, duration(1) + R"(,"input":{},"function_id":)" + QByteArray::number(function));
}

} // namespace metascope::sandbox
