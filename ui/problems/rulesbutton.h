// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"

#include <QtWidgets/QToolButton>

#include <optional>

class QMenu;

namespace metascope {

class Settings;

/// A button with the lint's rules in a menu: those with a check mark are on in the workspace. Its text says how many are not.
class RulesButton final : public QToolButton {
    Q_OBJECT
public:
    /// `settings` outlives it.
    explicit RulesButton(Settings &settings, QWidget *parent = nullptr);

    /// Whose rules are shown; without one the button is disabled.
    void setWorkspace(const std::optional<NodePath> &workspace);

private:
    void choose();
    void refresh();

    Settings &m_settings;
    QMenu *m_menu;
    std::optional<NodePath> m_workspace;
};

} // namespace metascope
