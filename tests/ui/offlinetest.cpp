// SPDX-License-Identifier: GPL-3.0-or-later
// Objects of an instance that cannot be opened: shown as they are kept, with the date, until they can be read.
#include "tests/support/testmain.h"
#include "tests/ui/findviews.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/editors/facts/cachedreads.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/facttable.h"
#include "ui/editors/group/grouppage.h"
#include "ui/editors/overview/historypage.h"
#include "ui/editors/overview/overviewpage.h"
#include "ui/editors/table/kepttablepage.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/editoropener.h"
#include "ui/shell/sessionlock.h"
#include "ui/widgets/messagebar.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QTableView>

using namespace metascope;
using test::settled;
using test::stubAnswer;
using test::StubRequest;

namespace {

const QString tryAgain = QStringLiteral("Try Again");

/// Whether the server takes the token.
bool isTaken = true;

QByteArray answerOf(const StubRequest &request)
{
    if (!isTaken)
        return stubAnswer(R"({"code":"ERROR_CODE_UNAUTHORIZED","message":"made up"})", "401 Unauthorized");
    const QByteArray path = request.target.split('?').constFirst();
    if (path.endsWith("/branch"))
        return stubAnswer(R"([{"label":"v1","live":true}])");
    if (path.endsWith("/schema"))
        return stubAnswer(R"([{"name":"id","type":"int"},{"name":"order_id","type":"int"}])");
    if (path.endsWith("/function/1"))
        return stubAnswer(R"({"id":1,"name":"ship","description":"of now"})");
    return stubAnswer("[]");
}

/// The window over the shop that is kept, without a token for its instance.
class Offline final : public test::KnownShop {
public:
    Offline() : KnownShop(answerOf)
    {
        isTaken = true;
        house.keychain.forgetAll();
        reading.runs = nullptr;
        const auto isKept = [](const InstanceId &) { return true; };
        readThroughCache(reading, cache, &context, isKept);
        for (const KindRow &row : kindTable)
            editors.add(row.kind, [this](const EditorRequest &request, QWidget *parent) -> Editor * {
                if (!request.path.kind)
                    return new OverviewPage(request, reading, tree, parent);
                if (isHistory(*request.path.kind) && !request.path.isObject())
                    return new HistoryPage(request, reading, parent);
                if (request.path.kind == Kind::ApiGroup)
                    return new GroupPage(request, reading, parent);
                return new FactsPage(request, reading, parent);
            });
        editors.add(Kind::Table, [this, isKept](const EditorRequest &request, QWidget *parent) -> Editor * {
            if (request.problem)
                return new KeptTablePage(request, reading, parent);
            TableEditor::Parts parts{theme, icons, nullptr, {}, schemaKeeper(cache, &context, isKept)};
            return new TableEditor(request, parts, parent);
        });
        keep(Kind::Task, {test::object(Kind::Task, 1, QStringLiteral("nightly"))});
        window.opener().setKeptBranch(keptBranches(cache, &context));
        window.editors().setIsOpen([this](const InstanceId &each) { return house.sessions.find(each) != nullptr; });
        TreeItem root;
        root.key = NodePath::ofInstance(id).key();
        root.name = QStringLiteral("Acme");
        root.mayHaveChildren = true;
        tree.setRoots({root});
        TreeItem shop;
        shop.key = root.key + QStringLiteral("/1");
        shop.kind = Kind::Workspace;
        shop.name = QStringLiteral("shop");
        shop.mayHaveChildren = true;
        tree.adopt(tree.indexOf(root.key), {shop}, test::morning);
        window.show();
    }

    void giveToken()
    {
        const auto entry = house.registry.find(id);
        static_cast<void>(settled(house.keychain.write(tokenKeyOf(*entry), Secret(QByteArray("made-up-token-0001")))));
    }
    void open(const NodePath &path, const QString &name, bool pinned = true)
    {
        const QSignalSpy shown(&window.editors(), &EditorArea::currentEditorChanged);
        window.openObject(path, name, pinned);
        QTRY_VERIFY(!shown.isEmpty());
    }
    void openFunction() { open(pathOf(Kind::Function, 1), QStringLiteral("ship")); }
    /// What is under way and waits for no server is over then.
    void letAnswersCome()
    {
        for (int i = 0; i < 6; ++i)
            QVERIFY(settled(cache.size(id)));
    }
    [[nodiscard]] Editor *editor() const { return window.editors().currentEditor(); }
    /// The bars that a person sees.
    [[nodiscard]] QStringList bars() const
    {
        QStringList texts;
        const auto all = window.findChildren<MessageBar *>();
        for (const MessageBar *bar : all)
            if (bar->isVisible())
                texts.append(bar->text());
        return texts;
    }
    [[nodiscard]] QPushButton *button(const QString &text) const
    {
        const auto all = editor()->findChildren<QPushButton *>();
        for (QPushButton *each : all)
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    }

