// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/targetsettings.h"

#include <QtWidgets/QMenu>

class QActionGroup;

namespace metascope {

/// The guard levels of one target, the one that is set checked. About what `setScope()` named last.
class GuardMenu final : public QMenu {
    Q_OBJECT
public:
    /// The settings must outlive the menu. `name` begins the object names of its actions.
    GuardMenu(TargetSettings &settings, const QString &name, QWidget *parent = nullptr);

    /// Nothing disables the menu.
    void setScope(const std::optional<TargetScope> &scope);

private:
    void update();

    TargetSettings &m_settings;
    std::optional<TargetScope> m_scope;
    QActionGroup *m_levels;
    QAction *m_inherit;
    QAction *m_forced; ///< a line that says why nothing can be chosen
};

} // namespace metascope
