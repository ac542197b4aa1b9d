// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/keyringgate.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QHash>
#include <QtCore/QObject>

#include <chrono>
#include <functional>

namespace QKeychain {
class Job;
}

namespace metascope {

/// The keychain of the operating system, through QtKeychain: the Secret Service on Linux. There is no fallback to a file.
/// Nothing is touched before the first call. GUI thread.
class KeychainStore final : public QObject, public TokenStore {
    Q_OBJECT
public:
    /// A step without an answer within its deadline ends with Timeout. The time of a person who is asked to unlock the
    /// keyring does not count in it.
    explicit KeychainStore(const KeychainLimits &limits = {}, QObject *parent = nullptr);

    /// The name of the service that answers, once a call has shown it; before, that of the kind of keychain.
    [[nodiscard]] QString name() const override;
    /// Gives up the calls that wait for a person; they end with Cancelled, and the desktop's question goes where it can.
    void stopWaiting();
    /// The same for entries that are no tokens, by their whole name in the keychain.
    Reply<Done> writeNamed(const QString &name, Secret secret);
    Reply<SharedSecret> readNamed(const QString &name);
    Reply<Done> removeNamed(const QString &name);

    /// A write that lands after its deadline or its abort() is taken back: nobody would know of the entry.
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;

Q_SIGNALS:
    /// Whether a call waits for a person to answer the desktop's question.
    void waitingForPerson(bool isWaiting);
    /// An entry was written after its call had been given up, and could not be taken back: it is in the keychain, and
    /// nothing knows of it.
    void leftBehind(const QString &name, const metascope::Error &error);

private:
    using State = KeyringService::State;

    /// The service's state once a person has unlocked what was locked; the error where no call can be made.
    Reply<State> ready();
    Reply<Done> writeEntry(const QString &key, const SharedSecret &secret);
    /// One writing of `key` has ended; `isLate`: after its call had been given up.
    void wroteEntry(const QString &key, bool done, bool isLate);
    void takeBack(const QString &key);
    /// Reads with a keyring that was in `state` just before, and tells a missing entry from one that is locked away.
    Reply<SharedSecret> readEntry(const QString &key, State state);
    Reply<Done> removeEntry(const QString &key);
    /// Done where the entry can be shown to be gone.
    Reply<Done> verifyGone(const QString &key);
    /// Starts `job` and resolves with what it came to; `job` deletes itself. It cannot be stopped: one that is given up
    /// runs on (`givenUp` says what that means). `ended` is told of either end.
    template <typename T>
    Reply<T> run(QKeychain::Job *job, Delivery givenUp, std::function<Result<T>()> value,
                 std::function<void(bool done, bool isLate)> ended = {});
    /// `call`, given up when `limit` passes.
    template <typename T>
    Reply<T> inTime(const Reply<T> &call, std::chrono::milliseconds limit);
    /// `call`, which waits for a person.
    template <typename T>
    Reply<T> ofPerson(const Reply<T> &call);

    KeychainLimits m_limits;
    KeyringGate m_gate;
    std::map<quint64, std::function<void()>> m_waiting; ///< how to give up what waits for a person
    quint64 m_lastWaiting = 0;
    int m_hanging = 0; ///< jobs that were given up and still run
    /// What is under way for one key, and what it left. What is in the keychain is clear once nothing is under way.
    struct Writing {
        int begun = 0; ///< in all
        int running = 0;
        bool isWanted = false; ///< one of them ended in time: its caller knows of the entry
        bool isStray = false; ///< one of them landed when its caller had given it up
    };
    QHash<QString, Writing> m_writing;
};

} // namespace metascope
