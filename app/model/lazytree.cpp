// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/lazytree.h"

#include "app/base/unreachable.h"

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
    QList<std::pair<QString, QString>> gone; ///< key and name of children that were there before the last refreshes
    bool isQuiet = false; ///< what is fetched nobody asked for
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

/// Of numbers that are all different: which of them belong to a longest series that rises from left to right. What belongs to
/// it can stay where it is when the rest is moved.
std::vector<bool> longestRise(const std::vector<int> &numbers)
{
    std::vector<std::size_t> ends; // of the best series of each length, the place of its last number
    std::vector<std::ptrdiff_t> before(numbers.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto end = std::ranges::lower_bound(ends, numbers[i], {}, [&](std::size_t at) { return numbers[at]; });
        before[i] = end == ends.begin() ? -1 : static_cast<std::ptrdiff_t>(*std::prev(end));
        if (end == ends.end())
            ends.push_back(i);
        else
            *end = i;
    }
    std::vector<bool> belongs(numbers.size());
    for (std::ptrdiff_t at = ends.empty() ? -1 : static_cast<std::ptrdiff_t>(ends.back()); at >= 0;
         at = before[static_cast<std::size_t>(at)])
        belongs[static_cast<std::size_t>(at)] = true;
    return belongs;
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

void LazyTree::refreshQuietly(const QModelIndex &index)
{
    if (!index.isValid() || nodeOf(index)->state == State::Loading)
        return;
    refresh(index);
    nodeOf(index)->isQuiet = nodeOf(index)->state == State::Loading;
}

bool LazyTree::adopt(const QModelIndex &index, const QList<TreeItem> &items, const QDateTime &readAt)
{
    Node *node = nodeOf(index);
    if (!index.isValid() || node->state != State::NotLoaded || !node->item.mayHaveChildren)
        return false;
    node->readAt = readAt;
    merge(node, items);
    node->wasLoaded = true;
    setState(node, State::Loaded);
    return true;
}

void LazyTree::age(const QModelIndex &index, const QDateTime &readAt)
{
    Node *node = nodeOf(index);
    for (int row = 0; row < rowCount(index); ++row)
        if (const QModelIndex child = this->index(row, 0, index); nodeOf(child)->item.mayHaveChildren)
            age(child, readAt);
    if (!index.isValid())
        return;
    if (node->state == State::Loaded && !node->readAt)
        node->readAt = readAt;
    // What another token may read, or a server that answers, is found out anew.
    if (node->state == State::Absent || (node->state == State::Failed && node->children.empty()))
        node->state = State::NotLoaded;
    node->error.reset();
    Q_EMIT dataChanged(index, index);
}

void LazyTree::cancel(const QModelIndex &index)
{
    Node *node = nodeOf(index);
    if (node->state != State::Loading)
        return;
    node->fetching.reset();
    setState(node, node->children.empty() ? State::NotLoaded : State::Loaded);
    Q_EMIT loaded(index);
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
    node->gone.clear();
    node->wasLoaded = false;
    setState(node, State::NotLoaded);
}

QModelIndex LazyTree::indexOf(const QString &key) const
{
    const Node *node = m_byKey.value(key);
    return node ? indexOf(node) : QModelIndex();
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
        return (node->item.detail.isEmpty() ? node->item.name.left(longestTip)
                                            : QString(node->item.name.left(longestTip) + QLatin1Char('\n')
                                                      + node->item.detail.left(longestTip)))
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
    case GoneRole: return static_cast<int>(node->gone.size());
    case GoneNamesRole: {
        QStringList names;
        for (qsizetype i = 0; i < std::min(node->gone.size(), mostGoneNames); ++i)
            names.append(node->gone[i].second);
        return names;
    }
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
    return node->item.mayHaveChildren && node->state == State::NotLoaded;
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
    node->isQuiet = false;
    setState(node, State::Loading);
    node->fetching->await(m_source.children(node->item),
                          [this, node](Result<QList<TreeItem>> result) { arrived(node, std::move(result)); });
}

void LazyTree::arrived(Node *node, Result<QList<TreeItem>> result)
{
    node->fetching.reset();
    Difference difference;
    bool isAgain = false;
    if (result) {
        node->error.reset();
        node->readAt.reset();
        m_tellsNews = node->wasLoaded;
        difference = merge(node, *result);
        m_tellsNews = false;
        isAgain = node->wasLoaded;
        node->wasLoaded = true;
        setState(node, State::Loaded);
    } else if (result.error().kind == ErrorKind::Cancelled
               || (node->isQuiet && isUnreachable(result.error()) && !node->children.empty())) {
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
    if (isAgain && !difference.isEmpty())
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
        nodeOf(index)->gone.clear();
        Q_EMIT dataChanged(index, index);
    }
}

void LazyTree::forgetKeys(const Node *node)
{
    m_byKey.remove(node->item.key);
    for (const auto &child : node->children)
        forgetKeys(child.get());
}

void LazyTree::tellGone(Node *node, const Difference &difference, const QList<TreeItem> &items)
{
    if (!m_tellsNews)
        return;
    if (!node->gone.isEmpty()) { // what came back is not gone
        QSet<QString> keys;
        keys.reserve(items.size());
        for (const TreeItem &item : items)
            keys.insert(item.key);
        node->gone.removeIf([&keys](const auto &each) { return keys.contains(each.first); });
    }
    if (difference.vanished.isEmpty())
        return;
    for (qsizetype i = 0; i < difference.vanished.size(); ++i)
        node->gone.append({difference.vanishedKeys[i], difference.vanished[i]});
    m_news.append(indexOf(node));
    m_newsTimer.start();
}

void LazyTree::removeVanished(Node *node, const QList<TreeItem> &items, Difference &difference)
{
    if (node->children.empty())
        return;
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
        for (int row = first; row <= last; ++row)
            forgetKeys(node->children[static_cast<std::size_t>(row)].get());
        for (int row = first; row <= last; ++row) {
            const TreeItem &item = node->children[static_cast<std::size_t>(row)]->item;
            difference.vanished.append(item.name);
            difference.vanishedKeys.append(item.key);
        }
        beginRemoveRows(indexOf(node), first, last);
        node->children.erase(node->children.begin() + first, node->children.begin() + last + 1);
        node->renumber(static_cast<std::size_t>(first));
        endRemoveRows();
        last = first;
    }
}

