// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/quietrefresh.h"

#include "app/model/lazytree.h"
#include "app/session/sessions.h"
#include "ui/explorer/explorerdock.h"

namespace metascope {

QuietRefresh::QuietRefresh(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts), m_last(parts.now())
{}

int QuietRefresh::activated()
{
    const QDateTime now = m_parts.now();
    if (m_last.msecsTo(now) < std::chrono::milliseconds(rest).count())
        return 0;
    m_last = now;
    int lists = 0;
    const QStringList keys = m_parts.explorer.expandedKeys();
    for (const QString &key : keys) {
        const auto path = NodePath::fromKey(key);
        const QModelIndex index = m_parts.tree.indexOf(key);
        Session *session = path ? m_parts.sessions.find(path->instance) : nullptr;
        const bool isList = path && (!path->workspace || (path->kind && !isHistory(*path->kind)));
        const auto entry = path ? m_parts.registry.find(path->instance) : std::nullopt;
        if (!session || !isList || !entry || entry->rateLimited != false || session->client().limiter().limit()
            || m_parts.tree.state(index) != LazyTree::State::Loaded)
            continue;
        m_parts.tree.refresh(index);
        if (++lists == mostLists)
            break;
    }
    return lists;
}

} // namespace metascope
