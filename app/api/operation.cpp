// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/operation.h"

#include "app/api/certificatepin.h"
#include "app/api/httperror.h"
#include "app/api/networkrequest.h"
#include "app/api/systemproxies.h"
#include "app/api/tokensource.h"
#include "app/api/trafficlog.h"
#include "app/api/uploaddevice.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QHostInfo>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkRequest>

#include <algorithm>
#include <utility>

namespace metascope {

void lookUpHost(const QString &host, QObject *context, std::function<void(const QList<QHostAddress> &)> found)
{
    QHostInfo::lookupHost(host, context,
                          [found = std::move(found)](const QHostInfo &info) { found(info.addresses()); });
}

const Deadlines &DeadlineTable::of(TimeoutClass timeoutClass) const
{
    switch (timeoutClass) {
    case TimeoutClass::List: return list;
    case TimeoutClass::Write: return write;
    case TimeoutClass::Quick: break;
    }
    return quick;
}

Operation::Operation(OperationContext context, Request request, Settled settled, QObject *parent)
    : QObject(parent), m_context(std::move(context)), m_request(std::move(request)), m_settled(std::move(settled))
{
    m_idle.setSingleShot(true);
    m_total.setSingleShot(true);
    m_again.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this,
            [this] { giveUp(ErrorKind::Timeout, tr("the server stopped answering")); });
    connect(&m_total, &QTimer::timeout, this, [this] { giveUp(ErrorKind::Timeout, tr("the answer took too long")); });
    connect(&m_again, &QTimer::timeout, this, &Operation::enqueue);
}

Operation::~Operation()
{
    drop();
    settle(Failure(errorFor(ErrorKind::Cancelled, {})));
}

void Operation::start()
{
    if (m_settled)
        enqueue();
}

void Operation::refuse(Error error)
{
    error.delivery = Delivery::NotSent;
    error.endpoint = requestTitle(m_request);
    settle(Failure(error));
}

void Operation::abort()
{
    giveUp(ErrorKind::Cancelled, {});
}

bool Operation::isRead() const
{
    return endpointRow(m_request.endpoint).effect == Effect::Read;
}

void Operation::enqueue()
{
    tell(Call::Stage::Waiting);
    // acquire() may start at once, before it has returned the slot.
    m_waiting = true;
    const auto slot = m_context.limiter.acquire(m_request.priority, [this] {
        m_waiting = false;
        send();
    });
    // A call that has ended within acquire() sent nothing.
    if (m_settled)
        m_slot = slot;
}

void Operation::tell(Call::Stage stage, std::chrono::milliseconds pause) const
{
    if (m_context.staged)
        m_context.staged(stage, pause);
}

void Operation::send()
{
    tell(Call::Stage::UnderWay);
    const Secret *token = m_context.tokens.tokenFor(m_context.base.origin);
    if (!token || token->isEmpty()) {
        settle(Failure(
            errorFor(ErrorKind::Unauthorized, tr("there is no token for %1").arg(m_context.base.origin.toString()))));
        return;
    }
    const Origin &origin = m_context.base.origin;
    if (!origin.isSecure() && !origin.isLoopback()) {
        settle(Failure(errorFor(ErrorKind::Refused, tr("%1 has no encryption").arg(origin.toString()))));
        return;
    }
    // `localhost` is a name: where it leads must be this machine before a token goes there without TLS.
    if (!origin.isSecure() && origin.host() == QLatin1String("localhost")) {
        m_total.start(m_context.deadlines.of(endpointRow(m_request.endpoint).timeout).total);
        m_context.lookup(origin.host(), this, [this](const QList<QHostAddress> &addresses) { found(addresses); });
        return;
    }
    sendNow(*token);
}

void Operation::found(const QList<QHostAddress> &addresses)
{
    // The deadline may have passed meanwhile, with another try under way.
    if (!m_settled || !m_total.isActive() || m_reply)
        return;
    const bool here = !addresses.isEmpty()
        && std::ranges::all_of(addresses, [](const QHostAddress &address) { return address.isLoopback(); });
    const Secret *token = m_context.tokens.tokenFor(m_context.base.origin);
    if (here && token) {
        sendNow(*token);
        return;
    }
    m_total.stop();
    settle(Failure(errorFor(ErrorKind::Refused, tr("“localhost” does not lead to this machine"))));
}