int LazyTree::insertRun(Node *node, int row, const QList<TreeItem> &items, qsizetype begin, qsizetype end)
{
    std::vector<std::unique_ptr<Node>> added;
    added.reserve(static_cast<std::size_t>(end - begin));
    m_byKey.reserve(m_byKey.size() + end - begin);
    for (qsizetype i = begin; i < end; ++i) {
        Node *&known = m_byKey[items[i].key];
        if (known)
            continue; // a server can name an object twice; the first stays
        auto child = std::make_unique<Node>();
        child->item = items[i];
        child->parent = node;
        known = child.get();
        added.push_back(std::move(child));
    }
    if (added.empty())
        return 0;
    const auto count = static_cast<int>(added.size());
    beginInsertRows(indexOf(node), row, row + count - 1);
    node->children.insert(node->children.begin() + row, std::make_move_iterator(added.begin()),
                          std::make_move_iterator(added.end()));
    node->renumber(static_cast<std::size_t>(row));
    endInsertRows();
    for (int i = row; m_tellsNews && i < row + count; ++i)
        tellNews(node->children[static_cast<std::size_t>(i)].get(), News::Added);
    return count;
}

void LazyTree::moveChild(Node *node, int from, int before)
{
    const auto first = node->children.begin();
    beginMoveRows(indexOf(node), from, from, indexOf(node), before);
    if (from < before)
        std::rotate(first + from, first + from + 1, first + before);
    else
        std::rotate(first + before, first + from, first + from + 1);
    for (int row = std::min(from, before); row < std::max(from + 1, before); ++row)
        node->children[static_cast<std::size_t>(row)]->row = row;
    endMoveRows();
}

LazyTree::Difference LazyTree::merge(Node *node, const QList<TreeItem> &given)
{
    // A first list is the longest that comes: insertRun() sees what stands twice in it as well.
    const bool isFirst = node->children.empty() && m_order == Order::Name;
    QList<TreeItem> items = isFirst ? given : withoutDuplicates(given);
    QHash<QString, int> ranks;
    if (m_order != Order::Name) {
        for (qsizetype i = 0; i < items.size(); ++i)
            ranks.insert(items[i].key, static_cast<int>(i));
        std::ranges::stable_sort(items,
                                 [this](const TreeItem &one, const TreeItem &other) { return isBefore(one, other); });
    }
    Difference difference;
    removeVanished(node, items, difference);
    tellGone(node, difference, items);
    QHash<QString, Node *> present;
    present.reserve(static_cast<qsizetype>(node->children.size()));
    for (const auto &child : node->children)
        present.insert(child->item.key, child.get());
    std::vector<int> rows; // where what stays stands now, in the new order
    rows.reserve(node->children.size());
    for (const TreeItem &item : std::as_const(items))
        if (const Node *child = present.value(item.key))
            rows.push_back(child->row);
    const std::vector<bool> stays = longestRise(rows);
    int row = 0; // behind what is in its place; before it may stand what still has to move down
    std::size_t known = 0;
    for (qsizetype i = 0; i < items.size();) {
        Node *child = present.value(items[i].key);
        if (!child) {
            qsizetype end = i + 1;
            while (end < items.size() && !present.contains(items[end].key))
                ++end;
            const int added = insertRun(node, row, items, i, end);
            difference.added += added;
            row += added;
            i = end;
            continue;
        }
        if (!stays[known++])
            moveChild(node, child->row, row);
        row = child->row + 1;
        if (child->item != items[i]) {
            child->item = items[i];
            ++difference.changed;
            tellNews(child, News::Changed);
            Q_EMIT dataChanged(indexOf(child), indexOf(child));
        }
        ++i;
    }
    for (const auto &child : node->children)
        child->rank = ranks.value(child->item.key, child->row);
    return difference;
}

} // namespace metascope
