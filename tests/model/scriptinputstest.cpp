// SPDX-License-Identifier: GPL-3.0-or-later
// The input block of a XanoScript as rows: what can be understood, and what cannot and is shown as it is written.
#include "app/model/scriptinputs.h"
#include "tests/support/testmain.h"

#include <QtCore/QRandomGenerator>

#include <ctime>

using namespace metascope;

namespace {

QString inFunction(const QString &block)
{
    return QStringLiteral(
               "function shown {\n  input {\n%1\n  }\n\n  stack {\n    var $x { value = {input: 1} }\n  }\n}\n")
        .arg(block);
}

/// "name:type!?=default (rules) description": `!` required, `?` nullable, `~` before a line as it is written.
QString printed(const InputRow &row)
{
    if (row.form == InputRow::Form::Raw)
        return QLatin1Char('~') + row.path;
    QString text = row.path + QLatin1Char(':') + row.type;
    if (!row.referenceName.isEmpty())
        text += QStringLiteral("->") + row.referenceName;
    text += QLatin1String(row.required ? "!" : "") + QLatin1String(row.nullable ? "?" : "");
    if (row.defaultValue)
        text += QLatin1Char('=') + QString::fromUtf8(row.defaultValue->text());
    if (!row.rules.isEmpty())
        text += QStringLiteral(" (%1)").arg(row.rules);
    if (!row.description.isEmpty())
        text += QLatin1Char(' ') + row.description;
    return text;
}

QStringList printed(const std::optional<InputRows> &inputs)
{
    if (!inputs)
        return {QStringLiteral("none")};
    QStringList all;
    for (const InputRow &row : inputs->rows)
        all.append(printed(row));
    return all;
}

} // namespace

class ScriptInputsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void declarations_data();
    void declarations();
    void blocks_data();
    void blocks();
    void nestedOnesArePathsToTheDeepestThatIsTold();
    void noMoreThanAPersonReads();
    void hostileTexts_data();
    void hostileTexts();
    void cutAnywhereIsNoHarm();
    void theServersListComesFirst();
};

