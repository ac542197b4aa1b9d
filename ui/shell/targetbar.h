// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"
#include "app/domain/target.h"
#include "app/domain/targetmark.h"

#include <QtWidgets/QWidget>

#include <optional>

class QAction;
class QHBoxLayout;
class QMenu;
class QToolButton;

namespace metascope {

class Badge;
class ElidedLabel;
class IconProvider;
class Theme;

/// Names the target in words, at the top of the window: its tag, Instance › Workspace, the pickers of branch and data source,
/// LIVE where the data source is the live one or writes reach live data, and the guard level with the menu that changes it.
class TargetBar final : public QWidget {
    Q_OBJECT
public:
    /// What is shown of a target beside its words.
    struct Marks {
        TargetMark mark;
        GuardLevel guard = GuardLevel::Confirm;
        bool writesLive = false;
        std::optional<Target> next; ///< what its workspace is opened with now, where that is something else
    };

    TargetBar(const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// Without a target it says that nothing is open.
    void setTarget(const std::optional<Target> &target, const Marks &marks);
    [[nodiscard]] const std::optional<Target> &target() const { return m_target; }
    /// Buttons for Back and Forward at the left; the actions are not owned.
    void setNavigation(QAction *back, QAction *forward);
    /// What the pickers open; they belong to the bar, and whoever fills them connects to them.
    [[nodiscard]] QMenu *branchMenu() const { return m_branchMenu; }
    [[nodiscard]] QMenu *dataSourceMenu() const { return m_dataSourceMenu; }
    /// What the button of the guard level opens; not owned.
    void setGuardMenu(QMenu *menu);
    /// Everything of the whole run is read-only: said also while nothing is open.
    void setReadOnly(bool readOnly);
    /// The whole target as plain text, with its tag.
    [[nodiscard]] QString text() const;
    /// The words for a target; plain text.
    [[nodiscard]] static QString describe(const Target &target, const TargetMark &mark = {});

private:
    QToolButton *addPicker(const QString &name, const QIcon &icon, const QString &accessibleName, QMenu *menu);
    void showPicker(QToolButton *picker, const QString &words, const QString &now, const QString &next,
                    const QString &nextWords);

    QHBoxLayout *m_layout;
    Badge *m_mark;
    ElidedLabel *m_text;
    QMenu *m_branchMenu;
    QMenu *m_dataSourceMenu;
    QToolButton *m_branch;
    QToolButton *m_dataSource;
    Badge *m_live;
    Badge *m_readOnly;
    QToolButton *m_guard;
    std::optional<Target> m_target;
    QString m_words;
    bool m_forced = false;
};

} // namespace metascope
