// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/filteredtree.h"

#include "app/model/lazytree.h"

#include <QtCore/QPoint>

#include <algorithm>
#include <utility>

namespace metascope {

namespace {

constexpr QLatin1Char slash('/');
constexpr QLatin1Char tagMark('#'); // in no key: those are escaped

/// The key of the node that an object stands below.
QString parentKeyOf(const NamedObject &object)
{
    if (object.kind == Kind::Instance)
        return {};
    QString key = object.key.left(object.key.lastIndexOf(slash));
    // Endpoints stand right below their API group.
    if (object.kind == Kind::Endpoint)
        key.truncate(key.lastIndexOf(slash));
    return key;
}

/// The key of the node above a container.
QString aboveContainer(const NodePath &path)
{
    NodePath above = path;
    if (path.isObject()) {
        above.object.clear();
    } else if (path.kind) {
        above.kind.reset();
        above.section = sectionOf(*path.kind);
    } else if (path.section) {
        above.section.reset();
    } else if (path.workspace) {
        above.workspace.reset();
    } else {
        return {};
    }
    return above.key();
}

int rankOf(const NodePath &path)
{
    for (std::size_t i = 0; i < workspaceGroups.size(); ++i) {
        const bool isHere = path.section ? workspaceGroups[i] == WorkspaceGroup(*path.section)
                                         : path.kind && workspaceGroups[i] == WorkspaceGroup(*path.kind);
        if (isHere)
            return static_cast<int>(i);
    }
    return static_cast<int>(workspaceGroups.size());
}

} // namespace

FilteredTree::FilteredTree(NameIndex &index, QObject *parent) : QAbstractItemModel(parent), m_index(index), m_nodes(1)
{
    connect(&index, &NameIndex::changed, this, &FilteredTree::scheduleRebuild);
}

void FilteredTree::setFilter(const QString &pattern, const NameScope &scope)
{
    m_pattern = FuzzyPattern(pattern);
    m_scope = scope;
    m_isActive = true;
    rebuild();
}

void FilteredTree::clear()
{
    m_isActive = false;
    rebuild();
}

void FilteredTree::setGroupedByTag(bool isGrouped)
{
    if (std::exchange(m_isGroupedByTag, isGrouped) != isGrouped && m_isActive)
        rebuild();
}

void FilteredTree::scheduleRebuild()
{
    if (!m_isActive || std::exchange(m_isScheduled, true))
        return;
    // The rows of the index are no longer good, and something may paint before the new ones are found.
    beginResetModel();
    m_nodes.assign(1, Node());
    endResetModel();
    QMetaObject::invokeMethod(this, &FilteredTree::rebuild, Qt::QueuedConnection);
}

void FilteredTree::rebuild()
{
    m_isScheduled = false;
    beginResetModel();
    m_nodes.assign(1, Node());
    m_labels.clear();
    m_containers.clear();
    m_lastParentKey.clear();
    m_matches = 0;
    if (m_isActive)
        build();
    endResetModel();
    Q_EMIT rebuilt();
}

void FilteredTree::build()
{
    const std::vector<int> rows = m_index.matchAll(m_pattern, m_scope);
    m_matches = static_cast<int>(rows.size());
    m_nodes.reserve(rows.size() + 64);
    for (const int row : rows)
        place(row);
    sortGroups();
}

int FilteredTree::append(int parent, Node node)
{
    const int made = static_cast<int>(m_nodes.size());
    std::vector<int> &siblings = m_nodes[static_cast<std::size_t>(parent)].children;
    node.parent = parent;
    node.position = static_cast<int>(siblings.size());
    siblings.push_back(made);
    m_nodes.push_back(std::move(node));
    return made;
}

void FilteredTree::place(int row)
{
    const NamedObject &object = m_index.at(row);
    const bool isContainer
        = object.kind == Kind::Instance || object.kind == Kind::Workspace || object.kind == Kind::ApiGroup;
    if (isContainer) {
        m_nodes[static_cast<std::size_t>(container(object.key))].isMatch = true;
        return;
    }
    const QString parentKey = parentKeyOf(object);
    if (parentKey != m_lastParentKey || m_lastParentKey.isEmpty()) {
        m_lastParent = container(parentKey);
        m_lastParentKey = parentKey;
    }
    Node node;
    node.object = row;
    node.isMatch = true;
    if (!m_isGroupedByTag || object.tags.isEmpty()) {
        append(m_lastParent, std::move(node));
        return;
    }
    for (const QString &tag : object.tags)
        append(tagNode(m_lastParent, tag), node);
}

int FilteredTree::container(const QString &key)
{
    if (key.isEmpty())
        return 0;
    if (const auto found = m_containers.constFind(key); found != m_containers.constEnd())
        return *found;
    const auto path = NodePath::fromKey(key);
    Node node;
    node.object = m_index.rowOf(key);
    if (node.object < 0) {
        Label label;
        label.key = key;
        label.name = key.section(slash, -1);
        if (path) {
            label.kind = path->kind.value_or(path->workspace ? Kind::Workspace : Kind::Instance);
            label.isGroup = path->section || (path->kind && !path->isObject());
            if (path->section)
                label.name = sectionName(*path->section);
            else if (path->kind && !path->isObject())
                label.name = kindPlural(*path->kind);
        }
        node.label = static_cast<int>(m_labels.size());
        m_labels.push_back(std::move(label));
    }
    const int parent = path ? container(aboveContainer(*path)) : 0;
    const int made = append(parent, std::move(node));
    m_containers.insert(key, made);
    return made;
}

int FilteredTree::tagNode(int group, const QString &tag)
{
    const QString key = keyOf(m_nodes[static_cast<std::size_t>(group)]) + tagMark + tag;
    if (const auto found = m_containers.constFind(key); found != m_containers.constEnd())
        return *found;
    Node node;
    node.label = static_cast<int>(m_labels.size());
    m_labels.push_back({key, tag, Kind::Instance, true});
    const int made = append(group, std::move(node));
    m_containers.insert(key, made);
    return made;
}

void FilteredTree::sortGroups()
{
    for (const int at : std::as_const(m_containers)) {
        Node &node = m_nodes[static_cast<std::size_t>(at)];
        const NamedObject *object = objectOf(node);
        if (!object || object->kind != Kind::Workspace)
            continue;
        std::ranges::stable_sort(node.children, {}, [this](int child) {
            const auto path = NodePath::fromKey(keyOf(m_nodes[static_cast<std::size_t>(child)]));
            return path ? rankOf(*path) : 0;
        });
        for (std::size_t i = 0; i < node.children.size(); ++i)
            m_nodes[static_cast<std::size_t>(node.children[i])].position = static_cast<int>(i);
    }
}

const NamedObject *FilteredTree::objectOf(const Node &node) const
{
    return node.object < 0 ? nullptr : &m_index.at(node.object);
}

QString FilteredTree::keyOf(const Node &node) const
{
    if (const NamedObject *object = objectOf(node))
        return object->key;
    return node.label < 0 ? QString() : m_labels[static_cast<std::size_t>(node.label)].key;
}

int FilteredTree::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<int>(index.internalId()) : 0;
}

