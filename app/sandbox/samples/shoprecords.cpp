// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/samples/shoprecords.h"

#include <array>
#include <numeric>

namespace metascope::sandbox {

namespace {

constexpr qint64 openingDay = 1'705'881'600'000; ///< 2024-01-22 00:00 UTC
constexpr qint64 hour = 3'600'000;
constexpr qint64 day = 24 * hour;
constexpr int customersPerUnit = 4;
constexpr int ordersPerUnit = 10;
constexpr int taxPercent = 21;

constexpr std::array firstNames{"Ada",  "Grace", "Linus", "Edsger",   "Barbara",
                                "Alan", "Radia", "Ken",   "Margaret", "Dennis"};
constexpr std::array lastNames{"Holm",   "Okafor", "Silva", "Novak",  "Tanaka",
                               "Moreau", "Keller", "Rossi", "Larsen", "Diaz"};
constexpr std::array cities{"Lisbon", "Oslo", "Ghent", "Turin", "Graz", "Porto"};
constexpr std::array languages{"pt", "nb", "nl", "it", "de", "pt"};
constexpr std::array categories{"Kitchen", "Living", "Garden", "Office"};
constexpr std::array suppliers{"Nordlys Woodworks", "Atelier Morin", "Casa Verde", "Kettle & Knife"};
constexpr std::array states{"new", "paid", "shipped", "returned"};
constexpr std::array carriers{"Postal service", "Parcel bike", "Overnight freight"};
constexpr std::array opinions{"Even nicer than in the picture.", "Arrived a day early, well packed.",
                              "Good, but smaller than I thought.", "We use it every day.", ""};

struct Product {
    const char *name;
    int category; ///< the number of its record
    int cents;
    const char *colour;
    const char *description;
};
constexpr std::array products{
    Product{"Desk lamp", 4, 5'900, "brass", "A lamp for reading, with a dimmer."},
    Product{"Oak chair", 2, 14'900, "natural", "Oiled oak with a woven seat."},
    Product{"Wool blanket", 2, 8'950, "grey", "Washed wool, 140 by 200 cm."},
    Product{"Enamel mug", 1, 1'250, "white", "Holds a third of a litre."},
    Product{"Wall clock", 4, 4'400, "black", "Silent, 30 cm across."},
    Product{"Linen apron", 1, 3'290, "sand", "With one large pocket."},
    Product{"Tea kettle", 1, 6'495, "steel", "Whistles. Fits induction hobs."},
    Product{"Bread knife", 1, 3'800, "walnut", "A serrated blade of 24 cm."},
    Product{"Garden shears", 3, 4'150, "green", "For hedges and roses."},
    Product{"Candle holder", 2, 1'890, "brass", "For three candles."},
    Product{"Writing desk", 4, 32'900, "natural", "Two drawers, 120 cm wide."},
    Product{"Paper basket", 4, 2'600, "black", "Woven paper cord."},
};

QByteArray text(int number)
{
    return QByteArray::number(number);
}

QByteArray text(qint64 number)
{
    return QByteArray::number(number);
}

QByteArray quoted(const QByteArray &words)
{
    return '"' + words + '"';
}

QByteArray money(int cents)
{
    return text(cents / 100) + '.' + text(cents % 100).rightJustified(2, '0');
}

template <typename List>
auto pick(const List &list, int n)
{
    return list[static_cast<std::size_t>(n) % list.size()];
}

QByteArray mailName(int n)
{
    return personName(n).toLower().replace(' ', '.');
}

/// One line of an order: which product, how many, at what price.
struct Line {
    int product = 0;
    int quantity = 0;
    int cents = 0;
};

Line lineOf(int n)
{
    const int product = (n * 5 + n / 12) % static_cast<int>(products.size());
    return {product, 1 + n % 3, pick(products, product).cents};
}

/// What an order costs with tax; its lines are two times its number and the one after.
int totalOf(int order)
{
    const std::array lines{lineOf(order * 2), lineOf(order * 2 + 1)};
    const int net = std::accumulate(lines.begin(), lines.end(), 0,
                                    [](int sum, const Line &line) { return sum + line.quantity * line.cents; });
    return net + net * taxPercent / 100;
}

bool hasLeft(int order)
{
    return order / 3 % 4 >= 2;
}

void fillPeople(WorkspaceWriter &writer, const ShopTables &tables, const QString &source, int size)
{
    constexpr std::array roles{"admin", "clerk", "clerk", "viewer"};
    for (int n = 0; n < static_cast<int>(roles.size()); ++n)
        writer.record(tables.user, source,
                      R"("name":)" + quoted(personName(90 + n)) + R"(,"email":)"
                          + quoted(mailName(90 + n) + "@shop.invalid") + R"(,"password":null,"role":)"
                          + quoted(pick(roles, n)));
    for (int n = 0; n < customersPerUnit * size; ++n)
        writer.record(tables.customer, source,
                      R"("name":)" + quoted(personName(n)) + R"(,"email":)" + quoted(mailName(n) + "@customer.invalid")
                          + R"(,"city":)" + quoted(pick(cities, n)) + R"(,"phone":)"
                          + (n % 4 == 3 ? quoted("") : quoted("+00 555 01" + text(10 + n))) + R"(,"newsletter":)"
                          + (n % 3 == 0 ? "true" : "false") + R"(,"notes":)"
                          + quoted(n % 5 == 0 ? "Prefers mornings" : "") + R"(,"preferences":{"language":)"
                          + quoted(pick(languages, n)) + "}");
}

void fillCatalogue(WorkspaceWriter &writer, const ShopTables &tables, const QString &source)
{
    for (int n = 0; n < static_cast<int>(categories.size()); ++n)
        writer.record(tables.category, source,
                      R"("name":)" + quoted(pick(categories, n)) + R"(,"position":)" + text(n));
    for (int n = 0; n < static_cast<int>(suppliers.size()); ++n)
        writer.record(tables.supplier, source,
                      R"("name":)" + quoted(pick(suppliers, n)) + R"(,"contact_email":)"
                          + quoted("orders" + text(n + 1) + "@supplier.invalid"));
    for (int n = 0; n < static_cast<int>(products.size()); ++n) {
        const Product product = pick(products, n);
        writer.record(tables.product, source,
                      R"("name":)" + quoted(product.name) + R"(,"sku":)" + quoted("SKU-" + text(1000 + n))
                          + R"(,"category_id":)" + text(product.category) + R"(,"price":)" + money(product.cents)
                          + R"(,"active":)" + (n % 6 == 5 ? "false" : "true") + R"(,"description":)"
                          + quoted(product.description) + R"(,"attributes":{"colour":)" + quoted(product.colour) + "}");
        writer.record(tables.stock, source,
                      R"("product_id":)" + text(n + 1) + R"(,"supplier_id":)"
                          + text(n % static_cast<int>(suppliers.size()) + 1) + R"(,"quantity":)"
                          + text((n * 17 + 4) % 60));
    }
}

void fillOrders(WorkspaceWriter &writer, const ShopTables &tables, const QString &source, int size)
{
    const int customers = customersPerUnit * size;
    for (int n = 0; n < ordersPerUnit * size; ++n) {
        const qint64 placed = openingDay + n * 7 * hour;
        const QByteArray order = text(n + 1);
        const QByteArray status = pick(states, n / 3);
        writer.record(tables.order, source,
                      R"("customer_id":)" + text(1 + n * 3 % customers) + R"(,"status":)" + quoted(status)
                          + R"(,"total":)" + money(totalOf(n)) + R"(,"note":)"
                          + quoted(n % 7 == 0 ? "Leave at the door" : "") + R"(,"shipped_at":)"
                          + (hasLeft(n) ? text(placed + 2 * day) : QByteArray("null")) + R"(,"legacy_code":)"
                          + quoted(n < ordersPerUnit ? "L" + text(700 + n) : QByteArray()));
        for (const Line &line : {lineOf(n * 2), lineOf(n * 2 + 1)})
            writer.record(tables.item, source,
                          R"("order_id":)" + order + R"(,"product_id":)" + text(line.product + 1) + R"(,"quantity":)"
                              + text(line.quantity) + R"(,"unit_price":)" + money(line.cents));
        const char *settled = status == "returned" ? "refunded" : status == "new" ? "open" : "settled";
        writer.record(tables.payment, source,
                      R"("order_id":)" + order + R"(,"amount":)" + money(totalOf(n)) + R"(,"status":)"
                          + quoted(settled));
        if (hasLeft(n))
            writer.record(tables.shipment, source,
                          R"("order_id":)" + order + R"(,"carrier":)" + quoted(pick(carriers, n))
                              + R"(,"tracking_code":)" + quoted("TRK" + text(480'000 + n * 37)));
    }
}

void fillRest(WorkspaceWriter &writer, const ShopTables &tables, const QString &source, int size)
{
    const int customers = customersPerUnit * size;
    for (int n = 0; n < 2 * size; ++n) {
        const Line line = lineOf(n * 3);
        writer.record(tables.cart, source,
                      R"("customer_id":)" + text(1 + n * 5 % customers) + R"(,"lines":[{"product_id":)"
                          + text(line.product + 1) + R"(,"quantity":)" + text(line.quantity) + "}]");
    }
    for (int n = 0; n < 3 * size; ++n)
        writer.record(tables.review, source,
                      R"("product_id":)" + text(lineOf(n * 4).product + 1) + R"(,"customer_id":)"
                          + text(1 + n * 6 % customers) + R"(,"stars":)" + text(5 - n % 3) + R"(,"text":)"
                          + quoted(pick(opinions, n)));
    constexpr std::array codes{"WELCOME10", "SPRING15", "FRIENDS20"};
    for (int n = 0; n < static_cast<int>(codes.size()); ++n)
        writer.record(tables.voucher, source,
                      R"("code":)" + quoted(pick(codes, n)) + R"(,"percent":)" + text(10 + 5 * n) + R"(,"valid_until":)"
                          + text(openingDay + (60 + 30 * n) * day));
    constexpr std::array actions{"order.shipped", "product.changed", "voucher.created"};
    for (int n = 0; n < 2 * size; ++n)
        writer.record(tables.audit, source,
                      R"("action":)" + quoted(pick(actions, n)) + R"(,"details":{"user_id":)" + text(1 + n % 3)
                          + R"(,"record_id":)" + text(1 + n) + "}");
}

} // namespace

QByteArray personName(int n)
{
    return QByteArray(pick(firstNames, n)) + ' ' + pick(lastNames, n + n / 10 * 3);
}

void fillShopRecords(WorkspaceWriter &writer, const ShopTables &tables, const QString &source, int size)
{
    fillPeople(writer, tables, source, size);
    fillCatalogue(writer, tables, source);
    fillOrders(writer, tables, source, size);
    fillRest(writer, tables, source, size);
}

} // namespace metascope::sandbox
