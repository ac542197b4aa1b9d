// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/shop.h"

#include "app/sandbox/samples/shopobjects.h"
#include "app/sandbox/samples/shoprecords.h"
#include "app/sandbox/samples/workspacewriter.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

QByteArray column(const char *name, const char *type, const char *description = "", const QByteArray &more = {},
                  bool required = false)
{
    return QByteArray(R"({"name":")") + name + R"(","type":")" + type + R"(","description":")" + description
        + R"(","nullable":false,"default":"","required":)" + (required ? "true" : "false")
        + R"(,"access":"public","sensitive":false,"style":"single")" + (more.isEmpty() ? "" : ",") + more + "}";
}

QByteArray reference(const char *name, qint64 table, const char *description = "")
{
    return column(name, "int", description, R"("tableref_id":)" + QByteArray::number(table), true);
}

QByteArray joined(std::initializer_list<QByteArray> parts)
{
    return QByteArrayList(parts).join(',');
}

QByteArray choice(const char *name, const char *values, const char *fallback)
{
    return QByteArray(R"({"name":")") + name + R"(","type":"enum","description":"","nullable":false,"default":")"
        + fallback + R"(","required":true,"access":"public","sensitive":false,"style":"single","values":)" + values
        + "}";
}

struct Script {
    const char *name;
    const char *description;
    const char *text;
};

constexpr std::array functions{
    Script{"ship_order", "Marks an order as shipped and tells the customer",
           "function ship_order {\n  input {\n    int order_id filters=min:1 {\n      description = \"Which order\"\n  "
           "    "
           "table = \"order\"\n    }\n    enum carrier?=\"post\" {\n      values = [\"post\", \"courier\"]\n    }\n    "
           "text[] parcels? filters=trim|max:20\n    bool tell_customer?=true\n  }\n  stack {\n    db.get order {\n    "
           "  field_name = "
           "\"id\"\n      field_value = $input.order_id\n    } as $order\n    precondition ($order.status == "
           "\"paid\")\n    db.edit order {\n      field_value = $order.id\n      data = {status: \"shipped\"}\n    }\n "
           " }\n  response = $order\n}\n"},
    Script{"order_total", "Adds up the lines of an order",
           "function order_total {\n  input {\n    int order_id\n  }\n  stack {\n    db.query order_item {\n      "
           "where = $db.order_item.order_id == $input.order_id\n    } as $items\n    var $total { value = "
           "$items|map:$$.quantity * $$.unit_price|sum }\n  }\n  response = $total\n}\n"},
    Script{"reserve_stock", "Takes the quantity of an order off the stock",
           "function reserve_stock {\n  stack {\n    db.edit stock_level {\n      data = {quantity: $available - "
           "$wanted}\n    }\n  }\n}\n"},
    Script{"send_receipt", "Sends the receipt by mail",
           "function send_receipt {\n  input {\n    // Where it goes to\n    email customer_email filters=trim|lower "
           "{\n      sensitive = "
           "true\n    }\n  }\n  stack {\n    util.send_email { to = "
           "$input.customer_email }\n  }\n}\n"},
    Script{
        "apply_voucher", "Checks a voucher and takes it off the total",
        "function apply_voucher {\n  input {\n    text code filters=trim|upper {\n      description = \"As printed on "
        "the card\"\n    }\n    decimal? total\n  }\n  stack {\n    db.get voucher { field_name = \"code\" } as "
        "$voucher\n    "
        "precondition ($voucher.valid_until > now)\n  }\n}\n"},
    Script{"slugify", "Makes a URL part of a title",
           "function slugify {\n  input { text title }\n  response = $input.title|to_lower|replace:\" \":\"-\"\n}\n"},
    Script{"tax_rate", "The tax rate of a country",
           "function tax_rate {\n  input { text country }\n  response = 0.21\n}\n"},
    Script{"refund_payment", "Pays an order back",
           "function refund_payment {\n  input {\n    int payment_id {\n      table = \"payment\"\n    }\n    object "
           "reason? {\n      schema {\n        "
           "text code\n        text words? filters=trim|max:200\n      }\n    }\n  }\n  stack {\n    db.edit payment { "
           "data = {status: \"refunded\"} }\n  }\n}\n"},
    Script{"recommend", "Products that go with a product",
           "function recommend {\n  stack {\n    db.query product { where = $db.product.category_id == $category }\n  "
           "}\n}\n"},
    Script{"is_admin", "Whether a user may administer",
           "function is_admin {\n  response = $auth.role == \"admin\"\n}\n"},
    Script{"audit", "Writes an audit line",
           "function audit {\n  stack {\n    db.add audit_log { data = {action: $input.action} }\n  }\n}\n"},
};

