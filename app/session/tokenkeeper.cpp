// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tokenkeeper.h"

#include "app/credentials/tokenclaims.h"
#include "app/credentials/tokentext.h"
#include "app/session/scopeprobe.h"
#include "app/session/tokentrial.h"

#include <algorithm>

namespace metascope {

namespace {

Error notListed()
{
    return Error::local(ErrorKind::NotFound, TokenKeeper::tr("the instance is no longer on the list"));
}

/// What the token says of itself and the server of its owner, into the facts.
void noteFacts(TokenFacts &facts, const SharedSecret &token, const QString &person)
{
    if (!person.isEmpty())
        facts.person = person;
    facts.lastFour = token->hint();
    if (const auto end = expiryOf(*token))
        facts.expiry = {TokenExpiry::Source::Token, *end};
}

} // namespace

/// A new token on its way through all instances that the old one serves.
struct TokenKeeper::Trials {
    ReplyPromise<TriedToken> promise;
    QList<InstanceEntry> left;
    TriedToken token;
    bool isFirst = true;
    bool aborted = false; ///< also between two answers, where there is nothing to abort
};

/// A new token on its way into the place of the old one.
struct TokenKeeper::Replacement {
    ReplyPromise<Done> promise;
    QList<InstanceEntry> entries; ///< as they were
    TriedToken token;
    TokenPlace place = TokenPlace::Keychain;
    QString tokenId;
    qsizetype written = 0;
    bool aborted = false;
    std::optional<Error> leftBehind; ///< the first of the old ones that could not be removed
};

TokenKeeper::TokenKeeper(InstanceRegistry &registry, TokenStores stores, Sessions &sessions, RightsBook &rights,
                         Session::Shared shared, QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_sessions(sessions), m_rights(rights),
      m_shared(std::move(shared))
{}

TokenKeeper::~TokenKeeper() = default;

QList<InstanceEntry> TokenKeeper::servedWith(const InstanceEntry &entry) const
{
    if (entry.tokenId.isEmpty())
        return {entry};
    QList<InstanceEntry> served;
    for (const InstanceEntry &each : m_registry.entries())
        if (each.tokenId == entry.tokenId && each.place == entry.place)
            served.append(each);
    // The one that is asked about comes first.
    std::stable_partition(served.begin(), served.end(),
                          [&entry](const InstanceEntry &each) { return each.id == entry.id; });
    return served;
}

Reply<SharedSecret> TokenKeeper::token(const InstanceId &instance)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Reply<SharedSecret>::ready(Failure(notListed()));
    if (const SharedSecret used = m_sessions.tokenInUse(*entry))
        return Reply<SharedSecret>::ready(used);
    if (entry->tokenId.isEmpty())
        return Reply<SharedSecret>::ready(
            Failure(Error::local(ErrorKind::KeychainMissing, tr("no token is stored for “%1”").arg(entry->name))));
    return m_stores.of(entry->place).read(tokenKeyOf(*entry));
}

Reply<Person> TokenKeeper::ask(const InstanceEntry &entry, const SharedSecret &token)
{
    const auto trial = std::make_shared<TokenTrial>(entry.base, token, sharedFor(entry, m_shared));
    const Reply<Person> me = trial->session().account().me();
    const ReplyPromise<Person> promise;
    promise.setAbort([me] { me.abort(); });
    // The trial lives until its answer is there.
    me.then(this, [promise, trial](Result<Person> person) {
        if (person)
            person->name = trial->safe(person->name);
        promise.resolve(std::move(person));
    });
    return promise.reply();
}

Reply<Person> TokenKeeper::test(const InstanceId &instance)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Reply<Person>::ready(Failure(notListed()));
    return andThen(token(instance), this, [this, instance, entry = *entry](const SharedSecret &secret) {
        // The file can name another address by now: the token that was read is for the one that it was read for.
        const auto now = m_registry.find(instance);
        if (!now || now->base != entry.base || tokenKeyOf(*now) != tokenKeyOf(entry))
            return Reply<Person>::ready(Failure(notListed()));
        return andThen(ask(entry, secret), this, [this, instance, secret](const Person &person) {
            const auto noted = edit(instance, [&](TokenFacts &facts) { noteFacts(facts, secret, person.name); });
            return Reply<Person>::ready(noted ? Result<Person>(person) : Failure(noted.error()));
        });
    });
}

