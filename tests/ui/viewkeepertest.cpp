// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/viewkeeper.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/restoredtab.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTreeView>

#include <optional>

using namespace metascope;
using test::ShellViews;

namespace {

/// The window over an instance that is kept (Acme) and one of this run (Passing).
struct Run {
    explicit Run(const QString &file, bool startsEmpty = false) : state(file)
    {
        views.fillTree();
        views.source.connected = false;
        static_cast<void>(views.registry.change(views.acme, [](InstanceEntry &entry) {
            entry.place = TokenPlace::Keychain;
            entry.tokenId = QStringLiteral("3f2a");
        }));
        InstanceEntry entry;
        entry.name = QStringLiteral("Passing");
        entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
        entry.place = TokenPlace::Session;
        passing = *views.registry.put(entry);
        keeper.emplace(ViewKeeper::Parts{state, views.registry, views.sessions, views.tree, views.names, views.window,
                                         startsEmpty});
        keeper->restore();
    }
    /// What the cache brings back.
    void adopt()
    {
        const QDateTime then = QDateTime::currentDateTimeUtc().addDays(-1);
        for (const QString &key : QStringList{views.acme.value(), views.acme.value() + QStringLiteral("/1"),
                                              views.acme.value() + QStringLiteral("/1/table")})
            views.tree.adopt(views.tree.indexOf(key), views.source.items[key], then);
        keeper->restoreExplorer();
    }
    [[nodiscard]] QString acme(const char *rest) const { return views.acme.value() + QLatin1String(rest); }
    EditorRequest passingTable()
    {
        EditorRequest request = views.request(9, QStringLiteral("secret plans"));
        request.path.instance = request.target.instance = passing;
        return request;
    }

    ShellViews views;
    InstanceId passing;
    ViewState state;
    std::optional<ViewKeeper> keeper;
};

} // namespace

class ViewKeeperTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNextStartIsAsTheLastEnd()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("view.json"));
        leave(file);
        QFile text(file);
        QVERIFY(text.open(QIODevice::ReadOnly));
        QVERIFY2(!text.readAll().contains("secret plans"), "what is for one run was written");

        Run run(file);
        EditorArea &area = run.views.window.editors();
        QCOMPARE(area.count(), 2);
        QCOMPARE(area.editor(0)->title(), QStringLiteral("customer"));
        QVERIFY(!area.isPreview(0) && area.isPreview(1));
        QCOMPARE(area.currentIndex(), 0);
        QVERIFY(qobject_cast<RestoredTab *>(area.currentEditor()));
        QCOMPARE(area.editor(0)->request().target, run.views.request(1, {}).target);
        QCOMPARE(area.closedTabs().size(), 1);
        QCOMPARE(run.views.names.pins(), QStringList{run.acme("/1/table/2")});
        QCOMPARE(run.views.names.visits().size(), 1);
        run.adopt();
        const QStringList open{run.acme(""), run.acme("/1"), run.acme("/1/table")};
        QCOMPARE(run.views.window.explorer().expandedKeys(), open);
        QCOMPARE(run.views.window.explorer().currentPath()->key(), run.acme("/1/table/2"));
        QCOMPARE(run.views.source.calls, 0);
        QCOMPARE(run.views.sessions.state(run.views.acme), Sessions::State::Closed);
    }

    void startEmptyKeepsPinsAndRecents()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("view.json"));
        leave(file);
        Run run(file, true);
        run.adopt();
        QCOMPARE(run.views.window.editors().count(), 0);
        QCOMPARE(run.views.window.explorer().expandedKeys(), QStringList());
        QCOMPARE(run.views.names.pins(), QStringList{run.acme("/1/table/2")});
        QCOMPARE(run.views.names.visits().size(), 1);
    }

    void whatIsNotThereAgainStaysKnown()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("view.json"));
        leave(file);
        {
            Run run(file); // its cache was cleared: the tree shows the instance alone
            run.keeper->restoreExplorer();
            run.keeper->save();
        }
        QVERIFY(ViewState(file).content().expanded.size() == 3);
    }

    void tabsOfALockedInstanceComeBackWithIt()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("view.json"));
        Run run(file);
        EditorArea &area = run.views.window.editors();
        area.open(run.views.request(1, QStringLiteral("customer")), true);
        run.views.window.closeInstance(run.views.acme);
        QCOMPARE(area.count(), 0);
        run.keeper->save();
        QCOMPARE(run.state.content().tabs.size(), 1);
        run.views.keychain.write(tokenKeyOf(*run.views.registry.find(run.views.acme)), Secret(QByteArray("made-up")))
            .then(this, [](const Result<Done> &) {});
        run.views.sessions.open(run.views.acme).then(this, [](const Result<Session *> &) {});
        QTRY_COMPARE(area.count(), 1);
        QVERIFY(qobject_cast<RestoredTab *>(area.editor(0)));
    }

    void aRemovedInstanceTakesItsPartAlong()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("view.json"));
        leave(file);
        Run run(file);
        QSignalSpy gone(&*run.keeper, &ViewKeeper::instanceGone);
        QVERIFY(run.views.registry.remove(run.views.acme));
        QCOMPARE(gone.count(), 1);
        QCOMPARE(run.views.window.editors().count(), 0);
        QVERIFY(run.views.window.editors().closedTabs().isEmpty());
        QVERIFY(run.views.names.pins().isEmpty() && run.views.names.visits().isEmpty());
        run.keeper->save();
        QFile text(file);
        QVERIFY(text.open(QIODevice::ReadOnly));
        QVERIFY(!text.readAll().contains("acme/"));
    }

    void theSettingIsKept()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        Settings settings(file);
        QVERIFY(!settings.startEmpty());
        settings.setStartEmpty(true);
        QVERIFY(Settings(file).startEmpty());
    }

private:
    /// A run with two tabs, a closed one, a pin, an expanded tree; and tabs of an instance for this run.
    static void leave(const QString &file)
    {
        Run run(file);
        run.adopt();
        EditorArea &area = run.views.window.editors();
        area.open(run.views.request(1, QStringLiteral("customer")), true);
        area.open(run.passingTable(), true);
        area.open(run.views.request(3, QStringLiteral("gone")), true);
        area.closeTab(2);
        area.open(run.views.request(2, QStringLiteral("orders")), false);
        area.setCurrentIndex(0);
        run.views.names.setPinned({run.acme("/1/table/2")}, true);
        run.views.names.setPinned({run.passing.value() + QStringLiteral("/1/table/9")}, true);
        run.views.names.touch(run.acme("/1/table/1"), QDateTime::currentDateTimeUtc());
        ExplorerDock &explorer = run.views.window.explorer();
        explorer.expandKnown({run.acme(""), run.acme("/1"), run.acme("/1/table")});
        explorer.showKnown(run.acme("/1/table/2"), {});
        run.keeper->save();
    }
};

METASCOPE_TEST(ViewKeeperTest)
#include "viewkeepertest.moc"
