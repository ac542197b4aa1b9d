// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"
#include "ui/widgets/badge.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QIcon>

#include <array>
#include <functional>

namespace metascope {

class IconProvider;
class LazyTree;

/// A word beside a node, such as READ-ONLY.
struct NodeMark {
    Badge::Kind kind = Badge::Kind::Neutral;
    QString text;
};

/// What stands between the lazy tree and the view: filters the names known so far (a match keeps its ancestors, and a
/// group keeps its children) and adds icons and descriptions. Texts stay the bare names.
class ExplorerProxy final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using Marks = std::function<QList<NodeMark>(const QString &key)>;
    enum Role { MarksRole = Qt::UserRole + 200 };

    ExplorerProxy(LazyTree &tree, const IconProvider &icons, QObject *parent = nullptr);

    [[nodiscard]] LazyTree &tree() const { return m_tree; }
    void setFilterText(const QString &text);
    [[nodiscard]] bool isFiltering() const { return !m_text.isEmpty(); }
    /// The words beside a node; asked each time it is painted, so it must be cheap.
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    [[nodiscard]] QList<NodeMark> marks(const QModelIndex &index) const;
    /// The marks changed: paints again.
    void touch();

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    [[nodiscard]] QString description(const QModelIndex &index) const;

    LazyTree &m_tree;
    std::array<QIcon, kindTable.size()> m_kindIcons;
    QIcon m_folder;
    Marks m_marks;
    QString m_text;
};

} // namespace metascope
