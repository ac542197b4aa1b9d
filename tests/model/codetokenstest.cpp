// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/jsontokens.h"
#include "app/model/xanoscripttokens.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

using namespace metascope;
using code::Line;
using code::LineState;

namespace {

/// The tokens that are no white space, each as "letter:text".
QString printed(const Line &line, const QByteArray &text)
{
    static const QByteArray letters = "t/snlkcTvfao";
    QStringList parts;
    for (const code::Token &token : line.tokens) {
        const QByteArray word
            = text.mid(static_cast<qsizetype>(token.begin), static_cast<qsizetype>(token.length)).trimmed();
        if (!word.isEmpty())
            parts.append(QLatin1Char(letters.at(static_cast<int>(token.style))) + QLatin1Char(':')
                         + QString::fromUtf8(word));
    }
    return parts.join(QLatin1Char(' '));
}

std::string_view view(const QByteArray &text)
{
    return {text.constData(), static_cast<std::size_t>(text.size())};
}

/// Without a gap, from the first byte to the last.
bool isWhole(const Line &line, std::size_t size)
{
    std::size_t at = 0;
    for (const code::Token &token : line.tokens) {
        if (token.begin != at || token.length == 0)
            return false;
        at += token.length;
    }
    return at == size;
}

} // namespace

class CodeTokensTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void xanoScript_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char *text, const char *wanted) {
            QTest::addRow("%s", text) << QByteArray(text) << QString::fromUtf8(wanted);
        };
        row("function ship_order {", "k:function t:ship_order o:{");
        row("query \"orders/{id}\" verb=GET {", "k:query s:\"orders/{id}\" a:verb o:= t:GET o:{");
        row("table order {", "k:table t:order o:{");
        row("  table = \"order\"", "a:table o:= s:\"order\"");
        row("  int order_id", "T:int t:order_id");
        row("  text[] tags? filters=trim|lower", "T:text o:[ o:] t:tags o:? a:filters o:= f:trim o:| f:lower");
        row("  timestamp created_at?=now", "T:timestamp t:created_at o:? o:= t:now");
        row("  input { text title }", "k:input o:{ T:text t:title o:}");
        row("  text = \"a type's name as a key\"", "a:text o:= s:\"a type's name as a key\"");
        row("  db.get order {", "c:db.get t:order o:{");
        row("  } as $order", "o:} k:as v:$order");
        row("  each as $line {", "k:each k:as v:$line o:{");
        row("  } else {", "o:} k:else o:{");
        row("  if ($a.if == 1.50 && $b != -2e3) {",
            "k:if o:( v:$a o:. t:if o:= o:= n:1.50 o:& o:& v:$b o:! o:= o:- n:2e3 o:) o:{");
        row("  value = $x|concat:\"a\":', '|trim", "a:value o:= v:$x o:| f:concat o:: s:\"a\" o:: s:', ' o:| f:trim");
        row("  a = $b || $c", "a:a o:= v:$b o:|| v:$c");
        row("  index = [{type: \"primary\", field: [{name: \"id\"}]}]",
            "a:index o:= o:[ o:{ a:type o:: s:\"primary\" o:, a:field o:: o:[ o:{ a:name o:: s:\"id\" o:} o:] o:} o:]");
        row("  response = {ok: true, none: null}", "a:response o:= o:{ a:ok o:: l:true o:, a:none o:: l:null o:}");
        row("x = 1 // \"no\" {string}", "a:x o:= n:1 /:// \"no\" {string}");
        row("x = \"// no comment\"", "a:x o:= s:\"// no comment\"");
        row("x = \"a \\\" b\" y", "a:x o:= s:\"a \\\" b\" t:y");
        row("x = \"open", "a:x o:= s:\"open");
        row("x = \"\"\"one line\"\"\" y", "a:x o:= s:\"\"\"one line\"\"\" t:y");
        row("unheard_of {", "k:unheard_of o:{");
        row("12ab", "t:12ab");
        row("größe = $größe", "a:größe o:= v:$größe");
        row("", "");
    }

    void xanoScript()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, wanted);
        const Line line = code::tokenizeXanoScript(view(text), LineState::Code);
        QCOMPARE(printed(line, text), wanted);
        QVERIFY(isWhole(line, static_cast<std::size_t>(text.size())));
    }

    void aLongStringGoesOnOverLines()
    {
        const Line first = code::tokenizeXanoScript("message = \"\"\"", LineState::Code);
        QCOMPARE(first.next, LineState::LongString);
        const Line middle = code::tokenizeXanoScript("it's { // text\n", first.next);
        QCOMPARE(middle.next, LineState::LongString);
        QCOMPARE(middle.tokens.size(), 1U);
        QCOMPARE(middle.opened, 0);
        const QByteArray text = "\"\"\" x = 1";
        const Line last = code::tokenizeXanoScript(view(text), middle.next);
        QCOMPARE(last.next, LineState::Code);
        QCOMPARE(printed(last, text), QStringLiteral("s:\"\"\" a:x o:= n:1"));
    }

    void bracketsAreCounted_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("opened");
        QTest::addColumn<int>("closed");
        QTest::addRow("opens") << QByteArray("stack {") << 1 << 0;
        QTest::addRow("closes") << QByteArray("}") << 0 << 1;
        QTest::addRow("both") << QByteArray("} else {") << 1 << 1;
        QTest::addRow("on one line") << QByteArray("input { text a }") << 0 << 0;
        QTest::addRow("in a string") << QByteArray("a = \"{[(\"") << 0 << 0;
        QTest::addRow("in a comment") << QByteArray("// {") << 0 << 0;
        QTest::addRow("two") << QByteArray("index = [{") << 2 << 0;
        QTest::addRow("too many") << QByteArray("}})]") << 0 << 4;
    }

    void bracketsAreCounted()
    {
        QFETCH(const QByteArray, text);
        const Line line = code::tokenizeXanoScript(view(text), LineState::Code);
        QTEST(line.opened, "opened");
        QTEST(line.closed, "closed");
    }

    void json_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char *text, const char *wanted) {
            QTest::addRow("%s", text) << QByteArray(text) << QString::fromUtf8(wanted);
        };
        row("  \"a\\\"b\" : -1.0e400,", "a:\"a\\\"b\" o:: n:-1.0e400 o:,");
        row("[\"x\", true, null]", "o:[ s:\"x\" o:, l:true o:, l:null o:]");
        row("{\"k\": {", "o:{ a:\"k\" o:: o:{");
        row("\"open", "s:\"open");
        row("nonsense: 1", "t:nonsense o:: n:1");
    }

    void json()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, wanted);
        const Line line = code::tokenizeJson(view(text), LineState::Code);
        QCOMPARE(printed(line, text), wanted);
        QVERIFY(isWhole(line, static_cast<std::size_t>(text.size())));
    }

    void anyBytesHaveAnAnswer()
    {
        QRandomGenerator dice(4711);
        static const QByteArray alphabet("\"'\\/|$.{}[]()=:?`ab1e-\n\r\t \0\xff\xc3\xa9", 31);
        for (int round = 0; round < 20'000; ++round) {
            QByteArray text;
            for (quint32 size = dice.bounded(40U); size > 0; --size)
                text += alphabet.at(static_cast<qsizetype>(dice.bounded(static_cast<quint32>(alphabet.size()))));
            for (const LineState state : {LineState::Code, LineState::LongString}) {
                QVERIFY2(isWhole(code::tokenizeXanoScript(view(text), state), static_cast<std::size_t>(text.size())),
                         text.toHex().constData());
                QVERIFY2(isWhole(code::tokenizeJson(view(text), state), static_cast<std::size_t>(text.size())),
                         text.toHex().constData());
            }
        }
    }

    void timeGrowsWithTheText_data()
    {
        QTest::addColumn<QByteArray>("piece");
        for (const char *piece : {"int[", "a ", "\"", "$a|b:1 ", "{", "int   ", "\\", "a.b.c ", "\"\"\"\"", "filters="})
            QTest::addRow("%s", piece) << QByteArray(piece);
    }

    void timeGrowsWithTheText()
    {
        QFETCH(const QByteArray, piece);
        const QByteArray text = piece.repeated(1'000'000 / piece.size());
        QElapsedTimer time;
        time.start();
        code::tokenizeXanoScript(view(text), LineState::Code);
        code::tokenizeJson(view(text), LineState::Code);
        // A quadratic one takes minutes.
        QVERIFY2(time.elapsed() < 3000, qPrintable(QString::number(time.elapsed())));
    }
};

METASCOPE_TEST(CodeTokensTest)
#include "codetokenstest.moc"
