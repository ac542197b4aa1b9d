// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/cachecommands.h"
#include "app/session/knownobjects.h"
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/explorer/explorerdock.h"

#include <QtGui/QAction>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <optional>

using namespace metascope;
using test::ShellViews;

namespace {

template <typename T>
Result<T> waitFor(const Reply<T> &reply)
{
    QObject context;
    std::optional<Result<T>> outcome;
    reply.then(&context, [&outcome](const Result<T> &result) { outcome = result; });
    static_cast<void>(QTest::qWaitFor([&outcome] { return outcome.has_value(); }));
    return outcome.value_or(Failure(Error::local(ErrorKind::Timeout, {})));
}

} // namespace

class CacheCommandsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theCacheOfTheInstanceIsClearedAfterAQuestion()
    {
        ShellViews views;
        views.fillTree();
        views.nameTree();
        WorkspaceCache cache(views.folder.filePath(QStringLiteral("cache.sqlite")));
        ExplorerSource source([&views](const InstanceId &id) { return views.sessions.open(id); });
        KnownObjects known(source, views.tree, views.names, &cache);
        const CacheCommands commands(views.window, cache, known, views.names);
        auto *clear = commands.findChild<QAction *>(QStringLiteral("actionClearCache"));
        QVERIFY(clear && !clear->isEnabled());
        views.window.explorer().showKnown(views.acme.value(), {});
        QVERIFY(clear->isEnabled());

        CachePlace place;
        place.instance = views.acme;
        place.kind = Kind::Workspace;
        ObjectSummary workspace;
        workspace.kind = Kind::Workspace;
        workspace.id = ObjectId(1);
        workspace.key = QStringLiteral("1");
        workspace.name = QStringLiteral("shop");
        QVERIFY(waitFor(cache.store(place, {{workspace}, QDateTime::currentDateTimeUtc(), true})));
        QVERIFY(waitFor(cache.size(views.acme)).value_or(0) > 0);

        const auto box = [&views] { return views.window.findChild<QMessageBox *>(QStringLiteral("clearCacheBox")); };
        clear->trigger();
        QTRY_VERIFY(box());
        QCOMPARE(box()->text(), QStringLiteral("Forget what was kept of Acme?"));
        QCOMPARE(test::unnamed(box()), QStringList());
        QTest::keyClick(box(), Qt::Key_Escape);
        QTRY_VERIFY(!box());
        QVERIFY(waitFor(cache.size(views.acme)).value_or(0) > 0);

        clear->trigger();
        QTRY_VERIFY(box());
        box()->findChild<QPushButton *>(QStringLiteral("confirmClearCache"))->click();
        QTRY_COMPARE(waitFor(cache.size(views.acme)).value_or(-1), 0);
    }
};

METASCOPE_TEST(CacheCommandsTest)
#include "cachecommandstest.moc"
