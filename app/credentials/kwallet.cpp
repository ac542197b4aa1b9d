// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/kwallet.h"

#include "app/credentials/secretservice.h"

#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusPendingReply>

namespace metascope {

namespace {

constexpr int answerWithinMs = 3000;
/// As QtKeychain names itself there, so that the person allows one program and not two.
const QString applicationId = QStringLiteral("dev.metascope.Metascope");

QDBusMessage walletCall(const QString &method)
{
    return QDBusMessage::createMethodCall(QStringLiteral("org.kde.kwalletd5"), QStringLiteral("/modules/kwalletd5"),
                                          QStringLiteral("org.kde.KWallet"), method);
}

/// The one value of the answer to `call`.
template <typename T>
Reply<T> ask(const QDBusMessage &call, int withinMs, QObject *parent)
{
    const auto promise = std::make_shared<ReplyPromise<T>>();
    promise->setAbort([weak = std::weak_ptr(promise)] {
        if (const auto held = weak.lock())
            held->resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    });
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call, withinMs), parent);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, parent, [watcher, promise] {
        watcher->deleteLater();
        const QDBusPendingReply<T> answer = *watcher;
        if (!answer.isError())
            promise->resolve(answer.value());
        else if (isSilence(answer.error()))
            promise->resolve(Failure(Error::local(ErrorKind::Timeout, KWallet::tr("KWallet does not answer"))));
        else
            promise->resolve(
                Failure(Error::local(ErrorKind::KeychainUnavailable, answer.error().message(), answer.error().name())));
    });
    return promise->reply();
}

} // namespace

Reply<KWallet::State> KWallet::state()
{
    if (!hasSessionBus())
        return Reply<State>::ready(State::NoBus);
    ReplyPromise<State> promise;
    Reply<State> outcome = promise.reply();
    const Reply<QString> found = andThen(
        ask<bool>(walletCall(QStringLiteral("isEnabled")), answerWithinMs, this), this, [this](bool isEnabled) {
            return isEnabled ? ask<QString>(walletCall(QStringLiteral("networkWallet")), answerWithinMs, this)
                             : Reply<QString>::ready(QString());
        });
    const Reply<State> state = andThen(found, this, [this](const QString &wallet) {
        m_wallet = wallet;
        if (wallet.isEmpty())
            return Reply<State>::ready(State::TurnedOff);
        QDBusMessage call = walletCall(QStringLiteral("isOpen"));
        call << wallet;
        return andThen(ask<bool>(call, answerWithinMs, this), this,
                       [](bool isOpen) { return Reply<State>::ready(isOpen ? State::Unlocked : State::Locked); });
    });
    promise.setAbort([state] { state.abort(); });
    state.then(this, [promise](Result<State> result) {
        if (!result && result.error().kind == ErrorKind::KeychainUnavailable)
            result = result.error().detail == QDBusError::errorString(QDBusError::ServiceUnknown) ? State::NoProvider
                                                                                                  : State::NotReady;
        promise.resolve(std::move(result));
    });
    return outcome;
}

Reply<Done> KWallet::unlock(std::chrono::milliseconds limit)
{
    QDBusMessage call = walletCall(QStringLiteral("open"));
    call << m_wallet << qlonglong(0) << applicationId;
    ReplyPromise<Done> promise;
    const Reply<int> handle = ask<int>(call, static_cast<int>(limit.count()), this);
    promise.setAbort([handle] { handle.abort(); });
    Reply<Done> outcome = promise.reply();
    handle.then(this, [promise](const Result<int> &opened) {
        if (opened && *opened >= 0)
            promise.resolve(Done{});
        else if (opened || opened.error().kind == ErrorKind::KeychainUnavailable)
            promise.resolve(
                Failure(Error::local(ErrorKind::KeychainLocked, tr("it stayed locked: the question was closed"))));
        else if (opened.error().kind == ErrorKind::Timeout)
            promise.resolve(
                Failure(Error::local(ErrorKind::KeychainLocked, tr("nobody unlocked it while it was waited for"))));
        else
            promise.resolve(Failure(opened.error()));
    });
    return outcome;
}

bool prefersKWallet(const QProcessEnvironment &environment)
{
    const auto is = [&environment](const char *name, const char *value) {
        return environment.value(QString::fromLatin1(name)) == QLatin1String(value);
    };
    const bool isPlasma5 = is("KDE_SESSION_VERSION", "5");
    if (is("XDG_CURRENT_DESKTOP", "GNOME") || is("XDG_CURRENT_DESKTOP", "Unity") || is("XDG_CURRENT_DESKTOP", "XFCE"))
        return false;
    if (is("XDG_CURRENT_DESKTOP", "KDE"))
        return isPlasma5;
    const QString session = environment.value(QStringLiteral("DESKTOP_SESSION"));
    if (session == QLatin1String("kde"))
        return isPlasma5;
    if (session == QLatin1String("gnome") || session == QLatin1String("kde4") || session.contains(QLatin1String("xfce"))
        || session == QLatin1String("xubuntu")
        || !environment.value(QStringLiteral("GNOME_DESKTOP_SESSION_ID")).isEmpty())
        return false;
    return !environment.value(QStringLiteral("KDE_FULL_SESSION")).isEmpty() && isPlasma5;
}

} // namespace metascope
