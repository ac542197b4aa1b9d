// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"
#include "app/credentials/tokenvault.h"
#include "app/session/session.h"
#include "app/store/instanceregistry.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <map>
#include <memory>

namespace metascope {

class RightsBook;

/// The places where a token can be kept, by what an entry of the registry says.
struct TokenStores {
    TokenStore &keychain;
    TokenStore &session;
    TokenStore &ask;
    [[nodiscard]] TokenStore &of(TokenPlace place) const
    {
        return place == TokenPlace::Keychain ? keychain : place == TokenPlace::Ask ? ask : session;
    }
};

/// The entry's key in its store: built from the address that requests go to, so that an entry whose address was edited finds
/// no token.
TokenKey tokenKeyOf(const InstanceEntry &entry);
/// What all sessions share, with what is the entry's own (its pinned certificate).
Session::Shared sharedFor(const InstanceEntry &entry, const Session::Shared &shared);

/// The connected instances of this run. A token is read from its store when its instance is opened, once, and never at start.
/// GUI thread; its collaborators outlive it.
class Sessions final : public QObject {
    Q_OBJECT
public:
    enum class State { Closed, Opening, Open, Failed };
    Q_ENUM(State)

    /// What the API shows about the rights of tokens goes to `rights`.
    Sessions(InstanceRegistry &registry, TokenStores stores, RightsBook &rights, Session::Shared shared,
             QObject *parent = nullptr);
    ~Sessions() override;

    /// The session of a known instance: the open one, or a new one once its token was read. Whoever asks while it is read
    /// waits for the same reading; when the last of them aborts, it ends. Errors: NotFound for an unknown instance, those of
    /// TokenStore::read(), and Cancelled where it is closed meanwhile.
    Reply<Session *> open(const InstanceId &id);
    /// Ends the session, or its opening, and forgets its token. What it has under way is aborted.
    void close(const InstanceId &id);
    /// The same for all of them; no state but Closed is left.
    void closeAll();
    /// closeAll(), and the stores forget what they hold in memory alone. An instance that was kept for this session only stays
    /// on the list without a token, as after TokenKeeper::removeToken(): the person is asked for it when it is opened.
    void lock();
    /// The token that an open instance uses, else null. Also null where the session lives at another address than the entry
    /// names now: the token is not for that one.
    [[nodiscard]] SharedSecret tokenInUse(const InstanceEntry &entry) const;
    /// An open instance sends its further requests with `token`; no effect on one that is not open at the entry's address.
    void useToken(const InstanceEntry &entry, SharedSecret token);
    /// Closes it, takes its token out of its store (verified) and the instance off the list. Where the token cannot be
    /// removed, or could not be shown to be gone (`delivery` Unknown), the instance stays on the list and the error says why.
    Reply<Done> removeInstance(const InstanceId &id);

    [[nodiscard]] Session *find(const InstanceId &id) const;
    [[nodiscard]] State state(const InstanceId &id) const;
    /// Why the last opening failed.
    [[nodiscard]] std::optional<Error> error(const InstanceId &id) const;

Q_SIGNALS:
    void stateChanged(const metascope::InstanceId &id);
    /// The session is still there, for the last time.
    void aboutToClose(const metascope::InstanceId &id);

private:
    struct Opening;
    Reply<Session *> join(const InstanceId &id, Opening &opening);
    void leave(const InstanceId &id, quint64 number);
    void opened(const InstanceId &id, quint64 number, const Result<SharedSecret> &token);
    void endOpening(const InstanceId &id);
    Session *start(const InstanceEntry &entry, SharedSecret token);
    void noteUse(const InstanceId &id);
    void learn(const InstanceId &id, EndpointId endpoint, int httpStatus);
    void setState(const InstanceId &id, State state, std::optional<Error> error = {});

    /// A vault of its own: two instances can live at one origin with a token each.
    struct Opened {
        Opened(const InstanceEntry &entry, SharedSecret secret, const Session::Shared &shared);
        SharedSecret token;
        TokenVault vault;
        Session session;
    };
    /// One reading of a token, and those who wait for it; each can leave without an effect on the others.
    struct Opening {
        InstanceEntry entry; ///< as it was
        Reply<SharedSecret> read;
        quint64 number = 0;
        std::map<quint64, ReplyPromise<Session *>> waiting;
    };
    struct Status {
        State state = State::Closed;
        std::optional<Error> error;
    };

    InstanceRegistry &m_registry;
    TokenStores m_stores;
    RightsBook &m_rights;
    Session::Shared m_shared;
    std::map<QString, std::unique_ptr<Opened>> m_sessions; ///< by InstanceId::value()
    std::map<QString, Opening> m_openings; ///< the same
    quint64 m_lastNumber = 0; ///< of openings and of those who wait
    QHash<InstanceId, Status> m_status;
};

} // namespace metascope