constexpr std::array tasks{
    Script{"nightly_stock_report", "Counts the stock each night",
           "task nightly_stock_report {\n  stack {\n    db.query stock_level\n  }\n  schedule = [{starts_on: "
           "2024-01-01 02:00:00+0000, freq: 86400}]\n}\n"},
    Script{"expire_carts", "Empties carts that nobody came back to",
           "task expire_carts {\n  stack {\n    db.query cart { where = $db.cart.created_at < $limit }\n  }\n}\n"},
    Script{"payment_reminder", "Reminds of unpaid orders",
           "task payment_reminder {\n  stack {\n    db.query order { where = $db.order.status == \"new\" }\n  }\n}\n"},
};

/// The declarations of what an endpoint's path names, as in `orders/{order_id}`.
QString declared(QLatin1String path)
{
    const qsizetype begin = path.indexOf('{'_L1) + 1;
    const qsizetype end = path.indexOf('}'_L1);
    return begin > 0 && end > begin ? u"    int %1\n"_s.arg(path.mid(begin, end - begin)) : QString();
}

void fillLogic(WorkspaceWriter &writer, const QString &branch)
{
    struct EndpointRow {
        const char *verb;
        const char *path;
        const char *description;
    };
    struct GroupRow {
        const char *name;
        const char *description;
        std::initializer_list<EndpointRow> endpoints;
    };
    const std::initializer_list<GroupRow> groups{
        {"auth",
         "Signing up and in",
         {{"POST", "auth/login", "Gives a token for mail and password"},
          {"POST", "auth/signup", "Makes a user"},
          {"GET", "auth/me", "The user behind the token"}}},
        {"orders",
         "What customers order",
         {{"GET", "orders", "All orders of the customer"},
          {"POST", "orders", "Places an order"},
          {"GET", "orders/{order_id}", "One order with its lines"},
          {"POST", "orders/{order_id}/ship", "Marks it as shipped"},
          {"DELETE", "orders/{order_id}", "Cancels it"}}},
        {"catalogue",
         "What the shop sells",
         {{"GET", "products", "All products"},
          {"GET", "products/{product_id}", "One product"},
          {"GET", "categories", "All categories"}}},
        {"admin",
         "For the people of the shop",
         {{"PUT", "products/{product_id}", "Changes a product"}, {"GET", "reports/stock", "The stock as it is"}}},
    };
    for (const GroupRow &group : groups) {
        const qint64 id = writer.logic(u"apigroup"_s, branch, QString::fromLatin1(group.name),
                                       QString::fromLatin1(group.description),
                                       u"api_group %1 {\n}\n"_s.arg(QLatin1String(group.name)));
        for (const EndpointRow &endpoint : group.endpoints)
            writer.logic(
                u"api"_s, branch, QString::fromLatin1(endpoint.path), QString::fromLatin1(endpoint.description),
                u"query \"%1\" verb=%2 {\n  input {\n%3  }\n  stack {\n    db.query order { where = $db.order.status != \"returned\" } as $rows\n  }\n  response = $rows\n}\n"_s
                    .arg(QLatin1String(endpoint.path), QLatin1String(endpoint.verb),
                         declared(QLatin1String(endpoint.path))),
                id, QString::fromLatin1(endpoint.verb));
    }
    qint64 first = 0;
    for (const Script &script : functions) {
        const qint64 id = writer.logic(u"function"_s, branch, QString::fromLatin1(script.name),
                                       QString::fromLatin1(script.description), QString::fromLatin1(script.text));
        first = first == 0 ? id : first;
    }
    for (const Script &script : tasks)
        writer.logic(u"task"_s, branch, QString::fromLatin1(script.name), QString::fromLatin1(script.description),
                     QString::fromLatin1(script.text));
    fillShopBranch(writer, branch, first);
}

} // namespace

