// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/origin.h"

#include <QtCore/QString>
#include <QtCore/QUrl>

namespace metascope {

/// How far an address that an answer, a file, a link or a specification names may be trusted with a token.
enum class AudienceVerdict {
    /// https, the usual port, and a name below `xano.io` or `xano.com`; or this machine, named by an account that is on it
    /// too (the demo). May be preselected.
    Xano,
    Foreign, ///< anything else, such as a custom domain: shown with a warning, never preselected
    Refused, ///< never gets a token
};

struct Audience {
    AudienceVerdict verdict = AudienceVerdict::Refused;
    QString reason; ///< why it is refused, for people; empty otherwise
    Origin origin; ///< empty where refused
};

/// Judges `target` as a place to send the token of `account` to. Looks at the text alone: what a public name resolves to is
/// not known here. User info, other schemes, plain http beyond this machine and addresses in any spelling (IPv4 as one
/// number, octal or hexadecimal, in IPv6) that lead to this machine or a private network are refused; the latter is waived
/// for an account that is itself on this machine.
Audience audienceOf(const Origin &account, const QUrl &target);

} // namespace metascope
