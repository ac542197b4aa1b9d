// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/keychainstore.h"

#include "app/credentials/follow.h"
#include "app/credentials/keychainerrors.h"

#include <QtCore/QTimer>

#include <qt6keychain/keychain.h>

namespace metascope {

namespace {

const QString keychainService = QStringLiteral("dev.metascope.Metascope");

/// On another kind of desktop the service's own name is not asked for.
QString kindOfKeychain()
{
#if defined(Q_OS_MACOS)
    return KeychainStore::tr("macOS Keychain");
#elif defined(Q_OS_WIN)
    return KeychainStore::tr("Windows Credential Store");
#else
    return KeychainStore::tr("Secret Service (GNOME Keyring, KWallet)");
#endif
}

} // namespace

KeychainStore::KeychainStore(const KeychainLimits &limits, QObject *parent)
    : QObject(parent), m_limits(limits), m_gate(limits)
{}

QString KeychainStore::name() const
{
    const QString service = m_gate.serviceName();
    return service.isEmpty() ? kindOfKeychain() : service;
}

template <typename T>
Reply<T> KeychainStore::run(QKeychain::Job *job, Delivery givenUp, std::function<Result<T>()> value,
                            std::function<void(bool done, bool isLate)> ended)
{
    job->setInsecureFallback(false);
    // Held by the job alone: when the store goes, the reply is Cancelled.
    const auto promise = std::make_shared<ReplyPromise<T>>();
    promise->setAbort([this, weak = std::weak_ptr(promise), givenUp] {
        Error error = Error::local(ErrorKind::Cancelled, {});
        error.delivery = givenUp;
        ++m_hanging;
        if (const auto held = weak.lock())
            held->resolve(Failure(std::move(error)));
    });
    connect(job, &QKeychain::Job::finished, this, [this, promise, job, value = std::move(value), ended] {
        const bool done = job->error() == QKeychain::NoError;
        if (ended)
            ended(done, promise->isSettled());
        if (!promise->isSettled()) {
            const bool isWrite = qobject_cast<QKeychain::WritePasswordJob *>(job) != nullptr;
            promise->resolve(done ? value() : Result<T>(Failure(errorOfJob(*job, isWrite))));
            return;
        }
        --m_hanging;
    });
    job->start();
    return promise->reply();
}

template <typename T>
Reply<T> KeychainStore::inTime(const Reply<T> &call, std::chrono::milliseconds limit)
{
    auto *deadline = new QTimer(this);
    deadline->setSingleShot(true);
    const auto passed = std::make_shared<bool>(false);
    connect(deadline, &QTimer::timeout, this, [call, passed] {
        *passed = true;
        call.abort();
    });
    deadline->start(limit);
    return follow(call, this, [deadline, passed, isBehind = m_hanging > 0](Result<T> result) {
        deadline->deleteLater();
        if (*passed && !result && result.error().kind == ErrorKind::Cancelled)
            result = Failure(lateError(result.error().delivery, isBehind));
        return Reply<T>::ready(std::move(result));
    });
}

template <typename T>
Reply<T> KeychainStore::ofPerson(const Reply<T> &call)
{
    const quint64 number = ++m_lastWaiting;
    m_waiting.emplace(number, [call] { call.abort(); });
    if (m_waiting.size() == 1)
        Q_EMIT waitingForPerson(true);
    return follow(call, this, [this, number](Result<T> result) {
        m_waiting.erase(number);
        if (m_waiting.empty())
            Q_EMIT waitingForPerson(false);
        return Reply<T>::ready(std::move(result));
    });
}

void KeychainStore::stopWaiting()
{
    for (const auto &[number, giveUp] : std::map<quint64, std::function<void()>>(m_waiting))
        giveUp();
}

Reply<KeychainStore::State> KeychainStore::ready()
{
    return follow(inTime(m_gate.state(), m_limits.deadline), this, [this](Result<State> state) {
        if (state != State::Locked)
            return Reply<State>::ready(std::move(state));
        return follow(ofPerson(m_gate.unlock()), this, [this](const Result<Done> &unlocked) {
            if (!unlocked)
                return Reply<State>::ready(Failure(unlocked.error()));
            return follow(inTime(m_gate.state(), m_limits.deadline), this, [](Result<State> now) {
                if (now == State::Locked)
                    now = Failure(lockedError());
                return Reply<State>::ready(std::move(now));
            });
        });
    });
}

Reply<Done> KeychainStore::writeEntry(const QString &key, const SharedSecret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(keychainService);
    job->setKey(key);
    // As text: binary data is stored in base64, and a person would find something that is not the token.
    job->setTextData(QString::fromUtf8(secret->expose()));
    Writing &writing = m_writing[key];
    ++writing.begun;
    ++writing.running;
    return run<Done>(
        job, Delivery::Unknown, [] { return Result<Done>(Done{}); },
        [this, key](bool done, bool isLate) { wroteEntry(key, done, isLate); });
}

void KeychainStore::wroteEntry(const QString &key, bool done, bool isLate)
{
    Writing &writing = m_writing[key];
    (isLate ? writing.isStray : writing.isWanted) |= done;
    if (--writing.running > 0)
        return;
    const bool nobodyKnows = writing.isStray && !writing.isWanted;
    writing.isStray = false;
    writing.isWanted = false;
    if (nobodyKnows)
        takeBack(key);
}

void KeychainStore::takeBack(const QString &key)
{
    const int begun = m_writing.value(key).begun;
    inTime(removeEntry(key), m_limits.deadline).then(this, [this, key, begun](const Result<Done> &gone) {
        if (!gone && m_writing.value(key).begun == begun)
            Q_EMIT leftBehind(key, gone.error());
    });
}

Reply<Done> KeychainStore::writeNamed(const QString &name, Secret secret)
{
    const auto shared = std::make_shared<const Secret>(std::move(secret));
    return follow(ready(), this, [this, name, shared](const Result<State> &state) {
        if (!state)
            return Reply<Done>::ready(Failure(state.error()));
        if (*state == State::NoKeyring) // the person is asked for the new keyring's password
            return ofPerson(inTime(writeEntry(name, shared), m_limits.person));
        const Reply<Done> writing = follow(writeEntry(name, shared), this, [this](const Result<Done> &written) {
            if (written || written.error().kind != ErrorKind::KeychainDenied)
                return Reply<Done>::ready(written);
            // A locked keyring with nobody to ask answers "access denied".
            return follow(m_gate.state(), this, [written](const Result<State> &after) {
                return Reply<Done>::ready(after == State::Locked ? Failure(lockedError()) : written);
            });
        });
        return inTime(writing, m_limits.deadline);
    });
}

Reply<Done> KeychainStore::write(const TokenKey &key, Secret secret)
{
    return writeNamed(key.toString(), std::move(secret));
}

Reply<SharedSecret> KeychainStore::readEntry(const QString &key, State state)
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService);
    job->setKey(key);
    const auto value = [job] { return Result<SharedSecret>(std::make_shared<const Secret>(job->textData().toUtf8())); };
    return follow(run<SharedSecret>(job, Delivery::NotSent, value), this,
                  [this, key, state](const Result<SharedSecret> &found) {
                      if (found || found.error().kind != ErrorKind::KeychainMissing)
                          return Reply<SharedSecret>::ready(found);
                      return follow(m_gate.state(), this, [this, key, state, found](const Result<State> &after) {
                          if (!after)
                              return Reply<SharedSecret>::ready(Failure(after.error()));
                          if (*after == State::Locked)
                              return Reply<SharedSecret>::ready(Failure(lockedError()));
                          // Unlocked in between: the answer was that of the locked keyring.
                          if (*after != state)
                              return readEntry(key, *after);
                          return Reply<SharedSecret>::ready(Failure(missingError(key)));
                      });
                  });
}

