// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

namespace metascope {

/// Whether it says nothing of what was asked for: the server could not be asked, or not with this token.
inline bool isUnreachable(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Proxy:
    case ErrorKind::Timeout:
    case ErrorKind::Unauthorized:
    case ErrorKind::KeychainUnavailable:
    case ErrorKind::KeychainLocked:
    case ErrorKind::KeychainDenied:
    case ErrorKind::KeychainMissing: return true;
    default: return false;
    }
}

} // namespace metascope