void ScriptInputsTest::declarations_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, const char *block, const QStringList &rows) {
        QTest::newRow(name) << QString::fromUtf8(block) << rows;
    };
    const auto one = [&row](const char *block, const char *wanted) {
        row(QByteArray(block).simplified().constData(), block, {QString::fromUtf8(wanted)});
    };
    one("int order_id", "order_id:int!");
    one("text note?", "note:text");
    one("text? note", "note:text!?");
    one("text? note?", "note:text?");
    one("uuid ?session_id?", "session_id:uuid?");
    one("text email", "email:text!");
    one("email email filters=trim|lower", "email:email! (trim|lower)");
    one("email email filters=trim | lower", "email:email! (trim | lower)");
    one("bool is_gift?=true", "is_gift:bool=true");
    one("int page?=1 filters=min:1|max:100", "page:int=1 (min:1|max:100)");
    one("int shift?=-1", "shift:int=-1");
    one("decimal rate?=0.10", "rate:decimal=0.10");
    one("text role?=\"a \\\"b\\\" // {\"", "role:text=\"a \\\"b\\\" // {\"");
    one("text role?='plain'", "role:text=\"plain\"");
    one("text none?=\"\"", "none:text=\"\"");
    one("timestamp at?=now", "at:timestamp=\"now\"");
    one("timestamp at=now", "at:timestamp!=\"now\"");
    one("json settings?={}", "settings:json={}");
    one("json some?=[1, 2]", "some:json=[1, 2]");
    one("json some?=null", "some:json=null");
    one("text[] words", "words:text[]!");
    one("text[]? words?", "words:text[]?");
    one("int[1:10] scores filters=min:0", "scores:int[1:10]! (min:0)");
    one("text \"two words\"", "two words:text!");
    one("int availability_id? filters=@:dbo=36", "availability_id:int (@:dbo=36)");
    one("text phone filters=pattern:^\\+?[1-9]\\d{1,14}$", "phone:text! (pattern:^\\+?[1-9]\\d{1,14}$)");
    one("text site filters=startsWith:https://example.invalid", "site:text! (startsWith:https://example.invalid)");
    one("text odd filters=ok:(", "odd:text! (ok:()");
    one("text gr\xc3\xb6\xc3\x9f"
        "e",
        "gr\xc3\xb6\xc3\x9f"
        "e:text!");
    one("int a { description = \"How many\" }", "a:int! How many");
    one("int a { description = \"How many\" sensitive = true }", "a:int! (sensitive = true) How many");
    one("int a { sensitive = true, description = 'x' }", "a:int! (sensitive = true) x");
    one("uuid user_id { table = \"users\" }", "user_id:uuid->users!");
    one("enum kind?=\"new\" {\n values = [\n \"new\"\n \"old\"\n ]\n}",
        "kind:enum=\"new\" (values = [ \"new\" \"old\" ])");
    one("text a {\n  description = \"\"\"\n    Two } lines\n    of it\n    \"\"\"\n}",
        "a:text! Two } lines\n    of it");
    one("int a {\n default = 3\n}", "a:int!=3");
    one("dblink {\n table = \"order\"\n override = {id: {hidden: true}}\n}",
        "dblink:dblink->order (override = {id: {hidden: true}})");
    one("// How many\nint a", "a:int! How many");
    one("int a // how many", "a:int! how many");
    one("// no word of it\nint a { description = \"How many\" }", "a:int! How many");
    one("newtype a", "a:newtype!");
    row("a comment far above", "// Something else\n\nint a", {QStringLiteral("a:int!")});
    row("several", "int a\n\ntext b?\r\n  bool c",
        {QStringLiteral("a:int!"), QStringLiteral("b:text"), QStringLiteral("c:bool!")});
    row("an object",
        "object address? {\n schema {\n text city filters=trim\n text street?\n }\n description = \"Where\"\n}\nint a",
        {QStringLiteral("address:object Where"), QStringLiteral("address.city:text! (trim)"),
         QStringLiteral("address.street:text"), QStringLiteral("a:int!")});
    row("a list of objects without schema", "object[] items {\n int id\n}",
        {QStringLiteral("items:object[]!"), QStringLiteral("items.id:int!")});
    row("not understood", "int a\n@@ what = {\n  is: this\n}\n= b\nint\nint 5\ntext $x\nint a b\nbool c",
        {QStringLiteral("a:int!"), QStringLiteral("~@@ what = {"), QStringLiteral("~is: this"), QStringLiteral("~}"),
         QStringLiteral("~= b"), QStringLiteral("~int"), QStringLiteral("~int 5"), QStringLiteral("~text $x"),
         QStringLiteral("~int a b"), QStringLiteral("c:bool!")});
    row("not understood within", "int a {\n  ??? x\n  sensitive = true\n}\nint b",
        {QStringLiteral("a:int! (sensitive = true)"), QStringLiteral("~??? x"), QStringLiteral("b:int!")});
    row("a default without a value", "int a?=\nint b", {QStringLiteral("~int a?="), QStringLiteral("b:int!")});
}

void ScriptInputsTest::declarations()
{
    QFETCH(const QString, block);
    const auto inputs = inputsFromScript(inFunction(block));
    QTEST(printed(inputs), "rows");
    QVERIFY(!inputs->isCut);
}

