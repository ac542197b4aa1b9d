// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"
#include "app/domain/timezonechoice.h"
#include "ui/widgets/badge.h"

#include <QtCore/QIdentityProxyModel>
#include <QtGui/QIcon>

#include <array>
#include <functional>

namespace metascope {

class IconProvider;

/// A word beside a node, such as READ-ONLY.
struct NodeMark {
    Badge::Kind kind = Badge::Kind::Neutral;
    QString text;
};

/// What stands between a tree of the explorer (LazyTree, or FilteredTree, which answers the same roles) and its view: icons,
/// words and descriptions. Texts stay the bare names.
class ExplorerProxy final : public QIdentityProxyModel {
    Q_OBJECT
public:
    using Marks = std::function<QList<NodeMark>(const QString &key)>;

    ExplorerProxy(QAbstractItemModel &tree, const IconProvider &icons, QObject *parent = nullptr);

    /// The words beside a node; asked each time it is painted, so it must be cheap.
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    [[nodiscard]] QList<NodeMark> marks(const QModelIndex &index) const;
    /// The marks changed: paints again.
    void touch();
    /// Numbers and labels are told beside the names.
    void setIdsShown(bool areShown);
    /// In whose zone moments are told, by instance; UTC without it.
    void setTimeZones(ZoneOf zones) { m_zones = std::move(zones); }
    [[nodiscard]] QTimeZone zone(const QModelIndex &index) const;
    [[nodiscard]] bool areIdsShown() const { return m_areIdsShown; }
    /// "2 gone" beside a list whose last refresh found fewer objects; empty for others.
    static QString goneWords(const QModelIndex &index);

    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] QString description(const QModelIndex &index) const;
    [[nodiscard]] QString toolTip(const QModelIndex &index) const;

    std::array<QIcon, kindTable.size()> m_kindIcons;
    QIcon m_folder;
    Marks m_marks;
    ZoneOf m_zones;
    bool m_areIdsShown = false;
};

} // namespace metascope
