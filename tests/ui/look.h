// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/translations.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

namespace metascope::test {

/// What every part of the window is made with.
struct Look {
    Translations translations;
    Theme theme{*qobject_cast<QApplication *>(QCoreApplication::instance())};
    IconProvider icons{theme};
};

/// Shows a window as the one that has the focus; the test fails where it does not get it.
inline void showActive(QWidget &window, const QSize &size)
{
    window.resize(size);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        QTest::qFail("the window does not become active", __FILE__, __LINE__);
}

/// The part of that object name; null where there is none.
template <typename Widget>
Widget *part(const QWidget &root, const char *name)
{
    return root.findChild<Widget *>(QLatin1String(name));
}

} // namespace metascope::test