void ScriptInputsTest::blocks_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QStringList>("rows");
    const auto row = [](const char *name, const char *script, const QStringList &rows) {
        QTest::newRow(name) << QString::fromUtf8(script) << rows;
    };
    const QStringList none{QStringLiteral("none")};
    const QStringList one{QStringLiteral("a:int!")};
    row("nothing", "", none);
    row("no block", "query x verb=GET {\n  stack {\n    input {\n      int a\n    }\n  }\n}\n", none);
    row("an argument", "function f {\n  stack {\n    function.run g { input = {a: 1} }\n  }\n  input = {b: 1}\n}\n",
        none);
    row("outside", "input {\n  int a\n}\n", none);
    row("in a comment", "function f {\n  // input {\n}\n", none);
    row("in a text", "function f {\n  description = \"\"\"\n  input {\n    int a\n  }\n  \"\"\"\n}\n", none);
    row("in one line", "function f { input { int a } }", one);
    row("behind others",
        "query \"x/{a}\" verb=GET {\n  api_group = \"g\"\n  stack {\n  }\n  input {\n    int a\n  }\n}", one);
    row("comments around", "// f {\nfunction f {\n  input { // what it takes {\n    int a\n  }\n}", one);
    row("empty", "function f {\n  input {\n  }\n}", {});
    row("empty, in one line", "function f {\n  input {}\n}", {});
    row("bare", "function f {\n  input\n  stack\n}", {});
    row("not ended", "function f {\n  input {\n    int a", one);
    row("the first of two", "function f {\n  input {\n    int a\n  }\n  input {\n    int b\n  }\n}", one);
    row("a bracket too many",
        "function f {\n  input {\n    text b filters=ok:[(\n    int a\n  }\n  stack {\n    int c\n  }\n}",
        {QStringLiteral("b:text! (ok:[()"), QStringLiteral("a:int!")});
}

void ScriptInputsTest::blocks()
{
    QFETCH(const QString, script);
    QTEST(printed(inputsFromScript(script)), "rows");
}

void ScriptInputsTest::nestedOnesArePathsToTheDeepestThatIsTold()
{
    const auto nested = [](int depth) {
        QString text;
        for (int i = 1; i < depth; ++i)
            text += QStringLiteral("object o {\n schema {\n");
        text += QStringLiteral("int a\n");
        for (int i = 1; i < depth; ++i)
            text += QStringLiteral("int z\n}\n}\n");
        return inFunction(text);
    };
    const auto three = inputsFromScript(nested(3));
    QCOMPARE(inputNames(*three), QStringLiteral("o, o.o, o.o.a, o.o.z, o.z"));
    const auto deepest = inputsFromScript(nested(deepestInput));
    QVERIFY(!deepest->isCut);
    QCOMPARE(deepest->rows.size(), 2 * deepestInput - 1);
    const auto tooDeep = inputsFromScript(nested(200));
    QVERIFY(tooDeep->isCut);
    QCOMPARE(tooDeep->rows.size(), 2 * deepestInput - 1);
    QCOMPARE(tooDeep->rows.constLast().path, QStringLiteral("o.z"));
}

