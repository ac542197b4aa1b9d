// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenvault.h"
#include "app/session/explorersource.h"
#include "app/session/knownobjects.h"
#include "app/session/session.h"
#include "ui/explorer/explorerdock.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QTreeView>

namespace metascope::bench {

/// The explorer as the program has it, with the names and the cache behind it, in a window that is shown.
class Stage final {
public:
    /// `session`: null where nothing is fetched.
    Stage(QApplication &application, const InstanceId &instance, Session *session)
        : m_cache(m_folder.filePath(QStringLiteral("cache.sqlite"))),
          m_source([session](const InstanceId &) { return Reply<Session *>::ready(session); }, nullptr,
                   [session](const InstanceId &) { return session; }),
          m_tree(m_source), m_known(m_source, m_tree, m_names, &m_cache), m_theme(application), m_icons(m_theme),
          m_dock(new ExplorerDock({m_tree, m_names, m_theme, m_icons}))
    {
        TreeItem root;
        root.key = NodePath::ofInstance(instance).key();
        root.name = instance.value();
        root.mayHaveChildren = true;
        m_tree.setRoots({root});
        m_known.setInstances({{root.key, Kind::Instance, root.name, {}, {}, {}}});
        m_window.addDockWidget(Qt::LeftDockWidgetArea, m_dock);
        m_window.resize(1280, 800);
        m_window.show();
    }

    [[nodiscard]] ExplorerSource &source() { return m_source; }
    [[nodiscard]] LazyTree &tree() { return m_tree; }
    [[nodiscard]] NameIndex &names() { return m_names; }
    [[nodiscard]] ExplorerDock &dock() { return *m_dock; }
    [[nodiscard]] WorkspaceCache &cache() { return m_cache; }
    [[nodiscard]] KnownObjects &known() { return m_known; }
    [[nodiscard]] QTreeView &view(const QString &name = QStringLiteral("explorerTree"))
    {
        return *m_dock->findChild<QTreeView *>(name);
    }

private:
    QTemporaryDir m_folder;
    WorkspaceCache m_cache;
    ExplorerSource m_source;
    LazyTree m_tree;
    NameIndex m_names;
    KnownObjects m_known;
    Theme m_theme;
    const IconProvider m_icons;
    QMainWindow m_window;
    ExplorerDock *m_dock; ///< the window's
};

/// A session whose token is known and that writes nothing.
class ReadOnlySession final {
public:
    ReadOnlySession(const InstanceId &id, const QString &url, const QByteArray &token)
    {
        const auto base = ApiBase::fromUserInput(url);
        if (!base)
            qFatal("%s", qPrintable(describe(base.error())));
        m_vault.put(base->origin, std::make_shared<const Secret>(QByteArray(token)));
        m_session.emplace(Session::Address{id, id.value(), *base}, m_vault,
                          Session::Shared{m_policy, m_clock, true, {}});
    }

    [[nodiscard]] Session &session() { return *m_session; }

private:
    class Policy final : public GuardPolicy {
    public:
        [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override
        {
            return GuardLevel::ReadOnly;
        }
    };

    TokenVault m_vault;
    const Policy m_policy;
    const SteadyClock m_clock;
    std::optional<Session> m_session;
};

} // namespace metascope::bench
