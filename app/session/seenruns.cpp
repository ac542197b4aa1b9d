// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/seenruns.h"

namespace metascope {

NodePath SeenRuns::pathOf(const NodePath &history, const ObjectSummary &run)
{
    NodePath path = history;
    path.object = run.key;
    return path;
}

void SeenRuns::add(const NodePath &history, const QList<ObjectSummary> &runs)
{
    for (const ObjectSummary &run : runs) {
        const QString key = pathOf(history, run).key();
        if (!m_runs.contains(key))
            m_order.append(key);
        m_runs.insert(key, run);
    }
    const qsizetype surplus = m_order.size() - most;
    for (qsizetype i = 0; i < surplus; ++i)
        m_runs.remove(m_order.at(i));
    if (surplus > 0)
        m_order.remove(0, surplus);
}

std::optional<ObjectSummary> SeenRuns::find(const NodePath &run) const
{
    const auto found = m_runs.constFind(run.key());
    return found == m_runs.constEnd() ? std::nullopt : std::optional(*found);
}

void SeenRuns::clear()
{
    m_runs.clear();
    m_order.clear();
}

} // namespace metascope
