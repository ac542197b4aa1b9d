// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/journalmodel.h"

#include "app/model/journalwords.h"

#include <QtCore/QSet>

#include <algorithm>
#include <functional>

namespace metascope {

namespace {

QString instanceOf(const JournalEntry &entry)
{
    return entry.instanceName.isEmpty() ? entry.host : entry.instanceName;
}

} // namespace

qsizetype JournalModel::place(qint64 id) const
{
    return std::distance(m_entries.begin(),
                         std::ranges::lower_bound(m_entries, id, std::ranges::greater(), &JournalEntry::id));
}

void JournalModel::fill(const QList<JournalEntry> &entries)
{
    if (!m_entries.isEmpty()) {
        for (const JournalEntry &entry : entries)
            put(entry);
        return;
    }
    if (entries.isEmpty())
        return;
    beginInsertRows({}, 0, static_cast<int>(entries.size()) - 1);
    m_entries = entries;
    endInsertRows();
}

void JournalModel::put(const JournalEntry &entry)
{
    const qsizetype at = place(entry.id);
    const int row = static_cast<int>(at);
    if (at < m_entries.size() && m_entries.at(at).id == entry.id) {
        m_entries[at] = entry;
        Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, row, row);
    m_entries.insert(at, entry);
    endInsertRows();
}

void JournalModel::remove(const QList<qint64> &ids)
{
    for (const qint64 id : ids) {
        const qsizetype at = place(id);
        if (at >= m_entries.size() || m_entries.at(at).id != id)
            continue;
        beginRemoveRows({}, static_cast<int>(at), static_cast<int>(at));
        m_entries.removeAt(at);
        endRemoveRows();
    }
}

const JournalEntry *JournalModel::entryAt(const QModelIndex &index) const
{
    return index.isValid() && index.row() < m_entries.size() ? &m_entries.at(index.row()) : nullptr;
}

QStringList JournalModel::instances() const
{
    QSet<QString> names;
    for (const JournalEntry &entry : m_entries)
        names.insert(instanceOf(entry));
    QStringList sorted = names.values();
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int JournalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    const JournalEntry *entry = entryAt(index);
    if (!entry || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const auto text = [entry, column = index.column()]() -> QString {
        switch (column) {
        case TimeColumn: return journalwords::time(entry->startedAt);
        case InstanceColumn: return instanceOf(*entry);
        case WorkspaceColumn: return entry->workspaceName;
        case TableColumn: return entry->tableName;
        case ChangeColumn: return entry->sentence.isEmpty() ? entry->method + u' ' + entry->path : entry->sentence;
        case OutcomeColumn: return journalwords::outcome(entry->outcome);
        default: return {};
        }
    }();
    if (role == Qt::DisplayRole)
        return text;
    // A tooltip that looks like rich text is taken for such.
    const QString tip = index.column() == OutcomeColumn && !entry->words.isEmpty() ? entry->words : text;
    return tip.toHtmlEscaped();
}

QVariant JournalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn: return tr("Time");
    case InstanceColumn: return tr("Instance");
    case WorkspaceColumn: return tr("Workspace");
    case TableColumn: return tr("Table");
    case ChangeColumn: return tr("Change");
    case OutcomeColumn: return tr("Outcome");
    default: return {};
    }
}

JournalFilter::JournalFilter(JournalModel &model, QObject *parent) : QSortFilterProxyModel(parent), m_model(model)
{
    setSourceModel(&model);
}

void JournalFilter::setText(const QString &text)
{
    m_words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    invalidateFilter();
}

void JournalFilter::setInstance(const QString &name)
{
    m_instance = name;
    invalidateFilter();
}

void JournalFilter::setOutcome(std::optional<WriteOutcome> outcome)
{
    m_outcome = outcome;
    invalidateFilter();
}

bool JournalFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const JournalEntry *entry = m_model.entryAt(m_model.index(row, 0, parent));
    if (!entry || (m_outcome && entry->outcome != m_outcome)
        || (!m_instance.isEmpty() && instanceOf(*entry) != m_instance))
        return false;
    return std::ranges::all_of(m_words, [entry](const QString &word) {
        return std::ranges::any_of(QStringList{entry->sentence, entry->tableName, entry->workspaceName,
                                               entry->instanceName, entry->host, entry->path, entry->method,
                                               entry->words},
                                   [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

} // namespace metascope
