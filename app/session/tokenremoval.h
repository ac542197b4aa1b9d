// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"

#include <QtCore/QObject>

namespace metascope {

/// Takes a token out of its store and finds out whether it is gone: a removal that was given up, or had no answer in time, can
/// still have been carried out, so the store is asked before anything is said. An abort gives the removal up, not the asking.
/// Ends with a value where the token is gone. Errors: the store's; `delivery` is NotSent where the token is known to be still
/// there, and Unknown where that could not be found out (never Cancelled then: it has to be told). When `context` goes, the
/// outcome is Cancelled; the store outlives it.
Reply<Done> removeAndLook(TokenStore &store, const TokenKey &key, QObject *context);

} // namespace metascope
