// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerproxy.h"

#include "app/domain/nodepath.h"
#include "app/model/lazytree.h"
#include "ui/editors/facts/factlist.h"
#include "ui/theme/icons.h"
#include "ui/widgets/onelinetext.h"

namespace metascope {

namespace {

constexpr qsizetype longestLine = 300; ///< of a tooltip, in characters
constexpr qsizetype longestName = 40; ///< of several on one line

/// The names of what is gone, and how many more there are.
QString goneLine(const QStringList &names, int count)
{
    QStringList shown;
    for (const QString &name : names)
        shown.append(isolated(shortened(oneLine(name), longestName)));
    if (const auto more = count - static_cast<int>(names.size()); more > 0)
        shown.append(ExplorerProxy::tr("%n more", nullptr, more));
    return ExplorerProxy::tr("Gone: %1").arg(shown.join(QStringLiteral(", ")));
}

} // namespace

ExplorerProxy::ExplorerProxy(QAbstractItemModel &tree, const IconProvider &icons, QObject *parent)
    : QIdentityProxyModel(parent), m_folder(icons.icon(Icon::Folder, IconTint::Muted))
{
    for (const KindRow &row : kindTable)
        m_kindIcons[static_cast<std::size_t>(row.kind)] = icons.forKind(row.kind, IconTint::Muted);
    setSourceModel(&tree);
}

QList<NodeMark> ExplorerProxy::marks(const QModelIndex &index) const
{
    return m_marks ? m_marks(index.data(LazyTree::KeyRole).toString()) : QList<NodeMark>();
}

void ExplorerProxy::touch()
{
    const int rows = rowCount();
    if (rows > 0)
        Q_EMIT dataChanged(index(0, 0), index(rows - 1, 0));
    for (int row = 0; row < rows; ++row) {
        const QModelIndex instance = index(row, 0);
        if (const int below = rowCount(instance); below > 0)
            Q_EMIT dataChanged(index(0, 0, instance), index(below - 1, 0, instance));
    }
}

QTimeZone ExplorerProxy::zone(const QModelIndex &index) const
{
    const auto path = m_zones ? NodePath::fromKey(index.data(LazyTree::KeyRole).toString()) : std::nullopt;
    return path ? m_zones(path->instance) : QTimeZone::utc();
}

void ExplorerProxy::setIdsShown(bool areShown)
{
    m_areIdsShown = areShown;
}

QString ExplorerProxy::goneWords(const QModelIndex &index)
{
    const int gone = index.data(LazyTree::GoneRole).toInt();
    return gone > 0 ? tr("%n gone", nullptr, gone) : QString();
}

QString ExplorerProxy::description(const QModelIndex &index) const
{
    QStringList parts;
    if (index.data(LazyTree::StateRole).value<LazyTree::State>() == LazyTree::State::Absent)
        parts.append(tr("not available"));
    parts.append(QIdentityProxyModel::data(index, Qt::AccessibleDescriptionRole).toString());
    if (m_areIdsShown)
        parts.append(index.data(LazyTree::IdRole).toString());
    if (const QVariant count = index.data(LazyTree::CountRole); count.isValid())
        parts.append(tr("%n item(s)", nullptr, count.toInt()));
    if (const QVariant readAt = index.data(LazyTree::ReadAtRole); readAt.isValid())
        parts.append(tr("as of %1").arg(FactList::moment(readAt.toDateTime(), zone(index))));
    switch (static_cast<LazyTree::News>(index.data(LazyTree::NewsRole).toInt())) {
    case LazyTree::News::Added: parts.append(tr("new")); break;
    case LazyTree::News::Changed: parts.append(tr("changed")); break;
    case LazyTree::News::None: break;
    }
    parts.append(goneWords(index));
    const QList<NodeMark> words = marks(index);
    for (const NodeMark &mark : words)
        parts.append(mark.text);
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString ExplorerProxy::toolTip(const QModelIndex &index) const
{
    // It is markup already: what breaks lines in it are tags.
    QStringList lines{oneLine(QIdentityProxyModel::data(index, Qt::ToolTipRole).toString())};
    const auto date = [&](const QString &line, int role) {
        if (const QVariant moment = index.data(role); moment.isValid())
            lines.append(line.arg(FactList::moment(moment.toDateTime(), zone(index))).toHtmlEscaped());
    };
    date(tr("Created %1"), LazyTree::CreatedRole);
    date(tr("Updated %1"), LazyTree::UpdatedRole);
    date(tr("The list is as of %1"), LazyTree::ReadAtRole);
    if (const QStringList tags = index.data(LazyTree::TagsRole).toStringList(); !tags.isEmpty())
        lines.append(
            shortened(oneLine(tr("Tags: %1").arg(tags.join(QStringLiteral(", ")))), longestLine).toHtmlEscaped());
    if (const QStringList gone = index.data(LazyTree::GoneNamesRole).toStringList(); !gone.isEmpty())
        lines.append(goneLine(gone, index.data(LazyTree::GoneRole).toInt()).toHtmlEscaped());
    const QString error = index.data(LazyTree::ErrorRole).toString();
    if (!error.isEmpty())
        lines.append(error.toHtmlEscaped());
    const QList<NodeMark> words = marks(index);
    for (const NodeMark &mark : words)
        lines.append(mark.text.toHtmlEscaped());
    return lines.join(QLatin1String("<br>"));
}

QVariant ExplorerProxy::data(const QModelIndex &index, int role) const
{
    switch (role) {
    case Qt::DecorationRole:
        if (index.data(LazyTree::IsGroupRole).toBool())
            return m_folder;
        return m_kindIcons[index.data(LazyTree::KindRole).toUInt()];
    case Qt::ToolTipRole: return toolTip(index);
    case Qt::AccessibleTextRole: return QIdentityProxyModel::data(index, Qt::DisplayRole);
    case Qt::AccessibleDescriptionRole: return description(index);
    default: return QIdentityProxyModel::data(index, role);
    }
}

} // namespace metascope
