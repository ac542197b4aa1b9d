// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tokenkeeper.h"

#include "app/credentials/tokenclaims.h"
#include "app/credentials/tokentext.h"
#include "app/session/scopeprobe.h"
#include "app/session/tokenremoval.h"
#include "app/session/tokentrial.h"

#include <algorithm>

namespace metascope {

namespace {

Error notListed()
{
    return Error::local(ErrorKind::NotFound, TokenKeeper::tr("the instance is no longer on the list"));
}

Error changedMeanwhile()
{
    return Error::local(ErrorKind::Refused,
                        TokenKeeper::tr("the list of instances was changed meanwhile, and the token would go elsewhere "
                                        "than was shown; begin anew to see where"));
}

/// Whether requests of the one go where those of the other go, with the same token.
bool isSameTarget(const InstanceEntry &one, const InstanceEntry &other)
{
    return one.id == other.id && one.base == other.base && one.place == other.place && one.tokenId == other.tokenId
        && one.pinnedCertificate == other.pinnedCertificate;
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

TokenKeeper::TokenKeeper(InstanceRegistry &registry, TokenStores stores, Sessions &sessions, RightsBook &rights,
                         Session::Shared shared, QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_sessions(sessions), m_rights(rights),
      m_shared(std::move(shared))
{}

TokenKeeper::~TokenKeeper() = default;

void TokenKeeper::noteFacts(TokenFacts &facts, const SharedSecret &token, const QString &person)
{
    if (!person.isEmpty())
        facts.person = person;
    facts.lastFour = token->hint();
    if (const auto end = expiryOf(*token))
        facts.expiry = {TokenExpiry::Source::Token, *end};
}

QList<InstanceEntry> TokenKeeper::servedWith(const InstanceId &instance) const
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return {};
    if (entry->tokenId.isEmpty())
        return {*entry};
    QList<InstanceEntry> served;
    for (const InstanceEntry &each : m_registry.entries())
        if (each.tokenId == entry->tokenId && each.place == entry->place)
            served.append(each);
    // The one that is asked about comes first.
    std::stable_partition(served.begin(), served.end(),
                          [&entry](const InstanceEntry &each) { return each.id == entry->id; });
    return served;
}

Result<Done> TokenKeeper::checkUnchanged(const QList<InstanceEntry> &served) const
{
    if (served.isEmpty() || !m_registry.find(served.constFirst().id))
        return Failure(notListed());
    const QList<InstanceEntry> now = servedWith(served.constFirst().id);
    if (!std::ranges::equal(served, now, &isSameTarget))
        return Failure(changedMeanwhile());
    return Done{};
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

Reply<TriedToken> TokenKeeper::tryOut(const QList<InstanceEntry> &served, const QString &pasted)
{
    if (const auto unchanged = checkUnchanged(served); !unchanged)
        return Reply<TriedToken>::ready(Failure(unchanged.error()));
    auto secret = secretFromPaste(pasted);
    if (!secret)
        return Reply<TriedToken>::ready(Failure(secret.error()));
    const auto trials = std::make_shared<Trials>();
    trials->left = served;
    trials->token.served = served;
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

Reply<Done> TokenKeeper::counted(const Reply<Done> &change)
{
    ++m_changing;
    change.then(this, [this](const Result<Done> &) { --m_changing; });
    return change;
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
    const Reply<Done> removed = removeAndLook(m_stores.of(entry->place), tokenKeyOf(*entry), this);
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
        const auto listed = m_registry.change(hasIt, [](InstanceEntry &each) { each.forgetToken(); });
        if (std::ranges::find(m_registry.entries(), tokenId, &InstanceEntry::tokenId) == m_registry.entries().end())
            m_rights.forget(tokenId);
        promise.resolve(listed);
    });
    return counted(promise.reply());
}

Result<Done> TokenKeeper::setTrustedCertificate(const InstanceId &instance, const QByteArray &sha256)
{
    const auto entry = m_registry.find(instance);
    if (!entry)
        return Failure(notListed());
    const auto changed = m_registry.change(
        [&entry](const InstanceEntry &each) { return each.id == entry->id && each.base == entry->base; },
        [&sha256](InstanceEntry &each) { each.pinnedCertificate = sha256; });
    if (changed)
        m_sessions.close(instance);
    return changed;
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
