// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/error.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {
struct ErrorText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Error)
};
} // namespace

Error Error::local(ErrorKind kind, const QString &message, const QString &detail)
{
    Error error;
    error.kind = kind;
    error.message = message;
    error.detail = detail;
    return error;
}

QString title(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Network: return ErrorText::tr("No connection");
    case ErrorKind::Tls: return ErrorText::tr("The connection is not secure");
    case ErrorKind::Proxy: return ErrorText::tr("The proxy did not let it through");
    case ErrorKind::Timeout: return ErrorText::tr("No answer in time");
    case ErrorKind::Cancelled: return ErrorText::tr("Cancelled");
    case ErrorKind::Unauthorized: return ErrorText::tr("The access token was not accepted (401)");
    case ErrorKind::Forbidden: return ErrorText::tr("Not allowed (403)");
    case ErrorKind::NotFound: return ErrorText::tr("Not found (404)");
    case ErrorKind::Conflict: return ErrorText::tr("Changed on the server");
    case ErrorKind::Validation: return ErrorText::tr("The input was not accepted");
    case ErrorKind::RateLimited: return ErrorText::tr("Too many requests (429)");
    case ErrorKind::Server: return ErrorText::tr("The server failed");
    case ErrorKind::Redirected: return ErrorText::tr("The server points somewhere else");
    case ErrorKind::WrongContent: return ErrorText::tr("The answer is not from the Metadata API");
    case ErrorKind::Protocol: return ErrorText::tr("Unexpected answer");
    case ErrorKind::TooLarge: return ErrorText::tr("The answer is too large");
    case ErrorKind::Decode: return ErrorText::tr("The answer could not be read");
    case ErrorKind::KeychainUnavailable: return ErrorText::tr("The keychain cannot be used");
    case ErrorKind::KeychainLocked: return ErrorText::tr("The keychain is locked");
    case ErrorKind::KeychainDenied: return ErrorText::tr("The keychain refused");
    case ErrorKind::KeychainMissing: return ErrorText::tr("No token in the keychain");
    case ErrorKind::Storage: return ErrorText::tr("A file could not be used");
    case ErrorKind::Refused: return ErrorText::tr("Not sent");
    }
    return {};
}

bool mayHaveTakenEffect(const Error &error)
{
    return error.delivery == Delivery::Unknown && !error.endpoint.startsWith(QLatin1String("GET "));
}

namespace {

QString nextStep(const Error &error)
{
    const bool open = mayHaveTakenEffect(error);
    // No call of an API: the keychain and the sign-in say themselves what to do.
    if (error.endpoint.isEmpty() && (error.kind == ErrorKind::Timeout || error.kind == ErrorKind::Cancelled)
        && !error.message.isEmpty())
        return {};
    switch (error.kind) {
    case ErrorKind::Network:
        return open ? ErrorText::tr("It is not known whether the server carried it out: read the state again.")
                    : ErrorText::tr("Check the network and the address, then retry.");
    case ErrorKind::Timeout:
        return open ? ErrorText::tr("The server may still carry it out: read the state again before a second try.")
                    : ErrorText::tr("Retry, or check whether the server is reachable.");
    case ErrorKind::Proxy:
        return error.httpStatus == 407 && error.delivery == Delivery::NotSent
            ? ErrorText::tr("Sign in to the proxy, then retry.")
            : ErrorText::tr("Check the system's proxy settings.");
    case ErrorKind::Cancelled:
        return open ? ErrorText::tr("The server may still have carried it out: read the state again.") : QString();
    case ErrorKind::NotFound: return ErrorText::tr("It may have been removed or renamed, or the address is not right.");
    case ErrorKind::Conflict: return ErrorText::tr("Read the state again before a second try.");
    case ErrorKind::Validation:
        return error.detail.isEmpty() ? QString() : ErrorText::tr("It is about “%1”.").arg(error.detail);
    case ErrorKind::Protocol:
    case ErrorKind::Decode:
        return open ? ErrorText::tr("The change may have been carried out: read the state again.")
                    : ErrorText::tr("Retry; if it stays so, this version does not understand the server.");
    case ErrorKind::TooLarge:
        return open ? ErrorText::tr("The change may have been carried out: read the state again.")
                    : ErrorText::tr("It was given up to spare this computer's memory.");
    case ErrorKind::Tls: return ErrorText::tr("Nothing was sent. Check the address and the server's certificate.");
    case ErrorKind::Unauthorized: return ErrorText::tr("It may have expired or been revoked: make a new one in Xano.");
    case ErrorKind::Forbidden:
        return error.detail.isEmpty()
            ? ErrorText::tr("The token, its role or the plan does not allow it.")
            : ErrorText::tr("The operation asks for the scope “%1”; the role or the plan can also be the reason.")
                  .arg(error.detail);
    case ErrorKind::RateLimited: return ErrorText::tr("The plan's limit is reached; wait, then continue.");
    case ErrorKind::Redirected: return ErrorText::tr("The token was not sent there. Check the instance's address.");
    case ErrorKind::WrongContent: return ErrorText::tr("Is this the address of a Xano instance?");
    case ErrorKind::Server:
        return open ? ErrorText::tr("The change may have been carried out: read the state again.")
                    : ErrorText::tr("The fault is the service's. Retry later.");
    case ErrorKind::KeychainLocked: return ErrorText::tr("Retry, and unlock it when the desktop asks.");
    case ErrorKind::KeychainMissing:
        return ErrorText::tr("Give the token again: Replace… in the window Access Tokens.");
    default: return {};
    }
}

} // namespace

QString describe(const Error &error)
{
    QString text = title(error.kind);
    if (!error.message.isEmpty())
        text += QStringLiteral(": ") + error.message;
    const QString next = nextStep(error);
    if (!text.endsWith(QLatin1Char('.')))
        text += QLatin1Char('.');
    return next.isEmpty() ? text : text + QLatin1Char(' ') + next;
}

} // namespace metascope
