// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/journalfile.h"

#include "app/store/cachesecrets.h"
#include "app/store/journalexport.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <array>
#include <limits>

namespace metascope {

namespace {

template <typename T>
struct Word {
    T value;
    QLatin1String text;
};
constexpr std::array outcomeWords{
    Word<WriteOutcome>{WriteOutcome::Pending, QLatin1String("pending")},
    Word<WriteOutcome>{WriteOutcome::Done, QLatin1String("done")},
    Word<WriteOutcome>{WriteOutcome::Failed, QLatin1String("failed")},
    Word<WriteOutcome>{WriteOutcome::Unknown, QLatin1String("unknown")},
};
constexpr std::array guardWords{
    Word<GuardLevel>{GuardLevel::Normal, QLatin1String("normal")},
    Word<GuardLevel>{GuardLevel::Confirm, QLatin1String("confirm")},
    Word<GuardLevel>{GuardLevel::ReadOnly, QLatin1String("read-only")},
};
constexpr std::array confirmationWords{
    Word<Confirmation>{Confirmation::Review, QLatin1String("review")},
    Word<Confirmation>{Confirmation::Button, QLatin1String("button")},
};

template <typename T, std::size_t N>
QString wordOf(const std::array<Word<T>, N> &words, T value)
{
    const auto found = std::ranges::find(words, value, &Word<T>::value);
    return found == words.end() ? QString() : QString(found->text);
}

/// The last one where the word is not known: Unknown, Read-only.
template <typename T, std::size_t N>
T valueOf(const std::array<Word<T>, N> &words, const QString &text)
{
    const auto found = std::ranges::find_if(words, [&text](const Word<T> &word) { return word.text == text; });
    return found == words.end() ? words.back().value : found->value;
}

/// `bytes`: of the two texts. It stands before them: what is summed up must not be read past them.
const QString columns = QStringLiteral(
    "id, run, started_at, ended_at, instance, instance_name, host, workspace, workspace_name, branch, data_source, "
    "table_id, table_name, method, template, path, sentence, outcome, words, guard, confirmation, plan, step, steps");

const DatabaseLayout &layout()
{
    static const DatabaseLayout made{
        {{QStringLiteral(
            "CREATE TABLE entry(id INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL, number INTEGER NOT NULL, "
            "started_at INTEGER NOT NULL, ended_at INTEGER, instance TEXT NOT NULL, instance_name TEXT NOT NULL, "
            "host TEXT NOT NULL, workspace INTEGER NOT NULL, workspace_name TEXT NOT NULL, branch TEXT NOT NULL, "
            "data_source TEXT NOT NULL, table_id INTEGER NOT NULL, table_name TEXT NOT NULL, method TEXT NOT NULL, "
            "template TEXT NOT NULL, path TEXT NOT NULL, sentence TEXT NOT NULL, outcome TEXT NOT NULL, "
            "words TEXT NOT NULL, guard TEXT NOT NULL, confirmation TEXT NOT NULL, plan TEXT NOT NULL, "
            "step INTEGER NOT NULL, steps INTEGER NOT NULL, bytes INTEGER NOT NULL, before TEXT, after TEXT, "
            "UNIQUE(run, number))")}},
        {QStringLiteral("SELECT %1, number, bytes, before, after FROM entry LIMIT 1").arg(columns)},
        true};
    return made;
}

/// What may be kept of it.
std::optional<RawJson> kept(const std::optional<RawJson> &json, std::string_view pointers,
                            const CacheRedactor &redactor)
{
    if (!json)
        return std::nullopt;
    const RawJson mark = RawJson::string(QString::fromLatin1(Redactor::mark));
    // Too long to be looked through: a text in its place says so.
    const RawJson looked
        = RawJson::parse(Redactor(nullptr, pointers).body(json->text(), std::numeric_limits<qsizetype>::max() / 2))
              .value_or(mark);
    return RawJson::parse(redactor.json(withoutSecrets(Kind::Table, looked).text())).value_or(mark);
}

QVariant textOf(const std::optional<RawJson> &json)
{
    return json ? QVariant(QString::fromUtf8(json->text())) : QVariant();
}

/// An empty text, where QString() would be NULL.
QString present(const QString &text)
{
    return text.isNull() ? QStringLiteral("") : text;
}

std::optional<RawJson> jsonOf(const QVariant &value)
{
    if (value.isNull())
        return std::nullopt;
    return RawJson::parse(value.toString().toUtf8()).value_or(RawJson::string(value.toString()));
}

} // namespace

JournalFile::JournalFile(const QString &file, QString run, JournalBounds bounds)
    : m_file(file, layout()), m_run(std::move(run)), m_bounds(bounds)
{}

Result<QString> JournalFile::open()
{
    return m_file.isOpen() ? Result<QString>(QString()) : m_file.openOrRebuild();
}

bool JournalFile::isReady()
{
    // SQLite would go on writing into a file that nobody will find again.
    if (m_file.isOpen() && !QFileInfo::exists(m_file.path()))
        m_file.close();
    return open().has_value();
}

Result<JournalEntry> JournalFile::begin(quint64 number, const WriteNote &note, const QDateTime &at,
                                        const Secrets &secrets)
{
    bool isWritten = isReady() && insert(number, note, at, secrets);
    // Damage shows when it is used; a new file takes its place.
    if (!isWritten && m_file.state() == CacheFile::State::Broken)
        isWritten = isReady() && insert(number, note, at, secrets);
    if (!isWritten)
        return Failure(m_file.error());
    QSqlQuery query = m_file.prepare(QStringLiteral("SELECT %1 FROM entry WHERE run = ? AND number = ?").arg(columns));
    query.addBindValue(m_run);
    query.addBindValue(number);
    const auto made = read(query);
    if (!made || made->isEmpty())
        return Failure(m_file.error());
    return made->constFirst();
}

bool JournalFile::insert(quint64 number, const WriteNote &note, const QDateTime &at, const Secrets &secrets)
{
    const CacheRedactor redactor(secrets);
    const Endpoint &row = endpointRow(note.request.endpoint);
    const auto before = kept(note.story.before, row.secrets, redactor);
    const auto after = kept(note.story.after, row.secrets, redactor);
    const QString path = QString::fromUtf8(requestPath(note.request)) + QString::fromUtf8(requestQuery(note.request));
    const auto named = [&redactor](const QString &text) { return present(redactor.text(text)); };
    QSqlQuery query = m_file.prepare(
        QStringLiteral("INSERT INTO entry(run, number, started_at, instance, instance_name, host, workspace, "
                       "workspace_name, branch, data_source, table_id, table_name, method, template, path, sentence, "
                       "outcome, words, guard, confirmation, plan, step, steps, bytes, before, after) "
                       "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)"));
    const qint64 bytes = (before ? before->text().size() : 0) + (after ? after->text().size() : 0);
    for (const QVariant &value :
         QVariantList{m_run,
                      number,
                      at.toMSecsSinceEpoch(),
                      present(note.instance.value()),
                      named(note.story.target.instanceName),
                      named(note.host),
                      note.workspace.value(),
                      named(note.story.target.workspaceName),
                      named(note.request.branch ? note.request.branch->value() : QString()),
                      named(note.request.dataSource ? note.request.dataSource->value() : QString()),
                      note.story.table.value(),
                      named(note.story.tableName),
                      QString::fromLatin1(verbText(row.verb)),
                      QString::fromLatin1(row.path.data(), static_cast<qsizetype>(row.path.size())),
                      named(path),
                      named(note.story.sentence),
                      wordOf(outcomeWords, WriteOutcome::Pending),
                      wordOf(guardWords, note.guard),
                      wordOf(confirmationWords, note.confirmation),
                      present(note.story.plan),
                      note.story.step,
                      note.story.steps,
                      bytes,
                      textOf(before),
                      textOf(after)})
        query.addBindValue(value);
    return m_file.isOpen() && m_file.run(query);
}

Result<QList<JournalEntry>> JournalFile::finish(quint64 number, WriteOutcome outcome, const QString &words,
                                                const QDateTime &at, const Secrets &secrets)
{
    QSqlQuery query = m_file.prepare(QStringLiteral("UPDATE entry SET outcome = ?, words = ?, ended_at = ? WHERE "
                                                    "run = ? AND number = ? RETURNING %1")
                                         .arg(columns));
    for (const QVariant &value :
         QVariantList{wordOf(outcomeWords, outcome), present(CacheRedactor(secrets).text(words)),
                      at.toMSecsSinceEpoch(), m_run, number})
        query.addBindValue(value);
    return read(query);
}

Result<QList<JournalEntry>> JournalFile::judge(const QString &plan, int step, WriteOutcome outcome,
                                               const QString &words)
{
    QSqlQuery query = m_file.prepare(QStringLiteral("UPDATE entry SET outcome = ?, words = ? WHERE plan = ? AND "
                                                    "step = ? AND outcome = ? RETURNING %1")
                                         .arg(columns));
    for (const QVariant &value : QVariantList{wordOf(outcomeWords, outcome), present(words), plan, step,
                                              wordOf(outcomeWords, WriteOutcome::Unknown)})
        query.addBindValue(value);
    return read(query);
}

Result<QList<JournalEntry>> JournalFile::entries()
{
    if (!isReady())
        return Failure(m_file.error());
    QSqlQuery query = m_file.prepare(QStringLiteral("SELECT %1 FROM entry ORDER BY id DESC").arg(columns));
    return read(query);
}

Result<QList<JournalEntry>> JournalFile::read(QSqlQuery &query)
{
    if (!m_file.isOpen() || !m_file.run(query))
        return Failure(m_file.error());
    QList<JournalEntry> entries;
    while (query.next())
        entries.append(entryOf(query));
    if (!m_file.hasEndedWell(query))
        return Failure(m_file.error());
    return entries;
}

JournalEntry JournalFile::entryOf(const QSqlQuery &query) const
{
    int column = 0;
    const auto next = [&] { return query.value(column++); };
    const auto time = [](const QVariant &value) {
        return value.isNull() ? QDateTime() : QDateTime::fromMSecsSinceEpoch(value.toLongLong(), Qt::UTC);
    };
    JournalEntry entry;
    entry.id = next().toLongLong();
    const bool isOfThisRun = next().toString() == m_run;
    entry.startedAt = time(next());
    entry.endedAt = time(next());
    entry.instance = InstanceId(next().toString());
    entry.instanceName = next().toString();
    entry.host = next().toString();
    entry.workspace = WorkspaceId(next().toLongLong());
    entry.workspaceName = next().toString();
    entry.branch = next().toString();
    entry.dataSource = next().toString();
    entry.table = TableId(next().toLongLong());
    entry.tableName = next().toString();
    entry.method = next().toString();
    entry.pathTemplate = next().toString();
    entry.path = next().toString();
    entry.sentence = next().toString();
    entry.outcome = valueOf(outcomeWords, next().toString());
    entry.words = next().toString();
    entry.guard = valueOf(guardWords, next().toString());
    entry.confirmation = valueOf(confirmationWords, next().toString());
    entry.plan = next().toString();
    entry.step = next().toInt();
    entry.steps = next().toInt();
    if (entry.outcome == WriteOutcome::Pending && !isOfThisRun) {
        entry.outcome = WriteOutcome::Unknown;
        entry.words = JournalText::tr("The program ended before an answer came.");
    }
    return entry;
}

Result<JournalTexts> JournalFile::texts(qint64 id)
{
    if (!isReady())
        return Failure(m_file.error());
    QSqlQuery query = m_file.prepare(QStringLiteral("SELECT before, after FROM entry WHERE id = ?"));
    query.addBindValue(id);
    if (!m_file.isOpen() || !m_file.run(query))
        return Failure(m_file.error());
    if (!query.next())
        return Failure(Error::local(ErrorKind::NotFound, JournalText::tr("the journal does not hold it any more")));
    return JournalTexts{jsonOf(query.value(0)), jsonOf(query.value(1))};
}

Result<QByteArray> JournalFile::exported(const QList<qint64> &ids)
{
    QList<qint64> inOrder = ids;
    std::ranges::sort(inOrder);
    QList<RawJson> objects;
    for (const qint64 id : std::as_const(inOrder)) {
        const auto texts = this->texts(id);
        if (!texts && texts.error().kind == ErrorKind::NotFound)
            continue; // it went meanwhile
        QSqlQuery query = m_file.prepare(QStringLiteral("SELECT %1 FROM entry WHERE id = ?").arg(columns));
        query.addBindValue(id);
        const auto entries = texts ? read(query) : Result<QList<JournalEntry>>(Failure(texts.error()));
        if (!entries)
            return Failure(entries.error());
        for (const JournalEntry &entry : *entries)
            objects.append(journalJson(entry, *texts,
                                       {wordOf(outcomeWords, entry.outcome), wordOf(guardWords, entry.guard),
                                        wordOf(confirmationWords, entry.confirmation)}));
    }
    return RawJson::array(objects).indented() + '\n';
}

Result<QList<qint64>> JournalFile::prune()
{
    QSqlQuery query = m_file.prepare(QStringLiteral("SELECT id, bytes, outcome FROM entry ORDER BY id DESC"));
    if (!m_file.isOpen() || !m_file.run(query))
        return Failure(m_file.error());
    // From the latest on, until a bound is passed: what is older goes.
    qsizetype count = 0;
    qint64 bytes = 0;
    QList<qint64> gone;
    while (query.next()) {
        ++count;
        bytes += query.value(1).toLongLong();
        const QString outcome = query.value(2).toString();
        const bool isOpen = outcome == wordOf(outcomeWords, WriteOutcome::Pending)
            || outcome == wordOf(outcomeWords, WriteOutcome::Unknown);
        if (!isOpen && (count > m_bounds.entries || bytes > m_bounds.bytes)) {
            gone.append(query.value(0).toLongLong());
            --count;
            bytes -= query.value(1).toLongLong();
        }
    }
    query.finish();
    if (gone.isEmpty())
        return gone;
    bool isDone = m_file.run(QStringLiteral("BEGIN IMMEDIATE"));
    QSqlQuery remove = m_file.prepare(QStringLiteral("DELETE FROM entry WHERE id = ?"));
    for (const qint64 id : std::as_const(gone)) {
        remove.bindValue(0, id);
        isDone = isDone && m_file.run(remove);
    }
    isDone = isDone && m_file.run(QStringLiteral("COMMIT"));
    if (!isDone) {
        const Error error = m_file.error();
        m_file.run(QStringLiteral("ROLLBACK"));
        return Failure(error);
    }
    return gone;
}

} // namespace metascope
