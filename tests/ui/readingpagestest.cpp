// SPDX-License-Identifier: GPL-3.0-or-later
// The pages for reading: one object of any kind, an API group, and the runs of a history.
#include "app/session/seenruns.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"
#include "tests/ui/look.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/code/codepane.h"
#include "ui/editors/code/codeview.h"
#include "ui/editors/facts/factform.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/facttable.h"
#include "ui/editors/facts/swatch.h"
#include "ui/editors/group/grouppage.h"
#include "ui/editors/overview/historypage.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTextEdit>

using namespace metascope;
using test::part;
using test::LoneSession;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;

namespace {

/// `'` stands for a quote: moc 6.4 loses its way in raw literals.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

ObjectSummary object(Kind kind, const QByteArray &json)
{
    ObjectSummary made;
    made.kind = kind;
    made.key = QStringLiteral("3");
    made.name = QStringLiteral("n");
    made.raw = RawJson::parse(quoted(json)).value_or(RawJson());
    return made;
}

/// "Label=value" of all but kind and id.
QStringList told(Kind kind, const QByteArray &json)
{
    QStringList lines;
    const QList<Fact> facts = FactList::all(object(kind, json));
    for (const Fact &fact : facts)
        lines.append(fact.label + QLatin1Char('=') + fact.value
                     + (fact.more.isEmpty() ? QString() : QLatin1Char('|') + fact.more)
                     + (fact.swatch.isEmpty() ? QString() : QLatin1Char('#') + fact.swatch));
    return lines.mid(2);
}

/// A server that answers by the path's end, and a session to it.
struct Server {
    QMap<QByteArray, QByteArray> answers; ///< by what the path ends with
    QByteArray status = "200 OK";
    StubServer stub{[this](const StubRequest &request) {
        const QByteArray path = request.target.left(request.target.indexOf('?') < 0 ? request.target.size()
                                                                                    : request.target.indexOf('?'));
        if (status != "200 OK")
            return stubAnswer(R"({"code":"ERROR","message":"made up"})", status);
        for (auto it = answers.cbegin(); it != answers.cend(); ++it)
            if (path.endsWith(it.key()))
                return stubAnswer(quoted(it.value()));
        return stubAnswer(R"({"code":"ERROR_CODE_NOT_FOUND","message":""})", "404 Not Found");
    }};
    LoneSession session{stub.url()};

    [[nodiscard]] EditorRequest request(Kind kind, const QString &key, const QString &name)
    {
        EditorRequest made;
        made.path = NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(1), kind);
        made.path.object = key;
        made.name = name;
        made.target.workspace = WorkspaceId(1);
        made.target.branch = BranchLabel(QStringLiteral("v1"));
        made.session = session.session.get();
        return made;
    }
    [[nodiscard]] qsizetype asked() const { return stub.requests.size(); }
};

struct Look : test::Look {
    SeenRuns runs;
    ReadingParts parts{theme, icons};
};

QString cell(FactTable *table, int row, int column)
{
    return table->model()->index(row, column).data().toString();
}

QStringList rowsOf(FactTable *table)
{
    QStringList rows;
    for (int row = 0; row < table->model()->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells.append(cell(table, row, column));
        rows.append(cells.join(QLatin1Char('|')));
    }
    return rows;
}

const QByteArray endpointJson = "{'id':7,'name':'orders','verb':'GET','auth':{},'input':[{'name':'page','type':'int','"
                                "required':true,'default':1},"
                                "{'name':'buyer','type':'int','tableref_id':4},{'name':'o','type':'object','children':["
                                "{'name':'x','type':'text'}]}],"
                                "'xanoscript':{'status':'ok','value':'query orders {\\n}\\n'}}";

} // namespace

class ReadingPagesTest final : public QObject {
    Q_OBJECT
    QLocale m_before;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanupTestCase() { QLocale::setDefault(m_before); }