void fillShop(Database &database, int instance, qint64 workspace, const QString &name)
{
    WorkspaceWriter writer(database, instance, workspace, name, u"A small shop: orders, products, customers"_s);
    writer.branch(u"v1"_s, true, u"What customers see"_s);
    writer.branch(u"checkout-rework"_s, false, u"The new checkout"_s);
    writer.dataSource(u"live"_s, u"#d64545"_s);
    writer.dataSource(u"test"_s, u"#3e7cb1"_s);
    writer.dataSource(u"dev"_s, u"#5ba55b"_s);

    ShopTables tables;
    tables.user = writer.table(
        u"users"_s, u"People who run the shop"_s,
        joined(
            {column("name", "text", "", R"("validators":{"trim":true})", true),
             column("email", "email", "Signs in with it", {}, true),
             R"({"name":"password","type":"password","description":"","nullable":true,"default":"","required":false,"access":"internal","sensitive":true,"style":"single","validators":{"min":8,"minAlpha":1,"minDigit":1}})",
             choice("role", R"(["admin","clerk","viewer"])", "viewer")}),
        R"([{"id":"20000001","type":"btree|unique","fields":[{"name":"email","op":"asc"}]}])");
    tables.customer
        = writer.table(u"customer"_s, u"People who buy"_s,
                       joined({column("name", "text", "Full name", R"("validators":{"trim":true})", true),
                               column("email", "email", "", {}, true), column("city", "text"),
                               column("phone", "text", "", R"("format":"")"), column("newsletter", "bool"),
                               column("notes", "text", "Only seen by the shop", R"("format":"markdown")"),
                               column("preferences", "json")}),
                       R"([{"id":"20000002","type":"btree|unique","fields":[{"name":"email","op":"asc"}]}])");
    tables.category = writer.table(u"category"_s, u"How products are sorted"_s,
                                   joined({column("name", "text", "", {}, true), column("position", "int")}));
    tables.product = writer.table(
        u"product"_s, u"What the shop sells"_s,
        joined({column("name", "text", "", {}, true), column("sku", "text", "Stock keeping unit", {}, true),
                reference("category_id", tables.category),
                column("price", "decimal", "Without tax", R"("validators":{"min":0})", true), column("active", "bool"),
                column("description", "text"), column("attributes", "json")}),
        R"([{"id":"20000003","type":"btree|unique","fields":[{"name":"sku","op":"asc"}]},{"id":"20000004","type":"btree","fields":[{"name":"category_id","op":"asc"},{"name":"price","op":"desc"}]}])");
    tables.order = writer.table(
        u"order"_s, u"What customers have ordered"_s,
        joined(
            {reference("customer_id", tables.customer),
             choice("status", R"(["new","paid","shipped","returned"])", "new"),
             column("total", "decimal", "Sum of the lines, with tax"), column("note", "text", "From the customer"),
             R"({"name":"shipped_at","type":"timestamp","description":"When it left","nullable":true,"default":"","required":false,"access":"public","sensitive":false,"style":"single"})",
             column("legacy_code", "text", "From the old shop")}),
        R"([{"id":"20000005","type":"btree","fields":[{"name":"status","op":"asc"}]}])");
    tables.item = writer.table(u"order_item"_s, u"The lines of an order"_s,
                               joined({reference("order_id", tables.order), reference("product_id", tables.product),
                                       column("quantity", "int", "", R"("validators":{"min":1})", true),
                                       column("unit_price", "decimal", "When it was ordered")}));
    tables.payment
        = writer.table(u"payment"_s, u"What was paid"_s,
                       joined({reference("order_id", tables.order), column("amount", "decimal", "", {}, true),
                               choice("status", R"(["open","settled","refunded"])", "open")}));
    tables.shipment = writer.table(
        u"shipment"_s, u"What left the house"_s,
        joined({reference("order_id", tables.order), column("carrier", "text"), column("tracking_code", "text")}));
    tables.supplier = writer.table(u"supplier"_s, u"Where products come from"_s,
                                   joined({column("name", "text", "", {}, true), column("contact_email", "email")}));
    tables.stock
        = writer.table(u"stock_level"_s, u"How many are left"_s,
                       joined({reference("product_id", tables.product), reference("supplier_id", tables.supplier),
                               column("quantity", "int", "", {}, true)}));
    tables.cart = writer.table(u"cart"_s, u"Not ordered yet"_s,
                               joined({reference("customer_id", tables.customer), column("lines", "json")}));
    tables.review = writer.table(
        u"review"_s, u"What customers say"_s,
        joined({reference("product_id", tables.product), reference("customer_id", tables.customer),
                column("stars", "int", "", R"("validators":{"min":1,"max":5})", true), column("text", "text")}));
    tables.voucher = writer.table(
        u"voucher"_s, u"Discounts"_s,
        joined({column("code", "text", "", {}, true), column("percent", "int"), column("valid_until", "timestamp")}));
    tables.audit = writer.table(u"audit_log"_s, u"Who did what"_s,
                                joined({column("action", "text", "", {}, true), column("details", "json")}));

    // The record sets of the data sources differ in size; "dev" is empty.
    fillShopRecords(writer, tables, u"live"_s, 10);
    fillShopRecords(writer, tables, u"test"_s, 2);
    fillLogic(writer, u"v1"_s);
    fillLogic(writer, u"checkout-rework"_s);
    fillShopShared(writer);
    fillShopHistory(writer, u"v1"_s, 1);
    fillShopHistory(writer, u"checkout-rework"_s, 2);
}

