// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessions.h"

#include <algorithm>

namespace metascope {

namespace {

TokenKey keyOf(const InstanceEntry &entry)
{
    // Built from the address that requests go to: an entry whose address was edited finds no token.
    return {entry.base.origin, entry.tokenId};
}

} // namespace

Sessions::Opened::Opened(const InstanceEntry &entry, SharedSecret token, const Session::Shared &shared)
    : session({entry.id, entry.name, entry.base}, vault, shared)
{
    vault.put(entry.base.origin, std::move(token));
}

Sessions::Sessions(InstanceRegistry &registry, TokenStores stores, Session::Shared shared, QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_shared(std::move(shared))
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
    setState(id, State::Opening);
    ReplyPromise<Session *> promise;
    m_stores.of(entry->place)
        .read(keyOf(*entry))
        .then(this, [this, promise, id, entry = *entry](const Result<SharedSecret> &token) {
            if (Session *session = find(id)) { // two nodes asked at the same time
                promise.resolve(session);
            } else if (m_registry.find(id) != entry) { // taken off the list, or pointed elsewhere, meanwhile
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
    setState(entry.id, State::Open);
    return session;
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
        return each.id != entry->id && each.place == entry->place && keyOf(each) == keyOf(*entry);
    });
    const Reply<Done> removed = isShared ? Reply<Done>::ready(Done{}) : m_stores.of(entry->place).remove(keyOf(*entry));
    // No chain: once the token is gone, an abort must not leave the instance on the list.
    const ReplyPromise<Done> promise;
    promise.setAbort([removed] { removed.abort(); });
    removed.then(this, [this, promise, id](const Result<Done> &done) {
        if (done)
            m_status.remove(id);
        promise.resolve(done ? m_registry.remove(id) : done);
    });
    return promise.reply();
}

} // namespace metascope
