// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTableView>

namespace metascope {

/// A read-only table of calls, in whole rows, that stays at its end while it stands there. Asks for a menu of the row under
/// the mouse or, from the keyboard, of the current one.
class CallTable final : public QTableView {
    Q_OBJECT
public:
    explicit CallTable(QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// Whether rows that come at the end are scrolled to while the end is seen. Off by default.
    void setFollowsEnd(bool follows) { m_followsEnd = follows; }
    /// Widths in characters, by column.
    void setCharacters(const QList<std::pair<int, int>> &widths);

Q_SIGNALS:
    void pickChanged();

protected:
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    bool m_followsEnd = false;
    bool m_isAtEnd = true;
};

} // namespace metascope
