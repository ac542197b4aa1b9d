// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/keychainstore.h"

#include <QtCore/QTimer>

#include <qt6keychain/keychain.h>

namespace metascope {

namespace {

const QString keychainService = QStringLiteral("dev.metascope.Metascope");

#if defined(Q_OS_LINUX) || defined(Q_OS_FREEBSD)
constexpr bool usesSecretService = true;
#else
constexpr bool usesSecretService = false;
#endif

Error errorOf(const QKeychain::Job &job)
{
    ErrorKind kind = ErrorKind::KeychainUnavailable;
    switch (job.error()) {
    case QKeychain::EntryNotFound: kind = ErrorKind::KeychainMissing; break;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: kind = ErrorKind::KeychainDenied; break;
    default: break;
    }
    return Error::local(kind, job.errorString());
}

Error lockedError()
{
    return Error::local(ErrorKind::KeychainLocked, KeychainStore::tr("unlock it, then try again"));
}

/// As andThen(), for steps that look at errors too; an abort between two steps reaches the second.
template <typename T, typename F>
auto follow(const Reply<T> &reply, QObject *context, F f) -> std::invoke_result_t<F, Result<T>>
{
    using Next = std::invoke_result_t<F, Result<T>>;
    ReplyPromise<typename Next::Value> promise;
    Next outcome = promise.reply();
    const auto givenUp = std::make_shared<bool>(false);
    promise.setAbort([reply, givenUp] {
        *givenUp = true;
        reply.abort();
    });
    reply.then(context, [promise, context, givenUp, f = std::move(f)](Result<T> result) mutable {
        // After a mere look at the service nothing was done yet, and nothing is begun any more.
        if constexpr (std::is_same_v<T, SecretService::State>) {
            if (*givenUp && result) {
                promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
                return;
            }
        }
        const Next next = f(std::move(result));
        promise.setAbort([next] { next.abort(); });
        if (*givenUp)
            next.abort();
        next.then(context, [promise](auto last) { promise.resolve(std::move(last)); });
    });
    return outcome;
}

} // namespace

KeychainStore::KeychainStore(std::chrono::milliseconds deadline, QObject *parent)
    : QObject(parent), m_deadline(deadline)
{}

QString KeychainStore::name() const
{
#if defined(Q_OS_MACOS)
    return tr("macOS Keychain");
#elif defined(Q_OS_WIN)
    return tr("Windows Credential Store");
#else
    return tr("Secret Service (GNOME Keyring, KWallet)");
#endif
}

template <typename T>
Reply<T> KeychainStore::run(QKeychain::Job *job, Delivery givenUp, std::function<Result<T>()> value,
                            std::function<void()> late)
{
    job->setInsecureFallback(false);
    // Held by the job alone: when the store goes, the reply is Cancelled.
    const auto promise = std::make_shared<ReplyPromise<T>>();
    promise->setAbort([weak = std::weak_ptr(promise), givenUp] {
        Error error = Error::local(ErrorKind::Cancelled, {});
        error.delivery = givenUp;
        if (const auto held = weak.lock())
            held->resolve(Failure(std::move(error)));
    });
    connect(job, &QKeychain::Job::finished, this, [promise, job, value = std::move(value), late = std::move(late)] {
        const bool done = job->error() == QKeychain::NoError;
        if (!promise->isSettled())
            promise->resolve(done ? value() : Result<T>(Failure(errorOf(*job))));
        else if (done && late)
            late();
    });
    job->start();
    return promise->reply();
}

template <typename T>
Reply<T> KeychainStore::inTime(const Reply<T> &call)
{
    auto *deadline = new QTimer(this);
    deadline->setSingleShot(true);
    const auto passed = std::make_shared<bool>(false);
    connect(deadline, &QTimer::timeout, this, [call, passed] {
        *passed = true;
        call.abort();
    });
    deadline->start(m_deadline);
    return follow(call, this, [deadline, passed](Result<T> result) {
        deadline->deleteLater();
        if (*passed && !result && result.error().kind == ErrorKind::Cancelled) {
            Error error = result.error();
            error.kind = ErrorKind::Timeout;
            error.message = error.delivery == Delivery::Unknown
                ? tr("the keychain did not answer; it may still do what was asked")
                : tr("the keychain did not answer");
            result = Failure(std::move(error));
        }
        return Reply<T>::ready(std::move(result));
    });
}

Reply<SecretService::State> KeychainStore::usableState()
{
    if (!usesSecretService)
        return Reply<State>::ready(State::Unlocked);
    return follow(m_service.state(), this, [](Result<State> state) {
        if (state == State::NoBus)
            state = Failure(Error::local(ErrorKind::KeychainUnavailable, tr("there is no session bus (D-Bus)")));
        else if (state == State::NoProvider)
            state = Failure(
                Error::local(ErrorKind::KeychainUnavailable, tr("no keyring service runs (GNOME Keyring or KWallet)")));
        return Reply<State>::ready(std::move(state));
    });
}

Reply<Done> KeychainStore::writeEntry(const QString &key, const SharedSecret &secret)
{
    auto *job = new QKeychain::WritePasswordJob(keychainService);
    job->setKey(key);
    // As text: binary data is stored in base64, and a person would find something that is not the token.
    job->setTextData(QString::fromLatin1(secret->expose()));
    const quint64 number = ++m_writes;
    m_latestWrite.insert(key, number);
    const auto takeBack = [this, key, number] {
        if (m_latestWrite.value(key) != number)
            return;
        auto *removal = new QKeychain::DeletePasswordJob(keychainService);
        removal->setInsecureFallback(false);
        removal->setKey(key);
        removal->start();
    };
    return run<Done>(
        job, Delivery::Unknown, [] { return Result<Done>(Done{}); }, takeBack);
}

Reply<Done> KeychainStore::write(const TokenKey &key, Secret secret)
{
    const auto shared = std::make_shared<const Secret>(std::move(secret));
    return inTime(follow(usableState(), this, [this, name = key.toString(), shared](const Result<State> &state) {
        if (!state)
            return Reply<Done>::ready(Failure(state.error()));
        return follow(writeEntry(name, shared), this, [this](const Result<Done> &written) {
            if (written || written.error().kind != ErrorKind::KeychainDenied)
                return Reply<Done>::ready(written);
            // A locked keyring with nobody to ask answers "access denied".
            return follow(usableState(), this, [written](const Result<State> &after) {
                return Reply<Done>::ready(after == State::Locked ? Failure(lockedError()) : written);
            });
        });
    }));
}

Reply<SharedSecret> KeychainStore::readEntry(const QString &key, State state)
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService);
    job->setKey(key);
    const auto value
        = [job] { return Result<SharedSecret>(std::make_shared<const Secret>(job->textData().toLatin1())); };
    return follow(run<SharedSecret>(job, Delivery::NotSent, value), this,
                  [this, key, state](const Result<SharedSecret> &found) {
                      if (found || found.error().kind != ErrorKind::KeychainMissing)
                          return Reply<SharedSecret>::ready(found);
                      return follow(usableState(), this, [this, key, state, found](const Result<State> &after) {
                          if (!after)
                              return Reply<SharedSecret>::ready(Failure(after.error()));
                          if (*after == State::Locked)
                              return Reply<SharedSecret>::ready(Failure(lockedError()));
                          // Unlocked in between: the answer was that of the locked keyring.
                          if (*after != state)
                              return readEntry(key, *after);
                          return Reply<SharedSecret>::ready(
                              Failure(Error::local(ErrorKind::KeychainMissing, tr("it holds no entry “%1”").arg(key))));
                      });
                  });
}

Reply<SharedSecret> KeychainStore::read(const TokenKey &key)
{
    return inTime(follow(usableState(), this, [this, name = key.toString()](const Result<State> &state) {
        return state ? readEntry(name, *state) : Reply<SharedSecret>::ready(Failure(state.error()));
    }));
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
    return follow(usableState(), this, [this, key](const Result<State> &state) {
        if (!state)
            return Reply<Done>::ready(Failure(state.error()));
        return follow(readEntry(key, *state), this, [](const Result<SharedSecret> &left) {
            if (left)
                return Reply<Done>::ready(
                    Failure(Error::local(ErrorKind::KeychainDenied, tr("the entry is still there"))));
            if (left.error().kind == ErrorKind::KeychainMissing)
                return Reply<Done>::ready(Done{});
            return Reply<Done>::ready(Failure(left.error()));
        });
    });
}

Reply<Done> KeychainStore::remove(const TokenKey &key)
{
    return inTime(follow(usableState(), this, [this, name = key.toString()](const Result<State> &state) {
        return state ? removeEntry(name) : Reply<Done>::ready(Failure(state.error()));
    }));
}

} // namespace metascope
