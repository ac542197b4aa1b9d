// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

namespace metascope {

/// The cache's layout as steps from an empty database; step N makes version N of version N - 1. A step never changes once it
/// was released.
const QList<QStringList> &cacheSteps();
/// Statements that fail where the layout is not the last step's.
const QStringList &cacheChecks();

/// The full-text table of an instance. One each: dropping it is how its texts leave the file at once and for good.
QString searchTable(qlonglong instance);
QString createSearchTable(qlonglong instance);

} // namespace metascope
