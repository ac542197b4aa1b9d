// SPDX-License-Identifier: GPL-3.0-or-later
// Coming back to the program: what is open is read again, after a while, where no budget forbids it.
#include "ui/explorer/quietrefresh.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/explorer/explorerdock.h"

using namespace metascope;
using test::ShellViews;

class QuietRefreshTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsOpenAfterAWhile()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        ExplorerDock &dock = views.window.explorer();
        const QString tables = views.acme.value() + QStringLiteral("/1/table");
        dock.reveal(tables, true);
        QTRY_COMPARE(views.tree.rowCount(views.tree.indexOf(tables)), 2);
        QDateTime now = QDateTime::currentDateTimeUtc();
        QuietRefresh refresh({dock, views.tree, views.sessions, views.registry, [&now] { return now; }});
        const int calls = views.source.calls;

        now = now.addSecs(3600);
        QCOMPARE(refresh.activated(), 0); // no session is open: nothing may be asked for
        QCOMPARE(views.source.calls, calls);

        QVERIFY(views.registry.change(views.acme, [](InstanceEntry &each) { each.tokenId = QStringLiteral("3f2a"); }));
        const auto entry = views.registry.find(views.acme);
        static_cast<void>(views.session.write(tokenKeyOf(*entry), Secret(QByteArray("made-up-token-0001"))));
        Session *session = nullptr;
        views.sessions.open(views.acme).then(&views.window, [&session](const Result<Session *> &opened) {
            session = opened.value_or(nullptr);
        });
        QTRY_VERIFY(session);
        QCOMPARE(refresh.activated(), 0); // it was just here
        now = now.addSecs(3600);
        QCOMPARE(refresh.activated(), 0); // nobody knows of its plan
        QVERIFY(views.registry.change(views.acme, [](InstanceEntry &each) { each.rateLimited = false; }));
        now = now.addSecs(3600);
        QCOMPARE(refresh.activated(), 2); // the workspaces and the tables; a workspace's groups stand by themselves
        QTRY_COMPARE(views.source.calls, calls + 2);

        session->client().limiter().setLimit(RateLimit());
        now = now.addSecs(3600);
        QCOMPARE(refresh.activated(), 0);
    }
};

METASCOPE_TEST(QuietRefreshTest)
#include "quietrefreshtest.moc"
