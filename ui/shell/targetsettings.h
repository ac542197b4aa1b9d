// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"
#include "app/store/instanceregistry.h"

#include <QtCore/QObject>

#include <optional>

namespace metascope {

class Theme;

/// An instance, or one workspace of it, that a setting is about.
struct TargetScope {
    InstanceId instance;
    std::optional<WorkspaceId> workspace;
    QString name; ///< of the workspace, or of the instance; for people
    bool operator==(const TargetScope &) const = default;
};

/// Guard level and mark of instances and workspaces, as a person sets them. What loosens a guard is asked first; `window`
/// carries the questions. Registry and theme outlive it. GUI thread.
class TargetSettings final : public QObject {
    Q_OBJECT
public:
    /// `forced` is the --read-only of the whole run: it stands above every level.
    TargetSettings(InstanceRegistry &registry, const Theme &theme, bool forced, QWidget &window,
                   QObject *parent = nullptr);

    [[nodiscard]] bool isForced() const { return m_forced; }
    /// The level that counts there.
    [[nodiscard]] GuardLevel level(const TargetScope &scope) const;
    /// The level that was set there; nothing for a workspace that is as its instance.
    [[nodiscard]] std::optional<GuardLevel> ownLevel(const TargetScope &scope) const;
    /// The mark that counts there: a workspace without one has its instance's.
    [[nodiscard]] TargetMark mark(const InstanceId &instance, std::optional<WorkspaceId> workspace) const;

    /// Sets the level; nothing makes a workspace as its instance again. Asks first where more could be written then.
    void setLevel(const TargetScope &scope, std::optional<GuardLevel> level);
    /// Asks for colour and tag.
    void editMark(const TargetScope &scope);

    /// "Read-only", for people.
    [[nodiscard]] static QString levelName(GuardLevel level);

Q_SIGNALS:
    /// A change could not be written down; nothing is changed then.
    void failed(const metascope::Error &error);

private:
    [[nodiscard]] const InstanceEntry *entry(const InstanceId &instance) const;
    void askToLoosen(const TargetScope &scope, std::optional<GuardLevel> own, GuardLevel level);
    void store(const TargetScope &scope, std::optional<GuardLevel> level);
    void storeMark(const TargetScope &scope, const TargetMark &mark);
    void change(const TargetScope &scope, const std::function<void(InstanceEntry &)> &edit);

    InstanceRegistry &m_registry;
    const Theme &m_theme;
    bool m_forced;
    QWidget &m_window;
};

} // namespace metascope
