// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/journalentry.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QSortFilterProxyModel>

namespace metascope {

/// The change journal as a table, latest first. Follows what it is told, row by row. GUI thread.
class JournalModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { TimeColumn, InstanceColumn, WorkspaceColumn, TableColumn, ChangeColumn, OutcomeColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// What was read, latest first; what is known already stays where it is.
    void fill(const QList<JournalEntry> &entries);
    /// A new one, or another state of one that is there.
    void put(const JournalEntry &entry);
    void remove(const QList<qint64> &ids);
    /// Null where there is no such row. The pointer lives until the next change.
    [[nodiscard]] const JournalEntry *entryAt(const QModelIndex &index) const;
    /// The names of all instances in it, sorted.
    [[nodiscard]] QStringList instances() const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    /// Where an entry of that id stands or would stand.
    [[nodiscard]] qsizetype place(qint64 id) const;

    QList<JournalEntry> m_entries; ///< by id, falling
};

/// The rows that a person asks for.
class JournalFilter final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit JournalFilter(JournalModel &model, QObject *parent = nullptr);

    /// Words that all must stand somewhere in the entry, without regard to case.
    void setText(const QString &text);
    /// Empty: of any instance.
    void setInstance(const QString &name);
    /// None: whatever came of it.
    void setOutcome(std::optional<WriteOutcome> outcome);
    [[nodiscard]] bool isFiltering() const { return !m_words.isEmpty() || !m_instance.isEmpty() || m_outcome; }

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    JournalModel &m_model;
    QStringList m_words;
    QString m_instance;
    std::optional<WriteOutcome> m_outcome;
};

} // namespace metascope
