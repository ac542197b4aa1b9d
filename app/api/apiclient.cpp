// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apiclient.h"

#include "app/api/httperror.h"
#include "app/api/proxycredentials.h"

#include <QtCore/QPointer>
#include <QtNetwork/QAuthenticator>

#include <memory>

namespace metascope {

namespace {

/// `error`, in the words for a login that was given and refused where it is that; the credentials are told.
Error atProxy(Error error, const QHash<QString, quint64> &logins, const ProxyCredentials *credentials)
{
    // A server behind the proxy that says 407 has answered: it is no proxy.
    if (error.kind != ErrorKind::Proxy || error.httpStatus != 407 || error.delivery != Delivery::NotSent)
        return error;
    const quint64 refused = logins.value(error.detail);
    if (refused != 0)
        error.message = proxyLoginProblem(error.detail, true);
    if (credentials)
        credentials->notLoggedIn(error.detail, refused);
    return error;
}

} // namespace

ApiClient::ApiClient(ApiBase base, const TokenSource &tokens, WriteGate &gate, const Clock &clock,
                     ClientOptions options, QObject *parent)
    : QObject(parent), m_base(std::move(base)), m_tokens(tokens), m_gate(gate), m_options(std::move(options)),
      m_limiter(clock)
{
    m_network.setProxyFactory(new SystemProxies(m_options.systemProxies)); // the manager owns it
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
    connect(&m_network, &QNetworkAccessManager::proxyAuthenticationRequired, this, &ApiClient::logIn);
}

ApiClient::~ApiClient()
{
    // Each settles with Cancelled while everything that it works with is still there.
    const auto operations = findChildren<Operation *>(QString(), Qt::FindDirectChildrenOnly);
    for (Operation *operation : operations)
        delete operation;
}

Operation *ApiClient::start(const Request &request, Operation::Settled settled)
{
    if (const auto checked = checkRequest(request); !checked) {
        settled(Failure(checked.error()));
        return nullptr;
    }
    auto admitted = m_gate.admit(request);
    if (!admitted || (*admitted && !m_options.writeLog)) {
        settled(Failure(admitted ? Error::local(ErrorKind::Storage, tr("there is no journal to take it down in"))
                                 : admitted.error()));
        return nullptr;
    }
    const std::optional<WriteLog::Entry> entry = takeDown(std::move(*admitted));
    const auto operation = std::make_shared<QPointer<Operation>>();
    const quint64 call = m_calls.begin(request, [operation] {
        if (*operation)
            (*operation)->abort();
    });
    OperationContext context{
        m_network,
        m_tokens,
        m_limiter,
        m_traffic,
        m_base,
        m_options.deadlines,
        m_options.backoff,
        m_options.extraAuthorities,
        m_options.lookup,
        m_options.pinnedCertificate,
        [this, endpoint = request.endpoint](int status) { Q_EMIT answered(endpoint, status); },
        [this, call](Call::Stage stage, std::chrono::milliseconds pause) { m_calls.setStage(call, stage, pause); }};
    ++m_running;
    auto *made = new Operation(
        std::move(context), request,
        [this, call, number = entry ? std::optional(entry->number) : std::nullopt,
         settled = std::move(settled)](Result<QByteArray> result) {
            --m_running;
            if (number)
                m_gate.forgetReads();
            if (!result)
                result = Failure(atProxy(result.error(), m_logins, m_options.proxyCredentials));
            if (!result && result.error().kind == ErrorKind::Forbidden && !m_options.forbiddenRemark.isEmpty())
                result.error().message += QStringLiteral(" (%1)").arg(m_options.forbiddenRemark);
            if (number)
                completeEntry(*number, result);
            m_calls.end(call, result ? std::nullopt : std::optional(result.error()));
            settled(std::move(result));
            Q_EMIT runningChanged(m_running);
        },
        this);
    *operation = made;
    Q_EMIT runningChanged(m_running);
    if (entry)
        entry->onDisk.then(made, [made](const Result<Done> &written) {
            if (written)
                made->start();
            else
                made->refuse(written.error());
        });
    else
        made->start();
    return made;
}

std::optional<WriteLog::Entry> ApiClient::takeDown(std::optional<WriteNote> note) const
{
    if (!note)
        return std::nullopt;
    note->host = m_base.origin.toString();
    return m_options.writeLog->begin(*note);
}

void ApiClient::completeEntry(quint64 number, const Result<QByteArray> &result) const
{
    if (result) {
        m_options.writeLog->finish(number, WriteOutcome::Done, {});
        return;
    }
    const Error &error = result.error();
    // What could not be taken down has nothing to be completed.
    if (error.kind == ErrorKind::Storage)
        return;
    const QString words
        = error.message.isEmpty() ? title(error.kind) : QStringLiteral("%1: %2").arg(title(error.kind), error.message);
    m_options.writeLog->finish(number, isSurelyUndone(error) ? WriteOutcome::Failed : WriteOutcome::Unknown,
                               error.delivery == Delivery::NotSent ? tr("Not sent. %1").arg(words) : words);
}

void ApiClient::logIn(const QNetworkProxy &proxy, QAuthenticator *authenticator)
{
    // A server at the end of a tunnel can also say 407: it is no proxy, and gets no password.
    if (!m_options.proxyCredentials || proxy.type() != QNetworkProxy::HttpProxy)
        return;
    const QString name = proxyText(proxy);
    const auto login = m_options.proxyCredentials->loginFor(proxy.hostName(), proxy.port());
    if (!login) {
        m_logins.remove(name);
        return;
    }
    // Qt remembers a login and asks again only where it was refused; given once more it might lock the person's account.
    if (m_logins.value(name) == login->number)
        return;
    m_logins.insert(name, login->number);
    authenticator->setUser(login->user);
    authenticator->setPassword(QString::fromUtf8(login->password.expose()));
}

Error ApiClient::decodeError(const Request &request, Error error)
{
    error.kind = ErrorKind::Decode;
    error.delivery = Delivery::Answered;
    error.httpStatus = 200;
    error.endpoint = requestTitle(request);
    return error;
}

} // namespace metascope
