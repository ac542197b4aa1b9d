// SPDX-License-Identifier: GPL-3.0-or-later
// A tried token takes the place of the stored one.
#include "app/session/tokenkeeper.h"
#include "app/session/tokenremoval.h"

#include <algorithm>

namespace metascope {

/// A new token on its way into the place of the old one.
struct TokenKeeper::Replacement {
    ReplyPromise<Done> promise;
    QList<InstanceEntry> entries; ///< as they were
    TriedToken token;
    TokenPlace place = TokenPlace::Keychain;
    QString tokenId;
    qsizetype written = 0;
    bool aborted = false;
    bool isLeftBehind = false; ///< one of the new entries could not be taken back
    std::optional<Error> leftBehind; ///< the first of the old ones that could not be removed
};

Reply<Done> TokenKeeper::replace(const TriedToken &token, TokenPlace place)
{
    if (const auto unchanged = checkUnchanged(token.served); !unchanged)
        return Reply<Done>::ready(Failure(unchanged.error()));
    const auto replacement = std::make_shared<Replacement>();
    replacement->entries = token.served;
    replacement->token = token;
    replacement->place = place;
    replacement->tokenId = newTokenId();
    writeNext(replacement);
    return counted(replacement->promise.reply());
}

void TokenKeeper::writeNext(const std::shared_ptr<Replacement> &replacement)
{
    if (replacement->written == replacement->entries.size()) {
        swap(replacement);
        return;
    }
    const TokenKey key{replacement->entries.at(replacement->written).base.origin, replacement->tokenId};
    const Reply<Done> written = m_stores.of(replacement->place).write(key, replacement->token.secret->duplicate());
    replacement->promise.setAbort([written, weak = std::weak_ptr(replacement)] {
        if (const auto held = weak.lock())
            held->aborted = true;
        written.abort();
    });
    written.then(this, [this, replacement, key](const Result<Done> &done) {
        ++replacement->written;
        if (!done)
            takeBack(replacement, done.error());
        else if (replacement->aborted)
            takeBack(replacement, Error::local(ErrorKind::Cancelled, {}));
        else
            readBack(replacement, key);
    });
}

void TokenKeeper::readBack(const std::shared_ptr<Replacement> &replacement, const TokenKey &key)
{
    if (replacement->place == TokenPlace::Ask) { // it keeps nothing to be read
        writeNext(replacement);
        return;
    }
    const Reply<SharedSecret> read = m_stores.of(replacement->place).read(key);
    replacement->promise.setAbort([read, weak = std::weak_ptr(replacement)] {
        if (const auto held = weak.lock())
            held->aborted = true;
        read.abort();
    });
    read.then(this, [this, replacement](const Result<SharedSecret> &stored) {
        if (!stored)
            takeBack(replacement, stored.error());
        else if (replacement->aborted)
            takeBack(replacement, Error::local(ErrorKind::Cancelled, {}));
        else if ((*stored)->expose() != replacement->token.secret->expose())
            takeBack(replacement,
                     Error::local(ErrorKind::KeychainDenied, tr("the store gave back another text than was written")));
        else
            writeNext(replacement);
    });
}

void TokenKeeper::takeBack(const std::shared_ptr<Replacement> &replacement, const Error &why)
{
    replacement->promise.setAbort([] {}); // what was written is taken out, come what may
    if (replacement->written == 0) {
        replacement->promise.resolve(Failure(why));
        return;
    }
    const TokenKey key{replacement->entries.at(--replacement->written).base.origin, replacement->tokenId};
    removeAndLook(m_stores.of(replacement->place), key, this)
        .then(this, [this, replacement, why, leftKey = key.toString()](const Result<Done> &removed) {
            Error error = why;
            if (!removed && replacement->place == TokenPlace::Keychain && !replacement->isLeftBehind) {
                // Nobody else would tell of an entry that no instance names.
                replacement->isLeftBehind = true;
                error.kind = error.kind == ErrorKind::Cancelled ? removed.error().kind : error.kind;
                error.message = tr("%1; the new token may still be in its store, as “%2”")
                                    .arg(error.message.isEmpty() ? title(why.kind) : error.message, leftKey);
            }
            takeBack(replacement, error);
        });
}

void TokenKeeper::swap(const std::shared_ptr<Replacement> &replacement)
{
    const TriedToken &token = replacement->token;
    const auto isMeant = [&replacement](const InstanceEntry &entry) {
        return std::ranges::any_of(replacement->entries, [&entry](const InstanceEntry &each) {
            // Its address may have been changed meanwhile: then its new entry would not be found.
            return each.id == entry.id && each.tokenId == entry.tokenId && each.base == entry.base;
        });
    };
    const auto listed = m_registry.change(isMeant, [&](InstanceEntry &entry) {
        entry.tokenId = replacement->tokenId;
        entry.place = replacement->place;
        entry.token.expiry = token.expiry;
        // Two tokens seldom have the same boxes ticked.
        entry.token.recorded.reset();
        noteFacts(entry.token, token.secret, token.person.name);
    });
    if (!listed) {
        takeBack(replacement, listed.error());
        return;
    }
    for (const InstanceEntry &entry : replacement->entries)
        m_sessions.useToken(entry, token.secret);
    m_rights.forget(replacement->entries.constFirst().tokenId);
    replacement->promise.setAbort([] {}); // the new one is in use: the old one has to go
    removeOld(replacement, 0);
}

void TokenKeeper::removeOld(const std::shared_ptr<Replacement> &replacement, qsizetype next)
{
    if (next == replacement->entries.size()) {
        replacement->promise.resolve(replacement->leftBehind ? Result<Done>(Failure(*replacement->leftBehind))
                                                             : Done{});
        return;
    }
    const InstanceEntry &old = replacement->entries.at(next);
    const auto now = m_registry.find(old.id);
    const bool isSwapped = now && now->tokenId == replacement->tokenId;
    // One that was changed or taken off the list meanwhile has no use for the new token.
    const TokenKey key{old.base.origin, isSwapped ? old.tokenId : replacement->tokenId};
    TokenStore &store = m_stores.of(isSwapped ? old.place : replacement->place);
    if (key.tokenId.isEmpty()) {
        removeOld(replacement, next + 1);
        return;
    }
    removeAndLook(store, key, this).then(this, [this, replacement, next](const Result<Done> &removed) {
        if (!removed && !replacement->leftBehind) {
            Error error = removed.error();
            error.delivery = Delivery::Unknown;
            error.message
                = tr("the new token is in use, but the old one may still be in its store: %1").arg(error.message);
            replacement->leftBehind = std::move(error);
        }
        removeOld(replacement, next + 1);
    });
}

} // namespace metascope
