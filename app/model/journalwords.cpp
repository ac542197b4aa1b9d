// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/journalwords.h"

#include "app/domain/columnkeys.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace metascope {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::JournalWords)
};

constexpr qsizetype longestValue = 80;

QString shown(const RawJson &value)
{
    const QString text = QString::fromUtf8(value.text());
    return text.size() <= longestValue ? text : text.first(longestValue) + QChar(0x2026);
}

QString nameOf(const RawJson &entry)
{
    for (const QStringView key : {columnkey::name, columnkey::id})
        if (const auto value = entry.member(key))
            return value->toString().value_or(QString::fromUtf8(value->text()));
    return {};
}

/// The entries' names, where each has one of its own.
std::optional<QStringList> namesOf(const RawJson &list)
{
    QStringList names;
    for (const RawJson &entry : list.elements()) {
        const QString name = entry.isObject() ? nameOf(entry) : QString();
        if (name.isEmpty() || names.contains(name))
            return std::nullopt;
        names.append(name);
    }
    return names;
}

class Comparison {
public:
    explicit Comparison(qsizetype most) : m_most(most) {}

    void compare(const QString &where, const RawJson &before, const RawJson &after)
    {
        if (before.sameValue(after) || isFull())
            return;
        if (before.isObject() && after.isObject())
            compareObjects(where, before, after);
        else if (before.isArray() && after.isArray() && namesOf(before) && namesOf(after))
            compareLists(where, before, after);
        else
            say(Words::tr("%1: %2 became %3")
                    .arg(where.isEmpty() ? Words::tr("Value") : where, shown(before), shown(after)));
    }

    [[nodiscard]] QStringList sentences() const
    {
        return m_more == 0 ? m_sentences : m_sentences + QStringList{Words::tr("And more.")};
    }

private:
    [[nodiscard]] bool isFull() const { return m_more > 0; }
    void say(const QString &sentence)
    {
        if (m_sentences.size() < m_most)
            m_sentences.append(sentence);
        else
            ++m_more;
    }
    static QString in(const QString &where, const QString &name)
    {
        return where.isEmpty() ? name : where + QStringLiteral(" › ") + name;
    }

    void compareObjects(const QString &where, const RawJson &before, const RawJson &after)
    {
        for (const RawJson::Member &member : before.members()) {
            const auto now = after.member(member.key);
            if (now)
                compare(in(where, member.key), member.value, *now);
            else
                say(Words::tr("%1 is gone, it was %2").arg(in(where, member.key), shown(member.value)));
        }
        for (const RawJson::Member &member : after.members())
            if (!before.member(member.key))
                say(Words::tr("%1 is new: %2").arg(in(where, member.key), shown(member.value)));
    }

    void compareLists(const QString &where, const RawJson &before, const RawJson &after)
    {
        const QStringList was = *namesOf(before);
        const QStringList is = *namesOf(after);
        const QList<RawJson> old = before.elements();
        const QList<RawJson> fresh = after.elements();
        for (qsizetype i = 0; i < was.size(); ++i) {
            const qsizetype at = is.indexOf(was.at(i));
            if (at >= 0)
                compare(in(where, was.at(i)), old.at(i), fresh.at(at));
            else
                say(Words::tr("%1 is gone, it was %2").arg(in(where, was.at(i)), shown(old.at(i))));
        }
        QStringList kept = was;
        kept.removeIf([&is](const QString &name) { return !is.contains(name); });
        QStringList keptNow = is;
        keptNow.removeIf([&was](const QString &name) { return !was.contains(name); });
        for (qsizetype i = 0; i < is.size(); ++i)
            if (!was.contains(is.at(i)))
                say(Words::tr("%1 is new: %2").arg(in(where, is.at(i)), shown(fresh.at(i))));
        if (kept != keptNow)
            say(Words::tr("The order is another: %1").arg(is.join(QStringLiteral(", "))));
    }

    QStringList m_sentences;
    qsizetype m_most;
    qsizetype m_more = 0;
};

} // namespace

QString journalwords::outcome(WriteOutcome outcome)
{
    switch (outcome) {
    case WriteOutcome::Pending: return Words::tr("pending");
    case WriteOutcome::Done: return Words::tr("done");
    case WriteOutcome::Failed: return Words::tr("failed");
    case WriteOutcome::Unknown: return Words::tr("unknown");
    }
    return {};
}

QString journalwords::confirmation(const JournalEntry &entry)
{
    const QString guard = entry.guard == GuardLevel::Normal ? Words::tr("Normal")
        : entry.guard == GuardLevel::Confirm                ? Words::tr("Confirm")
                                                            : Words::tr("Read-only");
    return (entry.confirmation == Confirmation::Review ? Words::tr("Confirmed in a review, guard level %1")
                                                       : Words::tr("Sent from its own button, guard level %1"))
        .arg(guard);
}

QString journalwords::place(const JournalEntry &entry)
{
    QStringList parts{entry.instanceName.isEmpty() ? entry.host : entry.instanceName, entry.workspaceName,
                      entry.tableName};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" › "));
}

QString journalwords::time(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

QStringList journalwords::differences(const std::optional<RawJson> &before, const std::optional<RawJson> &after,
                                      qsizetype most)
{
    if (!before && !after)
        return {};
    if (!before)
        return {Words::tr("There was nothing before: this was made.")};
    if (!after)
        return {Words::tr("Nothing is left of it: this was deleted.")};
    Comparison comparison(most);
    comparison.compare({}, *before, *after);
    const QStringList found = comparison.sentences();
    return found.isEmpty() ? QStringList{Words::tr("Before and after are the same.")} : found;
}

} // namespace metascope