    void factsOfEachKind_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QStringList>("facts");
        QTest::newRow("a file")
            << Kind::File
            << QByteArray(
                   "{'id':3,'size':481920,'type':'image','mime':'image/png','path':'/vault/a.png','access':'private'}")
            << QStringList{QStringLiteral("Size=481.9 kB|481,920 bytes"), QStringLiteral("Type=image"),
                           QStringLiteral("Media type=image/png"), QStringLiteral("Path=/vault/a.png"),
                           QStringLiteral("Access=private")};
        QTest::newRow("a branch") << Kind::Branch
                                  << QByteArray("{'label':'v2','live':false,'backup':'false','color':'#ebc346'}")
                                  << QStringList{QStringLiteral("label=v2"), QStringLiteral("Live=no"),
                                                 QStringLiteral("Backup=false"),
                                                 QStringLiteral("Color=#ebc346##ebc346")};
        QTest::newRow("a colour that is none") << Kind::DataSource << QByteArray("{'color':'url(file:///etc/passwd)'}")
                                               << QStringList{QStringLiteral("Color=url(file:///etc/passwd)")};
        QTest::newRow("a host")
            << Kind::StaticHost
            << QByteArray("{'name':'n','dev':{'host':'a.invalid','custom':''},'git':{'repo':'r','private_key':'k'}}")
            << QStringList{QStringLiteral("dev.host=a.invalid"), QStringLiteral("git.repo=r"),
                           QStringLiteral("git.private_key=[redacted]")};
        QTest::newRow("a run") << Kind::RequestHistory
                               << QByteArray("{'duration':0.025,'status':404,'verb':'GET','uri':'https://a.invalid/"
                                             "o?token=t1&x=2','input':{'a':1},'api_id':2}")
                               << QStringList{QStringLiteral("Duration=25 ms|0.025 s"), QStringLiteral("Status=404"),
                                              QStringLiteral("Method=GET"),
                                              QStringLiteral("URI=https://a.invalid/o?token=[redacted]&x=2"),
                                              QStringLiteral("api_id=2")};
        QTest::newRow("cache and authentication") << Kind::Endpoint
                                                  << QByteArray("{'cache':{'active':true,'ttl':60,'input':true,'auth':"
                                                                "false,'headers':['X-A'],'env':[]},'auth':{'id':4}}")
                                                  << QStringList{QStringLiteral("Cache=on for 60 s, by inputs, X-A"),
                                                                 QStringLiteral("Authentication=table 4")};
        QTest::newRow("off and none") << Kind::Endpoint
                                      << QByteArray("{'cache':{'active':false,'ttl':60},'auth':false}")
                                      << QStringList{QStringLiteral("Cache=off"),
                                                     QStringLiteral("Authentication=none")};
        QTest::newRow("unknown members, exact and in order")
            << Kind::Release
            << QByteArray("{'z':18446744073709551615,'a':[1.0,'b'],'none':null,'hotfix':true,'run_at':1700000000000}")
            << QStringList{
                   QStringLiteral("z=18446744073709551615"), QStringLiteral("a=1.0, b"), QStringLiteral("Hotfix=yes"),
                   QStringLiteral("run_at=")
                       + FactList::moment(QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC), QTimeZone::utc())};
        QTest::newRow("odd types") << Kind::File
                                   << QByteArray("{'size':'big','mime':{'a':{'b':{'c':{'d':1}}}},'access':null}")
                                   << QStringList{QStringLiteral("Size=big"),
                                                  QStringLiteral("mime.a.b={\"c\":{\"d\":1}}")};
    }

    void factsOfEachKind()
    {
        QFETCH(Kind, kind);
        QFETCH(QByteArray, json);
        QTEST(told(kind, json), "facts");
    }

    void anEndpointWithItsInputs()
    {
        Server server;
        server.answers["/api/7"] = endpointJson;
        Look look;
        look.parts.nameOf = [](const QString &key) {
            return key == QLatin1String("acme/1/table/4") ? QStringLiteral("customer") : QString();
        };
        QStringList read;
        look.parts.wasRead = [&read](const EditorRequest &, const ObjectSummary &each) { read.append(each.name); };
        EditorRequest wanted = server.request(Kind::Endpoint, QStringLiteral("7"), QStringLiteral("GET orders"));
        wanted.path.group = ObjectId(5);
        FactsPage page(wanted, look.parts);
        page.resize(900, 700);
        page.show();
        QTRY_COMPARE(read, QStringList{QStringLiteral("orders")});
        QCOMPARE(server.asked(), 1);
        QCOMPARE(page.title(), QStringLiteral("GET orders"));
        auto *table = part<FactTable>(page, "inputs");
        QVERIFY(table && table->isVisible());
        QCOMPARE(table->model()->rowCount(), 4);
        QCOMPARE(cell(table, 0, 2), QStringLiteral("yes"));
        QCOMPARE(cell(table, 0, 4), QStringLiteral("1"));
        QCOMPARE(cell(table, 1, 1), QStringLiteral("int → customer"));
        QCOMPARE(cell(table, 3, 0), QStringLiteral("o.x"));
        QVERIFY(!part<QLabel>(page, "inputsNote")->isVisible());
        QCOMPARE(page.findChild<CodePane *>()->text(), QStringLiteral("query orders {\n}\n"));
        QCOMPARE(test::unnamed(&page), QStringList());
        QCOMPARE(test::cutOrCovered(&page), QStringList());
        // Without inputs and script there are sentences.
        server.answers["/api/7"] = "{'id':7,'name':'orders','verb':'GET','input':[]}";
        page.reload();
        QTRY_COMPARE(read.size(), 2);
        QVERIFY(!table->isVisible());
        QCOMPARE(part<QLabel>(page, "inputsNote")->text(), QStringLiteral("It takes no inputs."));
        QVERIFY(!page.findChild<CodePane *>()->isVisible());
        QVERIFY(part<QTabWidget>(page, "factsTabs")->isVisible());
    }

    void theInputsOfAScript()
    {
        Server server;
        server.answers["/function/3"]
            = "{'id':3,'name':'ship','xanoscript':{'status':'ok','value':'function ship {\\n  input {\\n"
              "    int order_id {\\n      table = \\'order\\'\\n    }\\n"
              "    text note?=now filters=trim|max:10 // of the clerk\\n"
              "    dblink {\\n      table = \\'parcel\\'\\n    }\\n    ?? <b>odd</b>\\n  }\\n}'}}";
        Look look;
        FactsPage page(server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("x")), look.parts);
        page.resize(1000, 700);
        page.show();
        QTRY_COMPARE(page.title(), QStringLiteral("ship"));
        auto *table = part<FactTable>(page, "inputs");
        QVERIFY(table && table->isVisible());
        QCOMPARE(rowsOf(table),
                 (QStringList{QStringLiteral("order_id|int → order|yes|no|||"),
                              QStringLiteral("note|text|no|no|now|trim|max:10|of the clerk"),
                              QStringLiteral("dblink|dblink → parcel|||||"), QStringLiteral("?? <b>odd</b>|–|||||")}));
        QVERIFY(!table->isColumnHidden(5));
        const auto *note = part<QLabel>(page, "inputsNote");
        QVERIFY(note->isVisible());
        QCOMPARE(note->text(),
                 QStringLiteral("Read from the XanoScript. 1 line could not be understood: shown as written."));
        QCOMPARE(test::unnamed(&page), QStringList());
        QCOMPARE(test::cutOrCovered(&page), QStringList());
        // Without filters there is no column for them.
        server.answers["/function/3"]
            = "{'id':3,'name':'again','xanoscript':{'status':'ok','value':'function ship {\\n  input {\\n"
              "    int order_id\\n  }\\n}'}}";
        page.reload();
        QTRY_COMPARE(page.title(), QStringLiteral("again"));
        QCOMPARE(rowsOf(table), QStringList{QStringLiteral("order_id|int|yes|no|||")});
        QVERIFY(table->isColumnHidden(5));
        QCOMPARE(note->text(), QStringLiteral("Read from the XanoScript."));
        // A script without such a block tells nothing of inputs.
        server.answers["/function/3"]
            = "{'id':3,'name':'none','xanoscript':{'status':'ok','value':'function ship {\\n}'}}";
        page.reload();
        QTRY_COMPARE(page.title(), QStringLiteral("none"));
        QVERIFY(!table->isVisible() && !note->isVisible() && !part<QLabel>(page, "inputsTitle")->isVisible());
    }

    void aLineIsShownWhenItsTextArrives()
    {
        Server server;
        server.answers["/function/3"] = "{'id':3,'name':'ship','xanoscript':'a\\nb\\nc\\n'}";
        Look look;
        EditorRequest wanted = server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("ship"));
        ReplyPromise<std::optional<LastRead>> promise;
        look.parts.lastKnown = [&promise](const EditorRequest &) { return promise.reply(); };
        ObjectSummary kept = object(Kind::Function, "{}");
        kept.xanoScript = QStringLiteral("a\nold\n");
        FactsPage page(wanted, look.parts);
        page.resize(700, 600);
        page.show();
        page.showSpot({2, {}}); // nothing is there yet
        promise.resolve(std::optional(LastRead{kept, QDateTime::currentDateTimeUtc()}));
        const auto selected = [&page] {
            const auto *pane = page.findChild<CodePane *>();
            return pane && pane->view() ? pane->view()->selectedText() : QString();
        };
        QTRY_COMPARE(selected(), QStringLiteral("b")); // of what the server said, not of what was kept
        auto *pane = page.findChild<CodePane *>();
        // Read again, it is left where the person is.
        pane->view()->goToLine(1);
        page.reload();
        QTRY_COMPARE(server.asked(), 2);
        QTRY_VERIFY(!page.findChild<ThinProgress *>()->isVisible());
        QCOMPARE(pane->view()->currentLine(), 1);
        // In what is open already, and beyond its end.
        page.showSpot({3, {}});
        QCOMPARE(selected(), QStringLiteral("c"));
        page.showSpot({99, {}});
        QCOMPARE(pane->view()->currentLine(), pane->view()->lineCount());
        page.showSpot({0, QStringLiteral("field")});
        QCOMPARE(pane->view()->currentLine(), pane->view()->lineCount());
    }

    void whatIsShownStaysWhenItIsDeleted()
    {
        Server server;
        server.answers["/function/3"] = "{'id':3,'name':'ship','guid':'g1','xanoscript':'function ship {}'}";
        Look look;
        FactsPage page(server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("x")), look.parts);
        page.show();
        auto *bar = page.findChild<MessageBar *>();
        QTRY_COMPARE(page.findChild<FactForm *>()->facts().size(), 3);
        const auto facts = page.findChild<FactForm *>()->facts();
        server.answers.clear();
        page.reload();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->text().contains(QStringLiteral("It is not on the server any more")));
        QVERIFY(bar->text().contains(QStringLiteral("UTC")));
        QCOMPARE(page.findChild<FactForm *>()->facts(), facts);
        QCOMPARE(page.findChild<CodePane *>()->text(), QStringLiteral("function ship {}"));
        // It comes back.
        server.answers["/function/3"] = "{'id':3,'name':'ship2','guid':'g1'}";
        part<QPushButton>(*bar, "messageAction")->click();
        QTRY_COMPARE(page.title(), QStringLiteral("ship2"));
        QVERIFY(!bar->isVisible());
    }

    void aListWithoutItSaysThatItIsGone()
    {
        Server server;
        server.answers["/function/3"] = "{'id':3,'name':'ship','guid':'g1'}";
        Look look;
        FactsPage page(server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("ship")), look.parts);
        page.show();
        auto *bar = page.findChild<MessageBar *>();
        page.objectGone(); // the answer that is under way tells
        QVERIFY(!bar->isVisible());
        QTRY_COMPARE(page.findChild<FactForm *>()->facts().size(), 3);
        page.objectGone();
        QVERIFY(bar->isVisible());
        QCOMPARE(bar->kind(), MessageBar::Kind::Warning);
        QVERIFY2(bar->text().contains(QStringLiteral("It is not on the server any more. What is shown was read on")),
                 qPrintable(bar->text()));
        QCOMPARE(page.findChild<FactForm *>()->facts().size(), 3);
        // It is asked for again by hand.
        part<QPushButton>(*bar, "messageAction")->click();
        QTRY_VERIFY(!bar->isVisible());
    }

    void anErrorCanBeRetried()
    {
        Server server;
        server.status = "403 Forbidden";
        Look look;
        FactsPage page(server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("a&b <img src=x>")),
                       look.parts);
        page.show();
        auto *bar = page.findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(bar->kind(), MessageBar::Kind::Error);
        QCOMPARE(part<ElidedLabel>(page, "factsHeading")->text(), QStringLiteral("a&b <img src=x>"));
        server.status = "200 OK";
        server.answers["/function/3"] = "{'id':3,'name':'ship'}";
        part<QPushButton>(*bar, "messageAction")->click();
        QTRY_COMPARE(page.title(), QStringLiteral("ship"));
        QVERIFY(!bar->isVisible());
    }

    void withoutNetworkTheLastKnownIsDated()
    {
        Look look;
        const LoneSession session(QStringLiteral("http://127.0.0.1:9"));
        EditorRequest wanted;
        wanted.path = NodePath::ofKind(InstanceId(QStringLiteral("acme")), WorkspaceId(1), Kind::Function);
        wanted.path.object = QStringLiteral("3");
        wanted.name = QStringLiteral("ship");
        wanted.session = session.session.get();
        ReplyPromise<std::optional<LastRead>> promise;
        look.parts.lastKnown = [&promise](const EditorRequest &) { return promise.reply(); };
        FactsPage page(wanted, look.parts);
        page.show();
        auto *bar = page.findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QCOMPARE(bar->kind(), MessageBar::Kind::Error); // nothing is known yet
        promise.resolve(std::optional(
            LastRead{object(Kind::Function, "{'guid':'g1'}"), QDateTime(QDate(2024, 5, 1), QTime(10, 32), Qt::UTC)}));
        QTRY_COMPARE(page.findChild<FactForm *>()->facts().size(), 3);
        QCOMPARE(bar->kind(), MessageBar::Kind::Warning);
        QVERIFY2(bar->text().contains(QStringLiteral("10:32")), qPrintable(bar->text()));
        page.setTimeZone(QTimeZone("Asia/Tokyo"));
        QVERIFY2(bar->text().contains(QStringLiteral("7:32")), qPrintable(bar->text()));
    }

    void aRunIsShownWithoutItsSecretsAndWithoutACall()
    {
        Server server;
        Look look;
        look.parts.runs = &look.runs;
        ObjectSummary run = object(
            Kind::RequestHistory,
            "{'id':3,'uri':'https://a.invalid/o','verb':'GET','input':{'password':'pw1','n':1e400},'output':{},"
            "'request_headers':['Accept: a/b','Authorization: Bearer made-up','no colon'],"
            "'response_headers':['Set-Cookie: sid=1']}");
        run.verb = QStringLiteral("GET");
        EditorRequest wanted = server.request(Kind::RequestHistory, QStringLiteral("3"), QStringLiteral("GET /o"));
        NodePath history = wanted.path;
        history.object.clear();
        look.runs.add(history, {run});
        FactsPage page(wanted, look.parts);
        page.show();
        auto *tabs = part<QTabWidget>(page, "factsTabs");
        QVERIFY(tabs);
        QStringList titles;
        QString all;
        for (int i = 0; i < tabs->count(); ++i) {
            titles.append(tabs->tabText(i));
            all += tabs->widget(i)->findChild<CodePane *>()->text();
        }
        QCOMPARE(titles,
                 (QStringList{QStringLiteral("Input"), QStringLiteral("Output"), QStringLiteral("Request Headers"),
                              QStringLiteral("Response Headers")}));
        QVERIFY(all.contains(QStringLiteral("1e400")) && all.contains(QStringLiteral("Accept: a/b"))
                && all.contains(QStringLiteral("no colon")));
        QVERIFY2(!all.contains(QStringLiteral("pw1")) && !all.contains(QStringLiteral("made-up"))
                     && !all.contains(QStringLiteral("sid=1")),
                 qPrintable(all));
        QVERIFY(!part<QWidget>(page, "inputs"));
        QCOMPARE(server.asked(), 0);
    }

    void aLiveBranchAndAColour()
    {
        Server server;
        server.answers["/branch/v1"] = "{'label':'v1','live':true,'color':'#ebc346'}";
        Look look;
        FactsPage page(server.request(Kind::Branch, QStringLiteral("v1"), QStringLiteral("v1")), look.parts);
        page.show();
        QTRY_VERIFY(page.findChild<Swatch *>());
        QCOMPARE(page.findChild<Swatch *>()->color(), QColor(0xeb, 0xc3, 0x46));
        QCOMPARE(page.findChild<Badge *>()->text(), QStringLiteral("LIVE"));
        QVERIFY(!part<QWidget>(page, "factsTabs")); // there is no code
    }

    void hostileTextIsText()
    {
        Server server;
        const QByteArray name = "<img src=file:///etc/passwd>\\n\\u202e & 😀" + QByteArray("x").repeated(10'000);
        server.answers["/function/3"] = "{'id':3,'name':'" + name + "','docs':'" + name + "','" + "<b>k</b>"
            + "':'v','input':[{'name':'" + name + "','type':'<b>t</b>','description':'" + name + "'}]}";
        Look look;
        FactsPage page(server.request(Kind::Function, QStringLiteral("3"), QStringLiteral("x")), look.parts);
        page.resize(700, 600);
        page.show();
        QTRY_VERIFY(page.title().startsWith(QStringLiteral("<img")));
        QVERIFY(page.findChild<FactForm *>()->facts().constLast().label == QStringLiteral("<b>k</b>"));
        const auto *table = part<FactTable>(page, "inputs");
        const QString tip = table->model()->index(0, 0).data(Qt::ToolTipRole).toString();
        QVERIFY(tip.size() < 20'000 && !tip.contains(QStringLiteral("<img")));
        QVERIFY(!page.grab().isNull());
        QVERIFY(page.width() == 700);
    }

    void aGroupTellsTheInputsOfScripts()
    {
        Server server;
        server.answers["/apigroup/5"] = "{'id':5,'name':'shop'}";
        server.answers["/apigroup/5/api"]
            = "{'items':[{'id':7,'name':'a','verb':'GET','xanoscript':{'status':'ok','value':'query a {\\n  input {"
              "\\n    int page?\\n    object o {\\n      schema {\\n        text x\\n      }\\n    }\\n  }\\n}'}},"
              "{'id':8,'name':'b','verb':'GET','input':[{'name':'sent'}]}],'nextPage':null}";
        Look look;
        GroupPage page(server.request(Kind::ApiGroup, QStringLiteral("5"), QStringLiteral("shop")), look.parts);
        page.resize(1000, 700);
        page.show();
        auto *table = part<FactTable>(page, "endpoints");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QCOMPARE(cell(table, 0, 2), QStringLiteral("page, o, o.x"));
        QCOMPARE(cell(table, 1, 2), QStringLiteral("sent"));
        QVERIFY(part<QLabel>(page, "endpointNote")->isVisible());
        QCOMPARE(part<QLabel>(page, "endpointNote")->text(),
                 QStringLiteral("Some inputs are read from the XanoScript of their endpoints."));
    }

    void aGroupWithItsEndpoints()
    {
        Server server;
        server.answers["/apigroup/5"] = "{'id':5,'name':'shop','canonical':'grp2'}";
        server.answers["/apigroup/5/api"] = "{'items':[" + endpointJson
            + ",{'id':8,'name':'orders/{id}','verb':'DELETE','auth':{'id':4},'tag':['a','b'],"
              "'updated_at':'2023-04-19 21:01:32+0000'},{'id':8,'name':'twice','verb':'GET'}],'nextPage':null}";
        Look look;
        qsizetype listed = 0;
        look.parts.wasListed
            = [&listed](const EditorRequest &, const NodePath &parent, const QList<ObjectSummary> &all) {
                  if (parent.key() == QLatin1String("acme/1/apigroup/5"))
                      listed = all.size();
              };
        GroupPage page(server.request(Kind::ApiGroup, QStringLiteral("5"), QStringLiteral("shop")), look.parts);
        page.resize(1000, 700);
        page.show();
        QTRY_COMPARE(listed, 3);
        QCOMPARE(server.asked(), 2);
        auto *table = part<FactTable>(page, "endpoints");
        QCOMPARE(table->model()->rowCount(), 2);
        QCOMPARE(cell(table, 0, 1), QStringLiteral("orders"));
        QCOMPARE(cell(table, 0, 2), QStringLiteral("page, buyer, o, o.x"));
        QCOMPARE(cell(table, 0, 3), QStringLiteral("none"));
        QCOMPARE(cell(table, 1, 3), QStringLiteral("table 4"));
        QCOMPARE(cell(table, 1, 4), QStringLiteral("a, b"));
        QVERIFY(part<QLabel>(page, "endpointNote")->isVisible()); // one of them does not tell its inputs
        QCOMPARE(part<QLabel>(page, "endpointCount")->text(), QStringLiteral("2 endpoints"));
        // By another column.
        table->sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(cell(table, 0, 0), QStringLiteral("DELETE"));
        // Enter opens.
        QSignalSpy wanted(&page, &Editor::objectRequested);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(wanted.count(), 1);
        const auto path = wanted.first().first().value<NodePath>();
        QCOMPARE(path.key(), QStringLiteral("acme/1/apigroup/5/endpoint/8"));
        QCOMPARE(wanted.first().at(1).toString(), QStringLiteral("DELETE orders/{id}"));
        // The filter.
        auto *filter = part<QLineEdit>(page, "endpointFilter");
        filter->setText(QStringLiteral("delete ord"));
        QCOMPARE(table->model()->rowCount(), 1);
        QCOMPARE(part<QLabel>(page, "endpointCount")->text(), QStringLiteral("1 of 2"));
        filter->setText(QStringLiteral("nothing like it"));
        auto *clear = part<QPushButton>(*part<QWidget>(page, "endpointEmpty"), "emptyAction");
        QTRY_VERIFY(clear->isVisible() && !table->isVisible());
        clear->click();
        QVERIFY(table->isVisible());
        QCOMPARE(test::unnamed(&page), QStringList());
        QCOMPARE(test::cutOrCovered(&page), QStringList());
        // What was read stays when it cannot be read again.
        server.status = "403 Forbidden";
        page.reload();
        QTRY_VERIFY(part<QLabel>(page, "endpointNote")->text().contains(QStringLiteral("could not be read again")));
        QCOMPARE(table->model()->rowCount(), 2);
    }

    void aGroupWithoutEndpointsSaysSo()
    {
        Server server;
        server.answers["/apigroup/5"] = "{'id':5,'name':'shop'}";
        server.answers["/apigroup/5/api"] = "[]";
        Look look;
        GroupPage page(server.request(Kind::ApiGroup, QStringLiteral("5"), QStringLiteral("shop")), look.parts);
        page.show();
        const auto sentence = [&page] {
            QString all;
            for (const auto *label : page.findChildren<QLabel *>(QStringLiteral("emptySentence")))
                all += label->isVisible() ? label->text() : QString();
            return all;
        };
        QTRY_VERIFY(sentence().contains(QStringLiteral("no endpoints")));
    }

    void historyComesInPages()
    {
        const auto runs = [](int from, int count) {
            QByteArray list;
            for (int i = 0; i < count; ++i)
                list += (i ? ",{'id':" : "{'id':") + QByteArray::number(from - i) + ",'verb':'GET','status':"
                    + (i % 5 == 0 ? "500" : "200") + ",'duration':0.0" + QByteArray::number(10 + i)
                    + ",'created_at':" + QByteArray::number(1'700'000'000'000 + (from - i) * 1000)
                    + ",'uri':'https://a.invalid/api:g/orders/" + QByteArray::number(from - i) + "?token=t1'}";
            return list;
        };
        Server server;
        server.answers["/request_history"] = "{'curPage':1,'nextPage':2,'items':[" + runs(100, 50) + "]}";
        Look look;
        look.parts.runs = &look.runs;
        EditorRequest wanted = server.request(Kind::RequestHistory, QString(), QStringLiteral("Requests"));
        HistoryPage page(wanted, look.parts);
        page.resize(900, 600);
        page.show();
        auto *table = part<FactTable>(page, "historyRuns");
        QTRY_COMPARE(table->model()->rowCount(), 50);
        QVERIFY(server.stub.requests.constFirst().target.contains("per_page=50"));
        QCOMPARE(cell(table, 0, 2), QStringLiteral("/api:g/orders/100"));
        QCOMPARE(cell(table, 0, 3), QStringLiteral("500"));
        QCOMPARE(cell(table, 0, 4), QStringLiteral("10 ms"));
        auto *more = part<QPushButton>(page, "historyMore");
        QVERIFY(more->isEnabled());
        // Two ran meanwhile: the page repeats two, and names itself as the next.
        server.answers["/request_history"] = "{'curPage':2,'nextPage':2,'items':[" + runs(52, 50) + "]}";
        more->click();
        QTRY_COMPARE(table->model()->rowCount(), 98);
        QVERIFY(server.stub.requests.constLast().target.contains("page=2"));
        QVERIFY(!more->isEnabled());
        QCOMPARE(part<QLabel>(page, "historyCount")->text(), QStringLiteral("98 runs loaded"));
        auto *filter = part<QLineEdit>(page, "historyFilter");
        filter->setText(QStringLiteral("orders/77"));
        QCOMPARE(table->model()->rowCount(), 1);
        QSignalSpy opened(&page, &Editor::objectRequested);
        table->setCurrentIndex(table->model()->index(0, 0));
        QTest::keyClick(table, Qt::Key_Enter);
        const auto path = opened.first().first().value<NodePath>();
        QCOMPARE(path.object, QStringLiteral("77"));
        QCOMPARE(path.kind, std::optional(Kind::RequestHistory));
        QVERIFY(look.runs.find(path));
        const auto tips = table->model()->index(0, 2).data(Qt::ToolTipRole).toString();
        QVERIFY2(!tips.contains(QStringLiteral("t1")), qPrintable(tips));
        QCOMPARE(test::unnamed(&page), QStringList());
        // Without network what is there stays.
        server.status = "403 Forbidden";
        page.reload();
        QTRY_VERIFY(page.findChild<MessageBar *>()->isVisible());
        filter->clear();
        QCOMPARE(table->model()->rowCount(), 98);
    }

    void runsOfFunctionsHaveNames()
    {
        Server server;
        server.answers["/function_history"] = "[{'id':2,'function_id':3,'duration':1.5},{'id':1,'function_id':4}]";
        Look look;
        look.parts.nameOf = [](const QString &key) {
            return key == QLatin1String("acme/1/function/3") ? QStringLiteral("ship_order") : QString();
        };
        HistoryPage page(server.request(Kind::FunctionHistory, QString(), QStringLiteral("Function Runs")), look.parts);
        page.show();
        auto *table = part<FactTable>(page, "historyRuns");
        QTRY_COMPARE(table->model()->rowCount(), 2);
        QVERIFY(table->isColumnHidden(1) && table->isColumnHidden(3));
        QStringList names{cell(table, 0, 2), cell(table, 1, 2)};
        names.sort();
        QCOMPARE(names, (QStringList{QStringLiteral("Function 4"), QStringLiteral("ship_order")}));
    }
};

METASCOPE_TEST(ReadingPagesTest)
#include "readingpagestest.moc"
