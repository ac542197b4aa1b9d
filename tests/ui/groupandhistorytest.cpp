// SPDX-License-Identifier: GPL-3.0-or-later
// The pages for reading an API group and the runs of a history.
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
using test::part;

namespace {

const QByteArray endpointJson = "{'id':7,'name':'orders','verb':'GET','auth':{},'input':[{'name':'page','type':'int','"
                                "required':true,'default':1},"
                                "{'name':'buyer','type':'int','tableref_id':4},{'name':'o','type':'object','children':["
                                "{'name':'x','type':'text'}]}],"
                                "'xanoscript':{'status':'ok','value':'query orders {\\n}\\n'}}";

} // namespace

class GroupAndHistoryTest final : public QObject {
    Q_OBJECT
    QLocale m_before;

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void cleanupTestCase() { QLocale::setDefault(m_before); }

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

METASCOPE_TEST(GroupAndHistoryTest)
#include "groupandhistorytest.moc"
