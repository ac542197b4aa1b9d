// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/expand/gapmeter.h"
#include "tests/bench/explorer/madeworkspace.h"
#include "tests/bench/explorer/stage.h"

#include <QtCore/QJsonObject>

namespace metascope::bench {

/// Gives a node of the explorer a very long list at once and measures how long the event loop is away: a list of that length
/// from a server takes seconds before it comes to that.
class ExpandBench final : public QObject {
    Q_OBJECT
public:
    ExpandBench(Stage &stage, const InstanceId &instance, int objects)
        : m_stage(stage), m_lists(MadeWorkspace::of(instance, 1)),
          m_group(NodePath::ofKind(instance, WorkspaceId(1), Kind::Table))
    {
        const ObjectSummary one = MadeWorkspace::of(instance, 5).at(1).objects.constFirst();
        for (int i = 1; i <= objects; ++i) {
            ObjectSummary object = one;
            object.id = ObjectId(i);
            object.key = QString::number(i);
            object.name = QStringLiteral("table_%1").arg(i);
            m_objects.append(object);
        }
        const QDateTime now = QDateTime::currentDateTimeUtc();
        LazyTree &tree = stage.tree();
        const NodePath root = NodePath::ofInstance(instance);
        const NodePath way = NodePath::ofWorkspace(instance, WorkspaceId(1));
        tree.adopt(tree.indexOf(root.key()), {ExplorerSource::itemOf(m_lists.constFirst().objects.constFirst(), root)},
                   now);
        tree.adopt(tree.indexOf(way.key()), *ExplorerSource::fixedChildren(way), now);
        stage.dock().expandKnown({root.key(), way.key()});
        m_gap.restart();
        m_gap.after(idleTurns, [this, now] { expand(now); });
    }

Q_SIGNALS:
    void done(const QJsonObject &line);

private:
    void expand(const QDateTime &now)
    {
        const double idle = m_gap.longestMs();
        m_gap.restart();
        LazyTree &tree = m_stage.tree();
        QList<TreeItem> items;
        items.reserve(m_objects.size());
        for (const ObjectSummary &object : std::as_const(m_objects))
            items.append(ExplorerSource::itemOf(object, m_group));
        tree.adopt(tree.indexOf(m_group.key()), items, now);
        m_stage.dock().expandKnown({m_group.key()});
        Q_EMIT m_stage.source().listed(m_group, BranchLabel(QStringLiteral("v1")), m_objects, false);
        m_gap.after(settleTurns, [this, idle] {
            Q_EMIT done({{QStringLiteral("rows"), m_stage.tree().rowCount(m_stage.tree().indexOf(m_group.key()))},
                         {QStringLiteral("idle_gap"), idle},
                         {QStringLiteral("max_gap"), m_gap.longestMs()}});
        });
    }

    static constexpr int idleTurns = 500;
    static constexpr int settleTurns = 200;

    Stage &m_stage;
    const QList<MadeList> m_lists;
    const NodePath m_group;
    QList<ObjectSummary> m_objects;
    GapMeter m_gap;
};

} // namespace metascope::bench
