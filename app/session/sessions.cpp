// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/sessions.h"

#include "app/session/tokenremoval.h"
#include "app/store/rightsbook.h"

#include <QtCore/QPointer>

#include <algorithm>
#include <chrono>

namespace metascope {

namespace {
constexpr auto useStep = std::chrono::minutes(1);
}

TokenKey tokenKeyOf(const InstanceEntry &entry)
{
    return {entry.base.origin, entry.tokenId};
}

Session::Shared sharedFor(const InstanceEntry &entry, const Session::Shared &shared)
{
    Session::Shared own = shared;
    own.options.pinnedCertificate = entry.pinnedCertificate;
    if (entry.token.kind == TokenKind::SignedIn)
        own.options.forbiddenRemark = Sessions::tr(
            "this token comes from a sign-in and covers one workspace; what lies outside of it is refused");
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
    if (state == State::Closed)
        m_status.remove(id);
    else
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
    // One that was kept for the session alone and is forgotten by now is asked for.
    const bool isForgotten = entry->tokenId.isEmpty() && entry->place == TokenPlace::Session;
    if (entry->tokenId.isEmpty() && !isForgotten) {
        const Error none = Error::local(ErrorKind::KeychainMissing, tr("no token is kept for “%1”").arg(entry->name));
        setState(id, State::Failed, none);
        return Reply<Session *>::ready(Failure(none));
    }
    if (const auto known = m_openings.find(id.value()); known != m_openings.end()) {
        const InstanceEntry &meant = known->second.entry;
        if (meant.base == entry->base && meant.place == entry->place && meant.tokenId == entry->tokenId)
            return join(id, known->second);
        endOpening(id); // it was pointed elsewhere meanwhile
    }
    const quint64 number = ++m_lastNumber;
    TokenStore &store = isForgotten ? m_stores.ask : m_stores.of(entry->place);
    const Reply<SharedSecret> read = store.read(tokenKeyOf(*entry));
    Opening &opening = m_openings.insert_or_assign(id.value(), Opening{*entry, read, number, {}}).first->second;
    Reply<Session *> reply = join(id, opening);
    read.then(this, [this, id, number](const Result<SharedSecret> &token) { opened(id, number, token); });
    setState(id, State::Opening);
    return reply;
}

Reply<Session *> Sessions::join(const InstanceId &id, Opening &opening)
{
    const ReplyPromise<Session *> promise;
    const quint64 number = ++m_lastNumber;
    promise.setAbort([self = QPointer(this), id, number] {
        if (self)
            self->leave(id, number);
    });
    opening.waiting.emplace(number, promise);
    return promise.reply();
}

void Sessions::leave(const InstanceId &id, quint64 number)
{
    const auto found = m_openings.find(id.value());
    // Taken off the list, a promise settles as Cancelled.
    if (found == m_openings.end() || found->second.waiting.erase(number) == 0 || !found->second.waiting.empty())
        return;
    endOpening(id);
    setState(id, State::Closed);
}

void Sessions::endOpening(const InstanceId &id)
{
    if (const auto ended = m_openings.extract(id.value()))
        ended.mapped().read.abort();
}

void Sessions::opened(const InstanceId &id, quint64 number, const Result<SharedSecret> &token)
{
    const auto found = m_openings.find(id.value());
    if (found == m_openings.end() || found->second.number != number)
        return;
    const Opening ended = std::move(m_openings.extract(found).mapped());
    const auto now = m_registry.find(id);
    Result<Session *> result = Failure(token ? Error::local(ErrorKind::Cancelled, {}) : token.error());
    if (!now || tokenKeyOf(*now) != tokenKeyOf(ended.entry) || now->base != ended.entry.base) {
        // Taken off the list, or pointed elsewhere, meanwhile.
        result = Failure(Error::local(ErrorKind::Cancelled, {}));
        setState(id, State::Closed);
    } else if (token) {
        result = start(*now, *token);
    } else {
        setState(id, State::Failed, token.error());
    }
    for (const auto &[each, promise] : ended.waiting)
        promise.resolve(result);
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
    noteUse(entry.id);
    setState(entry.id, State::Open);
    return session;
}

void Sessions::noteUse(const InstanceId &id)
{
    // A date for the table of tokens: where it cannot be written down, nothing is the worse.
    static_cast<void>(
        m_registry.change(id, [](InstanceEntry &known) { known.token.lastUsed = QDateTime::currentDateTimeUtc(); }));
}

void Sessions::learn(const InstanceId &id, EndpointId endpoint, int httpStatus)
{
    // The date is told in minutes, and each writing is one of a file. Behind the answer: others hear of a change.
    if (const auto used = m_registry.find(id);
        used && used->token.lastUsed.secsTo(QDateTime::currentDateTimeUtc()) >= std::chrono::seconds(useStep).count())
        QMetaObject::invokeMethod(
            this, [this, id] { noteUse(id); }, Qt::QueuedConnection);
    const bool granted = httpStatus >= 200 && httpStatus < 300;
    const std::string_view scope = endpointRow(endpoint).scope;
    const auto entry = m_registry.find(id);
    if (scope.empty() || !entry || entry->tokenId.isEmpty() || (!granted && httpStatus != 403))
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
    // Each is taken anew: whoever hears of a closing may close another.
    while (!m_sessions.empty())
        close(InstanceId(m_sessions.begin()->first));
    while (!m_openings.empty())
        close(InstanceId(m_openings.begin()->first));
    while (!m_status.isEmpty())
        close(InstanceId(m_status.constBegin().key()));
}

void Sessions::close(const InstanceId &id)
{
    endOpening(id);
    if (const auto found = m_sessions.find(id.value()); found != m_sessions.end()) {
        Q_EMIT aboutToClose(id);
        m_sessions.erase(id.value());
    }
    if (m_status.contains(id))
        setState(id, State::Closed);
}

void Sessions::lock()
{
    closeAll();
    for (TokenStore *store : {&m_stores.keychain, &m_stores.session, &m_stores.ask})
        store->forgetAll();
    QStringList forgotten;
    for (const InstanceEntry &entry : m_registry.entries())
        if (entry.place == TokenPlace::Session && !entry.tokenId.isEmpty())
            forgotten.append(entry.tokenId);
    if (forgotten.isEmpty())
        return;
    // The tokens are gone already; a list that cannot be written names them for nothing, and opening says so.
    static_cast<void>(m_registry.change([](const InstanceEntry &entry) { return entry.place == TokenPlace::Session; },
                                        [](InstanceEntry &entry) { entry.forgetToken(); }));
    for (const QString &tokenId : std::as_const(forgotten))
        m_rights.forget(tokenId);
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
    const Reply<Done> removed = isShared || hasNone
        ? Reply<Done>::ready(Done{})
        : removeAndLook(m_stores.of(entry->place), tokenKeyOf(*entry), this);
    // No chain: once the token is gone, an abort must not leave the instance on the list.
    const ReplyPromise<Done> promise;
    promise.setAbort([removed] { removed.abort(); });
    removed.then(this, [this, promise, id, tokenId = entry->tokenId](const Result<Done> &done) {
        if (done) {
            close(id); // it can have been opened meanwhile
            const auto hasIt = [&](const InstanceEntry &each) { return each.id != id && each.tokenId == tokenId; };
            if (std::ranges::none_of(m_registry.entries(), hasIt))
                m_rights.forget(tokenId);
        }
        promise.resolve(done ? m_registry.remove(id) : done);
    });
    return promise.reply();
}

} // namespace metascope
