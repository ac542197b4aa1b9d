// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"

#include <QtWidgets/QComboBox>

#include <optional>

namespace metascope {

/// Picks a table of the workspace: a list that typing narrows down to the names that hold what was typed. A table that is
/// not known by name is shown by its number; text that names none falls back to what was chosen.
class ReferencePicker final : public QComboBox {
    Q_OBJECT
public:
    explicit ReferencePicker(QWidget *parent = nullptr);

    /// In their order on screen.
    void setTables(const QList<ObjectSummary> &tables);
    /// None or TableId(0): nothing is chosen yet.
    void showTable(std::optional<TableId> table);

Q_SIGNALS:
    void tableChosen(metascope::TableId table);

private:
    void choose(int index);
    void takeTyped();

    std::optional<TableId> m_table;
};

} // namespace metascope