void Operation::sendNow(const Secret &token)
{
    const Endpoint &row = endpointRow(m_request.endpoint);
    QNetworkRequest network = networkRequest(m_context.base, m_request, "Bearer " + token.expose(),
                                             m_context.extraAuthorities, !m_context.pinnedCertificate.isEmpty());
    const QByteArray body = m_request.body ? m_request.body->text() : QByteArray();
    TrafficEntry entry;
    entry.method = verbText(row.verb);
    entry.url = network.url();
    entry.requestHeaders = headersOf(network);
    entry.requestBody = body;
    m_trafficNumber = m_context.traffic.begin(std::move(entry), redactor());
    m_body.clear();
    m_distrust.reset();
    m_isPinned = false;
    m_left = true;
    if (row.verb == Verb::Get) {
        watch(m_context.network.get(network));
    } else {
        network.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
        network.setHeader(QNetworkRequest::ContentLengthHeader, body.size());
        m_upload = new UploadDevice(body);
        QNetworkReply *reply = m_context.network.sendCustomRequest(network, verbText(row.verb), m_upload);
        m_upload->setParent(reply);
        watch(reply);
    }
}

void Operation::watch(QNetworkReply *reply)
{
    m_reply = reply;
    const Deadlines &deadlines = m_context.deadlines.of(endpointRow(m_request.endpoint).timeout);
    m_idle.start(deadlines.idle);
    m_total.start(deadlines.total);
    connect(reply, &QNetworkReply::uploadProgress, this, [this] { m_idle.start(); });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] { m_idle.start(); });
    connect(reply, &QNetworkReply::readyRead, this, [this, reply] {
        m_idle.start();
        m_body += reply->readAll();
        if (m_body.size() > m_request.bodyLimit)
            giveUp(ErrorKind::TooLarge, tr("more than %1 MB").arg(limitInMegabytes()));
    });
    // Both are called while the network's thread waits, before a byte of the request goes out.
    connect(reply, &QNetworkReply::sslErrors, this,
            [this, reply](const QList<QSslError> &errors) { judge(reply, errors); });
    connect(reply, &QNetworkReply::encrypted, this, [this, reply] { checkPinned(reply); });
    connect(reply, &QNetworkReply::finished, this, &Operation::finished);
}

void Operation::judge(QNetworkReply *reply, const QList<QSslError> &errors)
{
    const QSslCertificate leaf = peerCertificate(reply->sslConfiguration(), errors);
    m_isPinned = isPinnedCertificate(leaf, m_context.pinnedCertificate);
    if (m_isPinned) {
        reply->ignoreSslErrors(errors);
        return;
    }
    m_distrust = errorFor(
        ErrorKind::Tls,
        certificateProblem(leaf, errors, m_context.base.origin.host(), !m_context.pinnedCertificate.isEmpty()));
    m_distrust->delivery = Delivery::NotSent;
    m_distrust->detail = leaf.isNull() ? QString() : fingerprintText(leaf.digest(QCryptographicHash::Sha256));
}

void Operation::checkPinned(QNetworkReply *reply)
{
    // What was judged must be what the connection has come to use.
    if (m_isPinned && !isPinnedCertificate(reply->sslConfiguration().peerCertificate(), m_context.pinnedCertificate))
        giveUp(ErrorKind::Tls, tr("the server changed its certificate while the connection was made"));
}

Delivery Operation::deliveryWithoutAnswer() const
{
    if (!m_left)
        return Delivery::NotSent;
    if (m_reply && failedBeforeSending(m_reply->error()))
        return Delivery::NotSent;
    return Delivery::Unknown;
}

qint64 Operation::limitInMegabytes() const
{
    return m_request.bodyLimit / (1024 * 1024);
}

Error Operation::errorFor(ErrorKind kind, const QString &message) const
{
    Error error = Error::local(kind, message);
    error.delivery = deliveryWithoutAnswer();
    error.endpoint = requestTitle(m_request);
    return error;
}

Error Operation::transportError() const
{
    ErrorKind kind = ErrorKind::Network;
    switch (m_reply->error()) {
    case QNetworkReply::SslHandshakeFailedError:
        if (m_distrust)
            return *m_distrust;
        kind = ErrorKind::Tls;
        break;
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError: return proxyError();
    // A proxy that takes no connection, or refuses to tunnel, is no error of its own to Qt.
    case QNetworkReply::UnknownNetworkError:
        if (usedProxy().type() != QNetworkProxy::NoProxy)
            return proxyError();
        break;
    // Qt's one error for a body that grows past the limit while it is decompressed and for one that is broken; it keeps
    // to itself which of them it was.
    case QNetworkReply::UnknownContentError:
        return errorFor(ErrorKind::TooLarge,
                        tr("its compressed text is broken, or longer than %1 MB").arg(limitInMegabytes()));
    case QNetworkReply::ProtocolInvalidOperationError:
    case QNetworkReply::ProtocolUnknownError: kind = ErrorKind::Protocol; break;
    default: break;
    }
    return errorFor(kind,
                    m_reply->error() == QNetworkReply::ContentReSendError
                        ? tr("the connection closed before the answer")
                        : m_reply->errorString());
}

