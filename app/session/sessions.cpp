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

Sessions::Sessions(InstanceRegistry &registry, TokenStores stores, TokenVault &vault, Session::Shared shared,
                   QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_vault(vault), m_shared(std::move(shared))
{}

Sessions::~Sessions() = default;

Session *Sessions::find(const InstanceId &id) const
{
    const auto found = m_sessions.find(id.value());
    return found == m_sessions.end() ? nullptr : found->second.get();
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
    m_vault.put(entry.base.origin, std::move(token));
    auto session = std::make_unique<Session>(Session::Address{entry.id, entry.name, entry.base}, m_shared);
    if (entry.rateLimited.value_or(false))
        session->client().limiter().setLimit(RateLimit{});
    Session *raw = session.get();
    m_sessions.insert_or_assign(entry.id.value(), std::move(session));
    setState(entry.id, State::Open);
    return raw;
}

void Sessions::close(const InstanceId &id)
{
    const auto found = m_sessions.find(id.value());
    if (found == m_sessions.end())
        return;
    Q_EMIT aboutToClose(id);
    const Origin origin = found->second->address().base.origin;
    m_sessions.erase(found);
    // Another instance (a tenant) can live at the same origin and still need it.
    const bool shared = std::ranges::any_of(
        m_sessions, [&origin](const auto &each) { return each.second->address().base.origin == origin; });
    if (!shared)
        m_vault.drop(origin);
    setState(id, State::Closed);
}

Reply<Done> Sessions::removeInstance(const InstanceId &id)
{
    const auto entry = m_registry.find(id);
    if (!entry)
        return Reply<Done>::ready(Done{});
    close(id);
    return andThen(m_stores.of(entry->place).remove(keyOf(*entry)), this, [this, id](Done) {
        m_status.remove(id);
        return Reply<Done>::ready(m_registry.remove(id));
    });
}

} // namespace metascope