void ScriptInputsTest::noMoreThanAPersonReads()
{
    const auto many = inputsFromScript(inFunction(QStringLiteral("int a\n").repeated(5000)));
    QCOMPARE(many->rows.size(), mostInputs);
    QVERIFY(many->isCut);
    const auto longOne = inputsFromScript(
        inFunction(QStringLiteral("text a { description = \"%1\" }").arg(QString(100'000, QLatin1Char('x')))));
    QCOMPARE(longOne->rows.size(), 1);
    QVERIFY(longOne->isCut);
    QVERIFY(longOne->rows.constFirst().description.size() < 3000);
}

void ScriptInputsTest::hostileTexts_data()
{
    QTest::addColumn<QString>("part");
    QTest::addColumn<QString>("tail");
    const auto row = [](const char *name, const char *part, const char *tail = "") {
        QTest::newRow(name) << QString::fromUtf8(part) << QString::fromUtf8(tail);
    };
    row("opening braces", "{");
    row("closing braces", "}");
    row("closing braces and more", "} a ");
    row("brackets", "[(");
    row("questions", "?");
    row("objects", "object a { schema { ");
    row("objects in lines", "object a {\n schema {\n");
    row("open lists", "text a?=[\n");
    row("open lists, not understood", "text a?=[ #\n");
    row("lists that are closed late", "text a?=[\n", "] #\n");
    row("open types", "text[ ");
    row("open texts", "text a?=\"\n");
    row("long texts", "\"\"\"");
    row("long texts in lines", "text a { description = \"\"\"\n");
    row("filters", "filters=a|");
    row("attributes", "text a b=1 ");
    row("attributes in braces", "text a { b = 1 ");
    row("schemas", "text a { schema { } ");
    row("names", "aaaa");
    row("comments", "// a\n");
    row("comments and lines", "// a\n\n");
    row("signs", "\x01#\\");
    row("raw lines", "# a {\n");
    row("commas", ",");
    row("input", "input {");
}

void ScriptInputsTest::hostileTexts()
{
    QFETCH(const QString, part);
    QFETCH(const QString, tail);
    constexpr qsizetype size = 1'000'000;
    const qsizetype times = size / (part.size() + tail.size());
    const QString script
        = QStringLiteral("function f {\n input {\n int first\n") + part.repeated(times) + tail.repeated(times);
    // Of the processor's time, which a busy machine does not lengthen. Tenths of a second, where a walk over the rest for each
    // line takes half a minute, or for each word hours.
    const std::clock_t begin = std::clock();
    const auto inputs = inputsFromScript(script);
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    QVERIFY2(seconds < 3, qPrintable(QString::number(seconds)));
    QVERIFY(inputs && !inputs->rows.isEmpty());
    QCOMPARE(inputs->rows.constFirst().path, QStringLiteral("first"));
}

void ScriptInputsTest::cutAnywhereIsNoHarm()
{
    const QString script
        = inFunction(QString::fromUtf8("// Which\nint[1:3] a?=[1,2] filters=min:1|max:2 { // x\n description = "
                                       "\"\"\"\n y\n\"\"\"\n values = [\"a\",\n\"b\"]\n}\n"
                                       "object b? {\n schema {\n  text \"c d\"?='e' // \xe2\x82\xac\n }\n}\n@ {\n}\n"));
    for (qsizetype size = 0; size <= script.size(); ++size)
        static_cast<void>(inputsFromScript(script.left(size)));
    QRandomGenerator random(7);
    const QString signs = QStringLiteral("{}[]()\"'?=|:,./\n \\$a1@#");
    for (int round = 0; round < 3000; ++round) {
        QString changed = script;
        for (int n = 0; n < 4; ++n)
            changed[random.bounded(changed.size())] = signs.at(random.bounded(signs.size()));
        const auto inputs = inputsFromScript(changed);
        for (const InputRow &row : inputs.value_or(InputRows()).rows)
            QVERIFY2(!row.path.isEmpty() || row.form == InputRow::Form::Input, qPrintable(changed));
    }
}

void ScriptInputsTest::theServersListComesFirst()
{
    const auto known = [](Kind kind, const char *json, const QString &script) {
        ObjectSummary object;
        object.kind = kind;
        object.raw = RawJson::parse(QByteArray(json).replace('\'', '"')).value_or(RawJson());
        object.xanoScript = script;
        return knownInputs(object);
    };
    const QString script = inFunction(QStringLiteral("int b"));
    const auto sent = known(Kind::Endpoint, "{'input':[{'name':'a'}]}", script);
    QVERIFY(sent && !sent->isFromScript);
    QCOMPARE(inputNames(sent->inputs), QStringLiteral("a"));
    for (const char *json : {"{}", "{'input':null}", "{'input':[]}"}) {
        const auto written = known(Kind::Function, json, script);
        QVERIFY2(written && written->isFromScript, json);
        QCOMPARE(inputNames(written->inputs), QStringLiteral("b"));
    }
    const auto none = known(Kind::Endpoint, "{'input':[]}", QStringLiteral("query x {\n}"));
    QVERIFY(none && !none->isFromScript && none->inputs.rows.isEmpty());
    const auto empty = known(Kind::Function, "{}", inFunction({}));
    QVERIFY(empty && empty->isFromScript && empty->inputs.rows.isEmpty());
    QVERIFY(!known(Kind::Function, "{}", QStringLiteral("function x {\n}")));
    QVERIFY(!known(Kind::FunctionHistory, "{'input':[{'name':'a'}]}", script));
}

METASCOPE_TEST(ScriptInputsTest)
#include "scriptinputstest.moc"
