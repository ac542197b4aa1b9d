// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/explorersource.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/session/objectreads.h"
#include "app/store/cachetext.h"

#include <algorithm>
#include <iterator>

namespace metascope {

namespace {

TreeItem groupItem(const NodePath &path, Kind icon, const QString &title)
{
    TreeItem item;
    item.key = path.key();
    item.kind = icon;
    item.isGroup = true;
    item.name = title;
    item.mayHaveChildren = true;
    return item;
}

TreeItem kindItem(NodePath workspace, Kind kind)
{
    workspace.section.reset();
    workspace.kind = kind;
    TreeItem item = groupItem(workspace, kind, kindPlural(kind));
    item.isCounted = !isHistory(kind); // of runs there are more than are listed
    return item;
}

/// Stands for an empty label, which the API lets a branch have: it can be seen, and no call can name it.
const QString unaddressable = QString(QChar(u'\0'));

Kind firstKindOf(Section section)
{
    return std::ranges::find_if(kindTable, [section](const KindRow &row) { return sectionOf(row.kind) == section; })
        ->kind;
}

/// As it is told to people: an endpoint and a request by their verb, and what has no name by its number. Texts are as the
/// cache gives them back, here and below: what was read anew must not look like another than what was kept.
QString titleOf(const ObjectSummary &object)
{
    const QString name = object.name.isEmpty() ? QLatin1Char('#') + storable(object.key) : storable(object.name);
    return object.verb.isEmpty() ? name : storable(object.verb) + QLatin1Char(' ') + name;
}

/// What the keys of the objects of a kind begin with that stand below `parent`.
QString keyPrefix(Kind kind, const NodePath &parent)
{
    NodePath path = parent;
    if (kind != Kind::Workspace) {
        if (kind == Kind::Endpoint)
            path.group = path.id();
        path.kind = kind;
        path.object.clear();
    }
    return path.key() + QLatin1Char('/');
}

TreeItem itemBelow(const QString &prefix, const ObjectSummary &object)
{
    TreeItem item;
    item.key = prefix + NodePath::objectPart(object.key.isEmpty() ? unaddressable : object.key);
    item.kind = object.kind;
    item.name = titleOf(object);
    item.detail = storable(object.description);
    item.mayHaveChildren = object.kind == Kind::ApiGroup || object.kind == Kind::Workspace;
    item.isCounted = object.kind == Kind::ApiGroup;
    item.id = object.key;
    item.tags.reserve(object.tags.size());
    std::ranges::transform(object.tags, std::back_inserter(item.tags), storable);
    item.createdAt = object.createdAt;
    item.updatedAt = object.updatedAt;
    return item;
}

QList<Branch> branchesOf(const QList<ObjectSummary> &objects)
{
    QList<Branch> branches;
    for (const ObjectSummary &object : objects)
        if (const auto branch = branchFromJson(object.raw, {}))
            branches.append(*branch);
    return branches;
}

} // namespace

ExplorerSource::ExplorerSource(OpenSession open, QObject *parent, FindSession find)
    : QObject(parent), m_open(std::move(open)), m_find(std::move(find))
{}

bool ExplorerSource::isConnected(const TreeItem &parent) const
{
    const auto path = NodePath::fromKey(parent.key);
    return path && (!m_find || m_find(path->instance));
}

bool ExplorerSource::isAbsence(const TreeItem &parent, const Error &error) const
{
    const auto path = NodePath::fromKey(parent.key);
    if (!path || !path->kind || path->isObject())
        return false;
    // An engine of 2023 takes the list of the table triggers for that of one table's, and misses its number.
    const bool isOtherCall = error.kind == ErrorKind::Validation && path->kind == Kind::TableTrigger;
    return error.kind == ErrorKind::Forbidden || error.kind == ErrorKind::NotFound || isOtherCall;
}

Reply<QList<TreeItem>> ExplorerSource::children(const TreeItem &parent)
{
    const auto path = NodePath::fromKey(parent.key);
    if (!path)
        return Reply<QList<TreeItem>>::ready(QList<TreeItem>());
    if (const auto fixed = fixedChildren(*path))
        return Reply<QList<TreeItem>>::ready(*fixed);
    return andThen(m_open(path->instance), this, [this, path = *path](Session *session) {
        // An answer is handed on by the event loop: it may have been closed meanwhile.
        if (m_find && m_find(path.instance) != session)
            return Reply<QList<TreeItem>>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
        return path.workspace ? objects(session, path) : workspaces(session);
    });
}

std::optional<QList<TreeItem>> ExplorerSource::fixedChildren(const NodePath &parent)
{
    if (!parent.workspace || parent.kind)
        return std::nullopt;
    QList<TreeItem> items;
    if (parent.section) {
        for (const KindRow &row : kindTable)
            if (sectionOf(row.kind) == parent.section)
                items.append(kindItem(parent, row.kind));
        return items;
    }
    for (const WorkspaceGroup &group : workspaceGroups) {
        if (const Kind *kind = std::get_if<Kind>(&group)) {
            items.append(kindItem(parent, *kind));
            continue;
        }
        NodePath path = parent;
        path.section = std::get<Section>(group);
        items.append(groupItem(path, firstKindOf(*path.section), sectionName(*path.section)));
    }
    return items;
}

TreeItem ExplorerSource::itemOf(const ObjectSummary &object, const NodePath &parent)
{
    return itemBelow(keyPrefix(object.kind, parent), object);
}

QList<TreeItem> ExplorerSource::itemsOf(const QList<ObjectSummary> &objects, const NodePath &parent)
{
    QList<TreeItem> items;
    if (objects.isEmpty())
        return items;
    // A list has ten thousand objects, whose keys differ in their ends alone.
    const QString prefix = keyPrefix(objects.constFirst().kind, parent);
    items.reserve(objects.size());
    for (const ObjectSummary &object : objects)
        items.append(itemBelow(prefix, object));
    return items;
}

Reply<QList<TreeItem>> ExplorerSource::workspaces(Session *session)
{
    const NodePath parent = NodePath::ofInstance(session->address().id);
    return andThen(session->workspaces().list(), this, [this, parent](QList<Workspace> list) {
        std::ranges::stable_sort(
            list, [](const Workspace &a, const Workspace &b) { return a.name.localeAwareCompare(b.name) < 0; });
        QList<ObjectSummary> objects;
        QList<TreeItem> items;
        for (const Workspace &workspace : std::as_const(list)) {
            ObjectSummary object;
            object.kind = Kind::Workspace;
            object.id = ObjectId(workspace.id.value());
            object.key = QString::number(workspace.id.value());
            object.name = workspace.name;
            object.description = workspace.description;
            object.raw = workspace.raw;
            items.append(itemOf(object, parent));
            objects.append(std::move(object));
        }
        Q_EMIT listed(parent, {}, objects, false);
        return Reply<QList<TreeItem>>::ready(std::move(items));
    });
}

Reply<QList<TreeItem>> ExplorerSource::objects(Session *session, const NodePath &group)
{
    // Which branch is live the list of branches tells itself.
    if (group.kind == Kind::Branch)
        return objectsOf(session, group, BranchLabel());
    return andThen(session->branch(*group.workspace), session,
                   [this, session, group](const BranchLabel &branch) { return objectsOf(session, group, branch); });
}

Reply<QList<TreeItem>> ExplorerSource::objectsOf(Session *session, const NodePath &group, const BranchLabel &branch)
{
    // Below an API group stand its endpoints.
    const Kind kind = group.isObject() ? Kind::Endpoint : *group.kind;
    const ObjectPlace place{*group.workspace, branch, group.id()};
    const auto list = listObjects(*session, kind, place);
    if (session->chosenBranch(*group.workspace) == branch)
        list.then(session, [session, group](const Result<QList<ObjectSummary>> &objects) {
            // It may be the branch that is not there.
            if (!objects && objects.error().kind == ErrorKind::NotFound)
                session->checkChosenBranch(*group.workspace);
        });
    return andThen(list, session, [this, session, kind, group, branch](const QList<ObjectSummary> &objects) {
        if (kind == Kind::Table)
            session->setListedTables(*group.workspace, objects);
        if (kind == Kind::Branch)
            session->takeBranches(*group.workspace, branchesOf(objects));
        Q_EMIT listed(group, branch, objects, session->chosenBranch(*group.workspace) == branch);
        return Reply<QList<TreeItem>>::ready(itemsOf(objects, group));
    });
}

} // namespace metascope
