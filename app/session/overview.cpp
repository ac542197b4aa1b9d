// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/overview.h"

#include "app/domain/section.h"

#include <algorithm>

namespace metascope {

namespace {

OverviewObject objectOf(const LazyTree &tree, const QModelIndex &index)
{
    const TreeItem item = tree.item(index).value_or(TreeItem());
    return {item.key, item.kind, item.name, item.detail, item.updatedAt, tree.rowCount(index)};
}

/// Keeps the newest in order; an object is looked at whole only when it is among them.
void offer(QList<OverviewObject> &recent, const LazyTree &tree, const QModelIndex &index)
{
    const QDateTime updated = index.data(LazyTree::UpdatedRole).toDateTime();
    if (!updated.isValid() || (recent.size() >= mostRecent && *recent.constLast().updatedAt >= updated))
        return;
    const auto at
        = std::ranges::find_if(recent, [&updated](const OverviewObject &each) { return *each.updatedAt < updated; });
    recent.insert(at, objectOf(tree, index));
    if (recent.size() > mostRecent)
        recent.removeLast();
}

class Reader final {
public:
    explicit Reader(const LazyTree &tree) : m_tree(tree) {}

    Overview read(const QModelIndex &workspace)
    {
        for (int row = 0; row < m_tree.rowCount(workspace); ++row) {
            const QModelIndex index = m_tree.index(row, 0, workspace);
            const auto path = NodePath::fromKey(index.data(LazyTree::KeyRole).toString());
            if (path && path->section)
                readSection(index);
            else
                readGroup(index, index.data().toString());
        }
        std::ranges::stable_sort(m_overview.largest, std::ranges::greater(), &OverviewObject::count);
        if (m_overview.largest.size() > mostLargest)
            m_overview.largest.resize(mostLargest);
        return std::move(m_overview);
    }

private:
    void readSection(const QModelIndex &section)
    {
        // Its groups stand there once it was expanded; before that they are known all the same.
        const QString title = section.data().toString();
        for (int row = 0; row < m_tree.rowCount(section); ++row) {
            const QModelIndex index = m_tree.index(row, 0, section);
            readGroup(index, QString(title + QStringLiteral(" › ") + index.data().toString()));
        }
        if (m_tree.rowCount(section) == 0)
            m_overview.groups.append({section.data(LazyTree::KeyRole).toString(),
                                      static_cast<Kind>(section.data(LazyTree::KindRole).toInt()), title});
    }

    void readGroup(const QModelIndex &index, const QString &title)
    {
        const TreeItem item = m_tree.item(index).value_or(TreeItem());
        OverviewGroup group{item.key, item.kind, title};
        group.state = m_tree.state(index);
        group.count = m_tree.rowCount(index);
        group.isCounted = item.isCounted;
        group.isKnown = group.state == LazyTree::State::Loaded || group.count > 0;
        group.problem = index.data(LazyTree::ErrorRole).toString();
        group.readAt = index.data(LazyTree::ReadAtRole).toDateTime();
        if (group.state == LazyTree::State::Absent)
            m_overview.absent.append(title);
        else if (group.state == LazyTree::State::Loaded && group.count == 0)
            m_overview.empty.append(title);
        if (item.isCounted && group.count > 0)
            m_overview.largest.append({item.key, item.kind, title, {}, {}, group.count});
        if (!isHistory(item.kind))
            readObjects(index, item.kind);
        m_overview.groups.append(std::move(group));
    }

    void readObjects(const QModelIndex &group, Kind kind)
    {
        const int count = m_tree.rowCount(group);
        m_overview.known += count;
        for (int row = 0; row < count; ++row) {
            const QModelIndex index = m_tree.index(row, 0, group);
            offer(m_overview.recent, m_tree, index);
            if (kind == Kind::Branch)
                m_overview.branches.append(objectOf(m_tree, index));
            else if (kind == Kind::DataSource)
                m_overview.dataSources.append(objectOf(m_tree, index));
            else if (kind == Kind::ApiGroup && m_tree.rowCount(index) > 0) {
                m_overview.largest.append(objectOf(m_tree, index));
                readObjects(index, Kind::Endpoint);
            }
        }
    }

    const LazyTree &m_tree;
    Overview m_overview;
};

} // namespace

const OverviewGroup *Overview::group(Kind kind) const
{
    const auto found = std::ranges::find(groups, kind, &OverviewGroup::kind);
    return found == groups.end() ? nullptr : &*found;
}

Overview overviewOf(const LazyTree &tree, const NodePath &workspace)
{
    const QModelIndex index = tree.indexOf(workspace.key());
    return index.isValid() ? Reader(tree).read(index) : Overview();
}

} // namespace metascope
