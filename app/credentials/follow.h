// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/keyringservice.h"

namespace metascope {

/// As andThen(), for steps that look at errors too; an abort between two steps reaches the second.
template <typename T, typename F>
auto follow(const Reply<T> &reply, QObject *context, F f) -> std::invoke_result_t<F, Result<T>>
{
    using Next = std::invoke_result_t<F, Result<T>>;
    ReplyPromise<typename Next::Value> promise;
    Next outcome = promise.reply();
    const auto givenUp = std::make_shared<bool>(false);
    promise.setAbort([reply, givenUp] {
        *givenUp = true;
        reply.abort();
    });
    reply.then(context, [promise, context, givenUp, f = std::move(f)](Result<T> result) mutable {
        // After a mere look at the service nothing was done yet, and nothing is begun any more.
        if constexpr (std::is_same_v<T, KeyringService::State>) {
            if (*givenUp && result) {
                promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
                return;
            }
        }
        const Next next = f(std::move(result));
        promise.setAbort([next] { next.abort(); });
        if (*givenUp)
            next.abort();
        next.then(context, [promise](auto last) { promise.resolve(std::move(last)); });
    });
    return outcome;
}

} // namespace metascope
