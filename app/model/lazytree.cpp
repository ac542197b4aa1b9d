// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lazytree.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <limits>
#include <utility>

namespace metascope {

struct LazyTree::Node {
    TreeItem item;
    Node *parent = nullptr;
    int row = 0;
    int rank = 0; ///< its place in the source's order
    State state = State::NotLoaded;
    std::optional<Error> error;
    std::optional<QDateTime> readAt; ///< of its children, where that was at another time
    News news = News::None;
    bool wasLoaded = false; ///< a list that came later can be compared with it
    std::vector<std::unique_ptr<Node>> children;
    std::unique_ptr<ReplyScope> fetching; ///< goes with the node, and with it the answer

    void renumber(std::size_t from)
    {
        for (std::size_t i = from; i < children.size(); ++i)
            children[i]->row = static_cast<int>(i);
    }
};

namespace {

/// A server can name an object twice; the first stays.
QList<TreeItem> withoutDuplicates(const QList<TreeItem> &items)
{
    QSet<QString> keys;
    keys.reserve(items.size());
    for (const TreeItem &item : items)
        keys.insert(item.key);
    if (keys.size() == items.size())
        return items;
    QList<TreeItem> once;
    once.reserve(keys.size());
    for (const TreeItem &item : items)
        if (keys.remove(item.key))
            once.append(item);
    return once;
}

} // namespace

LazyTree::LazyTree(TreeSource &source, QObject *parent)
    : QAbstractItemModel(parent), m_source(source), m_root(std::make_unique<Node>())
{
    m_root->state = State::Loaded;
    m_newsTimer.setSingleShot(true);
    m_newsTimer.setInterval(newsTime);
    connect(&m_newsTimer, &QTimer::timeout, this, &LazyTree::forgetNews);
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
    if (index.isValid() && nodeOf(index)->item.mayHaveChildren && nodeOf(index)->state != State::Loading)
        load(nodeOf(index));
}

void LazyTree::adopt(const QModelIndex &index, const QList<TreeItem> &items, const QDateTime &readAt)
{
    Node *node = nodeOf(index);
    if (!index.isValid() || node->state != State::NotLoaded || !node->item.mayHaveChildren)
        return;
    node->readAt = readAt;
    merge(node, items);
    node->wasLoaded = true;
    setState(node, State::Loaded);
}

void LazyTree::age(const QModelIndex &index, const QDateTime &readAt)
{
    Node *node = nodeOf(index);
    if (node->state == State::Loaded && !node->readAt && index.isValid())
        node->readAt = readAt;
    for (int row = 0; row < rowCount(index); ++row)
        age(this->index(row, 0, index), readAt);
    if (index.isValid())
        Q_EMIT dataChanged(index, index);
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
    node->readAt.reset();
    merge(node, {});
    node->wasLoaded = false;
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

bool LazyTree::isConnected(const QModelIndex &index) const
{
    return m_source.isConnected(nodeOf(index)->item);
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
        return node->state == State::Loaded && node->item.isCounted ? QVariant(rowCount(index)) : QVariant();
    case NewsRole: return static_cast<int>(node->news);
    case ReadAtRole: return node->readAt ? QVariant(*node->readAt) : QVariant();
    case IdRole: return node->item.id;
    case TagsRole: return node->item.tags;
    case CreatedRole: return node->item.createdAt ? QVariant(*node->item.createdAt) : QVariant();
    case UpdatedRole: return node->item.updatedAt ? QVariant(*node->item.updatedAt) : QVariant();
    default: return {};
    }
}

bool LazyTree::hasChildren(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (node == m_root.get() || node->state == State::Loaded || node->state == State::Absent)
        return !node->children.empty();
    return node->item.mayHaveChildren;
}

bool LazyTree::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return node->item.mayHaveChildren && (node->state == State::NotLoaded || isOld(node));
}

