// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lazytree.h"

#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

struct LazyTree::Node {
    TreeItem item;
    Node *parent = nullptr;
    int row = 0;
    State state = State::NotLoaded;
    std::optional<Error> error;
    std::vector<std::unique_ptr<Node>> children;
    std::unique_ptr<ReplyScope> fetching; ///< goes with the node, and with it the answer

    void renumber(std::size_t from)
    {
        for (std::size_t i = from; i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
};

LazyTree::LazyTree(TreeSource &source, QObject *parent)
    : QAbstractItemModel(parent), m_source(source), m_root(std::make_unique<Node>())
{
    m_root->state = State::Loaded;
}

LazyTree::~LazyTree() = default;

LazyTree::Node *LazyTree::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<Node *>(index.internalPointer()) : m_root.get();
}

QModelIndex LazyTree::indexOf(const Node *node) const
{
    return node == m_root.get() ? QModelIndex() : createIndex(node->row, 0, node);
}

void LazyTree::setRoots(const QList<TreeItem> &roots)
{
    merge(m_root.get(), roots);
}

void LazyTree::refresh(const QModelIndex &index)
{
    if (index.isValid() && hasChildren(index) && nodeOf(index)->state != State::Loading)
        load(nodeOf(index));
}

void LazyTree::cancel(const QModelIndex &index)
{
    Node *node = nodeOf(index);
    if (node->state != State::Loading)
        return;
    node->fetching.reset();
    setState(node, node->children.empty() ? State::NotLoaded : State::Loaded);
}

void LazyTree::forget(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    Node *node = nodeOf(index);
    node->fetching.reset();
    node->error.reset();
    merge(node, {});
    setState(node, State::NotLoaded);
}

QModelIndex LazyTree::indexOf(const QString &key) const
{
    // Keys are paths: only one branch has to be walked down.
    const Node *node = m_root.get();
    for (;;) {
        const auto next = std::ranges::find_if(node->children, [&key](const auto &child) {
            return key == child->item.key || key.startsWith(child->item.key + QLatin1Char('/'));
        });
        if (next == node->children.end())
            return {};
        node = next->get();
        if (node->item.key == key)
            return indexOf(node);
    }
}

std::optional<TreeItem> LazyTree::item(const QModelIndex &index) const
{
    return index.isValid() ? std::optional(nodeOf(index)->item) : std::nullopt;
}

LazyTree::State LazyTree::state(const QModelIndex &index) const
{
    return nodeOf(index)->state;
}

std::optional<Error> LazyTree::error(const QModelIndex &index) const
{
    return nodeOf(index)->error;
}

QModelIndex LazyTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, nodeOf(parent)->children[static_cast<std::size_t>(row)].get());
}

QModelIndex LazyTree::parent(const QModelIndex &child) const
{
    if (!child.isValid())
        return {};
    return indexOf(nodeOf(child)->parent);
}

int LazyTree::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent)->children.size());
}

int LazyTree::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant LazyTree::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const Node *node = nodeOf(index);
    switch (role) {
    case Qt::DisplayRole: return node->item.name;
    case Qt::ToolTipRole:
        // Plain text: a name from the server is never markup.
        return (node->item.detail.isEmpty() ? node->item.name : node->item.name + QLatin1Char('\n') + node->item.detail)
            .toHtmlEscaped()
            .replace(QLatin1Char('\n'), QLatin1String("<br>"));
    case Qt::AccessibleDescriptionRole: return node->error ? describe(*node->error) : kindName(node->item.kind);
    case KeyRole: return node->item.key;
    case KindRole: return static_cast<int>(node->item.kind);
    case IsGroupRole: return node->item.isGroup;
    case StateRole: return QVariant::fromValue(node->state);
    case ErrorRole: return node->error ? describe(*node->error) : QString();
    case CountRole:
        return node->state == State::Loaded && node->item.mayHaveChildren ? QVariant(rowCount(index)) : QVariant();
    default: return {};
    }
}

bool LazyTree::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (node == m_root.get() || node->state == State::Loaded)
        return !node->children.empty();
    return node->item.mayHaveChildren;
}

