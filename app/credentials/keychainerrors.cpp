// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/keychainerrors.h"

#include <QtCore/QCoreApplication>

#include <qt6keychain/keychain.h>

namespace metascope {

namespace {

struct KeychainText {
    Q_DECLARE_TR_FUNCTIONS(metascope::KeychainStore)
};

Error unavailable(const QString &message)
{
    return Error::local(ErrorKind::KeychainUnavailable, message);
}

Error denied(const QString &reason)
{
    return Error::local(
        ErrorKind::KeychainDenied,
        KeychainText::tr("%1. Allow Metascope there and retry, or keep the token for this session only").arg(reason));
}

} // namespace

std::optional<Error> unusableState(KeyringService::State state)
{
    using State = KeyringService::State;
    switch (state) {
    case State::NoBus:
        return unavailable(
            KeychainText::tr("there is no session bus (D-Bus). Start Metascope from the desktop, or keep "
                             "the token for this session only"));
    case State::NoProvider:
        return unavailable(
            KeychainText::tr("no keyring service runs (GNOME Keyring or KWallet). Start one and retry, or "
                             "keep the token for this session only"));
    case State::NotReady:
        return unavailable(KeychainText::tr("the keyring service is not ready yet; it was asked twice. Wait until the "
                                            "desktop has started it, then retry"));
    case State::TurnedOff:
        return unavailable(
            KeychainText::tr("KWallet is turned off. Turn it on in the System Settings and retry, or keep "
                             "the token for this session only"));
    case State::NoKeyring:
    case State::Locked:
    case State::Unlocked: break;
    }
    return std::nullopt;
}

Error errorOfJob(const QKeychain::Job &job, bool isWrite)
{
    const QString reason = job.errorString();
    switch (job.error()) {
    case QKeychain::EntryNotFound: return Error::local(ErrorKind::KeychainMissing, reason);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied: return denied(reason);
    default: break;
    }
    return isWrite ? unavailable(KeychainText::tr("the entry could not be written (%1). Nothing was stored: retry, or "
                                                  "keep the token for this session only")
                                     .arg(reason))
                   : unavailable(KeychainText::tr("%1. Retry; nothing was changed").arg(reason));
}

Error lockedError()
{
    return Error::local(ErrorKind::KeychainLocked, {});
}

Error stillThereError()
{
    return Error::local(
        ErrorKind::KeychainDenied,
        KeychainText::tr("the entry is still there. Retry, or remove it in the desktop's own keychain viewer"));
}

Error missingError(const QString &key)
{
    return Error::local(ErrorKind::KeychainMissing, KeychainText::tr("it holds no entry “%1”").arg(key));
}

Error lateError(Delivery delivery, bool isBehind)
{
    Error error = Error::local(ErrorKind::Timeout, {});
    error.delivery = delivery;
    if (isBehind)
        error.message = KeychainText::tr("the keychain is still busy with an earlier call that it never answered. "
                                         "Restart the keyring service or Metascope, then retry");
    else if (delivery == Delivery::Unknown)
        error.message = KeychainText::tr("the keychain did not answer; it may still do what was asked. Retry: what is "
                                         "stored is read back");
    else
        error.message = KeychainText::tr("the keychain did not answer. Nothing was changed: retry, or restart the "
                                         "keyring service");
    return error;
}

} // namespace metascope
