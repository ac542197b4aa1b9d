// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/secretservice.h"

#include "app/credentials/unlockprompt.h"

#include <QtCore/QFile>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>
#include <QtDBus/QDBusVariant>

namespace metascope {

namespace {

constexpr int answerWithinMs = 3000;
const QString service = QStringLiteral("org.freedesktop.secrets");
const QString servicePath = QStringLiteral("/org/freedesktop/secrets");
const QString serviceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString collectionInterface = QStringLiteral("org.freedesktop.Secret.Collection");
const QString gnomeKeyring = QStringLiteral("GNOME Keyring");
const QString nothing = QStringLiteral("/"); ///< the service's word for no object

/// The service's own name, by that of its process (which the system cuts to 15 characters).
QString nameOfProcess(const QString &process)
{
    if (process.startsWith(QLatin1String("gnome-keyring")))
        return gnomeKeyring;
    if (process.startsWith(QLatin1String("kwallet")) || process == QLatin1String("ksecretd"))
        return QStringLiteral("KWallet");
    if (process.startsWith(QLatin1String("keepassxc")))
        return QStringLiteral("KeePassXC");
    return {};
}

} // namespace

bool hasSessionBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    const bool isNamed = !qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS")
        || (!runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus")));
    return isNamed && QDBusConnection::sessionBus().isConnected();
}

bool isSilence(const QDBusError &error)
{
    return error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout
        || error.type() == QDBusError::TimedOut;
}

Reply<SecretService::State> SecretService::state()
{
    if (!hasSessionBus())
        return Reply<State>::ready(State::NoBus);
    const auto promise = std::make_shared<ReplyPromise<State>>();
    promise->setAbort([weak = std::weak_ptr(promise)] {
        if (const auto held = weak.lock())
            held->resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    });
    QDBusMessage call
        = QDBusMessage::createMethodCall(service, servicePath, serviceInterface, QStringLiteral("ReadAlias"));
    call << QStringLiteral("default");
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, answerWithinMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, promise] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusObjectPath> alias = *watcher;
        if (alias.isError() && isSilence(alias.error())) {
            promise->resolve(Failure(Error::local(ErrorKind::Timeout, tr("the keychain service does not answer"))));
        } else if (alias.isError()) {
            // One that is to be started and fails has errors of its own, and one that has just been started knows no object.
            promise->resolve(alias.error().type() == QDBusError::ServiceUnknown ? State::NoProvider : State::NotReady);
        } else if (alias.value().path() == nothing) {
            promise->resolve(State::NoKeyring);
        } else {
            m_collection = alias.value().path();
            askName();
            askLocked(m_collection, promise);
        }
    });
    return promise->reply();
}

void SecretService::askLocked(const QString &collection, const std::shared_ptr<ReplyPromise<State>> &promise)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        service, collection, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"));
    call << collectionInterface << QStringLiteral("Locked");
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, answerWithinMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [watcher, promise] {
        watcher->deleteLater();
        const QDBusPendingReply<QDBusVariant> locked = *watcher;
        if (locked.isError() && isSilence(locked.error()))
            promise->resolve(Failure(Error::local(ErrorKind::Timeout, tr("the keychain service does not answer"))));
        else if (locked.isError())
            promise->resolve(Failure(Error::local(ErrorKind::KeychainUnavailable,
                                                  tr("the keychain service does not say whether it is locked"))));
        else
            promise->resolve(locked.value().variant().toBool() ? State::Locked : State::Unlocked);
    });
}

void SecretService::askName()
{
    if (std::exchange(m_isNameAsked, true))
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetConnectionUnixProcessID"));
    call << service;
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, answerWithinMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> pid = *watcher;
        QFile process(QStringLiteral("/proc/%1/comm").arg(pid.isError() ? 0 : pid.value()));
        if (!pid.isError() && process.open(QIODevice::ReadOnly))
            m_process = QString::fromUtf8(process.readAll()).trimmed();
        m_name = nameOfProcess(m_process);
    });
}

Reply<Done> SecretService::unlock(std::chrono::milliseconds limit)
{
    const auto promise = std::make_shared<ReplyPromise<Done>>();
    promise->setAbort([weak = std::weak_ptr(promise)] {
        if (const auto held = weak.lock())
            held->resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    });
    qDBusRegisterMetaType<QList<QDBusObjectPath>>();
    QDBusMessage call
        = QDBusMessage::createMethodCall(service, servicePath, serviceInterface, QStringLiteral("Unlock"));
    call << QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(m_collection)});
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, answerWithinMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher, promise, limit] {
        watcher->deleteLater();
        const QDBusPendingReply<QList<QDBusObjectPath>, QDBusObjectPath> answer = *watcher;
        if (promise->isSettled())
            return;
        if (answer.isError())
            promise->resolve(Failure(
                Error::local(ErrorKind::KeychainLocked,
                             tr("the keychain service does not ask to unlock it (%1)").arg(answer.error().message()))));
        else if (const QString prompt = answer.argumentAt<1>().path(); prompt == nothing)
            promise->resolve(Done{});
        else
            // Version 42 of GNOME Keyring ends with a failed assertion when it is told to take its question away, and every
            // program's secrets are out of reach with it. There, and where nobody knows which service it is, the question stays
            // until the person closes it.
            UnlockPrompt::show(watcher->reply().service(), prompt, limit,
                               !m_process.isEmpty() && m_name != gnomeKeyring, promise, this);
    });
    return promise->reply();
}

} // namespace metascope
