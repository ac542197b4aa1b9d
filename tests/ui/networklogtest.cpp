// SPDX-License-Identifier: GPL-3.0-or-later
// The dock "Network Log", over a client whose server answers what a test says.
#include "tests/support/testmain.h"
#include "tests/ui/activityviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/activity/hardialog.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabWidget>

using namespace metascope;
using namespace std::chrono_literals;
using test::ActivityViews;
using test::rawWorkspaces;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const QByteArray tokenText = "made-up-token-0001";
const Redactor none(nullptr, {});

} // namespace

class NetworkLogTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyViewsSaySo()
    {
        ActivityViews bench;
        QVERIFY2(bench.sentence(bench.log).startsWith(QStringLiteral("No requests yet")),
                 qPrintable(bench.sentence(bench.log)));
        QCOMPARE(bench.sentence(bench.activityDock), QStringLiteral("Nothing runs, and nothing failed lately."));
        for (const char *name : {"clearLog", "exportHar", "copyCurl", "cancelRequest", "clearFailed"})
            QVERIFY2(!bench.button(name)->isEnabled(), name);
        QCOMPARE(bench.table()->accessibleName(), QStringLiteral("Network Log"));
        QCOMPARE(bench.find<QLineEdit>("filterRequests")->accessibleName(), QStringLiteral("Filter Requests"));
    }

    void aRealCallIsListedWithoutItsToken()
    {
        ActivityViews bench([](const StubRequest &) {
            return stubAnswer("{\"id\":18446744073709551615,\"echo\":\"" + tokenText + "\"}", "200 OK",
                              "X-Echo: " + tokenText + "\r\nSet-Cookie: a=b\r\n");
        });
        bench.watch();
        QVERIFY(waitFor(rawWorkspaces(*bench.session)));
        QVERIFY(bench.server.requests.constFirst().head.contains(tokenText)); // it was sent
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        bench.pick(0);
        const QString request = bench.text("exchangeRequest");
        QVERIFY2(request.startsWith(QStringLiteral("GET %1/api:meta/workspace\n").arg(bench.server.url())),
                 qPrintable(request));
        QVERIFY(request.contains(QStringLiteral("Authorization: [redacted]\n")));
        bench.find<QTabWidget>("exchangePane")->setCurrentIndex(1);
        const QString response = bench.text("exchangeResponse");
        QVERIFY2(response.contains(QStringLiteral("  \"id\": 18446744073709551615,\n  \"echo\": \"[redacted]\"\n")),
                 qPrintable(response));
        QVERIFY(response.contains(QStringLiteral("X-Echo: [redacted]")));
        QVERIFY(bench.find<QLabel>("exchangeResponseRemark")->text().contains(QStringLiteral("was left out")));
        QSignalSpy told(bench.log, &NetworkLogDock::statusMessage);
        bench.button("copyCurl")->click();
        const QString command = QGuiApplication::clipboard()->text();
        QVERIFY(command.contains(QStringLiteral("-H \"Authorization: Bearer $XANO_TOKEN\"")));
        QCOMPARE(told.count(), 1);
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.har"));
        bench.log->exportTo(name, true);
        QTRY_VERIFY(QFile::exists(name));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString har = QString::fromUtf8(file.readAll());
        QVERIFY(har.contains(QStringLiteral("18446744073709551615")));
        for (const QString &shown : {request, response, command, har})
            QVERIFY2(!shown.contains(QString::fromLatin1(tokenText)), qPrintable(shown));
        const auto widgets = bench.window.findChildren<QWidget *>();
        for (const QWidget *widget : widgets)
            QVERIFY(!widget->toolTip().contains(QString::fromLatin1(tokenText)));
    }

    void bodiesSayWhatTheyAreNot_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("remark");
        QTest::addColumn<QString>("end");
        QTest::newRow("JSON") << QByteArray(R"({"a":1.0})") << QString() << QStringLiteral("{\n  \"a\": 1.0\n}");
        QTest::newRow("text") << QByteArray("<b>x</b> & y") << QString() << QStringLiteral("\n\n<b>x</b> & y");
        QTest::newRow("none") << QByteArray() << QString() << QStringLiteral("application/json\n");
        QTest::newRow("bytes") << QByteArray("\x00\xff", 2) << QStringLiteral("The body (2 bytes) is no text.")
                               << QStringLiteral("\n\n");
        QTest::newRow("long") << QByteArray(100'000, 'x')
                              << QStringLiteral("The first 65.5 kB of the body's 100.0 kB are kept.")
                              << QStringLiteral("xxx");
    }

    void bodiesSayWhatTheyAreNot()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QString, remark);
        QFETCH(const QString, end);
        ActivityViews bench;
        bench.watch();
        bench.add("GET", QStringLiteral("/a"), 200, body);
        bench.pick(0);
        bench.find<QTabWidget>("exchangePane")->setCurrentIndex(1);
        QVERIFY2(bench.text("exchangeResponse").endsWith(end), qPrintable(bench.text("exchangeResponse").right(80)));
        const auto *label = bench.find<QLabel>("exchangeResponseRemark");
        QCOMPARE(label->isVisible() ? label->text() : QString(), remark);
        QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void anAnswerThatComesIsShown()
    {
        ActivityViews bench;
        bench.watch();
        TrafficLog &written = bench.session->client().traffic();
        TrafficEntry entry;
        entry.method = "GET";
        entry.url = QUrl(QStringLiteral("https://lone.example/api:meta/a"));
        const quint64 number = written.begin(entry, none);
        bench.pick(0);
        bench.find<QTabWidget>("exchangePane")->setCurrentIndex(1);
        QCOMPARE(bench.text("exchangeResponse"), QStringLiteral("No answer yet.\n"));
        written.finish(number, 0, {}, {}, ErrorKind::Network, none);
        QCOMPARE(bench.text("exchangeResponse"), QStringLiteral("No answer: No connection.\n"));
    }

    void filtersAndOffersToClear()
    {
        ActivityViews bench;
        bench.watch();
        bench.add("GET", QStringLiteral("/workspace"), 200);
        bench.add("PUT", QStringLiteral("/workspace/1/table/7/schema"), 500, "{}", ErrorKind::Server);
        auto *filter = bench.find<QLineEdit>("filterRequests");
        filter->setText(QStringLiteral("schema"));
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        filter->setText(QStringLiteral("nothing like that"));
        QCOMPARE(bench.sentence(bench.log), QStringLiteral("No request matches."));
        QVERIFY(!bench.button("exportHar")->isEnabled());
        bench.log->findChild<QPushButton *>(QStringLiteral("emptyAction"))->click();
        QCOMPARE(bench.table()->model()->rowCount(), 2);
        bench.find<QCheckBox>("logOnlyFailed")->click();
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        bench.find<QCheckBox>("logOnlyFailed")->click();
        // A second instance makes the choice among them.
        auto *instances = bench.find<QComboBox>("logInstance");
        QVERIFY(!instances->isVisible());
        TrafficLog other;
        bench.traffic.watch(InstanceId(QStringLiteral("b")), QStringLiteral("A & B"), other);
        QVERIFY(instances->isVisible());
        instances->setCurrentIndex(instances->findText(QStringLiteral("A & B")));
        QCOMPARE(bench.table()->model()->rowCount(), 0);
        bench.traffic.unwatch(InstanceId(QStringLiteral("b")));
        QVERIFY(!instances->isVisible());
        QCOMPARE(bench.table()->model()->rowCount(), 2);
    }

    void aPauseIsSeenAndEnds()
    {
        ActivityViews bench;
        bench.watch();
        bench.add("GET", QStringLiteral("/first"), 200);
        QPushButton *pause = bench.button("pauseLog");
        QCOMPARE(pause->text(), QStringLiteral("Pause"));
        pause->click();
        QCOMPARE(pause->text(), QStringLiteral("Resume"));
        QCOMPARE(pause->accessibleName(), pause->text());
        QCOMPARE(bench.find<QLabel>("logPaused")->text(), QStringLiteral("Paused"));
        bench.add("GET", QStringLiteral("/second"), 200);
        bench.add("GET", QStringLiteral("/third"), 200);
        QCOMPARE(bench.table()->model()->rowCount(), 1);
        QCOMPARE(bench.find<QLabel>("logPaused")->text(), QStringLiteral("Paused, 2 requests came meanwhile"));
        pause->click();
        QCOMPARE(bench.table()->model()->rowCount(), 3);
        QVERIFY(!bench.find<QLabel>("logPaused")->isVisible());
        bench.button("clearLog")->click();
        QCOMPARE(bench.table()->model()->rowCount(), 0);
        QVERIFY(!bench.button("clearLog")->isEnabled());
    }

    void theListStaysAtItsEndUntilSomebodyScrolls()
    {
        ActivityViews bench;
        bench.watch();
        for (int i = 0; i < 60; ++i)
            bench.add("GET", QStringLiteral("/%1").arg(i), 200);
        QScrollBar *bar = bench.table()->verticalScrollBar();
        QTRY_VERIFY(bar->maximum() > 0 && bar->value() == bar->maximum());
        bar->setValue(3);
        bench.add("GET", QStringLiteral("/more"), 200);
        const int before = bar->maximum();
        QTRY_VERIFY(bar->maximum() >= before);
        QCOMPARE(bar->value(), 3);
    }

    void theMenuHoldsOnlyWhatTheMainMenuCanHold()
    {
        ActivityViews bench;
        bench.watch();
        bench.add("GET", QStringLiteral("/a"), 200);
        bench.pick(0);
        const QRect cell = bench.table()->visualRect(bench.table()->model()->index(0, 0));
        Q_EMIT bench.table()->customContextMenuRequested(cell.center());
        auto *menu = bench.log->findChild<QMenu *>();
        QVERIFY(menu);
        QStringList texts;
        const auto actions = menu->actions();
        for (QAction *action : actions) {
            if (action->isSeparator())
                continue;
            QVERIFY2(bench.log->actions().all().contains(action), qPrintable(action->text()));
            QVERIFY(!action->objectName().isEmpty());
            texts.append(action->text().remove(u'&'));
        }
        QCOMPARE(texts,
                 (QStringList{QStringLiteral("Copy as cURL"), QStringLiteral("Copy Address"),
                              QStringLiteral("Export HAR…"), QStringLiteral("Pause"), QStringLiteral("Clear")}));
        menu->close();
        bench.log->actions().copyAddress->trigger();
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("https://lone.example/api:meta/a"));
    }

    void exportingAsksForBodiesAndTellsTheOutcome()
    {
        ActivityViews bench;
        bench.watch();
        bench.add("PUT", QStringLiteral("/a"), 200, R"({"name":"made-up-name"})");
        bench.button("exportHar")->click();
        auto *dialog = bench.find<HarDialog>("harDialog");
        QVERIFY(dialog);
        QVERIFY(!dialog->findChild<QCheckBox *>(QStringLiteral("harBodies"))->isChecked());
        QCOMPARE(test::unnamed(dialog), QStringList());
        QCOMPARE(test::cutOrCovered(dialog), QStringList());
        dialog->findChild<QPushButton *>(QStringLiteral("harSave"))->click();
        auto *files = bench.find<QFileDialog>("harFileDialog");
        QVERIFY(files);
        QCOMPARE(files->acceptMode(), QFileDialog::AcceptSave);
        files->reject();
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a & b.har"));
        const auto told = [&bench] {
            const auto *bar = bench.log->findChild<MessageBar *>();
            return bar->isVisible() ? bar->text() : QString();
        };
        bench.log->exportTo(name, false);
        QTRY_VERIFY2(told().contains(QStringLiteral("1 request was written to ") + name), qPrintable(told()));
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("made-up-name"));
        bench.log->exportTo(folder.filePath(QStringLiteral("nowhere/a.har")), false);
        QTRY_VERIFY2(told().startsWith(QStringLiteral("Error: ")) && told().contains(QStringLiteral("nowhere/a.har")),
                     qPrintable(told()));
    }

    void everythingIsNamedAndHasRoom()
    {
        ActivityViews bench([](const StubRequest &) { return QByteArray(); });
        bench.watch();
        const Reply<RawJson> reply = rawWorkspaces(*bench.session);
        bench.add("PUT", QStringLiteral("/a"), 500, R"({"name":"x"})", ErrorKind::Server);
        bench.button("pauseLog")->click();
        bench.add("GET", QStringLiteral("/b"), 200);
        bench.pick(0);
        QTRY_COMPARE(bench.calls()->model()->rowCount(), 1);
        QCOMPARE(test::unnamed(&bench.window), QStringList());
        QCOMPARE(test::cutOrCovered(&bench.window), QStringList());
    }
};

METASCOPE_TEST(NetworkLogTest)
#include "networklogtest.moc"
