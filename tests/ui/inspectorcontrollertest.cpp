// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector shows of a selection, and what it asks for when the person says so.
#include "ui/inspector/inspectorcontroller.h"
#include "tests/support/testmain.h"
#include "tests/ui/findviews.h"
#include "ui/widgets/elidedlabel.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QTreeWidget>

using namespace metascope;
using test::KnownShop;
using test::stubAnswer;
using test::StubRequest;

namespace {

struct Bench : KnownShop {
    explicit Bench(test::StubServer::Answer answer = {}, bool hasCache = true)
        : KnownShop(std::move(answer)), dock(new InspectorDock(theme, icons, &window)),
          controller({house.sessions, hasCache ? &cache : nullptr, names, *dock})
    {
        window.setCentralWidget(new QWidget(&window));
        window.addDockWidget(Qt::RightDockWidgetArea, dock);
        window.resize(900, 700);
        window.show();
    }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return test::part<Widget>(window, name);
    }
    [[nodiscard]] QString title() const
    {
        const auto *label = find<ElidedLabel>("inspectorTitle");
        return label && label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] bool canReadMore() const { return find<QPushButton>("inspectorDetail")->isVisible(); }
    [[nodiscard]] QString notice() const
    {
        const auto *bar = dock->findChild<MessageBar *>();
        return bar->isVisible() ? bar->text() : QString();
    }
    [[nodiscard]] QPushButton *noticeAction() const { return find<QPushButton>("inspectorNoticeAction"); }
    [[nodiscard]] QStringList rows(const char *name) const
    {
        QStringList all;
        const auto *tree = find<QTreeWidget>(name);
        for (int row = 0; row < tree->topLevelItemCount(); ++row)
            all.append(tree->topLevelItem(row)->text(0) + QStringLiteral(": ") + tree->topLevelItem(row)->text(1));
        return all;
    }
    /// What is under way in the cache is answered then.
    void letAnswersCome() { QVERIFY(test::settled(cache.size(id))); }
    void select(Kind kind, qint64 number) { controller.select(pathOf(kind, number)); }

    QMainWindow window;
    InspectorDock *dock;
    InspectorController controller;
};

QByteArray scriptAnswer(const QByteArray &name)
{
    return stubAnswer("{\"id\":2,\"name\":\"" + name + "\",\"xanoscript\":\"function.run ship\"}");
}

test::StubServer::Answer server()
{
    return [](const StubRequest &request) {
        if (request.target.contains("/branch"))
            return stubAnswer("[{\"label\":\"v1\",\"live\":true}]");
        if (request.target.contains("/schema"))
            return stubAnswer("[{\"name\":\"item\",\"type\":\"int\",\"tableref_id\":2}]");
        return scriptAnswer("late");
    };
}

} // namespace

class InspectorControllerTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsKnownWithoutARequest()
    {
        Bench bench(server());
        bench.select(Kind::Function, 1);
        QTRY_COMPARE(bench.title(), QStringLiteral("ship"));
        QCOMPARE(bench.find<ElidedLabel>("inspectorPlace")->text(), QStringLiteral("Acme › shop › branch v1"));
        QVERIFY(!bench.canReadMore());
        bench.select(Kind::Function, 2);
        QTRY_COMPARE(bench.title(), QStringLiteral("late"));
        QVERIFY(bench.canReadMore());
        bench.select(Kind::Table, 2);
        QTRY_COMPARE(bench.title(), QStringLiteral("order_items"));
        QVERIFY(!bench.canReadMore());
        bench.controller.select(NodePath::ofInstance(bench.id));
        QTRY_COMPARE(bench.title(), QStringLiteral("Acme"));
        QVERIFY(!bench.canReadMore());
        bench.controller.select(NodePath::ofWorkspace(bench.id, WorkspaceId(1)));
        QTRY_COMPARE(bench.title(), QStringLiteral("shop"));
        bench.controller.select(NodePath::ofKind(bench.id, WorkspaceId(1), Kind::Table));
        QCOMPARE(bench.title(), QString());
        bench.controller.select(std::nullopt);
        QCOMPARE(bench.dock->key(), QString());
        QVERIFY(bench.server.requests.isEmpty());
    }

    void theLastSelectionCounts()
    {
        Bench bench(server());
        for (int i = 0; i < 20; ++i)
            bench.select(i % 2 == 0 ? Kind::Table : Kind::Function, 1);
        QTRY_COMPARE(bench.title(), QStringLiteral("ship"));
        bench.letAnswersCome();
        QCOMPARE(bench.title(), QStringLiteral("ship"));
    }

    void readsTheRestAndKeepsIt()
    {
        Bench bench(server());
        bench.select(Kind::Function, 2);
        QTRY_VERIFY(bench.title() == QLatin1String("late") && bench.canReadMore());
        bench.find<QPushButton>("inspectorDetail")->click();
        QTRY_VERIFY(!bench.canReadMore());
        QCOMPARE(test::settled(bench.cache.search(QStringLiteral("function.run ship"), {}))->hits.size(), 1);
        // A table: its schema beside what its list told.
        bench.select(Kind::Table, 1);
        QTRY_VERIFY(bench.title() == QLatin1String("orders") && bench.canReadMore());
        bench.find<QPushButton>("inspectorDetail")->click();
        QTRY_VERIFY(!bench.canReadMore());
        const auto table
            = *test::settled(bench.cache.detail(test::placeOf(Kind::Table, bench.id), QStringLiteral("1")));
        QVERIFY(hasSchema(table->raw));
        QCOMPARE(*table->raw.member(u"docs")->toString(), QStringLiteral("What people buy"));
    }

    void aLateAnswerIsDropped()
    {
        Bench bench(server());
        bench.select(Kind::Function, 2);
        QTRY_COMPARE(bench.title(), QStringLiteral("late"));
        bench.find<QPushButton>("inspectorDetail")->click();
        bench.select(Kind::Table, 2);
        QTRY_COMPARE(bench.title(), QStringLiteral("order_items"));
        bench.letAnswersCome();
        QCOMPARE(bench.title(), QStringLiteral("order_items"));
        Q_EMIT bench.dock->detailWanted(QStringLiteral("another/1/function/2"));
        bench.letAnswersCome();
        QCOMPARE(bench.notice(), QString());
    }

    void anErrorIsToldAndCanBeRetried()
    {
        int calls = 0;
        Bench bench([&calls](const StubRequest &request) {
            if (request.target.contains("/branch"))
                return stubAnswer("[{\"label\":\"v1\",\"live\":true}]");
            return ++calls == 1 ? stubAnswer("{}", "403 Forbidden") : scriptAnswer("late");
        });
        bench.select(Kind::Function, 2);
        QTRY_COMPARE(bench.title(), QStringLiteral("late"));
        bench.find<QPushButton>("inspectorDetail")->click();
        QTRY_VERIFY(bench.notice().size() > 10);
        bench.find<QPushButton>("inspectorRetry")->click();
        QTRY_VERIFY(!bench.canReadMore());
        QCOMPARE(bench.notice(), QString());
    }

    void findsReferencesAndOpensThem()
    {
        Bench bench(server());
        QSignalSpy opened(&bench.controller, &InspectorController::openRequested);
        bench.select(Kind::Table, 1);
        QTRY_COMPARE(bench.title(), QStringLiteral("orders"));
        bench.find<QPushButton>("inspectorFindReferences")->click();
        QTRY_COMPARE(bench.rows("inspectorUsedByRows"),
                     (QStringList{QStringLiteral("order_items: field order_id"), QStringLiteral("ship: line 2 ≈")}));
        QVERIFY(bench.server.requests.isEmpty());
        QVERIFY2(bench.notice().contains(QStringLiteral(
                     "What 1 table uses is not known: the list has no schemas. Reading it takes 1 request.")),
                 qPrintable(bench.notice()));
        bench.noticeAction()->click();
        QTRY_COMPARE(bench.rows("inspectorUsesRows"), QStringList{QStringLiteral("order_items: field item")});
        QCOMPARE(bench.server.requests.size(), 1);
        QTRY_VERIFY(bench.notice().contains(QStringLiteral("Texts of 1 object are not indexed")));
        auto *uses = bench.find<QTreeWidget>("inspectorUsesRows");
        Q_EMIT uses->itemActivated(uses->topLevelItem(0), 0);
        QCOMPARE(opened.count(), 1);
        QCOMPARE(opened.at(0).at(0).value<NodePath>(), bench.pathOf(Kind::Table, 2));
        QCOMPARE(opened.at(0).at(1).toString(), QStringLiteral("order_items"));
        QCOMPARE(opened.at(0).at(2).toInt(), 0); // a schema says so, no line
        auto *usedBy = bench.find<QTreeWidget>("inspectorUsedByRows");
        Q_EMIT usedBy->itemActivated(usedBy->topLevelItem(1), 0);
        QCOMPARE(opened.at(1).at(1).toString(), QStringLiteral("ship"));
        QCOMPARE(opened.at(1).at(2).toInt(), 2);
    }

    void readingSchemasCanBeCancelled()
    {
        Bench bench(server());
        bench.select(Kind::Table, 1);
        QTRY_COMPARE(bench.title(), QStringLiteral("orders"));
        bench.find<QPushButton>("inspectorFindReferences")->click();
        QTRY_VERIFY(bench.noticeAction());
        bench.noticeAction()->click();
        QTRY_COMPARE(bench.noticeAction()->text(), QStringLiteral("Cancel"));
        bench.noticeAction()->click();
        QTRY_COMPARE(bench.noticeAction()->text(), QStringLiteral("Read Schemas"));
        // Another selection ends it as well, and nothing of it comes late.
        bench.noticeAction()->click();
        bench.select(Kind::Function, 1);
        QTRY_COMPARE(bench.title(), QStringLiteral("ship"));
        bench.letAnswersCome();
        QCOMPARE(bench.notice(), QString());
    }

    void withoutACacheTheNameIsShownAndTheRestCanBeRead()
    {
        Bench bench(server(), false);
        bench.select(Kind::Function, 2);
        QCOMPARE(bench.title(), QStringLiteral("late"));
        QVERIFY(bench.canReadMore());
        bench.find<QPushButton>("inspectorFindReferences")->click();
        QTRY_VERIFY2(bench.notice().contains(QStringLiteral("this run keeps nothing")), qPrintable(bench.notice()));
        bench.find<QPushButton>("inspectorDetail")->click();
        QTRY_VERIFY(!bench.canReadMore());
        bench.select(Kind::Function, 77);
        QCOMPARE(bench.title(), QString());
        QVERIFY(bench.find<QLabel>("emptySentence")->text().startsWith(QStringLiteral("Nothing is known of this yet")));
    }

    void hostileNamesAreShownAsTheyAre()
    {
        Bench bench(server());
        bench.select(Kind::Function, 3);
        QTRY_COMPARE(bench.title(), QStringLiteral("<img src=file:///etc/passwd>\nrm & go"));
        bench.window.grab();
    }
};

METASCOPE_TEST(InspectorControllerTest)

#include "inspectorcontrollertest.moc"