bool LazyTree::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return node->item.mayHaveChildren && node->state == State::NotLoaded;
}

void LazyTree::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent))
        load(nodeOf(parent));
}

void LazyTree::load(Node *node)
{
    node->fetching = std::make_unique<ReplyScope>();
    setState(node, State::Loading);
    node->fetching->await(m_source.children(node->item),
                          [this, node](Result<QList<TreeItem>> result) { arrived(node, std::move(result)); });
}

void LazyTree::arrived(Node *node, Result<QList<TreeItem>> result)
{
    node->fetching.reset();
    if (result) {
        node->error.reset();
        merge(node, *result);
        setState(node, State::Loaded);
    } else if (result.error().kind == ErrorKind::Cancelled) {
        setState(node, node->children.empty() ? State::NotLoaded : State::Loaded);
    } else {
        node->error = result.error();
        setState(node, State::Failed);
    }
    Q_EMIT loaded(indexOf(node));
}

void LazyTree::setState(Node *node, State state)
{
    node->state = state;
    if (state != State::Failed)
        node->error.reset();
    if (const QModelIndex index = indexOf(node); index.isValid())
        Q_EMIT dataChanged(index, index);
}

void LazyTree::removeVanished(Node *node, const QList<TreeItem> &items)
{
    QSet<QString> keys;
    keys.reserve(items.size());
    for (const TreeItem &item : items)
        keys.insert(item.key);
    const auto vanished
        = [&](int row) { return !keys.contains(node->children[static_cast<std::size_t>(row)]->item.key); };
    for (int last = static_cast<int>(node->children.size()) - 1; last >= 0; --last) {
        if (!vanished(last))
            continue;
        int first = last;
        while (first > 0 && vanished(first - 1))
            --first;
        beginRemoveRows(indexOf(node), first, last);
        node->children.erase(node->children.begin() + first, node->children.begin() + last + 1);
        node->renumber(static_cast<std::size_t>(first));
        endRemoveRows();
        last = first;
    }
}

void LazyTree::insertRun(Node *node, int row, const QList<TreeItem> &items, qsizetype begin, qsizetype end)
{
    std::vector<std::unique_ptr<Node>> added;
    added.reserve(static_cast<std::size_t>(end - begin));
    for (qsizetype i = begin; i < end; ++i) {
        auto child = std::make_unique<Node>();
        child->item = items[i];
        child->parent = node;
        added.push_back(std::move(child));
    }
    beginInsertRows(indexOf(node), row, row + static_cast<int>(end - begin) - 1);
    node->children.insert(node->children.begin() + row, std::make_move_iterator(added.begin()),
                          std::make_move_iterator(added.end()));
    node->renumber(static_cast<std::size_t>(row));
    endInsertRows();
}

void LazyTree::merge(Node *node, const QList<TreeItem> &items)
{
    removeVanished(node, items);
    QSet<QString> present;
    present.reserve(static_cast<qsizetype>(node->children.size()));
    for (const auto &child : node->children)
        present.insert(child->item.key);
    int row = 0;
    for (qsizetype i = 0; i < items.size();) {
        if (!present.contains(items[i].key)) {
            qsizetype end = i + 1;
            while (end < items.size() && !present.contains(items[end].key))
                ++end;
            insertRun(node, row, items, i, end);
            row += static_cast<int>(end - i);
            i = end;
            continue;
        }
        const auto position = std::ranges::find_if(node->children.begin() + row, node->children.end(),
                                                   [&](const auto &child) { return child->item.key == items[i].key; });
        if (position == node->children.end()) { // a key that the source gave twice
            ++i;
            continue;
        }
        const int from = static_cast<int>(position - node->children.begin());
        if (from != row) {
            beginMoveRows(indexOf(node), from, from, indexOf(node), row);
            std::rotate(node->children.begin() + row, position, position + 1);
            node->renumber(static_cast<std::size_t>(row));
            endMoveRows();
        }
        Node *child = node->children[static_cast<std::size_t>(row)].get();
        if (child->item != items[i]) {
            child->item = items[i];
            Q_EMIT dataChanged(indexOf(child), indexOf(child));
        }
        ++row;
        ++i;
    }
}

} // namespace metascope
