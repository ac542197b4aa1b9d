// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/keychainstore.h"

#include <QtCore/QPointer>
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
Reply<T> KeychainStore::run(QKeychain::Job *job, std::function<Result<T>()> value)
{
    ReplyPromise<T> promise;
    job->setInsecureFallback(false);
    // The job outlives a deadline: what it does then may still land, and nobody hears of it.
    auto *deadline = new QTimer(this);
    deadline->setSingleShot(true);
    connect(deadline, &QTimer::timeout, this, [promise, deadline] {
        deadline->deleteLater();
        Error error
            = Error::local(ErrorKind::Timeout, tr("the keychain did not answer; it may still do what was asked"));
        error.delivery = Delivery::Unknown;
        promise.resolve(Failure(error));
    });
    connect(job, &QKeychain::Job::finished, this, [promise, job, value = std::move(value), guard = QPointer(deadline)] {
        if (guard)
            guard->deleteLater();
        promise.resolve(job->error() == QKeychain::NoError ? value() : Result<T>(Failure(errorOf(*job))));
    });
    deadline->start(m_deadline);
    job->start();
    return promise.reply();
}

Reply<Done> KeychainStore::available()
{
    if (!usesSecretService)
        return Reply<Done>::ready(Done{});
    return andThen(m_service.state(), this, [](SecretService::State state) {
        switch (state) {
        case SecretService::State::NoBus:
            return Reply<Done>::ready(
                Failure(Error::local(ErrorKind::KeychainUnavailable, tr("there is no session bus (D-Bus)"))));
        case SecretService::State::NoProvider:
            return Reply<Done>::ready(Failure(Error::local(ErrorKind::KeychainUnavailable,
                                                           tr("no keyring service runs (GNOME Keyring or KWallet)"))));
        default: return Reply<Done>::ready(Done{});
        }
    });
}

Reply<Done> KeychainStore::reallyMissing()
{
    if (!usesSecretService)
        return Reply<Done>::ready(Done{});
    return andThen(m_service.state(), this, [](SecretService::State state) {
        if (state == SecretService::State::Locked)
            return Reply<Done>::ready(
                Failure(Error::local(ErrorKind::KeychainLocked, tr("unlock it, then try again"))));
        return Reply<Done>::ready(Done{});
    });
}

Reply<Done> KeychainStore::write(const TokenKey &key, Secret secret)
{
    const auto shared = std::make_shared<const Secret>(std::move(secret));
    return andThen(available(), this, [this, key, shared](Done) {
        auto *job = new QKeychain::WritePasswordJob(keychainService);
        job->setKey(key.toString());
        // As text: binary data is stored in base64, and a person would find something that is not the token.
        job->setTextData(QString::fromLatin1(shared->expose()));
        const Reply<Done> written = run<Done>(job, [] { return Result<Done>(Done{}); });
        ReplyPromise<Done> promise;
        written.then(this, [this, promise](Result<Done> result) {
            if (result || result.error().kind != ErrorKind::KeychainDenied) {
                promise.resolve(std::move(result));
                return;
            }
            // A locked keyring with nobody to ask answers "access denied".
            reallyMissing().then(this, [promise, result](const Result<Done> &unlocked) {
                promise.resolve(unlocked ? result : unlocked);
            });
        });
        return promise.reply();
    });
}

Reply<SharedSecret> KeychainStore::readEntry(const TokenKey &key)
{
    auto *job = new QKeychain::ReadPasswordJob(keychainService);
    job->setKey(key.toString());
    return run<SharedSecret>(
        job, [job] { return Result<SharedSecret>(std::make_shared<const Secret>(job->textData().toLatin1())); });
}

Reply<SharedSecret> KeychainStore::read(const TokenKey &key)
{
    return andThen(available(), this, [this, key](Done) {
        ReplyPromise<SharedSecret> promise;
        readEntry(key).then(this, [this, promise](Result<SharedSecret> result) {
            if (result || result.error().kind != ErrorKind::KeychainMissing) {
                promise.resolve(std::move(result));
                return;
            }
            reallyMissing().then(this, [promise, result](const Result<Done> &missing) {
                promise.resolve(missing ? result : Result<SharedSecret>(Failure(missing.error())));
            });
        });
        return promise.reply();
    });
}

Reply<Done> KeychainStore::remove(const TokenKey &key)
{
    return andThen(available(), this, [this, key](Done) {
        auto *job = new QKeychain::DeletePasswordJob(keychainService);
        job->setKey(key.toString());
        const Reply<Done> deleted = run<Done>(job, [] { return Result<Done>(Done{}); });
        ReplyPromise<Done> promise;
        deleted.then(this, [this, key, promise](const Result<Done> &result) {
            if (!result && result.error().kind != ErrorKind::KeychainMissing) {
                promise.resolve(result);
                return;
            }
            // A locked keyring answers with success and keeps the secret.
            read(key).then(this, [promise](const Result<SharedSecret> &left) {
                if (left)
                    promise.resolve(Failure(Error::local(ErrorKind::KeychainDenied, tr("the entry is still there"))));
                else if (left.error().kind == ErrorKind::KeychainMissing)
                    promise.resolve(Done{});
                else
                    promise.resolve(Failure(left.error()));
            });
        });
        return promise.reply();
    });
}

} // namespace metascope
