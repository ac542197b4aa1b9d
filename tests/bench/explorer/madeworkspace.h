// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/domain/workspace.h"

#include <QtCore/QRandomGenerator>

namespace metascope::bench {

/// A list as the explorer gets it: what stands below a node.
struct MadeList {
    NodePath parent;
    QList<ObjectSummary> objects;
};

/// Made-up workspaces of one instance, always the same ones: tables, endpoints and functions as 2 : 2 : 1, named in words
/// that occur again and again, a thousand endpoints to an API group, 25,000 objects to a workspace.
class MadeWorkspace final {
public:
    static QList<MadeList> of(const InstanceId &instance, int objects)
    {
        constexpr int most = 25'000;
        MadeWorkspace made(instance);
        MadeList workspaces{NodePath::ofInstance(instance), {}};
        for (int first = 0, number = 1; first < objects; first += most, ++number) {
            ObjectSummary workspace = made.object(Kind::Workspace, number);
            workspace.name = QStringLiteral("workspace %1").arg(number);
            workspaces.objects.append(workspace);
            made.fill(WorkspaceId(number), std::min(most, objects - first));
        }
        made.m_lists.prepend(workspaces);
        return made.m_lists;
    }

private:
    explicit MadeWorkspace(const InstanceId &instance) : m_instance(instance) {}

    void fill(WorkspaceId workspace, int objects)
    {
        const auto list = [&](Kind kind, int count) {
            MadeList made{NodePath::ofKind(m_instance, workspace, kind), {}};
            for (int i = 1; i <= count; ++i)
                made.objects.append(object(kind, i));
            m_lists.append(made);
            return made;
        };
        const int endpoints = objects * 2 / 5;
        constexpr int perGroup = 1000;
        list(Kind::Table, objects * 2 / 5);
        list(Kind::Function, objects / 5);
        const MadeList groups = list(Kind::ApiGroup, std::max(1, endpoints / perGroup));
        int left = endpoints;
        for (const ObjectSummary &group : groups.objects) {
            MadeList made{groups.parent, {}};
            made.parent.object = group.key;
            for (int i = 0; i < perGroup && left > 0; ++i, --left)
                made.objects.append(object(Kind::Endpoint, left));
            m_lists.append(made);
        }
    }

    ObjectSummary object(Kind kind, int number)
    {
        static constexpr const char *words[]{"order",   "item",    "customer", "log",    "old",     "ship",  "invoice",
                                             "user",    "payment", "session",  "stock",  "webhook", "audit", "product",
                                             "address", "token",   "category", "report", "email"};
        QStringList parts;
        for (int k = 0, count = 2 + m_random.bounded(3); k < count; ++k)
            parts.append(QLatin1String(words[m_random.bounded(static_cast<int>(std::size(words)))]));
        parts.append(QString::number(number));
        ObjectSummary made;
        made.kind = kind;
        made.id = ObjectId(number);
        made.key = QString::number(number);
        made.name = parts.join(QLatin1Char(kind == Kind::Endpoint ? '/' : '_'));
        if (kind == Kind::Endpoint)
            made.verb = QStringLiteral("GET");
        made.description = QStringLiteral("One of many");
        made.createdAt = made.updatedAt = QDateTime(QDate(2026, 11, 27), QTime(9, 0), Qt::UTC);
        made.raw = RawJson::object({{QStringLiteral("id"), RawJson::integer(number)},
                                    {QStringLiteral("name"), RawJson::string(made.name)},
                                    {QStringLiteral("description"), RawJson::string(made.description)}});
        return made;
    }

    InstanceId m_instance;
    QList<MadeList> m_lists;
    QRandomGenerator m_random{1};
};

} // namespace metascope::bench
