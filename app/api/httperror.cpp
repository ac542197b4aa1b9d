// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/httperror.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace metascope {

namespace {

struct HttpText {
    Q_DECLARE_TR_FUNCTIONS(metascope::HttpError)
};

ErrorKind kindOf(int status)
{
    switch (status) {
    case 400:
    case 422: return ErrorKind::Validation;
    case 401: return ErrorKind::Unauthorized;
    case 403: return ErrorKind::Forbidden;
    case 404: return ErrorKind::NotFound;
    case 407: return ErrorKind::Proxy;
    case 409: return ErrorKind::Conflict;
    case 429: return ErrorKind::RateLimited;
    default: break;
    }
    if (status >= 300 && status < 400)
        return ErrorKind::Redirected;
    return status >= 500 ? ErrorKind::Server : ErrorKind::Protocol;
}

bool isJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/json" || type.endsWith("+json") || type == "text/json";
}

QString statusText(int status)
{
    return status >= 500 ? HttpText::tr("the server answered %1").arg(status) : HttpText::tr("status %1").arg(status);
}

} // namespace

std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray &value, qint64 nowMsSinceEpoch)
{
    using std::chrono::milliseconds;
    constexpr milliseconds longest = std::chrono::hours(1);
    const QByteArray text = value.trimmed();
    bool isNumber = false;
    const qint64 seconds = text.toLongLong(&isNumber);
    if (isNumber)
        return seconds < 0 ? std::nullopt
                           : std::optional(std::min(longest, milliseconds(std::min<qint64>(seconds, 86'400) * 1000)));
    const QDateTime date
        = QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    const QDateTime utc(date.date(), date.time(), Qt::UTC);
    return std::clamp(milliseconds(utc.toMSecsSinceEpoch() - nowMsSinceEpoch), milliseconds::zero(), longest);
}

std::optional<Error> answerError(const Request &request, const AnswerHead &head, const QByteArray &body)
{
    const Endpoint &row = endpointRow(request.endpoint);
    Error error;
    error.delivery = Delivery::Answered;
    error.httpStatus = head.status;
    error.endpoint = requestTitle(request);
    if (head.status >= 200 && head.status < 300) {
        if (body.isEmpty() || isJson(head.contentType))
            return std::nullopt;
        error.kind = ErrorKind::WrongContent;
        error.message = HttpText::tr("the content type is “%1”").arg(QString::fromLatin1(head.contentType.left(80)));
        return error;
    }
    error.kind = kindOf(head.status);
    error.message = statusText(head.status);
    // A gateway may report a failure of a write that was carried out.
    if (error.kind == ErrorKind::Server && row.effect != Effect::Read)
        error.delivery = Delivery::Unknown;
    if (error.kind == ErrorKind::Forbidden)
        error.detail = QString::fromLatin1(row.scope.data(), static_cast<qsizetype>(row.scope.size()));
    if (error.kind == ErrorKind::Redirected)
        error.message = HttpText::tr("to %1").arg(QUrl(QString::fromUtf8(head.location.left(200))).host());
    if (error.kind == ErrorKind::RateLimited || error.kind == ErrorKind::Server)
        error.retryAfter = parseRetryAfter(head.retryAfter, QDateTime::currentMSecsSinceEpoch());
    if (!isJson(head.contentType))
        return error;
    const auto json = RawJson::parse(body);
    if (!json)
        return error;
    if (const auto code = json->member(u"code"))
        error.code = code->toString().value_or(QString());
    if (const auto message = json->member(u"message"); message && !message->toString().value_or(QString()).isEmpty())
        error.message = *message->toString();
    std::optional<RawJson> param = json->member(u"param");
    if (const auto payload = json->member(u"payload"); !param && payload)
        param = payload->member(u"param");
    // A 403 keeps the scope there.
    if (param && param->toString() && error.kind != ErrorKind::Forbidden)
        error.detail = *param->toString();
    return error;
}

bool isTemporary(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
    case ErrorKind::Timeout:
    case ErrorKind::RateLimited: return true;
    case ErrorKind::Server: return error.httpStatus >= 502 && error.httpStatus <= 504;
    default: return false;
    }
}

bool isSurelyUndone(const Error &error)
{
    if (error.delivery == Delivery::NotSent)
        return true;
    if (error.delivery == Delivery::Unknown)
        return false;
    switch (error.kind) {
    case ErrorKind::Unauthorized:
    case ErrorKind::Forbidden:
    case ErrorKind::NotFound:
    case ErrorKind::Conflict:
    case ErrorKind::Validation:
    case ErrorKind::RateLimited:
    case ErrorKind::Refused: return true;
    default: return false;
    }
}

} // namespace metascope
