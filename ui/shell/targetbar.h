// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/target.h"

#include <QtWidgets/QWidget>

#include <optional>

namespace metascope {

class Badge;
class ElidedLabel;
class IconProvider;
class Theme;

/// Names the target in words, at the top of the window: Instance › Workspace › branch … › data … and LIVE where writes
/// reach live data.
class TargetBar final : public QWidget {
    Q_OBJECT
public:
    explicit TargetBar(const Theme &theme, QWidget *parent = nullptr);

    /// Without a target it says that nothing is open.
    void setTarget(const std::optional<Target> &target, bool writesLive);
    void setReadOnly(bool readOnly);
    [[nodiscard]] QString text() const;
    /// The words for a target; plain text.
    [[nodiscard]] static QString describe(const Target &target);

private:
    ElidedLabel *m_text;
    Badge *m_live;
    Badge *m_readOnly;
};

} // namespace metascope