QModelIndex FilteredTree::indexOf(int node) const
{
    return node == 0 ? QModelIndex()
                     : createIndex(m_nodes[static_cast<std::size_t>(node)].position, 0, static_cast<quintptr>(node));
}

QModelIndex FilteredTree::indexOf(const QString &key) const
{
    for (std::size_t i = 1; i < m_nodes.size(); ++i)
        if (keyOf(m_nodes[i]) == key)
            return indexOf(static_cast<int>(i));
    return {};
}

QModelIndex FilteredTree::nextMatch(const QModelIndex &from, bool isForward) const
{
    std::vector<int> order; // of the tree, as it is read from top to bottom
    order.reserve(m_nodes.size());
    std::vector<int> pending{0};
    while (!pending.empty()) {
        const int at = pending.back();
        pending.pop_back();
        order.push_back(at);
        const auto &children = m_nodes[static_cast<std::size_t>(at)].children;
        pending.insert(pending.end(), children.rbegin(), children.rend());
    }
    const auto here = static_cast<std::ptrdiff_t>(std::ranges::find(order, nodeOf(from)) - order.begin());
    const auto count = static_cast<std::ptrdiff_t>(order.size());
    for (std::ptrdiff_t step = 1; step <= count; ++step) {
        const auto at = ((isForward ? here + step : here - step) % count + count) % count;
        const int node = order[static_cast<std::size_t>(at)];
        if (m_nodes[static_cast<std::size_t>(node)].isMatch)
            return indexOf(node);
    }
    return {};
}

QModelIndex FilteredTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return indexOf(m_nodes[static_cast<std::size_t>(nodeOf(parent))].children[static_cast<std::size_t>(row)]);
}

QModelIndex FilteredTree::parent(const QModelIndex &child) const
{
    return child.isValid() ? indexOf(m_nodes[static_cast<std::size_t>(nodeOf(child))].parent) : QModelIndex();
}

int FilteredTree::rowCount(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(m_nodes[static_cast<std::size_t>(nodeOf(parent))].children.size());
}

int FilteredTree::columnCount(const QModelIndex &) const
{
    return 1;
}

int FilteredTree::matchesBelow(const Node &node) const
{
    int count = 0;
    for (const int child : node.children)
        count += m_nodes[static_cast<std::size_t>(child)].isMatch ? 1 : 0;
    return count;
}

QVariant FilteredTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node &node = m_nodes[static_cast<std::size_t>(nodeOf(index))];
    const NamedObject *object = objectOf(node);
    const Label *label = object ? nullptr : &m_labels[static_cast<std::size_t>(node.label)];
    switch (role) {
    case Qt::DisplayRole: return object ? object->name : label->name;
    case Qt::ToolTipRole: {
        QString text = (object ? object->name : label->name).left(LazyTree::longestTip);
        if (object)
            for (const QString &line : {object->place, object->detail})
                if (!line.isEmpty())
                    text += QLatin1Char('\n') + line.left(LazyTree::longestTip);
        return text.toHtmlEscaped().replace(QLatin1Char('\n'), QLatin1String("<br>"));
    }
    case Qt::AccessibleDescriptionRole:
        return label && label->key.contains(tagMark) ? tr("Tag") : kindName(object ? object->kind : label->kind);
    case LazyTree::KeyRole: return keyOf(node);
    case LazyTree::KindRole: return static_cast<int>(object ? object->kind : label->kind);
    case LazyTree::IsGroupRole: return label != nullptr && label->isGroup;
    case LazyTree::StateRole: return QVariant::fromValue(LazyTree::State::Loaded);
    case LazyTree::CountRole: {
        const int below = matchesBelow(node);
        return below > 0 ? QVariant(below) : QVariant();
    }
    case LazyTree::IdRole: {
        const auto path = object ? NodePath::fromKey(object->key) : std::nullopt;
        return path ? path->object : QString();
    }
    case LazyTree::TagsRole: return object ? object->tags : QStringList();
    case MatchRole: return node.isMatch;
    case SpansRole: {
        QVariantList spans;
        if (object && node.isMatch)
            for (const MatchSpan &span : m_pattern.spans(object->name))
                spans.append(QPoint(static_cast<int>(span.start), static_cast<int>(span.length)));
        return spans;
    }
    default: return {};
    }
}

} // namespace metascope
