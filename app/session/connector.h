// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/sessions.h"

#include <QtCore/QObject>

#include <memory>
#include <optional>

namespace metascope {

/// What a token was found to be.
struct CheckedToken {
    Person person;
    ApiBase base; ///< where it was checked
    bool isAccount = false;
    QList<InstanceInfo> instances; ///< of an account token: what it reaches, for the person to pick from
};

/// The way from a pasted token to an instance on the list: check it, show whom it belongs to, store it, write the instance
/// down. Nothing is stored before the person has seen the answer and picked. One attempt at a time; GUI thread.
class Connector final : public QObject {
    Q_OBJECT
public:
    /// Where an account's token is checked when no address is given (docs.xano.com, "Master Metadata API").
    static const QString accountAddress;

    Connector(InstanceRegistry &registry, TokenStores stores, Session::Shared shared, QObject *parent = nullptr);
    ~Connector() override;

    /// Cleans `token`, asks `/auth/me` and then `/instance` at `address` (empty: the account's). An address that has no
    /// `/instance` is an instance. Errors: Validation for a text that is no token or address; the client's. A new check
    /// drops the token of the last one.
    Reply<CheckedToken> check(const QString &token, const QString &address);

    /// Stores the checked token for the instance that it was checked at and puts that on the list. `name` empty: the
    /// host's. Errors: the store's (nothing was listed then; the same call with another place may follow), Storage.
    Reply<InstanceId> addInstance(TokenPlace place, const QString &name = {});
    /// The same for the picked instances of an account token: one entry each in the store, all under one id, in the order
    /// given. Every address must be https, unless the account's own host is loopback. Stops at the first error.
    Reply<QList<InstanceId>> addInstances(TokenPlace place, const QList<InstanceInfo> &picked);
    /// Forgets the checked token and aborts what is under way.
    void cancel();

    /// Which store a place stands for, by its name for people.
    [[nodiscard]] QString storeName(TokenPlace place) const { return m_stores.of(place).name(); }
    /// The address of an account's instance, or why a token must not go there.
    static Result<ApiBase> addressOf(const ApiBase &account, const InstanceInfo &instance);

private:
    struct Attempt;
    Reply<InstanceId> store(const ApiBase &base, const QString &name, const QString &tokenId, TokenPlace place,
                            std::optional<bool> rateLimited);
    void storeNext(const ReplyPromise<QList<InstanceId>> &promise, TokenPlace place, const QString &tokenId,
                   QList<InstanceInfo> left, QList<InstanceId> done);

    InstanceRegistry &m_registry;
    TokenStores m_stores;
    Session::Shared m_shared;
    std::unique_ptr<Attempt> m_attempt;
};

} // namespace metascope
