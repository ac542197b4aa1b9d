// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorertree.h"

#include "app/model/lazytree.h"

#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>

namespace metascope {

ExplorerTree::ExplorerTree(QWidget *parent) : QTreeView(parent)
{
    setObjectName(QStringLiteral("explorerTree"));
    setAccessibleName(tr("Explorer"));
    setHeaderHidden(true);
    setUniformRowHeights(true);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setFrameShape(QFrame::NoFrame);
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAnimated(false);
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        // With Ctrl or Shift a person selects, and opens nothing.
        if (QGuiApplication::keyboardModifiers() == Qt::NoModifier)
            Q_EMIT previewRequested(index);
    });
    connect(this, &QTreeView::doubleClicked, this, &ExplorerTree::openRequested);
}

void ExplorerTree::setEmptyGroupsHidden(bool isHidden)
{
    hideEmptyGroups({}, isHidden);
}

void ExplorerTree::hideEmptyGroups(const QModelIndex &parent, bool isHidden)
{
    const int rows = model()->rowCount(parent);
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = model()->index(row, 0, parent);
        const bool isGroup = index.data(LazyTree::IsGroupRole).toBool();
        if (!isGroup && parent.data(LazyTree::IsGroupRole).toBool())
            return; // objects: the whole list is
        const auto state = index.data(LazyTree::StateRole).value<LazyTree::State>();
        const bool isEmpty
            = model()->rowCount(index) == 0 && (state == LazyTree::State::Loaded || state == LazyTree::State::Absent);
        setRowHidden(row, parent, isHidden && isEmpty && isGroup);
        hideEmptyGroups(index, isHidden);
    }
}

void ExplorerTree::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && currentIndex().isValid() && event->modifiers().testFlag(Qt::AltModifier) == false) {
        if (model()->hasChildren(currentIndex()))
            setExpanded(currentIndex(), !isExpanded(currentIndex()));
        Q_EMIT openRequested(currentIndex());
        event->accept();
        return;
    }
    QTreeView::keyPressEvent(event);
}

} // namespace metascope