QNetworkProxy Operation::usedProxy() const
{
    return m_context.network.proxyFactory()->queryProxy(QNetworkProxyQuery(m_reply->url())).value(0);
}

Error Operation::proxyError() const
{
    const QNetworkProxy proxy = usedProxy();
    Error error = errorFor(ErrorKind::Proxy, proxyProblem(proxy, m_reply->error()));
    error.detail = proxyText(proxy);
    // Its answer never was the server's: of that, nothing is known but that it saw no request.
    if (m_reply->error() == QNetworkReply::ProxyAuthenticationRequiredError)
        error.httpStatus = 407;
    return error;
}

void Operation::finished()
{
    m_idle.stop();
    m_total.stop();
    m_body += m_reply->readAll();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 0 && m_context.answered)
        m_context.answered(status);
    std::optional<Error> error;
    // Qt has an error of its own for each status from 400 on, and a redirect of a body that cannot be rewound is one to it;
    // below that, its errors are about the transport.
    if (status == 0 || (status < 300 && m_reply->error() != QNetworkReply::NoError)) {
        error = transportError();
    } else {
        error = answerError(m_request,
                            {status, m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray(),
                             m_reply->rawHeader("Retry-After"), m_reply->rawHeader("Location")},
                            m_body);
    }
    if (error)
        redact(*error);
    QList<std::pair<QByteArray, QByteArray>> headers;
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        headers.append({name, value});
    m_context.traffic.finish(m_trafficNumber, status, headers, m_body,
                             error ? std::optional(error->kind) : std::nullopt, redactor());
    m_trafficNumber = 0;
    m_reply->deleteLater();
    m_reply = nullptr;
    m_upload = nullptr;
    leaveLimiter();
    if (error)
        retryOrSettle(*error);
    else
        settle(std::exchange(m_body, {}));
}

void Operation::retryOrSettle(const Error &error)
{
    if (error.kind == ErrorKind::RateLimited)
        m_context.limiter.refused(error.retryAfter);
    if (!isRead() || !isTemporary(error) || m_retries >= mostRetries) {
        settle(Failure(error));
        return;
    }
    const auto pause
        = error.retryAfter.value_or(m_context.backoff.delay(m_retries, QRandomGenerator::global()->generateDouble()));
    // The limiter shows how long it holds a call back; a longer wait that nobody sees is no better than an error.
    if (error.kind != ErrorKind::RateLimited && error.retryAfter
        && pause > m_context.deadlines.of(endpointRow(m_request.endpoint).timeout).total) {
        settle(Failure(error));
        return;
    }
    ++m_retries;
    if (error.kind == ErrorKind::RateLimited) {
        enqueue(); // the limiter holds it back and shows the countdown
    } else {
        m_again.start(pause);
        tell(Call::Stage::Pausing, pause);
    }
}

void Operation::giveUp(ErrorKind kind, const QString &message)
{
    if (!m_settled)
        return;
    const Error error = errorFor(kind, message);
    drop();
    if (m_trafficNumber != 0)
        m_context.traffic.finish(std::exchange(m_trafficNumber, 0), 0, {}, m_body, kind, redactor());
    if (kind == ErrorKind::Timeout)
        retryOrSettle(error);
    else
        settle(Failure(error));
}

void Operation::drop()
{
    m_idle.stop();
    m_total.stop();
    m_again.stop();
    leaveLimiter();
    if (QNetworkReply *reply = std::exchange(m_reply, nullptr)) {
        // abort() emits finished() at once.
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
    m_upload = nullptr;
}

void Operation::leaveLimiter()
{
    const auto slot = std::exchange(m_slot, std::nullopt);
    if (slot && std::exchange(m_waiting, false))
        m_context.limiter.cancel(*slot);
    else if (slot)
        m_context.limiter.ended(*slot);
}

void Operation::settle(Result<QByteArray> result)
{
    if (const Settled settled = std::exchange(m_settled, nullptr)) {
        leaveLimiter();
        settled(std::move(result));
        deleteLater();
    }
}

Redactor Operation::redactor() const
{
    return {m_context.tokens.tokensUsedFor(m_context.base.origin), endpointRow(m_request.endpoint).secrets};
}

void Operation::redact(Error &error) const
{
    // Each of these texts can be the server's own.
    const Redactor redactor = this->redactor();
    for (QString *text : {&error.code, &error.message, &error.detail})
        *text = redactor.text(*text);
}

} // namespace metascope
