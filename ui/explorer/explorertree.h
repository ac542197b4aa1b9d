// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTreeView>

namespace metascope {

/// The tree itself: a click previews, a double click or Enter opens; on what cannot be opened, a double click or Enter
/// expands. Moving with the keys only moves.
class ExplorerTree final : public QTreeView {
    Q_OBJECT
public:
    explicit ExplorerTree(QWidget *parent = nullptr);

    /// Hides the groups that are loaded now and hold nothing, or shows all of them.
    void setEmptyGroupsHidden(bool isHidden);

Q_SIGNALS:
    void previewRequested(const QModelIndex &index);
    void openRequested(const QModelIndex &index);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void hideEmptyGroups(const QModelIndex &parent, bool isHidden);
};

} // namespace metascope
