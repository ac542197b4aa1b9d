// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/rowtable.h"
#include "ui/problems/problem.h"

#include <QtCore/QHash>

namespace metascope {

class IconProvider;

/// One row of the table "Problems".
struct ProblemRow {
    quint64 id = 0;
    Problem problem;
    bool operator==(const ProblemRow &) const = default;
};

/// The table "Problems". Goes from one list to the next without a reset. Texts are what the server sent.
class ProblemsModel final : public RowTable<ProblemRow> {
    Q_OBJECT
public:
    enum Column { SeverityColumn, TableColumn, FieldColumn, SentenceColumn, RuleColumn, ColumnCount };

    /// `icons` outlives it.
    explicit ProblemsModel(const IconProvider &icons, QObject *parent = nullptr);

    void setProblems(const QList<Problem> &problems);
    /// Null for an index that is none.
    [[nodiscard]] const Problem *problem(const QModelIndex &index) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// Of one column, as on screen.
    [[nodiscard]] static QString text(const Problem &problem, int column);

private:
    const IconProvider &m_icons;
    QHash<QString, quint64> m_ids; ///< of what is shown now
    quint64 m_lastId = 0;
};

} // namespace metascope
