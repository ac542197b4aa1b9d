// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/connector.h"

#include "app/credentials/tokentext.h"

#include <QtCore/QUrl>

namespace metascope {

const QString Connector::accountAddress = QStringLiteral("https://app.xano.com");

/// One checked (or just being checked) token, with a client of its own: it is in no vault until its instance is opened.
struct Connector::Attempt {
    Attempt(ApiBase target, SharedSecret secret, const Session::Shared &shared)
        : base(std::move(target)), token(std::move(secret)),
          session({InstanceId(), base.origin.toString(), base}, vault,
                  Session::Shared{shared.policy, shared.clock, true, shared.options})
    {
        vault.put(base.origin, token);
    }

    ApiBase base;
    SharedSecret token;
    TokenVault vault;
    Session session; ///< read-only: checking writes nothing
    CheckedToken checked;
};

Connector::Connector(InstanceRegistry &registry, TokenStores stores, Session::Shared shared, QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_shared(std::move(shared))
{}

Connector::~Connector() = default;

void Connector::cancel()
{
    m_attempt.reset();
}

Reply<CheckedToken> Connector::check(const QString &token, const QString &address)
{
    cancel();
    auto secret = secretFromPaste(token);
    if (!secret)
        return Reply<CheckedToken>::ready(Failure(secret.error()));
    const auto base = ApiBase::fromUserInput(address.trimmed().isEmpty() ? accountAddress : address);
    if (!base)
        return Reply<CheckedToken>::ready(Failure(base.error()));
    m_attempt = std::make_unique<Attempt>(*base, std::make_shared<const Secret>(std::move(*secret)), m_shared);
    // The session is the context: with the attempt goes the answer.
    Session *session = &m_attempt->session;
    m_attempt->checked.base = *base;
    return andThen(session->account().me(), session, [this, session](const Person &person) {
        m_attempt->checked.person = person;
        ReplyPromise<CheckedToken> promise;
        const Reply<QList<InstanceInfo>> instances = session->account().instances();
        promise.setAbort([instances] { instances.abort(); });
        instances.then(session, [this, promise](Result<QList<InstanceInfo>> list) {
            CheckedToken &checked = m_attempt->checked;
            if (list) {
                checked.isAccount = true;
                checked.instances = std::move(*list);
            } else if (list.error().kind != ErrorKind::NotFound) {
                promise.resolve(Failure(list.error()));
                return;
            }
            promise.resolve(checked);
        });
        return promise.reply();
    });
}

Result<ApiBase> Connector::addressOf(const ApiBase &account, const InstanceInfo &instance)
{
    const auto base = ApiBase::fromUrl(QUrl(instance.metaApi, QUrl::StrictMode));
    if (!base)
        return base;
    // An answer from the network must not lead a token out of TLS or to a program on this machine.
    if (!account.origin.isLoopback() && (!base->origin.isSecure() || base->origin.isLoopback()))
        return Failure(Error::local(ErrorKind::Validation,
                                    tr("the account names %1 for “%2”: a token is not sent there")
                                        .arg(base->origin.toString(), instance.name)));
    return base;
}

Reply<InstanceId> Connector::store(const ApiBase &base, const QString &name, const QString &tokenId, TokenPlace place,
                                   std::optional<bool> rateLimited)
{
    InstanceEntry entry;
    // What a server calls things must not carry the token into a file.
    const QString token = QString::fromLatin1(m_attempt->token->expose());
    const auto safe
        = [&token](const QString &text) { return text.contains(token, Qt::CaseInsensitive) ? QString() : text; };
    entry.name = safe(name).isEmpty() ? base.origin.host() : name;
    entry.base = base;
    entry.tokenId = tokenId;
    entry.place = place;
    entry.person = safe(m_attempt->checked.person.name);
    entry.rateLimited = rateLimited;
    const Reply<Done> written = m_stores.of(place).write({base.origin, tokenId}, m_attempt->token->duplicate());
    // No chain: once the token is stored, an abort must not keep it off the list, or nobody would know of it.
    const ReplyPromise<InstanceId> promise;
    promise.setAbort([written] { written.abort(); });
    written.then(this, [this, promise, entry](const Result<Done> &done) {
        promise.resolve(done ? m_registry.put(entry) : Result<InstanceId>(Failure(done.error())));
    });
    return promise.reply();
}

Reply<InstanceId> Connector::addInstance(TokenPlace place, const QString &name)
{
    if (!m_attempt)
        return Reply<InstanceId>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
    const QString wanted = name.isEmpty() ? m_attempt->checked.person.instanceName : name;
    return store(m_attempt->base, wanted, newTokenId(), place, std::nullopt);
}

Reply<QList<InstanceId>> Connector::addInstances(TokenPlace place, const QList<InstanceInfo> &picked)
{
    ReplyPromise<QList<InstanceId>> promise;
    storeNext(promise, place, newTokenId(), picked, {});
    return promise.reply();
}

void Connector::storeNext(const ReplyPromise<QList<InstanceId>> &promise, TokenPlace place, const QString &tokenId,
                          QList<InstanceInfo> left, QList<InstanceId> done)
{
    if (left.isEmpty()) {
        promise.resolve(std::move(done));
        return;
    }
    if (!m_attempt) {
        promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
        return;
    }
    const InstanceInfo next = left.takeFirst();
    const auto base = addressOf(m_attempt->base, next);
    if (!base) {
        promise.resolve(Failure(base.error()));
        return;
    }
    const QString name = next.displayName.isEmpty() ? next.name : next.displayName;
    store(*base, name, tokenId, place, next.rateLimited)
        .then(this, [this, promise, place, tokenId, left, done](const Result<InstanceId> &id) mutable {
            if (!id) {
                promise.resolve(Failure(id.error()));
                return;
            }
            done.append(*id);
            storeNext(promise, place, tokenId, std::move(left), std::move(done));
        });
}

} // namespace metascope
