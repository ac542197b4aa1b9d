// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/connector.h"

#include "app/credentials/tokenclaims.h"
#include "app/credentials/tokentext.h"
#include "app/session/tokentrial.h"

#include <QtCore/QHash>
#include <QtCore/QUrl>

#include <algorithm>

namespace metascope {

const QString Connector::accountAddress = QStringLiteral("https://app.xano.com");

/// One checked (or just being checked) token.
struct Connector::Attempt {
    Attempt(const ApiBase &base, const NewToken &token, const Session::Shared &shared)
        : trial(base, token.secret, shared)
    {
        isSignedIn = token.isSignedIn;
        if (!token.pinnedCertificate.isEmpty())
            trusted.insert(base.origin, token.pinnedCertificate);
        checked.base = base;
        if (const auto end = expiryOf(*token.secret))
            checked.expiry = {TokenExpiry::Source::Token, *end};
    }

    TokenTrial trial;
    CheckedToken checked;
    bool isSignedIn = false;
    QHash<Origin, QByteArray> trusted; ///< certificates that the person trusts, by where
    std::unique_ptr<TokenTrial> picked; ///< the same token at a picked instance
    QString tokenId = newTokenId(); ///< of all entries that this token comes to, also those of a second try
    /// What is on the list already: a second try does not list it again.
    struct Listed {
        ApiBase base;
        TokenPlace place;
        InstanceId id;
    };
    QList<Listed> listed;
};

/// The picked instances of an account, one after the other.
struct Connector::Picked {
    ReplyPromise<QList<InstanceId>> promise;
    TokenChoice choice;
    QList<InstanceInfo> left;
    QList<InstanceId> done;
    std::weak_ptr<Attempt> attempt; ///< whose token it is; another one may be under way by now
    bool aborted = false; ///< also between two answers, where there is nothing to abort
};

Connector::Connector(InstanceRegistry &registry, TokenStores stores, Session::Shared shared, QObject *parent)
    : QObject(parent), m_registry(registry), m_stores(stores), m_shared(std::move(shared))
{}

Connector::~Connector() = default;

void Connector::trust(const Origin &origin, const QByteArray &sha256)
{
    if (m_attempt)
        m_attempt->trusted.insert(origin, sha256);
}

std::optional<Origin> Connector::askedAt() const
{
    if (!m_attempt)
        return std::nullopt;
    return (m_attempt->picked ? *m_attempt->picked : m_attempt->trial).base().origin;
}

void Connector::cancel()
{
    m_attempt.reset();
}

Reply<CheckedToken> Connector::check(const QString &token, const QString &address, const QByteArray &pinnedCertificate)
{
    cancel();
    auto secret = secretFromPaste(token);
    if (!secret)
        return Reply<CheckedToken>::ready(Failure(secret.error()));
    return check({std::make_shared<const Secret>(std::move(*secret)), address, false, pinnedCertificate});
}

Reply<CheckedToken> Connector::check(const NewToken &token)
{
    cancel();
    const QString typed = token.address.trimmed();
    const auto base = ApiBase::fromUserInput(typed.isEmpty() ? accountAddress : typed);
    if (!base)
        return Reply<CheckedToken>::ready(Failure(base.error()));
    Session::Shared shared = m_shared;
    shared.options.pinnedCertificate = token.pinnedCertificate;
    m_attempt = std::make_shared<Attempt>(*base, token, shared);
    // The session is the context: with the attempt goes the answer.
    Session *session = &m_attempt->trial.session();
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

Audience Connector::audienceOf(const ApiBase &account, const InstanceInfo &instance)
{
    return metascope::audienceOf(account.origin, QUrl(instance.metaApi, QUrl::StrictMode));
}

Result<ApiBase> Connector::addressOf(const ApiBase &account, const InstanceInfo &instance)
{
    const auto base = ApiBase::fromUrl(QUrl(instance.metaApi, QUrl::StrictMode));
    if (!base)
        return base;
    const Audience audience = audienceOf(account, instance);
    if (audience.verdict == AudienceVerdict::Refused)
        return Failure(Error::local(ErrorKind::Validation,
                                    tr("the account names %1 for “%2”: a token is not sent there (%3)")
                                        .arg(base->origin.toString(), instance.name, audience.reason)));
    return base;
}

std::optional<InstanceEntry> Connector::listedAt(const ApiBase &base) const
{
    const auto &entries = m_registry.entries();
    const auto found = std::ranges::find(entries, base, &InstanceEntry::base);
    return found == entries.end() ? std::nullopt : std::optional(*found);
}

QString Connector::freeName(const QString &name) const
{
    const auto &entries = m_registry.entries();
    QString free = name;
    for (int number = 2; std::ranges::find(entries, free, &InstanceEntry::name) != entries.end(); ++number)
        free = QStringLiteral("%1 (%2)").arg(name, QString::number(number));
    return free;
}

Reply<InstanceId> Connector::store(const ApiBase &base, const TokenChoice &choice, std::optional<bool> rateLimited)
{
    const TokenTrial &trial = m_attempt->trial;
    const CheckedToken &checked = m_attempt->checked;
    InstanceEntry entry;
    // What a server calls things must not carry the token into a file.
    entry.name = freeName(trial.safe(choice.name).isEmpty() ? base.origin.host() : choice.name);
    // What guards the one on the list guards the same server under another token.
    if (const auto listed = listedAt(base)) {
        entry.guard = listed->guard;
        entry.mark = listed->mark;
        entry.workspaces = listed->workspaces;
    }
    entry.base = base;
    entry.tokenId = m_attempt->tokenId;
    entry.place = choice.place;
    entry.token.kind = m_attempt->isSignedIn ? TokenKind::SignedIn
        : checked.isAccount                  ? TokenKind::Account
                                             : TokenKind::Instance;
    entry.token.person = trial.safe(checked.person.name);
    entry.token.lastFour = trial.token()->hint();
    entry.token.expiry = checked.expiry.at ? checked.expiry : choice.expiry;
    entry.rateLimited = rateLimited;
    entry.pinnedCertificate = m_attempt->trusted.value(base.origin);
    const Reply<Done> written = m_stores.of(choice.place).write(tokenKeyOf(entry), trial.token()->duplicate());
    // No chain: once the token is stored, an abort must not keep it off the list, or nobody would know of it.
    const ReplyPromise<InstanceId> promise;
    promise.setAbort([written] { written.abort(); });
    written.then(this, [this, promise, entry](const Result<Done> &done) {
        const auto listed = done ? m_registry.put(entry) : Result<InstanceId>(Failure(done.error()));
        if (listed || !done) {
            promise.resolve(listed);
            return;
        }
        // An entry that no instance names would never be found again.
        m_stores.of(entry.place).remove(tokenKeyOf(entry)).then(this, [promise, listed](const Result<Done> &) {
            promise.resolve(listed);
        });
    });
    return promise.reply();
}

Reply<InstanceId> Connector::addInstance(const TokenChoice &choice)
{
    if (!m_attempt)
        return Reply<InstanceId>::ready(Failure(Error::local(ErrorKind::Cancelled, {})));
    TokenChoice named = choice;
    if (named.name.isEmpty())
        named.name = m_attempt->checked.person.instanceName;
    return store(m_attempt->checked.base, named, std::nullopt);
}

Reply<QList<InstanceId>> Connector::addInstances(const TokenChoice &choice, const QList<InstanceInfo> &picked)
{
    const auto run = std::make_shared<Picked>();
    run->choice = choice;
    run->left = picked;
    run->attempt = m_attempt;
    addNext(run);
    return run->promise.reply();
}

bool Connector::isUnderWay(const Picked &picked) const
{
    return m_attempt && !picked.aborted && picked.attempt.lock() == m_attempt;
}

void Connector::addNext(const std::shared_ptr<Picked> &picked)
{
    if (picked->left.isEmpty()) {
        picked->promise.resolve(picked->done);
        return;
    }
    if (!isUnderWay(*picked)) {
        picked->promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
        return;
    }
    const InstanceInfo info = picked->left.takeFirst();
    const auto base = addressOf(m_attempt->checked.base, info);
    if (!base) {
        picked->promise.resolve(Failure(base.error()));
        return;
    }
    const auto known = std::ranges::find_if(m_attempt->listed, [this, &base, &picked](const Attempt::Listed &each) {
        return each.base == *base && each.place == picked->choice.place && m_registry.find(each.id);
    });
    if (known != m_attempt->listed.end()) {
        picked->done.append(known->id);
        addNext(picked);
        return;
    }
    // Not every token of an account is taken by its instances.
    Session::Shared shared = m_shared;
    shared.options.pinnedCertificate = m_attempt->trusted.value(base->origin);
    m_attempt->picked = std::make_unique<TokenTrial>(*base, m_attempt->trial.token(), shared);
    Session *session = &m_attempt->picked->session();
    const Reply<Person> asked = session->account().me();
    picked->promise.setAbort([asked, weak = std::weak_ptr(picked)] {
        if (const auto held = weak.lock())
            held->aborted = true;
        asked.abort();
    });
    asked.then(this, [this, picked, info, base = *base](const Result<Person> &person) {
        if (person) {
            storePicked(picked, base, info);
            return;
        }
        Error error = person.error();
        if (error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Forbidden)
            error.detail = base.toString();
        picked->promise.resolve(Failure(std::move(error)));
    });
}

void Connector::storePicked(const std::shared_ptr<Picked> &picked, const ApiBase &base, const InstanceInfo &info)
{
    if (!isUnderWay(*picked)) {
        picked->promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
        return;
    }
    TokenChoice choice = picked->choice;
    choice.name = info.displayName.isEmpty() ? info.name : info.displayName;
    const Reply<InstanceId> stored = store(base, choice, info.rateLimited);
    picked->promise.setAbort([stored, weak = std::weak_ptr(picked)] {
        if (const auto held = weak.lock())
            held->aborted = true;
        stored.abort();
    });
    stored.then(this, [this, picked, base](const Result<InstanceId> &id) {
        if (!id) {
            picked->promise.resolve(Failure(id.error()));
            return;
        }
        picked->done.append(*id);
        if (isUnderWay(*picked))
            m_attempt->listed.append({base, picked->choice.place, *id});
        addNext(picked);
    });
}

} // namespace metascope
