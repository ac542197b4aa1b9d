// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/writejournal.h"

#include <QtCore/QUuid>

#include <utility>

namespace metascope {

WriteJournal::WriteJournal(const QString &file, QObject *parent, JournalBounds bounds)
    : QObject(parent), m_file(new JournalFile(file, QUuid::createUuid().toString(QUuid::WithoutBraces), bounds))
{
    m_thread.setObjectName(QStringLiteral("journal"));
    m_file->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_file, &QObject::deleteLater);
    m_thread.start();
    QMetaObject::invokeMethod(m_file, [this, file = m_file] {
        const Result<QString> opened = file->open();
        QMetaObject::invokeMethod(this, [this, opened] {
            if (!opened)
                Q_EMIT failed(opened.error());
            else if (!opened->isEmpty())
                Q_EMIT setAside(*opened);
        });
    });
}

WriteJournal::~WriteJournal()
{
    const auto promises = std::exchange(m_promises, {});
    // What is queued is carried out before the thread's loop ends.
    QMetaObject::invokeMethod(m_file, [this] { m_thread.quit(); });
    m_thread.wait();
}

template <typename T>
Reply<T> WriteJournal::ask(std::function<Result<T>(JournalFile &)> work)
{
    const quint64 call = ++m_lastCall;
    const auto promise = std::make_shared<ReplyPromise<T>>();
    // A promise that goes unsettled is Cancelled; the work is done all the same.
    promise->setAbort([this, call] { m_promises.erase(call); });
    const Reply<T> reply = promise->reply();
    m_promises.emplace(call, promise);
    QMetaObject::invokeMethod(m_file, [this, file = m_file, call, work = std::move(work)] {
        Result<T> result = work(*file);
        QMetaObject::invokeMethod(this, [this, call, result = std::move(result)]() mutable {
            const auto found = m_promises.find(call);
            if (found == m_promises.end())
                return;
            const auto settling = std::static_pointer_cast<ReplyPromise<T>>(found->second);
            m_promises.erase(found);
            settling->resolve(std::move(result));
        });
    });
    return reply;
}

WriteLog::Entry WriteJournal::begin(const WriteNote &note)
{
    const quint64 number = ++m_lastNumber;
    m_open.insert(number, note.instance);
    return {number,
            ask<Done>([this, number, note, at = QDateTime::currentDateTimeUtc(),
                       secrets = m_hidden.value(note.instance)](JournalFile &file) -> Result<Done> {
                const Result<JournalEntry> made = file.begin(number, note, at, secrets);
                if (!made)
                    return Failure(made.error());
                QMetaObject::invokeMethod(this, [this, entry = *made] { Q_EMIT changed(entry); });
                return Done{};
            })};
}

void WriteJournal::complete(std::function<Result<QList<JournalEntry>>(JournalFile &)> work)
{
    QMetaObject::invokeMethod(m_file, [this, file = m_file, work = std::move(work)] {
        const Result<QList<JournalEntry>> entries = work(*file);
        const Result<QList<qint64>> gone = file->prune();
        QMetaObject::invokeMethod(this, [this, entries, gone] {
            tell(entries);
            if (gone && !gone->isEmpty())
                Q_EMIT pruned(*gone);
        });
    });
}

void WriteJournal::tell(const Result<QList<JournalEntry>> &entries)
{
    if (!entries) {
        Q_EMIT failed(entries.error());
        return;
    }
    for (const JournalEntry &entry : *entries)
        Q_EMIT changed(entry);
}

void WriteJournal::finish(quint64 number, WriteOutcome outcome, const QString &words)
{
    complete([number, outcome, words, at = QDateTime::currentDateTimeUtc(),
              secrets = m_hidden.value(m_open.take(number))](JournalFile &file) {
        return file.finish(number, outcome, words, at, secrets);
    });
}

void WriteJournal::judge(const QString &plan, int step, WriteOutcome outcome, const QString &words)
{
    if (!plan.isEmpty())
        complete([=](JournalFile &file) { return file.judge(plan, step, outcome, words); });
}

void WriteJournal::hide(const InstanceId &instance, JournalFile::Secrets secrets)
{
    m_hidden.insert(instance, std::move(secrets));
}

Reply<QList<JournalEntry>> WriteJournal::entries()
{
    return ask<QList<JournalEntry>>([](JournalFile &file) { return file.entries(); });
}

Reply<JournalTexts> WriteJournal::texts(qint64 id)
{
    return ask<JournalTexts>([id](JournalFile &file) { return file.texts(id); });
}

Reply<QByteArray> WriteJournal::exported(const QList<qint64> &ids)
{
    return ask<QByteArray>([ids](JournalFile &file) { return file.exported(ids); });
}

} // namespace metascope
