// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/secretservice.h"

#include <QtCore/QFile>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
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
const QString noCollection = QStringLiteral("/");

bool hasBus()
{
    if (!qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
        return true;
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return !runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/bus"));
}

bool isSilence(const QDBusError &error)
{
    return error.type() == QDBusError::NoReply || error.type() == QDBusError::Timeout
        || error.type() == QDBusError::TimedOut;
}

} // namespace

SecretService::SecretService(QObject *parent) : QObject(parent) {}

Reply<SecretService::State> SecretService::state()
{
    if (!hasBus() || !QDBusConnection::sessionBus().isConnected())
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
        if (alias.isError() && isSilence(alias.error()))
            promise->resolve(Failure(Error::local(ErrorKind::Timeout, tr("the keychain service does not answer"))));
        else if (alias.isError())
            promise->resolve(State::NoProvider);
        else if (alias.value().path() == noCollection)
            promise->resolve(State::NoKeyring);
        else
            askLocked(alias.value().path(), promise);
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

} // namespace metascope
