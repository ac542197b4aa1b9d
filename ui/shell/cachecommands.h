// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/base/ids.h"

#include <QtCore/QObject>

#include <optional>

class QAction;

namespace metascope {

class KnownObjects;
class MainWindow;
class NameIndex;
class WorkspaceCache;

/// Clear Cache in the File menu: forgets what was kept of the instance that the explorer is at, after a question that tells
/// its size. GUI thread.
class CacheCommands final : public QObject {
    Q_OBJECT
public:
    /// All of them outlive this.
    CacheCommands(MainWindow &window, WorkspaceCache &cache, KnownObjects &known, const NameIndex &names,
                  QObject *parent = nullptr);

private:
    [[nodiscard]] std::optional<InstanceId> instance() const;
    void update();
    void ask();
    void clear(const InstanceId &instance, const QString &name);

    MainWindow &m_window;
    WorkspaceCache &m_cache;
    KnownObjects &m_known;
    const NameIndex &m_names;
    QAction *m_clear;
    ReplyScope m_scope;
};

} // namespace metascope
