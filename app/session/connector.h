// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/audience.h"
#include "app/session/sessions.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace metascope {

class TokenTrial;

/// A token on its way in, and what is known of it before it is checked.
struct NewToken {
    SharedSecret secret;
    QString address; ///< as a person types it; empty: the account's
    bool isSignedIn = false; ///< from a sign-in in the browser: such a token is bound to one workspace
    QByteArray pinnedCertificate; ///< SHA-256 of the certificate that the person trusts there; else empty
};

/// What a token was found to be.
struct CheckedToken {
    Person person;
    ApiBase base; ///< where it was checked
    bool isAccount = false;
    QList<InstanceInfo> instances; ///< of an account token: what it reaches, for the person to pick from
    TokenExpiry expiry; ///< the token's own end, where it has one
};

/// How a checked token is to be kept.
struct TokenChoice {
    TokenPlace place = TokenPlace::Keychain;
    TokenExpiry expiry; ///< as the person chose; the token's own end counts more
    QString name; ///< of the instance; empty: what the server calls it, else the host
};

/// The way from a pasted token to an instance on the list: check it, show whom it belongs to, store it, write the instance
/// down. A check stores nothing: what follows is the caller's, who shows whom a sign-in's token belongs to, and lets the person
/// pick from an account's instances; a pasted instance token was meant for its one address. One attempt at a time; GUI thread.
class Connector final : public QObject {
    Q_OBJECT
public:
    /// Where an account's token is checked when no address is given (docs.xano.com, "Master Metadata API").
    static const QString accountAddress;

    Connector(InstanceRegistry &registry, TokenStores stores, Session::Shared shared, QObject *parent = nullptr);
    ~Connector() override;
    /// One for another page: what is under way here is none of its business. Owned by `parent`.
    [[nodiscard]] Connector *sibling(QObject *parent) const
    {
        return new Connector(m_registry, m_stores, m_shared, parent);
    }

    /// Cleans `token`, then as below. Error: Validation for a text that is no token.
    Reply<CheckedToken> check(const QString &token, const QString &address, const QByteArray &pinnedCertificate = {});
    /// Asks `/auth/me` and then `/instance` at its address. An address that has no `/instance` is an instance. Errors:
    /// Validation for an address that is none; the client's. A new check drops the token of the last one.
    Reply<CheckedToken> check(const NewToken &token);

    /// Stores the checked token for the instance that it was checked at and puts that on the list. Errors: the store's
    /// (nothing was listed then; the same call with another place may follow), Storage. A second one at an address is guarded
    /// and marked as the first, under a name of its own.
    Reply<InstanceId> addInstance(const TokenChoice &choice);
    /// The same for the picked instances of an account token: one entry each in the store, all under one id, in the order
    /// given. Each instance is asked first whether it takes the token; one that does not is Unauthorized or Forbidden with
    /// its address in `detail`. Stops at the first error; what was listed before stays, and a second call for the same
    /// checked token does not list it again.
    Reply<QList<InstanceId>> addInstances(const TokenChoice &choice, const QList<InstanceInfo> &picked);
    /// The one certificate that is to be trusted at that origin for the checked token, and with what is listed there.
    void trust(const Origin &origin, const QByteArray &sha256);
    /// Where the token was sent last, or was to be sent: whose certificate an error is about.
    [[nodiscard]] std::optional<Origin> askedAt() const;
    /// Forgets the checked token and aborts what is under way.
    void cancel();

    /// The first instance on the list that is at that address.
    [[nodiscard]] std::optional<InstanceEntry> listedAt(const ApiBase &base) const;
    /// Which store a place stands for, by its name for people.
    [[nodiscard]] QString storeName(TokenPlace place) const { return m_stores.of(place).name(); }
    /// Where an account's instance lives, and whether the account's token may go there.
    static Audience audienceOf(const ApiBase &account, const InstanceInfo &instance);
    /// Its address, or why a token must not go there.
    static Result<ApiBase> addressOf(const ApiBase &account, const InstanceInfo &instance);

private:
    struct Attempt;
    struct Picked;
    Reply<InstanceId> store(const ApiBase &base, const TokenChoice &choice, std::optional<bool> rateLimited);
    /// `name`, or with a number where an instance is called so already.
    [[nodiscard]] QString freeName(const QString &name) const;
    [[nodiscard]] bool isUnderWay(const Picked &picked) const;
    void addNext(const std::shared_ptr<Picked> &picked);
    void storePicked(const std::shared_ptr<Picked> &picked, const ApiBase &base, const InstanceInfo &info);

    InstanceRegistry &m_registry;
    TokenStores m_stores;
    Session::Shared m_shared;
    std::shared_ptr<Attempt> m_attempt;
};

} // namespace metascope