void fillCustomer(Database &database, int instance, qint64 workspace, const QString &name)
{
    WorkspaceWriter writer(database, instance, workspace, name, u"A customer's workspace"_s);
    writer.branch(u"v1"_s, true, {});
    writer.dataSource(u"live"_s, u"#d64545"_s);
    const qint64 member
        = writer.table(u"member"_s, u"People with an account"_s,
                       joined({column("name", "text", "", {}, true), column("email", "email", "", {}, true)}));
    const qint64 booking = writer.table(u"booking"_s, u"What was booked"_s,
                                        joined({reference("member_id", member), column("starts_at", "timestamp"),
                                                choice("state", R"(["open","done"])", "open")}));
    for (int n = 0; n < 10; ++n)
        writer.record(member, u"live"_s,
                      R"("name":")" + personName(n) + R"(","email":"member)" + QByteArray::number(n)
                          + R"(@agency.invalid")");
    constexpr qint64 firstStart = 1'706'520'600'000; // 2024-01-29 09:30 UTC
    constexpr qint64 day = 86'400'000;
    for (int n = 0; n < 15; ++n)
        writer.record(booking, u"live"_s,
                      R"("member_id":)" + QByteArray::number(1 + n * 3 % 10) + R"(,"starts_at":)"
                          + QByteArray::number(firstStart + n * day) + R"(,"state":)"
                          + (n < 9 ? R"("done")" : R"("open")"));
    const qint64 group = writer.logic(u"apigroup"_s, u"v1"_s, u"public"_s, u"Everything that needs no token"_s,
                                      u"api_group public {\n}\n"_s);
    writer.logic(u"api"_s, u"v1"_s, u"bookings"_s, u"All bookings"_s, u"query bookings verb=GET {\n}\n"_s, group,
                 u"GET"_s);
    const qint64 confirm
        = writer.logic(u"function"_s, u"v1"_s, u"confirm_booking"_s, {}, u"function confirm_booking {\n}\n"_s);
    fillCustomerObjects(writer, u"v1"_s, confirm);
}

void fillScale(Database &database, int instance, qint64 workspace, const Scale &scale)
{
    WorkspaceWriter writer(database, instance, workspace, u"scale"_s, u"A workspace of many objects"_s);
    const QString branch = u"v1"_s;
    writer.branch(branch, true, {});
    writer.dataSource(u"live"_s, u"#d64545"_s);
    const QByteArray columns = joined({column("name", "text", "", {}, true), column("amount", "decimal")});
    const auto numbered = [](const QString &name, int n) { return name.arg(n, 5, 10, QLatin1Char('0')); };
    const QString description = u"One of many"_s;
    for (int n = 1; n <= scale.tables; ++n)
        writer.table(numbered(u"table_%1"_s, n), description, columns);
    constexpr int perGroup = 1000;
    qint64 group = 0;
    for (int n = 1; n <= scale.endpoints; ++n) {
        if (n % perGroup == 1)
            group = writer.logic(u"apigroup"_s, branch, numbered(u"group_%1"_s, n / perGroup + 1), description,
                                 u"api_group many {\n}\n"_s);
        const QString path = numbered(u"endpoint/%1"_s, n);
        writer.logic(u"api"_s, branch, path, description, u"query \"%1\" verb=GET {\n}\n"_s.arg(path), group, u"GET"_s);
    }
    for (int n = 1; n <= scale.functions; ++n) {
        const QString name = numbered(u"function_%1"_s, n);
        writer.logic(u"function"_s, branch, name, description, u"function %1 {\n}\n"_s.arg(name));
    }
}

} // namespace metascope::sandbox
