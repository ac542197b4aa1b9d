// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/backgroundloader.h"

#include "app/domain/nodepath.h"

#include <QtCore/QLocale>
#include <vector>

namespace metascope {

BackgroundLoader::BackgroundLoader(LazyTree &tree, QObject *parent) : QObject(parent), m_tree(tree)
{
    connect(&tree, &LazyTree::loaded, this, &BackgroundLoader::nodeLoaded);
    // A node that goes takes its answer along.
    connect(&tree, &QAbstractItemModel::rowsRemoved, this, [this] {
        if (m_isRunning && !m_tree.indexOf(m_current).isValid())
            goOn();
    });
}

bool BackgroundLoader::isWanted(const QModelIndex &index) const
{
    const auto path = NodePath::fromKey(index.data(LazyTree::KeyRole).toString());
    if (!path || !path->workspace || (path->kind && isHistory(*path->kind)))
        return false;
    const LazyTree::State state = m_tree.state(index);
    const bool isUnread
        = state == LazyTree::State::NotLoaded || (state == LazyTree::State::Failed && m_tree.rowCount(index) == 0);
    return isUnread && m_tree.item(index)->mayHaveChildren && m_tree.isConnected(index)
        && path->section != Section::RequestHistory;
}

void BackgroundLoader::collect(const QModelIndex &parent, QList<QModelIndex> &found) const
{
    const int rows = m_tree.rowCount(parent);
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = m_tree.index(row, 0, parent);
        // Most nodes are objects, and hold nothing.
        if (!m_tree.hasChildren(index))
            continue;
        if (isWanted(index))
            found.append(index);
        else
            collect(index, found);
    }
}

QList<BackgroundLoader::Missing> BackgroundLoader::missing() const
{
    QList<QModelIndex> found;
    collect({}, found);
    QList<Missing> all;
    QSet<QString> told;
    for (const QModelIndex &index : std::as_const(found)) {
        const QString key = index.data(LazyTree::KeyRole).toString();
        const auto path = NodePath::fromKey(key);
        const QModelIndex workspace = m_tree.indexOf(NodePath::ofWorkspace(path->instance, *path->workspace).key());
        const QString name = workspace.data().toString();
        QString words = tr("all of %1").arg(name);
        if (path->isObject())
            words = tr("endpoints of %1").arg(name);
        else if (path->kind || path->section)
            words = tr("%1 of %2").arg(index.data().toString(), name);
        if (!told.contains(words))
            all.append({key, words});
        told.insert(words);
    }
    return all;
}

QList<BackgroundLoader::NotOpen> BackgroundLoader::notOpen() const
{
    QList<NotOpen> all;
    for (int row = 0; row < m_tree.rowCount(); ++row) {
        const QModelIndex root = m_tree.index(row, 0);
        const auto path = NodePath::fromKey(root.data(LazyTree::KeyRole).toString());
        if (path && !m_tree.isConnected(root))
            all.append({path->instance, root.data().toString(), m_tree.rowCount(root) > 0,
                        root.data(LazyTree::ReadAtRole).toDateTime()});
    }
    return all;
}

QString BackgroundLoader::notOpenWords(const std::optional<QList<InstanceId>> &of) const
{
    constexpr qsizetype mostNamed = 5;
    constexpr qsizetype longestName = 40;
    QStringList words;
    const auto all = notOpen();
    for (const NotOpen &each : all) {
        if (of && !of->contains(each.instance))
            continue;
        QString name = each.name.simplified();
        if (name.size() > longestName)
            name = name.left(longestName) + QStringLiteral("…");
        const QTimeZone zone = m_zones ? m_zones(each.instance) : QTimeZone::utc();
        const QString date = QLocale().toString(each.readAt.toTimeZone(zone).date(), QLocale::ShortFormat);
        words.append(!each.isKnown               ? tr("%1 (nothing known)").arg(name)
                         : each.readAt.isValid() ? tr("%1 (as of %2)").arg(name, date)
                                                 : name);
    }
    if (words.isEmpty())
        return {};
    const QString list = words.mid(0, mostNamed).join(QStringLiteral(", "));
    if (words.size() > mostNamed)
        return tr("Not open: %1 and %n more", nullptr, static_cast<int>(words.size() - mostNamed)).arg(list);
    return tr("Not open: %1").arg(list);
}

