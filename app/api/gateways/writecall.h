// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"

namespace metascope {

/// Sends a write that a gateway made, with the ticket that a review (or a button) got for that very request. The answer is what
/// the server said, as it is: engines differ between `null`, `{}`, the id and the object.
inline Reply<RawJson> sendConfirmed(ApiClient &client, Request request, TicketId ticket)
{
    request.ticket = ticket;
    return client.send<RawJson>(std::move(request), [](const RawJson &json) { return Result<RawJson>(json); });
}

} // namespace metascope