Reply<TriedToken> TokenKeeper::tryOut(const InstanceId &instance, const QString &pasted)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Reply<TriedToken>::ready(Failure(notListed()));
    auto secret = secretFromPaste(pasted);
    if (!secret)
        return Reply<TriedToken>::ready(Failure(secret.error()));
    const auto trials = std::make_shared<Trials>();
    trials->left = servedWith(*entry);
    trials->token.secret = std::make_shared<const Secret>(std::move(*secret));
    trials->token.lastFour = trials->token.secret->hint();
    if (const auto end = expiryOf(*trials->token.secret))
        trials->token.expiry = {TokenExpiry::Source::Token, *end};
    tryNext(trials);
    return trials->promise.reply();
}

void TokenKeeper::tryNext(const std::shared_ptr<Trials> &trials)
{
    if (trials->left.isEmpty()) {
        trials->promise.resolve(trials->token);
        return;
    }
    const InstanceEntry entry = trials->left.takeFirst();
    const Reply<Person> answer = ask(entry, trials->token.secret);
    trials->promise.setAbort([answer, weak = std::weak_ptr(trials)] {
        if (const auto held = weak.lock())
            held->aborted = true;
        answer.abort();
    });
    answer.then(this, [this, trials, name = entry.name](const Result<Person> &person) {
        if (trials->aborted) {
            trials->promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
            return;
        }
        if (!person) {
            Error error = person.error();
            if (!trials->isFirst)
                error.message = tr("at “%1”, which the old token serves too: %2").arg(name, error.message);
            trials->promise.resolve(Failure(std::move(error)));
            return;
        }
        if (std::exchange(trials->isFirst, false))
            trials->token.person = *person;
        tryNext(trials);
    });
}

Reply<Done> TokenKeeper::replace(const InstanceId &instance, const TriedToken &token, TokenPlace place)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Reply<Done>::ready(Failure(notListed()));
    const auto replacement = std::make_shared<Replacement>();
    replacement->entries = servedWith(*entry);
    replacement->token = token;
    replacement->place = place;
    replacement->tokenId = newTokenId();
    writeNext(replacement);
    return replacement->promise.reply();
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
    m_stores.of(replacement->place).remove(key).then(this, [this, replacement, why](const Result<Done> &) {
        takeBack(replacement, why);
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
    store.remove(key).then(this, [this, replacement, next](const Result<Done> &removed) {
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

Reply<Done> TokenKeeper::removeToken(const InstanceId &instance)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Reply<Done>::ready(Failure(notListed()));
    if (entry->tokenId.isEmpty())
        return Reply<Done>::ready(Done{});
    const auto hasIt = [key = tokenKeyOf(*entry), place = entry->place](const InstanceEntry &each) {
        return each.place == place && tokenKeyOf(each) == key;
    };
    QList<InstanceId> users;
    for (const InstanceEntry &each : m_registry.entries())
        if (hasIt(each))
            users.append(each.id);
    for (const InstanceId &user : std::as_const(users))
        m_sessions.close(user);
    const Reply<Done> removed = m_stores.of(entry->place).remove(tokenKeyOf(*entry));
    // No chain: once the token is gone, an abort must not leave it on the list.
    const ReplyPromise<Done> promise;
    promise.setAbort([removed] { removed.abort(); });
    removed.then(this, [this, promise, hasIt, users, tokenId = entry->tokenId](const Result<Done> &done) {
        if (!done) {
            promise.resolve(done);
            return;
        }
        for (const InstanceId &user : users)
            m_sessions.close(user); // an opening can have ended meanwhile
        const auto listed = m_registry.change(hasIt, [](InstanceEntry &each) {
            each.tokenId.clear();
            each.token.lastFour.clear();
            each.token.expiry = {};
            each.token.recorded.reset();
        });
        if (std::ranges::find(m_registry.entries(), tokenId, &InstanceEntry::tokenId) == m_registry.entries().end())
            m_rights.forget(tokenId);
        promise.resolve(listed);
    });
    return promise.reply();
}

Reply<Done> TokenKeeper::checkScopes(const InstanceId &instance)
{
    return andThen(m_sessions.open(instance), this, [](Session *session) { return (new ScopeProbe(*session))->run(); });
}

Result<Done> TokenKeeper::edit(const InstanceId &instance, const std::function<void(TokenFacts &)> &edit)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Failure(notListed());
    return m_registry.change(
        [&entry](const InstanceEntry &each) {
            return each.id == entry->id
                || (!entry->tokenId.isEmpty() && each.tokenId == entry->tokenId && each.place == entry->place);
        },
        [&edit](InstanceEntry &each) { edit(each.token); });
}

} // namespace metascope
