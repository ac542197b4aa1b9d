// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/calllist.h"
#include "app/api/operation.h"
#include "app/api/reply.h"
#include "app/api/request.h"
#include "app/api/systemproxies.h"
#include "app/api/trafficlog.h"
#include "app/api/writegate.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QSslCertificate>

#include <functional>

QT_BEGIN_NAMESPACE
class QAuthenticator;
QT_END_NAMESPACE

namespace metascope {

class ProxyCredentials;
class TokenSource;

/// Turns the JSON of an answer into a value; may run on another thread, so it must hold nothing by reference.
template <typename T>
using Decoder = std::function<Result<T>(const RawJson &)>;

/// How a client reaches the network; the defaults are right for every origin that the system trusts.
struct ClientOptions {
    QList<QSslCertificate> extraAuthorities; ///< trusted besides the system's store; for tests only
    DeadlineTable deadlines;
    Backoff backoff;
    HostLookup lookup = lookUpHost;
    QByteArray
        pinnedCertificate; ///< SHA-256 of the one certificate that is accepted although nobody vouches for it; empty: none
    ProxyLookup systemProxies; ///< the system's own where none is given; for tests only
    const ProxyCredentials *proxyCredentials = nullptr; ///< outlives the client; null: no proxy gets a login of ours
    WriteLog *writeLog = nullptr; ///< outlives the client, like the one above; null: no write leaves
    QString forbiddenRemark; ///< what is known of the token that a 403 can come from, for people; empty: nothing
};

/// Sends the requests of one origin: an instance's, or the account's. Lives in one thread; aborts what it has under way
/// when it is destroyed. Its collaborators must outlive it.
class ApiClient final : public QObject {
    Q_OBJECT
public:
    ApiClient(ApiBase base, const TokenSource &tokens, WriteGate &gate, const Clock &clock, ClientOptions options = {},
              QObject *parent = nullptr);
    ~ApiClient() override;

    [[nodiscard]] const ApiBase &base() const { return m_base; }
    [[nodiscard]] RateLimiter &limiter() { return m_limiter; }
    [[nodiscard]] TrafficLog &traffic() { return m_traffic; }
    /// What is under way, and each of it can be given up there.
    [[nodiscard]] CallList &calls() { return m_calls; }
    [[nodiscard]] WriteGate &gate() { return m_gate; }
    /// How many calls are under way, waiting ones included.
    [[nodiscard]] int running() const { return m_running; }

    /// Sends one call and decodes its answer. An answer without a body counts as `null`.
    template <typename T>
    Reply<T> send(Request request, Decoder<T> decode)
    {
        ReplyPromise<T> promise;
        Reply<T> reply = promise.reply();
        const quint64 epoch = m_gate.epoch();
        Operation *operation
            = start(request, [this, request, epoch, promise, decode = std::move(decode)](Result<QByteArray> body) {
                  if (!body)
                      promise.resolve(Failure(body.error()));
                  else if (body->size() < inlineDecode)
                      take(request, epoch, decoded<T>(request, *body, decode), promise);
                  else
                      decodeElsewhere(request, epoch, *body, decode, promise);
              });
        if (operation)
            promise.setAbort([guard = QPointer(operation)] {
                if (guard)
                    guard->abort();
            });
        return reply;
    }

    /// Bodies from this size on are decoded on another thread, so that the window never waits for one.
    static constexpr qsizetype inlineDecode = 64 * 1024;
    /// What went wrong in decoding the answer of `request`, as send() tells it.
    static Error decodeError(const Request &request, Error error);

Q_SIGNALS:
    void runningChanged(int running);
    /// An answer with an HTTP status came, whichever it is; once per request that was sent, so also for each retried one.
    void answered(metascope::EndpointId endpoint, int httpStatus);

private:
    Operation *start(const Request &request, Operation::Settled settled);
    /// Every write is taken down here: nothing else starts an operation.
    std::optional<WriteLog::Entry> takeDown(std::optional<WriteNote> note) const;
    void completeEntry(quint64 number, const Result<QByteArray> &result) const;
    void logIn(const QNetworkProxy &proxy, QAuthenticator *authenticator);

    template <typename T>
    using Decoded = Result<std::pair<T, RawJson>>;

    template <typename T>
    static Decoded<T> decoded(const Request &request, const QByteArray &body, const Decoder<T> &decode)
    {
        const Result<RawJson> json = RawJson::parse(body.isEmpty() ? QByteArrayLiteral("null") : body);
        if (!json)
            return Failure(decodeError(request, json.error()));
        Result<T> value = decode(*json);
        if (!value)
            return Failure(decodeError(request, value.error()));
        return std::pair(std::move(*value), *json);
    }

    template <typename T>
    void take(const Request &request, quint64 epoch, Decoded<T> outcome, const ReplyPromise<T> &promise)
    {
        if (!outcome) {
            promise.resolve(Failure(outcome.error()));
            return;
        }
        m_gate.witness(request, outcome->second, epoch);
        promise.resolve(std::move(outcome->first));
    }

    template <typename T>
    void decodeElsewhere(const Request &request, quint64 epoch, const QByteArray &body, const Decoder<T> &decode,
                         const ReplyPromise<T> &promise)
    {
        auto *watcher = new QFutureWatcher<Decoded<T>>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, request, epoch, promise] {
            watcher->deleteLater();
            take(request, epoch, watcher->result(), promise);
        });
        // With the watcher goes the last holder of the promise, which settles as Cancelled.
        promise.setAbort([guard = QPointer(watcher)] { delete guard.data(); });
        watcher->setFuture(QtConcurrent::run([request, body, decode] { return decoded<T>(request, body, decode); }));
    }

    ApiBase m_base;
    const TokenSource &m_tokens;
    WriteGate &m_gate;
    ClientOptions m_options;
    RateLimiter m_limiter;
    TrafficLog m_traffic;
    CallList m_calls;
    QNetworkAccessManager m_network;
    QHash<QString, quint64> m_logins; ///< per proxy, the number of the login that it was last given
    int m_running = 0;
};

} // namespace metascope
