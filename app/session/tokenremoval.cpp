// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tokenremoval.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct RemovalText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TokenRemoval)
};

/// What is known after a removal without a clear answer, from what reading gave.
Result<Done> judged(const Error &removal, const Result<SharedSecret> &read)
{
    if (!read && read.error().kind == ErrorKind::KeychainMissing)
        return Done{};
    if (read)
        return Failure(
            Error::local(removal.kind, RemovalText::tr("the token was not removed: it is still in its store")));
    // Cancelled would be passed over in silence, but the person has to know.
    const bool isGivenUp = read.error().kind == ErrorKind::Cancelled;
    const QString why = isGivenUp || read.error().message.isEmpty() ? title(read.error().kind) : read.error().message;
    Error error = Error::local(isGivenUp ? ErrorKind::Timeout : read.error().kind,
                               RemovalText::tr("it is not known whether the token is gone, since its store could not "
                                               "be read (%1); remove it again, and the store is asked anew")
                                   .arg(why));
    error.delivery = Delivery::Unknown;
    return Failure(std::move(error));
}

} // namespace

Reply<Done> removeAndLook(TokenStore &store, const TokenKey &key, QObject *context)
{
    const ReplyPromise<Done> promise;
    const Reply<Done> removed = store.remove(key);
    promise.setAbort([removed] { removed.abort(); });
    removed.then(context, [&store, key, context, promise](const Result<Done> &done) {
        promise.setAbort([] {});
        if (done || done.error().delivery != Delivery::Unknown) {
            promise.resolve(done);
            return;
        }
        store.read(key).then(context, [promise, removal = done.error()](const Result<SharedSecret> &read) {
            promise.resolve(judged(removal, read));
        });
    });
    return promise.reply();
}

} // namespace metascope
