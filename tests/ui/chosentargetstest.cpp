// SPDX-License-Identifier: GPL-3.0-or-later
// The branch and the data source of a workspace over the end of a session and of a run, against the sandbox.
#include "ui/shell/chosentargets.h"
#include "app/sandbox/sandbox.h"
#include "app/store/viewstate.h"
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/targetbar.h"
#include "ui/shell/targetpickers.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include <algorithm>

using namespace metascope;
using test::ShellViews;

namespace {

const BranchLabel rework(QStringLiteral("checkout-rework"));
const DataSourceLabel testSource(QStringLiteral("test"));

/// A run over the sandbox's first instance, whose token is kept.
struct Run {
    explicit Run(const QString &file, TokenPlace place = TokenPlace::Keychain) : state(file)
    {
        const auto started = server.start({});
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        views.fillTree();
        views.nameTree();
        workspace = WorkspaceId(started->instances.constFirst().workspaces.constFirst().id);
        static_cast<void>(views.registry.change(views.acme, [&](InstanceEntry &entry) {
            entry.base = *ApiBase::fromUserInput(started->instances.constFirst().url);
            entry.tokenId = QStringLiteral("3f2a");
            entry.place = place;
        }));
        views.stores.of(place)
            .write(tokenKeyOf(*views.registry.find(views.acme)), Secret(QByteArray(started->token)))
            .then(&context, [](const Result<Done> &) {});
        open();
    }
    ~Run() { views.sessions.closeAll(); }
    Q_DISABLE_COPY_MOVE(Run)

    void open()
    {
        views.sessions.open(views.acme).then(&context, [](const Result<Session *> &) {});
        if (!QTest::qWaitFor([this] { return views.sessions.find(views.acme) != nullptr; }))
            qFatal("the session did not open");
        session = views.sessions.find(views.acme);
    }
    void pick()
    {
        session->chooseBranch(workspace, rework);
        session->chooseDataSource(workspace, testSource);
    }
    [[nodiscard]] QString told() const
    {
        return views.window.messages().isVisibleTo(&views.window) ? views.window.messages().text() : QString();
    }
    /// What a tab that is opened now shows in the target bar.
    QStringList opened()
    {
        QStringList words;
        views.window.openObject(views.request(1, {}).path, QStringLiteral("customer"), true);
        if (!QTest::qWaitFor([this] { return views.window.editors().count() > 0; }))
            return words;
        for (const char *name : {"branchButton", "dataSourceButton"})
            words.append(views.window.targetBar().findChild<QToolButton *>(QLatin1String(name))->text());
        const auto badges = views.window.targetBar().findChildren<Badge *>();
        for (const Badge *each : badges)
            if (each->text() == QLatin1String("LIVE") && each->isVisibleTo(&views.window))
                words.append(each->text());
        return words;
    }

    QObject context;
    sandbox::Sandbox server;
    ShellViews views;
    ViewState state;
    ChosenTargets chosen{{state, views.registry, views.sessions, views.names, views.window}};
    TargetPickers pickers{{views.window, views.sessions, views.tree, views.names}};
    WorkspaceId workspace;
    Session *session = nullptr;
};

struct Folder {
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("view.json"));
};

} // namespace

class ChosenTargetsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theNextRunUsesThemAgainAndSaysSo()
    {
        const Folder place;
        {
            Run run(place.file);
            QCOMPARE(run.told(), QString());
            run.pick();
        }
        Run run(place.file);
        QCOMPARE(run.session->chosenBranch(run.workspace), rework);
        QCOMPARE(run.session->dataSource(run.workspace), testSource);
        QCOMPARE(run.server.requests().size(), 0);
        QCOMPARE(run.told(),
                 QStringLiteral("Note: Acme is used as you picked the last time: shop with branch checkout-rework and "
                                "data source test."));
        const QStringList words = run.opened();
        QVERIFY2(words.contains(QStringLiteral("branch checkout-rework"))
                     && words.contains(QStringLiteral("data test")),
                 qPrintable(words.join(u'|')));
        QVERIFY(!run.told().isEmpty()); // what is opened does not take it away
        QCOMPARE(run.server.requests().size(), 1); // whether the branch is there
    }

    void oneClickLeadsBackToTheLiveOnes()
    {
        const Folder place;
        {
            Run run(place.file);
            run.pick();
        }
        Run run(place.file);
        auto *live = run.views.window.messages().findChild<QPushButton *>(QStringLiteral("messageAction"));
        QVERIFY(live);
        QCOMPARE(live->text(), QStringLiteral("Use Live"));
        live->click();
        QVERIFY(!run.session->chosenBranch(run.workspace));
        QCOMPARE(run.session->dataSource(run.workspace), DataSourceLabel(QStringLiteral("live")));
        QCOMPARE(run.told(), QString());
        QVERIFY(run.state.content().choices.isEmpty());
    }

    void aBranchThatIsGoneIsSaidAndForgotten()
    {
        const Folder place;
        {
            Run run(place.file);
            run.session->chooseBranch(run.workspace, BranchLabel(QStringLiteral("<b>gone")));
        }
        Run run(place.file);
        const QStringList words = run.opened();
        QVERIFY2(words.contains(QStringLiteral("branch v1")), qPrintable(words.join(u'|')));
        QVERIFY2(run.told().contains(QStringLiteral("Branch <b>gone is not there any more")), qPrintable(run.told()));
        QVERIFY(run.state.content().choices.isEmpty());
    }

    void aLockedInstanceIsOpenedAsItWas()
    {
        const Folder place;
        Run run(place.file);
        run.pick();
        run.views.sessions.close(run.views.acme);
        QVERIFY(!run.views.sessions.find(run.views.acme));
        run.open();
        QCOMPARE(run.session->chosenBranch(run.workspace), rework);
        QCOMPARE(run.session->dataSource(run.workspace), testSource);
        // And what is picked then is kept as well.
        run.session->chooseDataSource(run.workspace, DataSourceLabel(QStringLiteral("live")));
        QCOMPARE(run.state.content().choices.size(), 1);
        QCOMPARE(run.state.content().choices.constFirst().branch, rework.value());
        QVERIFY(run.state.content().choices.constFirst().dataSource.isEmpty());
    }

    void whatIsForOneRunIsNotKept()
    {
        const Folder place;
        {
            Run run(place.file, TokenPlace::Session);
            run.pick();
            QVERIFY(run.state.content().choices.isEmpty());
        }
        Run run(place.file, TokenPlace::Session);
        QVERIFY(!run.session->chosenBranch(run.workspace));
        QCOMPARE(run.told(), QString());
    }
};

METASCOPE_TEST(ChosenTargetsTest)
#include "chosentargetstest.moc"
