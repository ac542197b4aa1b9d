// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QMetaType>

namespace metascope {

/// Put into QTabBar::tabData() to tell the style how a tab's text is drawn.
struct TabLook {
    bool preview = false; ///< in italics
};

} // namespace metascope

Q_DECLARE_METATYPE(metascope::TabLook)
