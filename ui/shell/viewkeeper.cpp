// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/viewkeeper.h"

#include "app/model/lazytree.h"
#include "app/search/nameindex.h"
#include "app/session/sessions.h"
#include "app/store/workspacecache.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace metascope {

namespace {

using namespace std::chrono_literals;
constexpr auto collectAfter = 1s;

bool isOf(const QString &key, const InstanceId &instance)
{
    const auto path = NodePath::fromKey(key);
    return path && path->instance == instance;
}

ViewContent::Tab tabOf(const NodePath &path, const QString &name, bool isPinned, const Target &target)
{
    return {path.key(), name, isPinned, target.workspaceName, target.branch.value(), target.dataSource.value()};
}

} // namespace

ViewKeeper::ViewKeeper(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    m_collecting.setSingleShot(true);
    m_collecting.setInterval(collectAfter);
    connect(&m_collecting, &QTimer::timeout, this, &ViewKeeper::collect);
    EditorArea &editors = parts.window.editors();
    editors.setIsOpen([&sessions = parts.sessions](const InstanceId &id) { return sessions.find(id) != nullptr; });
    connect(&editors, &EditorArea::tabsChanged, this, &ViewKeeper::changed);
    connect(&editors, &EditorArea::instanceClosing, this, &ViewKeeper::park);
    connect(&parts.names, &NameIndex::ranksChanged, this, &ViewKeeper::changed);
    connect(&parts.window.explorer(), &ExplorerDock::currentNodeChanged, this, &ViewKeeper::explorerChanged);
    connect(&parts.window.explorer(), &ExplorerDock::expansionChanged, this, &ViewKeeper::explorerChanged);
    connect(&parts.window, &MainWindow::closing, this, &ViewKeeper::save);
    connect(&parts.sessions, &Sessions::stateChanged, this, &ViewKeeper::opened);
    connect(&parts.registry, &InstanceRegistry::changed, this, &ViewKeeper::registryChanged);
    for (const InstanceEntry &entry : parts.registry.entries())
        m_instances.insert(entry.id);
}

bool ViewKeeper::isKept(const QString &key) const
{
    const auto path = NodePath::fromKey(key);
    if (!path || (path->kind && *path->kind != Kind::Instance && !WorkspaceCache::isKept(*path->kind)))
        return false;
    const auto entry = m_parts.registry.find(path->instance);
    return entry && entry->place != TokenPlace::Session;
}

EditorRequest ViewKeeper::requestOf(const NodePath &path, const ViewContent::Tab &tab) const
{
    EditorRequest request;
    request.path = path;
    request.name = tab.name.isEmpty() ? path.object : tab.name;
    request.target.instance = path.instance;
    const auto entry = m_parts.registry.find(path.instance);
    request.target.instanceName = entry ? entry->name : path.instance.value();
    request.target.workspace = *path.workspace;
    const auto workspace = m_parts.names.object(NodePath::ofWorkspace(path.instance, *path.workspace).key());
    request.target.workspaceName = workspace ? workspace->name
        : !tab.workspace.isEmpty()           ? tab.workspace
                                             : QString::number(path.workspace->value());
    request.target.branch = BranchLabel(tab.branch);
    if (!tab.dataSource.isEmpty())
        request.target.dataSource = DataSourceLabel(tab.dataSource);
    return request;
}

void ViewKeeper::addTab(const ViewContent::Tab &tab)
{
    const auto path = NodePath::fromKey(tab.key);
    if (path && path->isPage())
        m_parts.window.editors().addRestored(requestOf(*path, tab), tab.isPinned);
}

void ViewKeeper::restore()
{
    const ViewContent content = m_parts.state.content();
    const auto kept = [this](const QStringList &keys) {
        QStringList rest = keys;
        rest.removeIf([this](const QString &key) { return !isKept(key); });
        return rest;
    };
    m_parts.names.setPins(kept(content.pins));
    QList<NameIndex::Visit> visits;
    for (const ViewContent::Visit &visit : content.visits)
        if (isKept(visit.key))
            visits.append({visit.key, visit.when});
    m_parts.names.setVisits(visits);
    EditorArea &editors = m_parts.window.editors();
    QList<EditorArea::ClosedTab> closed;
    for (const ViewContent::Tab &tab : content.closed)
        if (isKept(tab.key))
            closed.append({*NodePath::fromKey(tab.key), tab.name, requestOf(*NodePath::fromKey(tab.key), tab).target});
    editors.setClosedTabs(closed);
    if (m_parts.startsEmpty)
        return;
    for (const ViewContent::Tab &tab : content.tabs)
        if (isKept(tab.key))
            addTab(tab);
    for (int i = 0; i < editors.count(); ++i)
        if (editors.editor(i)->request().path.key() == content.active)
            editors.show(i);
    if (editors.count() > 0)
        m_parts.window.showPage(MainWindow::Page::Editors);
}

void ViewKeeper::restoreExplorer()
{
    if (!m_parts.startsEmpty) {
        const ViewContent &content = m_parts.state.content();
        m_parts.window.explorer().expandKnown(content.expanded);
        m_parts.window.explorer().showKnown(content.current, content.top);
    }
    m_isExplorerRestored = true;
}

