// SPDX-License-Identifier: GPL-3.0-or-later
// What a session does with a branch and a data source that were picked.
#include "app/session/explorersource.h"
#include "tests/api/clientfixture.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::ClientFixture;
using test::waitFor;

namespace {

const BranchLabel live(QStringLiteral("v1"));
const BranchLabel rework(QStringLiteral("checkout-rework"));
const BranchLabel lost(QStringLiteral("a&b=c/d"));

} // namespace

class BranchChoiceTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLiveOneUnlessChosen()
    {
        const ClientFixture fixture;
        Session &session = *fixture.session;
        const WorkspaceId workspace = fixture.workspace();
        QSignalSpy changed(&session, &Session::branchChanged);
        QVERIFY(!session.knownBranch(workspace));
        QCOMPARE(*waitFor(session.branch(workspace)), live);
        QCOMPARE(session.knownBranch(workspace), live);
        session.chooseBranch(workspace, rework);
        session.chooseBranch(workspace, rework);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(*waitFor(session.branch(workspace)), rework);
        QCOMPARE(*waitFor(session.liveBranch(workspace)), live);
        QVERIFY(!session.chosenBranch(WorkspaceId(workspace.value() + 1)));
        session.chooseBranch(workspace, std::nullopt);
        QCOMPARE(*waitFor(session.branch(workspace)), live);
        QCOMPARE(changed.count(), 2);
    }

    void aChosenBranchCostsNoRequest()
    {
        const ClientFixture fixture;
        fixture.session->chooseBranch(fixture.workspace(), rework);
        QCOMPARE(*waitFor(fixture.session->branch(fixture.workspace())), rework);
        QCOMPARE(fixture.server.requests().size(), 0);
    }

    void aRecalledBranchIsLookedForOnce()
    {
        const ClientFixture fixture;
        Session &session = *fixture.session;
        const WorkspaceId workspace = fixture.workspace();
        QSignalSpy told(&session, &Session::branchLost);
        session.recallBranch(workspace, rework);
        QCOMPARE(session.knownBranch(workspace), rework); // as it is marked
        QCOMPARE(fixture.server.requests().size(), 0);
        const auto first = session.branch(workspace);
        const auto second = session.branch(workspace);
        QCOMPARE(*waitFor(first), rework);
        QCOMPARE(*waitFor(second), rework);
        QCOMPARE(*waitFor(session.branch(workspace)), rework);
        QCOMPARE(fixture.server.requests().size(), 1);
        QCOMPARE(told.count(), 0);
    }

    void aRecalledBranchThatIsGoneIsNeverUsed()
    {
        const ClientFixture fixture;
        Session &session = *fixture.session;
        const WorkspaceId workspace = fixture.workspace();
        QCOMPARE(*waitFor(session.liveBranch(workspace)), live); // even where that was known
        QSignalSpy told(&session, &Session::branchLost);
        session.recallBranch(workspace, lost);
        QCOMPARE(*waitFor(session.branch(workspace)), live);
        QCOMPARE(told.count(), 1);
        QCOMPARE(told.constFirst().at(1).value<BranchLabel>(), lost);
        QVERIFY(!session.chosenBranch(workspace));
        QCOMPARE(fixture.server.requests().size(), 2);
    }

    void aRecalledBranchThatCannotBeLookedForIsNotUsed()
    {
        ClientFixture fixture;
        Session &session = *fixture.session;
        const WorkspaceId workspace = fixture.workspace();
        QVERIFY(fixture.server.setFaults({QStringLiteral("GET */branch status=403")}));
        session.recallBranch(workspace, lost);
        QVERIFY(!waitFor(session.branch(workspace)));
        QVERIFY(fixture.server.setFaults({}));
        QCOMPARE(*waitFor(session.branch(workspace)), live);
        // Chosen by hand it is taken as it is.
        session.recallBranch(workspace, rework);
        session.chooseBranch(workspace, lost);
        QCOMPARE(*waitFor(session.branch(workspace)), lost);
    }

    void aLostBranchIsToldOnceAndLeft()
    {
        const ClientFixture fixture;
        Session &session = *fixture.session;
        const WorkspaceId workspace = fixture.workspace();
        session.chooseBranch(workspace, lost);
        QSignalSpy told(&session, &Session::branchLost);
        session.checkChosenBranch(workspace);
        QTRY_COMPARE(told.count(), 1);
        QCOMPARE(told.constFirst().at(1).value<BranchLabel>(), lost);
        QVERIFY(!session.chosenBranch(workspace));
        QCOMPARE(*waitFor(session.branch(workspace)), live);
        session.checkChosenBranch(workspace); // nothing is chosen: nothing is asked
        QCOMPARE(fixture.server.requests().size(), 1);
    }

    void aBranchThatIsThereStays()
    {
        const ClientFixture fixture;
        fixture.session->chooseBranch(fixture.workspace(), rework);
        QSignalSpy told(fixture.session.get(), &Session::branchLost);
        QCOMPARE(waitFor(fixture.session->branches(fixture.workspace()))->size(), 2);
        QCOMPARE(fixture.session->chosenBranch(fixture.workspace()), rework);
        QCOMPARE(told.count(), 0);
    }

    void theListOfBranchesTellsWhichOneIsLive()
    {
        const ClientFixture fixture;
        Session *session = fixture.session.get();
        ExplorerSource source([session](const InstanceId &) { return Reply<Session *>::ready(session); });
        const auto children = [&](Kind kind) {
            TreeItem group;
            group.key = NodePath::ofKind(session->address().id, fixture.workspace(), kind).key();
            return waitFor(source.children(group));
        };
        const auto branches = children(Kind::Branch);
        QVERIFY(branches);
        QCOMPARE(branches->size(), 2);
        QCOMPARE(session->knownBranch(fixture.workspace()), live);
        QVERIFY(children(Kind::Function));
        QCOMPARE(fixture.server.requests().size(), 2); // the branches, the functions
        // A chosen branch that the list does not hold is left, as by the pickers.
        session->chooseBranch(fixture.workspace(), lost);
        QSignalSpy told(session, &Session::branchLost);
        QVERIFY(children(Kind::Branch));
        QCOMPARE(told.count(), 1);
        QVERIFY(!session->chosenBranch(fixture.workspace()));
    }

    void aListThatFailsSaysNothingOfTheBranch()
    {
        ClientFixture fixture;
        fixture.session->chooseBranch(fixture.workspace(), lost);
        QVERIFY(fixture.server.setFaults({QStringLiteral("GET */branch status=403")}));
        QVERIFY(!waitFor(fixture.session->branches(fixture.workspace())));
        QCOMPARE(fixture.session->chosenBranch(fixture.workspace()), lost);
    }

    void theDataSourceIsTheWorkspacesOwn()
    {
        const ClientFixture fixture;
        Session &session = *fixture.session;
        QSignalSpy changed(&session, &Session::dataSourceChanged);
        const DataSourceLabel test(QStringLiteral("test"));
        QCOMPARE(session.dataSource(WorkspaceId(1)), DataSourceLabel(QStringLiteral("live")));
        session.chooseDataSource(WorkspaceId(1), test);
        session.chooseDataSource(WorkspaceId(1), test);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(session.dataSource(WorkspaceId(1)), test);
        QCOMPARE(session.dataSource(WorkspaceId(2)), DataSourceLabel(QStringLiteral("live")));
    }
};

METASCOPE_TEST(BranchChoiceTest)
#include "branchchoicetest.moc"
