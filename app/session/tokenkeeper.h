// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessions.h"
#include "app/store/rightsbook.h"

#include <QtCore/QObject>

#include <functional>

namespace metascope {

/// A token that was tried out at an instance and is stored nowhere yet.
struct TriedToken {
    SharedSecret secret;
    Person person;
    TokenExpiry expiry; ///< its own `exp`, where it has one
    QString lastFour;
    QList<InstanceEntry> served; ///< the instances that it was tried at
};

/// What can be done to a stored token: test, replace, rename, hand out, remove. Whatever an account's token serves is treated
/// together (its entries have one token id). GUI thread; its collaborators outlive it.
class TokenKeeper final : public QObject {
    Q_OBJECT
public:
    TokenKeeper(InstanceRegistry &registry, TokenStores stores, Sessions &sessions, RightsBook &rights,
                Session::Shared shared, QObject *parent = nullptr);
    ~TokenKeeper() override;

    /// Asks `/auth/me` of the instance with its stored token, and notes whom it belongs to. Errors: the store's, the client's.
    Reply<Person> test(const InstanceId &instance);
    /// The instances that one token serves, the one asked about first: what a replacement is shown for, tried at and made for.
    [[nodiscard]] QList<InstanceEntry> servedWith(const InstanceId &instance) const;
    /// Tries a pasted token out at the instances of servedWith(), one after the other. Nothing is stored. Errors: Validation,
    /// the client's, Refused where they are others or live elsewhere by now (nothing is sent then).
    Reply<TriedToken> tryOut(const QList<InstanceEntry> &served, const QString &pasted);
    /// Puts a tried token in the place of the stored one: written under a new id, read back, listed, then the old one is
    /// removed. `facts` of the old one are kept but for what the new one has of its own; what was learned about the old
    /// one's rights is forgotten. Where a step before the listing fails, the old one stays in use and the new entries are
    /// taken back. Error: the store's, Storage, Refused as above; `delivery` Unknown where the old token could not be shown to be gone.
    Reply<Done> replace(const TriedToken &token, TokenPlace place);
    /// The token itself, for Reveal and Copy: the one in use, or else from its store. Errors: the store's.
    Reply<SharedSecret> token(const InstanceId &instance);
    /// Takes the token out of its store (verified) and closes what uses it; the instance stays on the list without one. Where
    /// the token could not be shown to be gone, nothing is written down and the error says so (`delivery` Unknown).
    Reply<Done> removeToken(const InstanceId &instance);
    /// The one certificate that is trusted by hand at that instance, from now on; empty: none. Closes the instance: what it has
    /// under way goes by the old one. Error: Storage.
    Result<Done> setTrustedCertificate(const InstanceId &instance, const QByteArray &sha256);
    /// Asks what the token may read (ScopeProbe); what is found is in the RightsBook. Opens the instance where it is not.
    /// Errors: the store's, the client's.
    Reply<Done> checkScopes(const InstanceId &instance);
    /// Label, end and recorded scopes. Error: Storage.
    Result<Done> edit(const InstanceId &instance, const std::function<void(TokenFacts &)> &edit);

    /// Whether a replacement or a removal is under way: whoever asked for it has still to be told of its outcome.
    [[nodiscard]] bool isChanging() const { return m_changing > 0; }
    [[nodiscard]] QString storeName(TokenPlace place) const { return m_stores.of(place).name(); }

private:
    struct Trials;
    struct Replacement;
    /// Counts it as a change until it has its outcome.
    Reply<Done> counted(const Reply<Done> &change);
    [[nodiscard]] Result<Done> checkUnchanged(const QList<InstanceEntry> &served) const;
    /// What the token says of itself and the server of its owner, into the facts.
    static void noteFacts(TokenFacts &facts, const SharedSecret &token, const QString &person);
    Reply<Person> ask(const InstanceEntry &entry, const SharedSecret &token);
    void tryNext(const std::shared_ptr<Trials> &trials);
    void writeNext(const std::shared_ptr<Replacement> &replacement);
    void readBack(const std::shared_ptr<Replacement> &replacement, const TokenKey &key);
    void takeBack(const std::shared_ptr<Replacement> &replacement, const Error &why);
    void swap(const std::shared_ptr<Replacement> &replacement);
    void removeOld(const std::shared_ptr<Replacement> &replacement, qsizetype next);

    InstanceRegistry &m_registry;
    TokenStores m_stores;
    Sessions &m_sessions;
    RightsBook &m_rights;
    Session::Shared m_shared;
    int m_changing = 0;
};

} // namespace metascope
