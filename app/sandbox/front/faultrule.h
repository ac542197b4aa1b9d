// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/requestpattern.h"

#include <optional>

namespace metascope::sandbox {

/// What goes wrong with a request. "Applied" ones are carried out by the API first; the others never reach it.
enum class FaultKind {
    Latency, ///< applied; the argument is milliseconds before that
    Status, ///< the argument is the status
    TooManyRequests, ///< 429; the argument is Retry-After in seconds
    Html502, ///< a gateway's HTML page
    CloseBefore, ///< read whole, then closed without an answer
    ResetBefore, ///< read whole, then reset
    ResetBody, ///< applied; reset in the middle of the body
    Truncate, ///< applied; closed in the middle of the body
    BadJson, ///< applied; the body is cut, its framing is not, the status stays
    BadUtf8, ///< applied; a string of the body holds bytes that are no UTF-8
    WrongType, ///< 200 with a page of text/html
    NullBody, ///< applied; 200 with `null`
    Redirect, ///< 307 to another origin of this sandbox
    Trickle, ///< applied; one byte at a time, and white space after the body until the client goes away
    Hang, ///< nothing until the client goes away
    Huge, ///< applied; 200 with a JSON body of that many megabytes
    ApplyThen502, ///< applied; then a gateway's HTML page
};

struct Fault {
    FaultKind kind = FaultKind::Status;
    std::optional<int> argument;
    bool operator==(const Fault &) const = default;
};

/// `METHOD PATHGLOB KIND[=ARG] [xN]`.
struct FaultRule {
    RequestPattern pattern;
    Fault fault;
    std::optional<int> remaining; ///< how many matches it still acts on; nothing: all

    /// The kinds as they are spelt in a rule: `latency=MS, status=CODE, …`.
    static QString kinds();
    /// Error: Validation with a sentence that says which part is wrong.
    static Result<FaultRule> parse(const QString &text);
    bool operator==(const FaultRule &) const = default;
};

} // namespace metascope::sandbox
