// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/apiclient.h"

#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QSslConfiguration>

namespace metascope {

namespace {

/// The system's proxies, but never one for this machine itself.
class ProxyFactory final : public QNetworkProxyFactory {
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const auto origin = Origin::fromUrl(query.url());
        if (!origin || origin->isLoopback())
            return {QNetworkProxy(QNetworkProxy::NoProxy)};
        return systemProxyForQuery(query);
    }
};

} // namespace

ApiClient::ApiClient(ApiBase base, const TokenSource &tokens, WriteGate &gate, const Clock &clock,
                     ClientOptions options, QObject *parent)
    : QObject(parent), m_base(std::move(base)), m_tokens(tokens), m_gate(gate), m_options(std::move(options)),
      m_limiter(clock)
{
    m_network.setProxyFactory(new ProxyFactory); // the manager owns it
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
    m_network.setAutoDeleteReplies(false);
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
    if (const auto admitted = m_gate.admit(request); !admitted) {
        settled(Failure(admitted.error()));
        return nullptr;
    }
    OperationContext context{m_network,
                             m_tokens,
                             m_limiter,
                             m_traffic,
                             m_base,
                             m_options.deadlines,
                             m_options.backoff,
                             m_options.extraAuthorities,
                             m_options.lookup};
    ++m_running;
    auto *operation = new Operation(
        std::move(context), request,
        [this, isWrite = endpointRow(request.endpoint).effect != Effect::Read,
         settled = std::move(settled)](Result<QByteArray> result) {
            --m_running;
            if (isWrite)
                m_gate.forgetReads();
            settled(std::move(result));
            Q_EMIT runningChanged(m_running);
        },
        this);
    Q_EMIT runningChanged(m_running);
    operation->start();
    return operation;
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