    QObject context;
    ReadingParts reading{theme, icons};
    ExplorerSource source{[this](const InstanceId &each) { return house.sessions.open(each); }, nullptr,
                          [this](const InstanceId &each) { return house.sessions.find(each); }};
    LazyTree tree{source};
    EditorRegistry editors;
    MainWindow window{{theme, icons, tree, names, editors, house.registry,
                       [this](const InstanceId &each) { return house.sessions.open(each); }, false, false,
                       [this](const InstanceId &each) { return house.sessions.find(each); }}};
};

} // namespace

class OfflineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsWhatIsKeptWithItsDate_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<int>("number");
        QTest::addColumn<QString>("page");
        QTest::newRow("a function") << Kind::Function << 1 << QStringLiteral("factsPage");
        QTest::newRow("a table with its schema") << Kind::Table << 2 << QStringLiteral("keptTablePage");
        QTest::newRow("a table without") << Kind::Table << 1 << QStringLiteral("keptTablePage");
        QTest::newRow("a task") << Kind::Task << 1 << QStringLiteral("factsPage");
    }
    void showsWhatIsKeptWithItsDate()
    {
        QFETCH(Kind, kind);
        QFETCH(int, number);
        QFETCH(QString, page);
        Offline shop;
        shop.open(shop.pathOf(kind, number), QStringLiteral("name"));
        QVERIFY(shop.editor());
        QCOMPARE(shop.editor()->objectName(), page);
        QVERIFY(!shop.editor()->request().session);
        // One bar for one cause.
        QTRY_COMPARE(shop.bars().size(), 1);
        QVERIFY2(shop.bars().constFirst().startsWith(QStringLiteral("Warning: As of 22 Nov 2026 08:00:00 UTC. ")),
                 qPrintable(shop.bars().constFirst()));
        QVERIFY2(shop.bars().constFirst().contains(title(ErrorKind::KeychainMissing)),
                 qPrintable(shop.bars().constFirst()));
        QVERIFY(shop.button(tryAgain));
        QVERIFY(shop.editor()->title() != QStringLiteral("name"));
        QVERIFY(!shop.editor()->writesLive());
        QCOMPARE(shop.editor()->undoStack(), nullptr);
        QCOMPARE(test::unnamed(shop.editor()), QStringList());
        QVERIFY(shop.server.requests.isEmpty());
    }

    void aTableShowsItsFieldsToRead()
    {
        Offline shop;
        shop.open(shop.pathOf(Kind::Table, 2), QStringLiteral("order_items"));
        auto *fields = shop.editor()->findChild<QTableView *>(QStringLiteral("fields"));
        QVERIFY(fields);
        QTRY_COMPARE(fields->model()->rowCount(), 2);
        QVERIFY(fields->isVisible());
        for (const char *name : {"addField", "renameField", "removeField", "duplicateField", "addIndex"}) {
            const auto *action = shop.editor()->findChild<QAction *>(QLatin1String(name));
            QVERIFY2(action && !action->isEnabled(), name);
        }
        // Nothing is known of the indexes: none are told.
        const auto *tabs = shop.editor()->findChild<QTabWidget *>(QStringLiteral("schemaTabs"));
        QVERIFY(tabs && !tabs->isTabVisible(1));
        // Nor is it said that a table without its schema had no fields.
        shop.open(shop.pathOf(Kind::Table, 1), QStringLiteral("orders"));
        const auto sentences = [&shop] {
            QStringList texts;
            const auto labels = shop.editor()->findChildren<QLabel *>(QStringLiteral("emptySentence"));
            for (const QLabel *label : labels)
                if (label->isVisible())
                    texts.append(label->text());
            return texts;
        };
        QTRY_COMPARE(sentences(), QStringList{QStringLiteral("The fields of this table are not kept here.")});
    }

    void tryAgainReadsItInPlace()
    {
        Offline shop;
        shop.openFunction();
        shop.open(shop.pathOf(Kind::Task, 1), QStringLiteral("nightly"));
        shop.window.editors().setCurrentIndex(0);
        // Not yet: the page stays, and the person is where they were.
        const Editor *standIn = shop.editor();
        QTRY_VERIFY(shop.button(tryAgain));
        shop.button(tryAgain)->click();
        shop.letAnswersCome();
        QCOMPARE(shop.editor(), standIn);
        QCOMPARE(shop.bars().size(), 1);
        QVERIFY(shop.server.requests.isEmpty());

        shop.giveToken();
        shop.button(tryAgain)->click();
        QTRY_VERIFY(shop.editor()->request().session);
        QTRY_VERIFY(shop.bars().isEmpty());
        QCOMPARE(shop.window.editors().currentIndex(), 0);
        QCOMPARE(shop.window.editors().count(), 2);
        QTRY_COMPARE(shop.server.requests.size(), 2); // the branches and the function
    }

    void reloadIsTryAgain()
    {
        Offline shop;
        shop.openFunction();
        shop.giveToken();
        shop.editor()->reload();
        QTRY_VERIFY(shop.editor()->request().session);
    }

    void isReadOnceWhenItCanBe()
    {
        Offline shop;
        shop.openFunction();
        shop.open(shop.pathOf(Kind::Function, 2), QStringLiteral("late"));
        EditorArea &area = shop.window.editors();
        shop.giveToken();
        QVERIFY(settled(shop.house.sessions.open(shop.id)));
        QVERIFY(!area.editor(0)->request().session && !area.editor(1)->request().session);
        area.instanceReachable(InstanceId(QStringLiteral("another")));
        shop.letAnswersCome();
        QVERIFY(shop.server.requests.isEmpty());
        // The one in front, and no other.
        area.instanceReachable(shop.id);
        QTRY_VERIFY(area.editor(1)->request().session);
        QVERIFY(!area.editor(0)->request().session);
        QTRY_COMPARE(shop.server.requests.size(), 2);
        area.setCurrentIndex(0);
        QTRY_VERIFY(area.editor(0)->request().session);
        QTRY_COMPARE(shop.server.requests.size(), 3);
        QCOMPARE(area.count(), 2);
    }

    void isTriedOnceForEachTime()
    {
        Offline shop;
        shop.openFunction();
        EditorArea &area = shop.window.editors();
        shop.giveToken();
        QVERIFY(settled(shop.house.sessions.open(shop.id)));
        isTaken = false;
        area.instanceReachable(shop.id);
        QTRY_COMPARE(shop.server.requests.size(), 1);
        QTRY_VERIFY(shop.bars().value(0).contains(QStringLiteral("401")));
        shop.open(shop.pathOf(Kind::Task, 1), QStringLiteral("nightly"));
        area.setCurrentIndex(0);
        shop.letAnswersCome();
        QCOMPARE(shop.server.requests.size(), 2); // of the other object
    }

    void aRefusedTokenAndADeadNetworkAreNoOther_data()
    {
        QTest::addColumn<bool>("isDead");
        QTest::addColumn<QString>("why");
        QTest::newRow("refused") << false << title(ErrorKind::Unauthorized);
        QTest::newRow("dead") << true << title(ErrorKind::Network);
    }
    void aRefusedTokenAndADeadNetworkAreNoOther()
    {
        QFETCH(bool, isDead);
        QFETCH(QString, why);
        Offline shop;
        isTaken = false;
        if (isDead)
            static_cast<void>(shop.house.registry.change(shop.id, [](InstanceEntry &entry) {
                entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
            }));
        shop.giveToken();
        shop.openFunction();
        QVERIFY(shop.house.sessions.find(shop.id));
        QCOMPARE(shop.editor()->request().target.branch, BranchLabel(QStringLiteral("v1")));
        QTRY_COMPARE(shop.bars().size(), 1);
        QVERIFY2(shop.bars().constFirst().contains(QStringLiteral("As of 22 Nov 2026 08:00:00 UTC. ")),
                 qPrintable(shop.bars().constFirst()));
        QVERIFY2(shop.bars().constFirst().contains(why), qPrintable(shop.bars().constFirst()));
    }

    void aTableGivesWayToWhatIsKept()
    {
        Offline shop;
        shop.giveToken();
        shop.open(shop.pathOf(Kind::Table, 2), QStringLiteral("order_items"));
        QTRY_COMPARE(shop.editor()->objectName(), QStringLiteral("tableEditor"));
        QTRY_COMPARE(shop.editor()->title(), QStringLiteral("order_items"));
        QTRY_VERIFY(shop.server.requests.size() >= 3); // branches, schema, indexes
        // What it read is kept, with its indexes.
        const auto indexes = [&shop] {
            const auto kept = settled(shop.cache.detail(test::placeOf(Kind::Table, shop.id), QStringLiteral("2")));
            return kept && *kept ? (*kept)->raw.member(u"index") : std::nullopt;
        };
        QTRY_VERIFY(indexes());
        shop.window.editors().closeAll();
        isTaken = false;
        shop.window.openObject(shop.pathOf(Kind::Table, 2), QStringLiteral("order_items"), true);
        QTRY_VERIFY(shop.editor() && shop.editor()->objectName() == QLatin1String("keptTablePage"));
        QTRY_COMPARE(shop.bars().size(), 1);
        QCOMPARE(shop.window.editors().count(), 1);
        const auto *tabs = shop.editor()->findChild<QTabWidget *>(QStringLiteral("schemaTabs"));
        QTRY_VERIFY(tabs && tabs->isTabVisible(1));
        isTaken = true;
        QTRY_VERIFY(shop.button(tryAgain));
        shop.button(tryAgain)->click();
        QTRY_COMPARE(shop.editor()->objectName(), QStringLiteral("tableEditor"));
        QTRY_VERIFY(shop.bars().isEmpty());
    }

    void aWorkspaceSendsNothing()
    {
        Offline shop;
        shop.open(NodePath::ofWorkspace(shop.id, WorkspaceId(1)), QStringLiteral("shop"));
        QCOMPARE(shop.editor()->objectName(), QStringLiteral("overviewPage"));
        QTRY_COMPARE(shop.bars().size(), 1);
        QVERIFY2(shop.bars().constFirst().contains(QStringLiteral("As of 20 Nov 2026 08:00:00 UTC. ")),
                 qPrintable(shop.bars().constFirst()));
        auto *groups = shop.editor()->findChild<FactTable *>(QStringLiteral("overviewGroups"));
        QVERIFY(groups);
        QTRY_VERIFY(groups->order().rowCount() > 10); // it settles by a timer
        shop.letAnswersCome();
        QVERIFY(shop.server.requests.isEmpty());
        QCOMPARE(shop.house.sessions.state(shop.id), Sessions::State::Failed);
        QCOMPARE(test::unnamed(shop.editor()), QStringList());
    }

    void whatIsThereAlreadyIsNotAskedForAgain()
    {
        Offline shop;
        shop.openFunction();
        const Editor *standIn = shop.editor();
        shop.open(shop.pathOf(Kind::Task, 1), QStringLiteral("nightly"));
        const QSignalSpy states(&shop.house.sessions, &Sessions::stateChanged);
        shop.openFunction();
        QCOMPARE(shop.editor(), standIn);
        shop.letAnswersCome();
        QVERIFY(states.isEmpty());
    }

    void everyPageStandsInWithoutASession()
    {
        Offline shop;
        ReadingParts bare{shop.theme, shop.icons};
        int pages = 0;
        for (const KindRow &row : kindTable) {
            if (row.kind == Kind::Instance)
                continue;
            for (const ReadingParts &parts : {bare, shop.reading}) {
                EditorRequest request;
                request.path = row.kind == Kind::Workspace ? NodePath::ofWorkspace(shop.id, WorkspaceId(1))
                                                           : shop.pathOf(row.kind, 99);
                if (row.kind == Kind::Endpoint)
                    request.path.group = ObjectId(7);
                request.name = QStringLiteral("made up");
                request.problem = Error::local(ErrorKind::KeychainLocked, QStringLiteral("made up"));
                QList<Editor *> made;
                if (row.kind == Kind::Workspace)
                    made.append(new OverviewPage(request, parts, shop.tree));
                else if (row.kind == Kind::Table)
                    made.append(new KeptTablePage(request, parts));
                else if (row.kind == Kind::ApiGroup)
                    made.append(new GroupPage(request, parts));
                else
                    made.append(new FactsPage(request, parts));
                if (isHistory(row.kind)) {
                    request.path.object.clear();
                    made.append(new HistoryPage(request, parts));
                }
                for (Editor *page : std::as_const(made)) {
                    const std::unique_ptr<Editor> owner(page);
                    page->show();
                    const auto *bar = page->findChild<MessageBar *>();
                    QVERIFY(bar);
                    QTRY_VERIFY2(bar->isVisible(), kindName(row.kind).toUtf8().constData());
                    QVERIFY(page->isStandIn());
                    const QSignalSpy asked(page, &Editor::loadRequested);
                    page->reload();
                    page->setTimeZone(QTimeZone(3600));
                    page->guardChanged();
                    QCOMPARE(asked.size(), 1);
                    page->setProblem(Error::local(ErrorKind::Timeout, QStringLiteral("another")));
                    QVERIFY2(bar->text().contains(QStringLiteral("another")), qPrintable(bar->text()));
                    ++pages;
                }
            }
        }
        QVERIFY(pages > 40);
        QVERIFY(shop.server.requests.isEmpty());
    }

    void openingAnInstanceInVainIsToldInTheTreeAlone()
    {
        test::ShellViews views;
        views.fillTree();
        const QString root = views.acme.value();
        const QModelIndex node = views.tree.indexOf(root);
        views.tree.adopt(node, views.source.items[root], test::morning);
        views.source.items.erase(root);
        views.window.show();
        views.desk.openInstance(views.acme);
        auto *bar = views.window.explorer().findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith(QStringLiteral("Error: Acme: ")), qPrintable(bar->text()));
        QVERIFY(!views.window.messages().isVisible());
        QCOMPARE(views.tree.rowCount(node), 1); // what was known stays
        // Once it answers, that is over.
        views.source.items[root] = {};
        views.desk.openInstance(views.acme);
        QTRY_VERIFY(!bar->isVisible());
    }

    void whoeverAnswersCanBeReached()
    {
        test::ShellViews views;
        views.fillTree();
        EditorRequest request = views.request(2, QStringLiteral("orders"));
        request.problem = Error::local(ErrorKind::Network, QStringLiteral("made up"));
        EditorArea &area = views.window.editors();
        area.open(request, true);
        QSignalSpy asked(&area, &EditorArea::objectRequested);
        views.tree.refresh(views.tree.indexOf(views.acme.value()));
        QTRY_COMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<NodePath>(), request.path);
        QCOMPARE(asked[0][3].value<Target>().branch, request.target.branch);
        // What a workspace holds by itself, no server has said.
        views.tree.refresh(views.tree.indexOf(views.acme.value() + QStringLiteral("/1")));
        QTRY_VERIFY(views.tree.rowCount(views.tree.indexOf(views.acme.value() + QStringLiteral("/1"))) > 0);
        QCOMPARE(asked.size(), 1);
    }

    void aLockBlanksWhatIsKept()
    {
        test::ShellViews views;
        views.fillTree();
        EditorRequest request = views.request(2, QStringLiteral("orders"));
        request.problem = Error::local(ErrorKind::KeychainDenied, QStringLiteral("made up"));
        views.window.editors().open(request, true);
        QSignalSpy closing(&views.window.editors(), &EditorArea::instanceClosing);
        SessionLock lock({views.sessions, views.window, {}, nullptr});
        lock.lockNow();
        QCOMPARE(views.window.editors().count(), 0);
        QCOMPARE(closing.size(), 1); // and so they come back with it
    }

    void anotherErrorIsToldAsBefore()
    {
        Offline shop;
        NodePath elsewhere = shop.pathOf(Kind::Function, 1);
        elsewhere.instance = InstanceId(QStringLiteral("unknown"));
        shop.window.openObject(elsewhere, QStringLiteral("ship"), true);
        QTRY_VERIFY(shop.window.messages().isVisible());
        QCOMPARE(shop.window.editors().count(), 0);
    }
};

METASCOPE_TEST(OfflineTest)
#include "offlinetest.moc"
