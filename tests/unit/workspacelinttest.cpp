// SPDX-License-Identifier: GPL-3.0-or-later
// The lint over what is kept of a workspace; what rows are marked with; which rules are off.
#include "app/session/workspacelint.h"

#include "app/model/lintmarks.h"
#include "app/store/settings.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace metascope;
using test::acme;
using test::object;
using test::placeOf;
using test::settled;
using test::whole;

namespace {

NodePath shop()
{
    return NodePath::ofWorkspace(acme, WorkspaceId(1));
}

QList<ObjectSummary> shopTables()
{
    return {object(Kind::Table, 1, QStringLiteral("orders"), "{\"id\":1}"),
            object(Kind::Table, 2, QStringLiteral("lines"),
                   "{\"schema\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"order_id\",\"type\":\"int\",\"tableref_"
                   "id\":1,\"description\":\"x\"},{\"name\":\"gone_id\",\"type\":\"int\",\"tableref_id\":9,"
                   "\"description\":\"x\"}],\"index\":[{\"type\":\"btree\",\"fields\":[{\"name\":\"gone_id\"}]}]}"),
            object(Kind::Table, 3, QStringLiteral("fields alone"),
                   "{\"schema\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"order_id\",\"type\":\"int\",\"tableref_"
                   "id\":1}]}"),
            object(Kind::Table, 4, QStringLiteral("odd"), "{\"schema\":[{\"name\":7}]}")};
}

/// "lines: gone_id missing-table"
QStringList linesOf(const WorkspaceProblems &problems)
{
    QStringList lines;
    for (const LintedTable &table : problems.tables)
        for (const LintFinding &each : table.findings)
            lines.append(table.name + QStringLiteral(": ") + each.subject + QLatin1Char(' ')
                         + QLatin1String(lintRuleRow(each.rule).key.data()));
    return lines;
}

} // namespace

class WorkspaceLintTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void looksAtWhatIsKept()
    {
        const QTemporaryDir folder;
        WorkspaceCache cache(folder.filePath(QStringLiteral("cache.sqlite")));
        WorkspaceLint lint(cache);
        const auto nothing = settled(lint.look(shop(), {}));
        QVERIFY(nothing);
        QCOMPARE(nothing->total, 0);
        CachePlace place = placeOf(Kind::Table);
        place.branch = BranchLabel(QStringLiteral("v1")); // they are listed with one, and looked for without
        QVERIFY(settled(cache.store(place, whole(shopTables()))));
        const auto found = settled(lint.look(shop(), {}));
        QVERIFY(found);
        QCOMPARE(linesOf(*found),
                 (QStringList{QStringLiteral("lines: order_id reference-without-index"),
                              QStringLiteral("lines: gone_id missing-table"),
                              QStringLiteral("fields alone: order_id missing-description")}));
        QCOMPARE(found->total, 4);
        QCOMPARE(found->tables.size(), 2);
        QCOMPARE(found->withoutIndexes, 1);
        QVERIFY(found->isWhole);
        QCOMPARE(found->tables.front().path.key(), acme.value() + QStringLiteral("/1/table/2"));
        LintRuleSet off;
        off.set(LintRule::MissingTable, true);
        off.set(LintRule::MissingDescription, true);
        QCOMPARE(linesOf(*settled(lint.look(shop(), off))),
                 QStringList(QStringLiteral("lines: order_id reference-without-index")));
        QCOMPARE(settled(lint.look(NodePath::ofWorkspace(acme, WorkspaceId(2)), {}))->total, 0);
    }

    void aListInPartsSaysNothingOfMissingTables()
    {
        CachedList list = whole(shopTables());
        list.isWhole = false;
        const auto found = lintTables(shop(), list, {});
        QVERIFY(!found.isWhole);
        QVERIFY(!linesOf(found).contains(QStringLiteral("lines: gone_id missing-table")));
    }

    void hintsBeyondMeasureAreLeftOut()
    {
        QByteArray schema = "[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"e\",\"type\":\"enum\"}";
        for (int i = 0; i < 6000; ++i)
            schema += ",{\"name\":\"f" + QByteArray::number(i) + "\",\"type\":\"text\"}";
        QList<ObjectSummary> tables;
        for (int i = 1; i <= 5; ++i)
            tables.append(object(Kind::Table, i, QString::number(i), "{\"index\":[],\"schema\":" + schema + "]}"));
        const auto found = lintTables(shop(), whole(tables), {});
        QCOMPARE(found.tables.size(), 5);
        QCOMPARE(found.leftOut, 2 * 6001);
        QCOMPARE(found.tables.back().findings.size(), 1);
        QCOMPARE(found.tables.back().findings.front().rule, LintRule::EnumWithoutValues);
    }

    void rowsAreMarkedOnce()
    {
        LintFinding hint;
        hint.key = EntryKey(1);
        hint.rule = LintRule::MissingDescription;
        LintFinding warning = hint;
        warning.rule = LintRule::NullableRequired;
        warning.sentence = QStringLiteral("Is so.");
        LintFinding broken = hint;
        broken.key = EntryKey(2);
        broken.rule = LintRule::MissingTable;
        QCOMPARE(lintMarks({hint}, {}), QList<Finding>());
        const auto marks = lintMarks({hint, warning, broken}, {});
        QCOMPARE(marks.size(), 2);
        QCOMPARE(marks.front().message, QStringLiteral("Nullable and required: Is so."));
        QVERIFY(!hasProblems(marks));
        const Finding said{EntryKey(2), FieldMember::Reference, Severity::Problem, QStringLiteral("x")};
        QCOMPARE(lintMarks({broken}, {said}), QList<Finding>());
        QCOMPARE(lintMarks({warning, broken}, {said}).size(), 1);
    }

    void rulesAreOffByWorkspace()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("settings.ini"));
        LintRuleSet off;
        off.set(LintRule::UnusedIndex, true);
        off.set(LintRule::MissingTable, true);
        const NodePath other = NodePath::ofWorkspace(InstanceId(QStringLiteral("beta")), WorkspaceId(1));
        {
            Settings settings(file);
            QSignalSpy changed(&settings, &Settings::lintRulesChanged);
            QCOMPARE(settings.lintRulesOff(shop()), LintRuleSet());
            settings.setLintRulesOff(shop(), off);
            settings.setLintRulesOff(shop(), off); // the same
            settings.setLintRulesOff(other, off);
            QCOMPARE(changed.count(), 2);
            QCOMPARE(changed.front().front().value<NodePath>(), shop());
            QCOMPARE(QFile::permissions(file) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
        Settings settings(file);
        QCOMPARE(settings.lintRulesOff(shop()), off);
        QCOMPARE(settings.lintRulesOff(NodePath::ofWorkspace(acme, WorkspaceId(11))), LintRuleSet());
        settings.forget(acme);
        QCOMPARE(settings.lintRulesOff(shop()), LintRuleSet());
        QCOMPARE(settings.lintRulesOff(other), off);
        settings.setLintRulesOff(other, {});
        QCOMPARE(settings.lintRulesOff(other), LintRuleSet());
    }
};

METASCOPE_TEST(WorkspaceLintTest)
#include "workspacelinttest.moc"
