// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessions.h"

#include "app/store/rightsbook.h"

#include <algorithm>

namespace metascope {

TokenKey tokenKeyOf(const InstanceEntry &entry)
{
    return {entry.base.origin, entry.tokenId};
}

Session::Shared sharedFor(const InstanceEntry &entry, const Session::Shared &shared)
{
    Session::Shared own = shared;
    own.options.pinnedCertificate = entry.pinnedCertificate;
    return own;
}

Sessions::Opened::Opened(const InstanceEntry &entry, SharedSecret secret, const Session::Shared &shared)
    : token(std::move(secret)), session({entry.id, entry.name, entry.base}, vault, sharedFor(entry, shared))
{
    vault.put(entry.base.origin, token);
}

Sessions::Sessions(InstanceRegistry &registry, TokenStores stores, RightsBook &rights, Session::Shared shared,
                   QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_rights(rights), m_shared(std::move(shared))
{}

Sessions::~Sessions() = default;

Session *Sessions::find(const InstanceId &id) const
{
    const auto found = m_sessions.find(id.value());
    return found == m_sessions.end() ? nullptr : &found->second->session;
}

Sessions::State Sessions::state(const InstanceId &id) const
{
    return m_status.value(id).state;
}

std::optional<Error> Sessions::error(const InstanceId &id) const
{
    return m_status.value(id).error;
}

void Sessions::setState(const InstanceId &id, State state, std::optional<Error> error)
{
    m_status.insert(id, {state, std::move(error)});
    Q_EMIT stateChanged(id);
}

Reply<Session *> Sessions::open(const InstanceId &id)
{
    if (Session *session = find(id))
        return Reply<Session *>::ready(session);
    const auto entry = m_registry.find(id);
    if (!entry)
        return Reply<Session *>::ready(
            Failure(Error::local(ErrorKind::NotFound, tr("“%1” is not on the list of instances").arg(id.value()))));
    if (entry->tokenId.isEmpty()) {
        const Error none = Error::local(ErrorKind::KeychainMissing, tr("no token is stored for “%1”").arg(entry->name));
        setState(id, State::Failed, none);
        return Reply<Session *>::ready(Failure(none));
    }
    setState(id, State::Opening);
    ReplyPromise<Session *> promise;
    m_stores.of(entry->place)
        .read(tokenKeyOf(*entry))
        .then(this, [this, promise, id, entry = *entry](const Result<SharedSecret> &token) {
            if (Session *session = find(id)) { // two nodes asked at the same time
                promise.resolve(session);
            } else if (const auto now = m_registry.find(id); !now || tokenKeyOf(*now) != tokenKeyOf(entry)
                       || now->base != entry.base) { // taken off the list, or pointed elsewhere, meanwhile
                m_status.remove(id);
                Q_EMIT stateChanged(id);
                promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
            } else if (token) {
                promise.resolve(start(entry, *token));
            } else {
                setState(id, State::Failed, token.error());
                promise.resolve(Failure(token.error()));
            }
        });
    return promise.reply();
}

Session *Sessions::start(const InstanceEntry &entry, SharedSecret token)
{
    const auto made
        = m_sessions.insert_or_assign(entry.id.value(), std::make_unique<Opened>(entry, std::move(token), m_shared));
    Session *session = &made.first->second->session;
    if (entry.rateLimited.value_or(false))
        session->client().limiter().setLimit(RateLimit{});
    connect(&session->client(), &ApiClient::answered, this,
            [this, id = entry.id](EndpointId endpoint, int status) { learn(id, endpoint, status); });
    // A date for the table of tokens: where it cannot be written down, opening is none the worse.
    static_cast<void>(m_registry.change(
        entry.id, [](InstanceEntry &known) { known.token.lastUsed = QDateTime::currentDateTimeUtc(); }));
    setState(entry.id, State::Open);
    return session;
}

void Sessions::learn(const InstanceId &id, EndpointId endpoint, int httpStatus)
{
    const bool granted = httpStatus >= 200 && httpStatus < 300;
    const std::string_view scope = endpointRow(endpoint).scope;
    const auto entry = m_registry.find(id);
    if (scope.empty() || !entry || (!granted && httpStatus != 403))
        return;
    m_rights.note(entry->tokenId, QString::fromLatin1(scope.data(), static_cast<qsizetype>(scope.size())), granted,
                  QDateTime::currentDateTimeUtc());
}

SharedSecret Sessions::tokenInUse(const InstanceEntry &entry) const
{
    const auto found = m_sessions.find(entry.id.value());
    const bool isThere = found != m_sessions.end() && found->second->session.address().base == entry.base;
    return isThere ? found->second->token : nullptr;
}

void Sessions::useToken(const InstanceEntry &entry, SharedSecret token)
{
    if (!tokenInUse(entry))
        return;
    Opened &opened = *m_sessions.find(entry.id.value())->second;
    opened.token = std::move(token);
    opened.vault.put(entry.base.origin, opened.token);
}

void Sessions::closeAll()
{
    while (!m_sessions.empty())
        close(InstanceId(m_sessions.begin()->first));
}

void Sessions::close(const InstanceId &id)
{
    const auto found = m_sessions.find(id.value());
    if (found == m_sessions.end())
        return;
    Q_EMIT aboutToClose(id);
    m_sessions.erase(found);
    setState(id, State::Closed);
}

Reply<Done> Sessions::removeInstance(const InstanceId &id)
{
    const auto entry = m_registry.find(id);
    if (!entry)
        return Reply<Done>::ready(Done{});
    close(id);
    // An account's token can serve several instances of one origin: the last of them takes it along.
    const bool isShared = std::ranges::any_of(m_registry.entries(), [&entry](const InstanceEntry &each) {
        return each.id != entry->id && each.place == entry->place && tokenKeyOf(each) == tokenKeyOf(*entry);
    });
    const bool hasNone = entry->tokenId.isEmpty();
    const Reply<Done> removed
        = isShared || hasNone ? Reply<Done>::ready(Done{}) : m_stores.of(entry->place).remove(tokenKeyOf(*entry));
    // No chain: once the token is gone, an abort must not leave the instance on the list.
    const ReplyPromise<Done> promise;
    promise.setAbort([removed] { removed.abort(); });
    removed.then(this, [this, promise, id, tokenId = entry->tokenId](const Result<Done> &done) {
        if (done) {
            close(id); // an opening can have ended meanwhile
            m_status.remove(id);
            const auto hasIt = [&](const InstanceEntry &each) { return each.id != id && each.tokenId == tokenId; };
            if (std::ranges::none_of(m_registry.entries(), hasIt))
                m_rights.forget(tokenId);
        }
        promise.resolve(done ? m_registry.remove(id) : done);
    });
    return promise.reply();
}

} // namespace metascope
