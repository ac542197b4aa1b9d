// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope {

/// A server's text as it is shown in what is about to be written and where a name has to be typed: characters that are
/// invisible, break the line or turn its direction stand as a backslash, u and four hexadecimal digits.
QString visibleName(const QString &name);

} // namespace metascope