Reply<SharedSecret> KeychainStore::readNamed(const QString &name)
{
    return follow(ready(), this, [this, name](const Result<State> &state) {
        return state ? inTime(readEntry(name, *state), m_limits.deadline)
                     : Reply<SharedSecret>::ready(Failure(state.error()));
    });
}

Reply<SharedSecret> KeychainStore::read(const TokenKey &key)
{
    return readNamed(key.toString());
}

Reply<Done> KeychainStore::removeEntry(const QString &key)
{
    auto *job = new QKeychain::DeletePasswordJob(keychainService);
    job->setKey(key);
    const Reply<Done> removed = run<Done>(job, Delivery::Unknown, [] { return Result<Done>(Done{}); });
    return follow(removed, this, [this, key](const Result<Done> &answer) {
        if (!answer && answer.error().kind != ErrorKind::KeychainMissing)
            return Reply<Done>::ready(answer);
        return follow(verifyGone(key), this, [](Result<Done> gone) {
            if (!gone && gone.error().kind == ErrorKind::Cancelled) {
                Error error = gone.error();
                error.delivery = Delivery::Unknown;
                gone = Failure(std::move(error));
            }
            return Reply<Done>::ready(std::move(gone));
        });
    });
}

Reply<Done> KeychainStore::verifyGone(const QString &key)
{
    // A locked keyring answers a deletion with success and keeps the secret.
    return follow(m_gate.state(), this, [this, key](const Result<State> &state) {
        if (!state)
            return Reply<Done>::ready(Failure(state.error()));
        return follow(readEntry(key, *state), this, [](const Result<SharedSecret> &left) {
            if (left)
                return Reply<Done>::ready(Failure(stillThereError()));
            if (left.error().kind == ErrorKind::KeychainMissing)
                return Reply<Done>::ready(Done{});
            return Reply<Done>::ready(Failure(left.error()));
        });
    });
}

Reply<Done> KeychainStore::removeNamed(const QString &name)
{
    return follow(ready(), this, [this, name](const Result<State> &state) {
        return state ? inTime(removeEntry(name), m_limits.deadline) : Reply<Done>::ready(Failure(state.error()));
    });
}

Reply<Done> KeychainStore::remove(const TokenKey &key)
{
    return removeNamed(key.toString());
}

} // namespace metascope