void ViewKeeper::explorerChanged()
{
    m_isExplorerChanged = true;
    changed();
}

void ViewKeeper::save()
{
    m_isExplorerChanged = true; // it may have been scrolled
    m_collecting.stop();
    collect();
    m_parts.state.flush();
}

void ViewKeeper::collect()
{
    // A list of instances that could not be read says nothing of what is to be kept.
    if (m_parts.registry.entries().isEmpty())
        return;
    ViewContent content = m_parts.state.content();
    if (m_isExplorerRestored && std::exchange(m_isExplorerChanged, false))
        collectExplorer(content);
    collectTabs(content);
    content.pins.clear();
    for (const QString &key : m_parts.names.pins())
        if (isKept(key))
            content.pins.append(key);
    content.visits.clear();
    for (const NameIndex::Visit &visit : m_parts.names.visits())
        if (isKept(visit.key))
            content.visits.append({visit.key, visit.when.toUTC()});
    m_parts.state.set(std::move(content));
}

void ViewKeeper::collectExplorer(ViewContent &content) const
{
    const ExplorerDock &explorer = m_parts.window.explorer();
    const QStringList shown = explorer.expandedKeys();
    QStringList keys;
    QSet<QString> seen;
    for (const InstanceEntry &entry : m_parts.registry.entries()) {
        if (entry.place == TokenPlace::Session)
            continue;
        // Of an instance that shows nothing (it was locked, or nothing of it was there) what was known stays.
        const bool isShown = m_parts.tree.rowCount(m_parts.tree.indexOf(NodePath::ofInstance(entry.id).key())) > 0;
        for (const QString &key : isShown ? shown : content.expanded)
            if (isOf(key, entry.id) && !seen.contains(key)) {
                seen.insert(key);
                keys.append(key);
            }
    }
    content.expanded = keys;
    const auto keptOr = [this](const QString &key) { return isKept(key) ? key : QString(); };
    const auto current = explorer.currentPath();
    content.current = current ? keptOr(current->key()) : QString();
    content.top = keptOr(explorer.topKey());
}

void ViewKeeper::collectTabs(ViewContent &content) const
{
    const EditorArea &editors = m_parts.window.editors();
    content.tabs.clear();
    content.active.clear();
    const auto add = [&content](const ViewContent::Tab &tab) {
        if (std::ranges::find(content.tabs, tab.key, &ViewContent::Tab::key) == content.tabs.end())
            content.tabs.append(tab);
    };
    for (int i = 0; i < editors.count(); ++i) {
        const Editor *editor = editors.editor(i);
        const QString key = editor->request().path.key();
        if (!isKept(key))
            continue;
        add(tabOf(editor->request().path, editor->title(), !editors.isPreview(i), editor->request().target));
        if (i == editors.currentIndex())
            content.active = key;
    }
    for (const auto &parked : m_parked)
        for (const ViewContent::Tab &tab : parked)
            if (isKept(tab.key))
                add(tab);
    content.closed.clear();
    for (const EditorArea::ClosedTab &tab : editors.closedTabs())
        if (const QString key = tab.path.key(); isKept(key))
            content.closed.append(tabOf(tab.path, tab.name, true, tab.target));
}

void ViewKeeper::park(const InstanceId &instance)
{
    const EditorArea &editors = m_parts.window.editors();
    QList<ViewContent::Tab> tabs;
    for (int i = 0; i < editors.count(); ++i)
        if (const Editor *editor = editors.editor(i); editor->request().path.instance == instance)
            tabs.append(
                tabOf(editor->request().path, editor->title(), !editors.isPreview(i), editor->request().target));
    if (!tabs.isEmpty())
        m_parked.insert(instance, tabs);
}

void ViewKeeper::opened(const InstanceId &instance)
{
    if (!m_parts.sessions.find(instance))
        return;
    const auto tabs = m_parked.take(instance);
    for (const ViewContent::Tab &tab : tabs)
        addTab(tab);
}

void ViewKeeper::registryChanged()
{
    QSet<InstanceId> now;
    for (const InstanceEntry &entry : m_parts.registry.entries())
        now.insert(entry.id);
    const QSet<InstanceId> gone = m_instances - now;
    m_instances = now;
    for (const InstanceId &instance : gone) {
        m_parts.state.forget(instance);
        m_parts.window.editors().closeInstance(instance);
        m_parked.remove(instance);
        m_parts.window.editors().forgetClosed(instance);
        QStringList pins = m_parts.names.pins();
        pins.removeIf([&instance](const QString &key) { return isOf(key, instance); });
        m_parts.names.setPins(pins);
        QList<NameIndex::Visit> visits = m_parts.names.visits();
        visits.removeIf([&instance](const NameIndex::Visit &visit) { return isOf(visit.key, instance); });
        m_parts.names.setVisits(visits);
        Q_EMIT instanceGone(instance);
    }
}

} // namespace metascope
