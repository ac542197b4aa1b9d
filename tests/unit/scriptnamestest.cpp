// SPDX-License-Identifier: GPL-3.0-or-later
// Where a XanoScript may name something, and what: a guess that must not say too much, and that ends for any text.
#include "app/domain/scriptnames.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

using namespace metascope;

namespace {

/// `~` stands for a quote: moc 6.4 loses its way in raw literals.
QString script(const char *text)
{
    return QString::fromUtf8(text).replace(QLatin1Char('~'), QLatin1Char('"'));
}

QList<int> linesOf(const QString &text, Kind kind, const QString &name)
{
    QList<int> lines;
    for (const ScriptName &each : namesInScript(text))
        if (mayName(each, kind, name))
            lines.append(each.line);
    return lines;
}

} // namespace

class ScriptNamesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsObjects_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QList<int>>("lines");
        const auto row = [](const char *title, const char *text, Kind kind, const char *name, const QList<int> &lines) {
            QTest::newRow(title) << script(text) << kind << QString::fromUtf8(name) << lines;
        };
        row("query", "function f {\n  db.query orders {\n", Kind::Table, "orders", {2});
        row("query, quoted", "db.get ~my orders~ {", Kind::Table, "my orders", {1});
        row("in an expression", "where = $db.orders.id == $input.id", Kind::Table, "orders", {1});
        row("twice in a line", "db.query a { where = $db.a.id == 1 }", Kind::Table, "a", {1, 1});
        row("as a value", "table_trigger t {\n  table = ~orders~\n}", Kind::Table, "orders", {2});
        row("a list of texts", "tables = [~a~, ~orders~]", Kind::Table, "orders", {1});
        row("single quotes", "x = 'orders'", Kind::Table, "orders", {1});
        row("a longer word", "db.query orders_old", Kind::Table, "orders", {});
        row("a longer word before", "db.query old_orders", Kind::Table, "orders", {});
        row("another case", "db.query Orders", Kind::Table, "orders", {});
        row("a comment", "// db.query orders", Kind::Table, "orders", {});
        row("a comment at the end", "return 1 // ~orders~\ndb.query orders", Kind::Table, "orders", {2});
        row("no comment within a text", "x = ~http://a~\ndb.query orders", Kind::Table, "orders", {2});
        row("a long text", "x = ~~~db.query orders\n ~orders~ ~~~\ndb.get orders", Kind::Table, "orders", {3});
        row("a variable", "as $orders\n$orders.id", Kind::Table, "orders", {});
        row("a member", "$x.orders", Kind::Table, "orders", {});
        row("a key", "data = {orders: 1}", Kind::Table, "orders", {});
        row("an input of that name", "input { int orders }", Kind::Table, "orders", {});
        row("within a sentence", "description = ~all orders~", Kind::Table, "orders", {});
        row("a call's name is a function's", "function.run orders", Kind::Table, "orders", {});
        row("an agent's", "agent = ~orders~", Kind::Table, "orders", {});
        row("a function", "function.run audit { input = {a: 1} }", Kind::Function, "audit", {1});
        row("a function, quoted", "function.run ~pay/refund~ {", Kind::Function, "pay/refund", {1});
        row("a table of a function's name", "db.query audit", Kind::Function, "audit", {});
        row("another statement", "util.sleep audit", Kind::Function, "audit", {});
        row("an agent", "ai.agent.run adviser", Kind::Agent, "adviser", {1});
        row("an MCP server", "mcp_server = ~stock~", Kind::McpServer, "stock", {1});
        row("an addon", "addon = [{\n  name: ~lines~\n}]", Kind::Addon, "lines", {2});
        row("a path", "api.call ~orders/{id}~", Kind::Endpoint, "orders/{id}", {1});
        row("the end of an address", "url = ~https://acme.example/api:x/orders~", Kind::Endpoint, "orders", {1});
        row("a part of the end", "url = ~https://acme.example/reorders~", Kind::Endpoint, "orders", {});
        row("letters of another script", "db.query größe_🚚", Kind::Table, "größe_🚚", {1});
        row("right to left", "db.query ~שלום~", Kind::Table, "שלום", {1});
        row("an empty name", "db.query ~~ {\n x = ~~", Kind::Table, "", {});
        row("the name of nothing", "db.query", Kind::Table, "orders", {});
        row("the next line is no name", "db.query\norders", Kind::Table, "orders", {});
        row("an open text", "x = ~orders\ndb.query orders", Kind::Table, "orders", {2});
    }
    void findsObjects()
    {
        QFETCH(QString, text);
        QFETCH(Kind, kind);
        QFETCH(QString, name);
        QFETCH(QList<int>, lines);
        QCOMPARE(linesOf(text, kind, name), lines);
    }

    void escapesAreResolved()
    {
        const auto names = namesInScript(QStringLiteral("table = \"a\\\"b\""));
        QCOMPARE(names.size(), 2);
        QCOMPARE(names.at(1).name, QStringLiteral("a\"b"));
        QVERIFY(mayName(names.at(1), Kind::Table, QStringLiteral("a\"b")));
    }

    void findsFields_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isFound");
        QTest::newRow("a member") << script("$db.orders.status == 1") << true;
        QTest::newRow("a key") << script("data = {status: 1}") << true;
        QTest::newRow("a quoted key") << script("data = {~status~: 1}") << true;
        QTest::newRow("a field's name") << script("field_name = ~status~") << true;
        QTest::newRow("a table's name") << script("table = ~status~") << false;
        QTest::newRow("a variable") << script("$status") << false;
        QTest::newRow("a longer word") << script("$a.status_code") << false;
        QTest::newRow("a table") << script("db.query status") << false;
    }
    void findsFields()
    {
        QFETCH(QString, text);
        QFETCH(bool, isFound);
        const auto names = namesInScript(text);
        QCOMPARE(std::ranges::any_of(
                     names, [](const ScriptName &each) { return mayNameField(each, QStringLiteral("status")); }),
                 isFound);
    }

    void endsForAnyText()
    {
        QRandomGenerator random(4711);
        const QString letters = QStringLiteral("a.$\"'\\/\n =:{[,\t") + QChar(0xD800) + QChar();
        for (int round = 0; round < 3000; ++round) {
            QString text;
            const int length = random.bounded(60);
            for (int i = 0; i < length; ++i)
                text += letters.at(random.bounded(static_cast<int>(letters.size())));
            for (const ScriptName &each : namesInScript(text))
                QVERIFY(each.line >= 1 && each.line <= text.count(QLatin1Char('\n')) + 1 && !each.name.isEmpty());
        }
    }

    void takesLinearTime()
    {
        // Each of these would be quadratic for a scanner that looks ahead from every place.
        for (const QString &piece : {QStringLiteral("\""), QStringLiteral("a.b "), QStringLiteral("$db."),
                                     QStringLiteral("a "), QStringLiteral("\"\"\""), QStringLiteral("a=\"")}) {
            QElapsedTimer timer;
            timer.start();
            namesInScript(piece.repeated(300'000));
            QVERIFY2(timer.elapsed() < 5000, qPrintable(piece));
        }
    }
};

METASCOPE_TEST(ScriptNamesTest)

#include "scriptnamestest.moc"