void BackgroundLoader::request()
{
    if (m_isRunning)
        return;
    QList<QModelIndex> found;
    collect({}, found);
    QHash<InstanceId, int> ofEach;
    for (const QModelIndex &index : std::as_const(found))
        ++ofEach[NodePath::fromKey(index.data(LazyTree::KeyRole).toString())->instance];
    bool isMuch = found.size() > mostUnasked;
    for (auto each = ofEach.cbegin(); m_budget && each != ofEach.cend(); ++each)
        if (const auto left = m_budget(each.key()); left && each.value() > *left)
            isMuch = true;
    if (isMuch)
        Q_EMIT costAsked(static_cast<int>(found.size()));
    else
        start();
}

void BackgroundLoader::start()
{
    if (m_isRunning)
        return;
    m_isRunning = true;
    m_done = 0;
    enqueue({}, false);
    next();
}

void BackgroundLoader::cancel()
{
    if (!m_isRunning)
        return;
    const QString current = m_current;
    end(false);
    m_tree.cancel(m_tree.indexOf(current));
}

void BackgroundLoader::enqueue(const QModelIndex &parent, bool isNext)
{
    QList<QModelIndex> found;
    collect(parent, found);
    std::vector<QString> keys;
    for (const QModelIndex &index : std::as_const(found)) {
        const QString key = index.data(LazyTree::KeyRole).toString();
        if (m_queued.contains(key))
            continue;
        m_queued.insert(key);
        keys.push_back(key);
    }
    m_queue.insert(isNext ? m_queue.begin() : m_queue.end(), keys.begin(), keys.end());
}

QModelIndex BackgroundLoader::takeNext()
{
    while (!m_queue.empty()) {
        const QString key = m_queue.front();
        m_queue.pop_front();
        const QModelIndex index = m_queued.remove(key) ? m_tree.indexOf(key) : QModelIndex();
        if (index.isValid() && isWanted(index))
            return index;
    }
    return {};
}

void BackgroundLoader::next()
{
    QModelIndex index = takeNext();
    if (!index.isValid()) {
        // What came to be wanted without a loading: an instance that was opened, say.
        enqueue({}, false);
        index = takeNext();
    }
    m_current = index.data(LazyTree::KeyRole).toString();
    const int waiting = static_cast<int>(m_queued.size()) + (index.isValid() ? 1 : 0);
    Q_EMIT progressed(m_done, m_done + waiting);
    if (!m_isRunning)
        return;
    if (index.isValid())
        m_tree.refresh(m_tree.indexOf(m_current));
    else
        end(true);
}

void BackgroundLoader::goOn()
{
    m_current.clear();
    // Not from within the tree's own signal: others have to hear it first.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_isRunning && m_current.isEmpty())
                next();
        },
        Qt::QueuedConnection);
}

void BackgroundLoader::nodeLoaded(const QModelIndex &index)
{
    if (!m_isRunning)
        return;
    const QString key = index.data(LazyTree::KeyRole).toString();
    if (key != m_current) {
        // Somebody else's: what it brought is wanted too.
        m_queued.remove(key);
        enqueue(index, false);
        return;
    }
    const LazyTree::State state = m_tree.state(index);
    if (state == LazyTree::State::Failed || state == LazyTree::State::NotLoaded) {
        end(false);
        return;
    }
    ++m_done;
    // The lists that it brought come before its neighbours, as they stand in the tree.
    enqueue(index, true);
    goOn();
}

void BackgroundLoader::end(bool isWhole)
{
    m_isRunning = false;
    m_current.clear();
    m_queue.clear();
    m_queued.clear();
    Q_EMIT finished(isWhole);
}

} // namespace metascope
