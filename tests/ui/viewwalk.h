// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>

class QWidget;

namespace metascope::test {

/// What takes the focus below `root` and has no accessible name or no object name; a line each, empty when all is well.
QStringList unnamed(QWidget *root);
/// Labels and buttons below `root` whose text has too little room, or that reach out of their parent or lie over each
/// other; a line each. Measured with the widgets' own font metrics.
QStringList cutOrCovered(QWidget *root);

} // namespace metascope::test
