// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/explorersource.h"

#include <algorithm>
#include <array>

namespace metascope {

namespace {

constexpr std::array groupKinds{Kind::Table, Kind::ApiGroup, Kind::Function, Kind::Task};

QString keyOf(Kind kind)
{
    const auto key = kindRow(kind).key;
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

std::optional<Kind> kindOf(const QString &key)
{
    const auto row = std::ranges::find_if(kindTable, [&key](const KindRow &each) { return keyOf(each.kind) == key; });
    return row == kindTable.end() ? std::nullopt : std::optional(row->kind);
}

std::optional<qint64> numberOf(const QString &text)
{
    bool ok = false;
    const qint64 number = text.toLongLong(&ok);
    return ok ? std::optional(number) : std::nullopt;
}

TreeItem itemOf(const ObjectSummary &object, NodePath path)
{
    if (object.kind == Kind::Endpoint)
        path.group = path.id;
    path.kind = object.kind;
    path.id = object.id;
    TreeItem item;
    item.key = path.key();
    item.kind = object.kind;
    item.name = object.kind == Kind::Endpoint && !object.verb.isEmpty() ? object.verb + QLatin1Char(' ') + object.name
                                                                        : object.name;
    item.detail = object.description;
    item.mayHaveChildren = object.kind == Kind::ApiGroup;
    return item;
}

} // namespace

QString NodePath::key() const
{
    QString text = instance.value();
    if (workspace)
        text += QLatin1Char('/') + QString::number(workspace->value());
    if (kind == Kind::Endpoint && group)
        text += QLatin1Char('/') + keyOf(Kind::ApiGroup) + QLatin1Char('/') + QString::number(group->value());
    if (kind)
        text += QLatin1Char('/') + keyOf(*kind);
    if (id)
        text += QLatin1Char('/') + QString::number(id->value());
    return text;
}

std::optional<NodePath> NodePath::fromKey(const QString &key)
{
    const QStringList parts = key.split(QLatin1Char('/'));
    NodePath path;
    path.instance = InstanceId(parts.value(0));
    if (parts.size() > 1) {
        const auto workspace = numberOf(parts[1]);
        if (!workspace)
            return std::nullopt;
        path.workspace = WorkspaceId(*workspace);
    }
    for (qsizetype i = 2; i < parts.size(); i += 2) {
        const auto kind = kindOf(parts[i]);
        if (!kind || (i > 2 && (*kind != Kind::Endpoint || path.kind != Kind::ApiGroup)) || i > 4)
            return std::nullopt;
        if (i > 2)
            path.group = path.id;
        path.kind = kind;
        path.id.reset();
        if (i + 1 < parts.size()) {
            const auto id = numberOf(parts[i + 1]);
            if (!id)
                return std::nullopt;
            path.id = ObjectId(*id);
        }
    }
    return path;
}

ExplorerSource::ExplorerSource(OpenSession open, QObject *parent) : QObject(parent), m_open(std::move(open)) {}

Reply<QList<TreeItem>> ExplorerSource::children(const TreeItem &parent)
{
    const auto path = NodePath::fromKey(parent.key);
    if (!path)
        return Reply<QList<TreeItem>>::ready(QList<TreeItem>());
    if (path->workspace && !path->kind)
        return Reply<QList<TreeItem>>::ready(groups(*path));
    return andThen(m_open(path->instance), this, [this, path = *path](Session *session) {
        return path.workspace ? objects(session, path) : workspaces(session);
    });
}

QList<TreeItem> ExplorerSource::groups(const NodePath &workspace)
{
    QList<TreeItem> items;
    for (const Kind kind : groupKinds) {
        NodePath path = workspace;
        path.kind = kind;
        TreeItem item;
        item.key = path.key();
        item.kind = kind;
        item.isGroup = true;
        item.name = kindPlural(kind);
        item.mayHaveChildren = true;
        items.append(item);
    }
    return items;
}

Reply<QList<TreeItem>> ExplorerSource::workspaces(Session *session)
{
    const InstanceId instance = session->address().id;
    return andThen(session->workspaces().list(), this, [instance](QList<Workspace> list) {
        std::ranges::stable_sort(
            list, [](const Workspace &a, const Workspace &b) { return a.name.localeAwareCompare(b.name) < 0; });
        QList<TreeItem> items;
        for (const Workspace &workspace : std::as_const(list)) {
            TreeItem item;
            item.key = NodePath{instance, workspace.id, {}, {}, {}}.key();
            item.kind = Kind::Workspace;
            item.name = workspace.name;
            item.detail = workspace.description;
            item.mayHaveChildren = true;
            items.append(item);
        }
        return Reply<QList<TreeItem>>::ready(std::move(items));
    });
}

Reply<QList<TreeItem>> ExplorerSource::objects(Session *session, const NodePath &group)
{
    return andThen(session->liveBranch(*group.workspace), session, [session, group](const BranchLabel &branch) {
        // Below an API group stand its endpoints.
        const Kind kind = group.id ? Kind::Endpoint : *group.kind;
        const ObjectPlace place{*group.workspace, branch, group.id};
        return andThen(session->objects().list(kind, place), session,
                       [session, kind, group](const QList<ObjectSummary> &objects) {
                           if (kind == Kind::Table)
                               session->setListedTables(*group.workspace, objects);
                           QList<TreeItem> items;
                           items.reserve(objects.size());
                           for (const ObjectSummary &object : objects)
                               items.append(itemOf(object, group));
                           return Reply<QList<TreeItem>>::ready(std::move(items));
                       });
    });
}

} // namespace metascope
