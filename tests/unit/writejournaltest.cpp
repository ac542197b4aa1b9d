// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/writejournal.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <csignal>
#include <sys/resource.h>

using namespace metascope;
using namespace metascope::test;

namespace {

const QString noFile = QStringLiteral("journal.sqlite");
const QByteArray madeUpToken = "made-up-token-of-acme-0001";

WriteNote noteOf(EndpointId endpoint, const QByteArray &before, const QByteArray &after)
{
    WriteNote note;
    note.instance = acme;
    note.host = QStringLiteral("https://acme.example");
    note.workspace = WorkspaceId(7);
    note.request.endpoint = endpoint;
    note.request.args = {QStringLiteral("7"), QStringLiteral("9"), QStringLiteral("title")};
    note.request.args.resize(std::ranges::count(endpointRow(endpoint).path, '{'));
    note.story.plan = QStringLiteral("plan-1");
    note.story.step = 2;
    note.story.steps = 3;
    note.story.target.instanceName = QStringLiteral("Acme");
    note.story.target.workspaceName = QStringLiteral("shop");
    note.story.table = TableId(9);
    note.story.tableName = QStringLiteral("orders");
    note.story.sentence = QStringLiteral("Change title");
    if (!before.isEmpty())
        note.story.before = json(before);
    if (!after.isEmpty())
        note.story.after = json(after);
    return note;
}

WriteNote anyNote()
{
    return noteOf(EndpointId::SchemaRename, "{\"name\":\"a\"}", "{\"name\":\"title\"}");
}

/// What every entry of the journal holds, latest first.
QList<JournalEntry> entriesOf(WriteJournal &journal)
{
    return settled(journal.entries()).value_or(QList<JournalEntry>());
}

bool write(WriteJournal &journal, const WriteNote &note, WriteOutcome outcome = WriteOutcome::Done)
{
    const auto entry = journal.begin(note);
    const bool isNoted = settled(entry.onDisk).has_value();
    journal.finish(entry.number, outcome, {});
    return isNoted;
}

/// No file of this process grows past `bytes` while it lives.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        m_signal = std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit small{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk()
    {
        setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    Q_DISABLE_COPY_MOVE(SmallDisk)

private:
    rlimit m_before{};
    void (*m_signal)(int) = nullptr;
};

} // namespace

class WriteJournalTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsAllThatIsKnownOfAWrite()
    {
        const QByteArray before
            = "{\"name\":\"a\",\"big\":18446744073709551615,\"one\":1.0,\"huge\":1e400, \"odd\":\"\\u0041\"}";
        const QByteArray after
            = "{\"name\":\"title\",\"big\":18446744073709551615,\"one\":1.0,\"huge\":1e400, \"odd\":\"\\u0041\"}";
        WriteNote note = noteOf(EndpointId::SchemaFieldDelete, before, after);
        note.guard = GuardLevel::Normal;
        note.confirmation = Confirmation::Button;
        const QDateTime start = QDateTime::currentDateTimeUtc().addMSecs(-1);
        {
            WriteJournal journal(file());
            const auto entry = journal.begin(note);
            QVERIFY(settled(entry.onDisk).has_value());
            journal.finish(entry.number, WriteOutcome::Failed, QStringLiteral("told so"));
        }
        WriteJournal journal(file());
        const auto entries = entriesOf(journal);
        QCOMPARE(entries.size(), 1);
        const JournalEntry &entry = entries.constFirst();
        QVERIFY(entry.startedAt >= start && entry.endedAt >= entry.startedAt);
        QCOMPARE(entry.instance, acme);
        QCOMPARE(entry.instanceName, QStringLiteral("Acme"));
        QCOMPARE(entry.host, note.host);
        QCOMPARE(entry.workspace, note.workspace);
        QCOMPARE(entry.workspaceName, QStringLiteral("shop"));
        QCOMPARE(entry.table, TableId(9));
        QCOMPARE(entry.tableName, QStringLiteral("orders"));
        QCOMPARE(entry.method, QStringLiteral("DELETE"));
        QCOMPARE(entry.pathTemplate, QStringLiteral("/workspace/{workspace_id}/table/{table_id}/schema/{schema_name}"));
        QCOMPARE(entry.path, QStringLiteral("/workspace/7/table/9/schema/title"));
        QCOMPARE(entry.sentence, note.story.sentence);
        QCOMPARE(entry.outcome, WriteOutcome::Failed);
        QCOMPARE(entry.words, QStringLiteral("told so"));
        QCOMPARE(entry.guard, GuardLevel::Normal);
        QCOMPARE(entry.confirmation, Confirmation::Button);
        QCOMPARE(entry.plan, QStringLiteral("plan-1"));
        QCOMPARE(entry.step, 2);
        QCOMPARE(entry.steps, 3);
        const auto texts = settled(journal.texts(entry.id));
        QCOMPARE(texts->before->text(), before);
        QCOMPARE(texts->after->text(), after);
    }

    void isInTheFileBeforeTheWriteMayLeave()
    {
        WriteJournal journal(file());
        const auto entry = journal.begin(anyNote());
        QVERIFY(!entry.onDisk.isSettled());
        QVERIFY(settled(entry.onDisk).has_value());
        // Another connection sees only what is committed; the journal commits with synchronous=FULL.
        OtherConnection other(file());
        QCOMPARE(other.value(QStringLiteral("SELECT outcome FROM entry")).toString(), QStringLiteral("pending"));
        QCOMPARE(entriesOf(journal).constFirst().outcome, WriteOutcome::Pending);
        journal.finish(entry.number, WriteOutcome::Done, {});
        QCOMPARE(entriesOf(journal).constFirst().outcome, WriteOutcome::Done);
    }

    void tellsEachChange()
    {
        WriteJournal journal(file());
        QList<WriteOutcome> told;
        connect(&journal, &WriteJournal::changed, this,
                [&told](const JournalEntry &entry) { told.append(entry.outcome); });
        QVERIFY(write(journal, anyNote(), WriteOutcome::Unknown));
        journal.judge(QStringLiteral("plan-1"), 2, WriteOutcome::Done, QStringLiteral("it was done"));
        QTRY_COMPARE(told, (QList<WriteOutcome>{WriteOutcome::Pending, WriteOutcome::Unknown, WriteOutcome::Done}));
    }

    void whatAnEarlierRunLeftUnderWayIsUnknown()
    {
        {
            WriteJournal journal(file());
            QVERIFY(settled(journal.begin(anyNote()).onDisk).has_value());
        }
        WriteJournal journal(file());
        const JournalEntry left = entriesOf(journal).constFirst();
        QCOMPARE(left.outcome, WriteOutcome::Unknown);
        QVERIFY(!left.words.isEmpty());
        QVERIFY(!left.endedAt.isValid());
    }

    void aReadingJudgesOnlyWhatIsUnknown()
    {
        WriteJournal journal(file());
        QVERIFY(write(journal, anyNote(), WriteOutcome::Done));
        WriteNote other = anyNote();
        other.story.step = 3;
        QVERIFY(write(journal, other, WriteOutcome::Unknown));
        journal.judge(QStringLiteral("plan-1"), 2, WriteOutcome::Failed, QStringLiteral("no"));
        journal.judge(QStringLiteral("plan-2"), 3, WriteOutcome::Failed, QStringLiteral("no"));
        journal.judge(QStringLiteral("plan-1"), 3, WriteOutcome::Failed, QStringLiteral("it was not done"));
        const auto entries = entriesOf(journal);
        QCOMPARE(entries.at(1).outcome, WriteOutcome::Done);
        QCOMPARE(entries.at(0).outcome, WriteOutcome::Failed);
        QCOMPARE(entries.at(0).words, QStringLiteral("it was not done"));
    }

    void keepsNoSecret_data()
    {
        QTest::addColumn<WriteNote>("note");
        const auto row = [](const char *name, EndpointId endpoint, const QByteArray &after) {
            QTest::newRow(name) << noteOf(endpoint, {}, after);
        };
        row("token", EndpointId::SchemaRename, "{\"name\":\"x\",\"description\":\"use " + madeUpToken + "\"}");
        row("token in escapes", EndpointId::SchemaRename,
            "{\"name\":\"x\",\"description\":\"\\u006dade-up-token-of-acme-0001\"}");
        row("password field", EndpointId::SchemaCreate,
            "{\"name\":\"x\",\"type\":\"password\",\"default\":\"made-up-token-of-acme-0001 x\"}");
        row("sensitive field", EndpointId::SchemaPut,
            "[{\"name\":\"x\",\"type\":\"text\",\"sensitive\":true,\"default\":\"made-up-word\"}]");
        row("record", EndpointId::RecordCreate, "{\"note\":\"made-up-word\"}");
        WriteNote named = anyNote();
        named.story.tableName = QString::fromUtf8(madeUpToken);
        named.story.sentence = QStringLiteral("Rename ") + named.story.tableName;
        QTest::newRow("names") << named;
    }
    void keepsNoSecret()
    {
        QFETCH(WriteNote, note);
        {
            WriteJournal journal(file());
            journal.hide(acme, {std::make_shared<const Secret>(QByteArray(madeUpToken))});
            const auto entry = journal.begin(note);
            QVERIFY(settled(entry.onDisk).has_value());
            journal.finish(entry.number, WriteOutcome::Failed, QStringLiteral("not ") + QString::fromUtf8(madeUpToken));
            const qint64 id = entriesOf(journal).constFirst().id;
            const auto exported = settled(journal.exported({id}));
            QVERIFY(exported->contains("[redacted]"));
            QVERIFY(!exported->contains("made-up"));
        }
        QCOMPARE(holding(m_folder->path(), "made-up-token"), QStringList());
        QCOMPARE(holding(m_folder->path(), "made-up-word"), QStringList());
        QVERIFY(!holding(m_folder->path(), "[redacted]").isEmpty());
    }

    void isForItsUserAlone()
    {
        constexpr QFile::Permissions others
            = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        WriteJournal journal(file());
        QVERIFY(write(journal, anyNote()));
        const auto entries = QDir(m_folder->path()).entryInfoList({noFile + u'*'}, QDir::Files | QDir::Hidden);
        QCOMPARE(entries.size(), 3); // with -wal and -shm
        for (const QFileInfo &entry : entries)
            QVERIFY2(!(entry.permissions() & others), qPrintable(entry.fileName()));
    }

    void beginsAnewFromADamagedFileAndKeepsIt()
    {
        for (int time = 1; time <= 2; ++time) {
            QFile damaged(file());
            QVERIFY(damaged.open(QIODevice::WriteOnly));
            damaged.write(QByteArray("this is no database\n").repeated(500));
            damaged.close();
            WriteJournal journal(file());
            QSignalSpy aside(&journal, &WriteJournal::setAside);
            QVERIFY(write(journal, anyNote()));
            QTRY_COMPARE(aside.count(), 1);
            QCOMPARE(entriesOf(journal).size(), 1);
            // History is not thrown away: nothing that was set aside goes.
            QCOMPARE(QDir(m_folder->path()).entryList({QStringLiteral("*.broken-*")}, QDir::Files).size(), time);
        }
    }

    void withoutAFileNothingMayLeaveUntilItCanBeWritten()
    {
        const QString folder = m_folder->filePath(QStringLiteral("sub"));
        QFile inTheWay(folder);
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        WriteJournal journal(folder + u'/' + noFile);
        QSignalSpy failed(&journal, &WriteJournal::failed);
        QTRY_COMPARE(failed.count(), 1);
        const auto refused = settled(journal.begin(anyNote()).onDisk);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Storage);
        QCOMPARE(refused.error().delivery, Delivery::NotSent);
        QVERIFY(refused.error().message.contains(noFile));
        QVERIFY(inTheWay.remove());
        QVERIFY(write(journal, anyNote()));
        QCOMPARE(entriesOf(journal).size(), 1);
    }

    void aFullDiskIsToldAndNotForGood()
    {
        WriteJournal journal(file());
        QVERIFY(write(journal, anyNote()));
        QCOMPARE(entriesOf(journal).size(), 1);
        const WriteNote large = noteOf(EndpointId::SchemaPut, {}, "[\"" + QByteArray(300000, 'x') + "\"]");
        {
            const SmallDisk disk(100000);
            const auto refused = settled(journal.begin(large).onDisk);
            QVERIFY(!refused);
            QCOMPARE(refused.error().kind, ErrorKind::Storage);
        }
        QVERIFY(write(journal, large));
        QCOMPARE(entriesOf(journal).size(), 2);
    }

    void aFileThatIsTakenAwayIsMadeAnew()
    {
        WriteJournal journal(file());
        QVERIFY(write(journal, anyNote()));
        for (const auto *suffix : {"", "-wal", "-shm"})
            QFile::remove(file() + QLatin1String(suffix));
        QVERIFY(write(journal, anyNote()));
        QVERIFY(QFileInfo::exists(file()));
        QCOMPARE(entriesOf(journal).size(), 1);
    }

    void keepsWithinItsBounds_data()
    {
        QTest::addColumn<qsizetype>("entries");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("number") << qsizetype(4) << qint64(1000000);
        QTest::newRow("size") << qsizetype(1000) << qint64(4 * 1000 + 100);
    }
    void keepsWithinItsBounds()
    {
        QFETCH(qsizetype, entries);
        QFETCH(qint64, bytes);
        WriteJournal journal(file(), nullptr, {entries, bytes});
        QList<qint64> gone;
        connect(&journal, &WriteJournal::pruned, this, [&gone](const QList<qint64> &ids) { gone += ids; });
        const QByteArray text = "\"" + QByteArray(998, 'x') + "\"";
        const WriteNote note = noteOf(EndpointId::SchemaPut, {}, text);
        // The oldest two are open: they stay whatever comes.
        const auto pending = journal.begin(note);
        QVERIFY(settled(pending.onDisk).has_value());
        QVERIFY(write(journal, note, WriteOutcome::Unknown));
        for (int i = 0; i < 6; ++i)
            QVERIFY(write(journal, note, i % 2 == 0 ? WriteOutcome::Done : WriteOutcome::Failed));
        QList<qint64> left;
        for (const JournalEntry &entry : entriesOf(journal))
            left.append(entry.id);
        QCOMPARE(left, (QList<qint64>{8, 7, 6, 5, 2, 1}));
        QTRY_COMPARE(gone.size(), 2);
        const auto texts = settled(journal.texts(gone.constFirst()));
        QCOMPARE(texts.error().kind, ErrorKind::NotFound);
    }

    void exportsInTheOrderOfTime()
    {
        WriteJournal journal(file());
        QVERIFY(write(journal, anyNote()));
        QVERIFY(write(journal, noteOf(EndpointId::SchemaFieldDelete, "{\"one\":1.0}", {}), WriteOutcome::Unknown));
        const auto exported = settled(journal.exported({2, 1, 99}));
        const auto list = RawJson::parse(*exported);
        QVERIFY(list);
        QCOMPARE(list->elements().size(), 2);
        const RawJson last = list->elements().at(1);
        QCOMPARE(last.member(u"id")->toInteger(), 2);
        QCOMPARE(last.member(u"outcome")->toString(), QStringLiteral("unknown"));
        QCOMPARE(last.member(u"guard")->toString(), QStringLiteral("confirm"));
        QCOMPARE(last.member(u"confirmed_by")->toString(), QStringLiteral("review"));
        QCOMPARE(last.member(u"before")->member(u"one")->text(), QByteArray("1.0"));
        QVERIFY(last.member(u"after")->isNull());
        QVERIFY(QDateTime::fromString(*last.member(u"started_at")->toString(), Qt::ISODateWithMs).isValid());
    }

private:
    [[nodiscard]] QString file() const { return m_folder->filePath(noFile); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

METASCOPE_TEST(WriteJournalTest)
#include "writejournaltest.moc"
