// SPDX-License-Identifier: GPL-3.0-or-later
// The pages for reading one object of any kind.
#include "tests/support/testmain.h"
#include "tests/ui/readingviews.h"
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
using namespace metascope::test::reading;
using test::LoneSession;
using test::part;

namespace {

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
        QTRY_VERIFY(!page.findChild<ThinProgress *>()->isRunning());
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
};

METASCOPE_TEST(ReadingPagesTest)
#include "readingpagestest.moc"