bool LazyTree::isOld(const Node *node) const
{
    return node->state == State::Loaded && node->readAt && m_source.isConnected(node->item);
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
    Difference difference;
    if (result) {
        node->error.reset();
        node->readAt.reset();
        m_tellsNews = node->wasLoaded;
        difference = merge(node, *result);
        m_tellsNews = false;
        node->wasLoaded = true;
        setState(node, State::Loaded);
    } else if (result.error().kind == ErrorKind::Cancelled) {
        setState(node, node->children.empty() ? State::NotLoaded : State::Loaded);
    } else if (m_source.isAbsence(node->item, result.error())) {
        node->readAt.reset();
        merge(node, {});
        setState(node, State::Absent);
        node->error = result.error();
    } else {
        node->error = result.error();
        setState(node, State::Failed);
    }
    if (!difference.isEmpty() && result)
        Q_EMIT refreshed(indexOf(node), difference);
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

bool LazyTree::isBefore(const TreeItem &one, const TreeItem &other) const
{
    if (m_order == Order::Name)
        return false;
    const auto moment = [this](const TreeItem &item) {
        const auto &date = m_order == Order::Created ? item.createdAt : item.updatedAt;
        return date ? date->toMSecsSinceEpoch() : std::numeric_limits<qint64>::min();
    };
    return moment(one) > moment(other);
}

void LazyTree::setOrder(Order order)
{
    if (std::exchange(m_order, order) == order)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    sortBelow(m_root.get());
    QModelIndexList after;
    after.reserve(before.size());
    for (const QModelIndex &index : before)
        after.append(indexOf(nodeOf(index)));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void LazyTree::sortBelow(Node *node)
{
    std::ranges::sort(node->children, [this](const auto &one, const auto &other) {
        return isBefore(one->item, other->item) || (!isBefore(other->item, one->item) && one->rank < other->rank);
    });
    node->renumber(0);
    for (const auto &child : node->children)
        sortBelow(child.get());
}

void LazyTree::tellNews(Node *node, News news)
{
    if (!m_tellsNews)
        return;
    node->news = news;
    m_news.append(indexOf(node));
    m_newsTimer.start();
}

void LazyTree::forgetNews()
{
    const auto told = std::exchange(m_news, {});
    for (const QPersistentModelIndex &index : told) {
        if (!index.isValid())
            continue;
        nodeOf(index)->news = News::None;
        Q_EMIT dataChanged(index, index);
    }
}

QStringList LazyTree::removeVanished(Node *node, const QList<TreeItem> &items)
{
    QSet<QString> keys;
    keys.reserve(items.size());
    for (const TreeItem &item : items)
        keys.insert(item.key);
    const auto vanished
        = [&](int row) { return !keys.contains(node->children[static_cast<std::size_t>(row)]->item.key); };
    QStringList names;
    for (int last = static_cast<int>(node->children.size()) - 1; last >= 0; --last) {
        if (!vanished(last))
            continue;
        int first = last;
        while (first > 0 && vanished(first - 1))
            --first;
        for (int row = first; row <= last; ++row)
            names.append(node->children[static_cast<std::size_t>(row)]->item.name);
        beginRemoveRows(indexOf(node), first, last);
        node->children.erase(node->children.begin() + first, node->children.begin() + last + 1);
        node->renumber(static_cast<std::size_t>(first));
        endRemoveRows();
        last = first;
    }
    return names;
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
    for (qsizetype i = 0; m_tellsNews && i < end - begin; ++i)
        tellNews(node->children[static_cast<std::size_t>(row + i)].get(), News::Added);
}

LazyTree::Difference LazyTree::merge(Node *node, const QList<TreeItem> &given)
{
    QList<TreeItem> items = withoutDuplicates(given);
    QHash<QString, int> ranks;
    if (m_order != Order::Name) {
        for (qsizetype i = 0; i < items.size(); ++i)
            ranks.insert(items[i].key, static_cast<int>(i));
        std::ranges::stable_sort(
            items, [this](const TreeItem &one, const TreeItem &other) { return isBefore(one, other); });
    }
    Difference difference;
    difference.vanished = removeVanished(node, items);
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
            difference.added += static_cast<int>(end - i);
            row += static_cast<int>(end - i);
            i = end;
            continue;
        }
        const auto position = std::ranges::find_if(node->children.begin() + row, node->children.end(),
                                                   [&](const auto &child) { return child->item.key == items[i].key; });
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
            ++difference.changed;
            tellNews(child, News::Changed);
            Q_EMIT dataChanged(indexOf(child), indexOf(child));
        }
        ++row;
        ++i;
    }
    for (const auto &child : node->children)
        child->rank = ranks.value(child->item.key, child->row);
    return difference;
}

} // namespace metascope
