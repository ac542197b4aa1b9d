// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"
#include "app/domain/target.h"
#include "app/domain/targetmark.h"

#include <QtWidgets/QWidget>

#include <optional>

class QMenu;
class QToolButton;

namespace metascope {

class Badge;
class ElidedLabel;
class Theme;

/// Names the target in words, at the top of the window: its tag, Instance › Workspace › branch … › data …, LIVE where
/// writes reach live data, and the guard level with the menu that changes it.
class TargetBar final : public QWidget {
    Q_OBJECT
public:
    /// What is shown of a target beside its words.
    struct Marks {
        TargetMark mark;
        GuardLevel guard = GuardLevel::Confirm;
        bool writesLive = false;
    };

    explicit TargetBar(const Theme &theme, QWidget *parent = nullptr);

    /// Without a target it says that nothing is open.
    void setTarget(const std::optional<Target> &target, const Marks &marks);
    /// What the button of the guard level opens; not owned.
    void setGuardMenu(QMenu *menu);
    /// Everything of the whole run is read-only: said also while nothing is open.
    void setReadOnly(bool readOnly);
    /// The whole target as plain text, with its tag.
    [[nodiscard]] QString text() const;
    /// The words for a target; plain text.
    [[nodiscard]] static QString describe(const Target &target, const TargetMark &mark = {});

private:
    Badge *m_mark;
    ElidedLabel *m_text;
    Badge *m_live;
    Badge *m_readOnly;
    QToolButton *m_guard;
    QString m_words;
    bool m_forced = false;
};

} // namespace metascope
