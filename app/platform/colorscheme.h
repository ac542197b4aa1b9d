// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace metascope {

/// Whether the desktop asks for dark colours: the portal's setting `org.freedesktop.appearance color-scheme`. Qt 6.4 has no
/// API for it. Asked whenever refresh() is called (at start, and when the program comes to the front: the portal's signal
/// could only be connected by its name). Says nothing where there is no portal.
class ColorScheme final : public QObject {
    Q_OBJECT
public:
    explicit ColorScheme(QObject *parent = nullptr);
    /// Asks; the answer comes as darkChanged(). Nothing is done without a session bus.
    void refresh();

Q_SIGNALS:
    void darkChanged(bool dark);
};

} // namespace metascope
