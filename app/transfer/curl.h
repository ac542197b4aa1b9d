// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/trafficlog.h"

#include <QtCore/QString>

namespace metascope {

/// The request of an exchange as a command for `sh` that sends the same bytes with `curl`. Every value reaches curl as it
/// is, whatever is in it; none is taken for an option or for the name of a file. Redacted headers become variables:
/// `$XANO_TOKEN` for the token, `$XANO_` and the header's name for others. Where something is not in the command as it was
/// sent (a body that is cut, a value that was redacted), a comment line before it says so. The text ends in a newline and
/// holds no control character but newlines: pasted into a terminal, it is what it looks like.
QString curlCommand(const TrafficEntry &entry);

/// Bytes as one word for `sh`. They must not hold a zero byte: no argument can.
QString shellQuoted(const QByteArray &bytes);

} // namespace metascope
