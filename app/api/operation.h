// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/calllist.h"
#include "app/api/ratelimiter.h"
#include "app/api/redactor.h"
#include "app/api/request.h"
#include "app/base/backoff.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QSslCertificate>

#include <chrono>
#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QNetworkAccessManager;
class QNetworkProxy;
class QSslError;
QT_END_NAMESPACE

namespace metascope {

class Secret;
class TokenSource;
class TrafficLog;
class UploadDevice;

/// How long a call may take, from the moment that it leaves.
struct Deadlines {
    std::chrono::milliseconds idle{20'000}; ///< without a byte in either direction
    std::chrono::milliseconds total{60'000}; ///< from first to last byte
    bool operator==(const Deadlines &) const = default;
};

/// The deadlines per class of call.
struct DeadlineTable {
    Deadlines quick{std::chrono::seconds(15), std::chrono::seconds(30)};
    Deadlines list{std::chrono::seconds(30), std::chrono::seconds(120)};
    Deadlines write{std::chrono::seconds(30), std::chrono::seconds(60)};

    [[nodiscard]] const Deadlines &of(TimeoutClass timeoutClass) const;
};

/// Finds the addresses of a name: calls `found` in the thread of `context`, unless that is gone by then.
using HostLookup = std::function<void(const QString &host, QObject *context,
                                      std::function<void(const QList<QHostAddress> &)> found)>;

/// The system's own look-up.
void lookUpHost(const QString &host, QObject *context, std::function<void(const QList<QHostAddress> &)> found);

/// What an Operation works with; all of it outlives the Operation.
struct OperationContext {
    QNetworkAccessManager &network;
    const TokenSource &tokens;
    RateLimiter &limiter;
    TrafficLog &traffic;
    ApiBase base;
    DeadlineTable deadlines;
    Backoff backoff;
    QList<QSslCertificate> extraAuthorities;
    HostLookup lookup;
    QByteArray pinnedCertificate; ///< SHA-256; empty: none
    std::function<void(int httpStatus)> answered; ///< an answer with a status came
    std::function<void(Call::Stage stage, std::chrono::milliseconds pause)> staged; ///< it goes on to another stage
};

/// One call in flight: waits for its turn, sends, watches its own deadlines (a Qt transfer timeout and an abort look alike),
/// sends a read again where that is safe, and settles exactly once, also from its destructor.
class Operation final : public QObject {
    Q_OBJECT
public:
    using Settled = std::function<void(Result<QByteArray>)>;

    /// `settled` gets the decompressed body, or why there is none.
    Operation(OperationContext context, Request request, Settled settled, QObject *parent);
    ~Operation() override;
    Q_DISABLE_COPY_MOVE(Operation)

    /// No effect after the end.
    void start();
    /// Instead of start(): ends with that error, nothing sent.
    void refuse(Error error);
    /// Gives up: settles with Cancelled at once.
    void abort();

private:
    void enqueue();
    void tell(Call::Stage stage, std::chrono::milliseconds pause = {}) const;
    void send();
    void found(const QList<QHostAddress> &addresses);
    void sendNow(const Secret &token);
    void watch(QNetworkReply *reply);
    void judge(QNetworkReply *reply, const QList<QSslError> &errors);
    void checkPinned(QNetworkReply *reply);
    void finished();
    void giveUp(ErrorKind kind, const QString &message);
    void settle(Result<QByteArray> result);
    void retryOrSettle(const Error &error);
    void drop();
    void leaveLimiter();
    [[nodiscard]] bool isRead() const;
    [[nodiscard]] qint64 limitInMegabytes() const;
    [[nodiscard]] Error errorFor(ErrorKind kind, const QString &message) const;
    [[nodiscard]] Error transportError() const;
    [[nodiscard]] QNetworkProxy usedProxy() const;
    [[nodiscard]] Error proxyError() const;
    [[nodiscard]] Delivery deliveryWithoutAnswer() const;
    [[nodiscard]] Redactor redactor() const;
    void redact(Error &error) const;

    static constexpr int mostRetries = 3;

    OperationContext m_context;
    Request m_request;
    Settled m_settled;
    QPointer<QNetworkReply> m_reply;
    UploadDevice *m_upload = nullptr; ///< child of the reply
    QByteArray m_body;
    std::optional<Error> m_distrust; ///< what is wrong with the certificate of the reply under way
    bool m_isPinned = false; ///< the reply under way goes through with the pinned certificate alone
    QTimer m_idle;
    QTimer m_total;
    QTimer m_again;
    std::optional<RateLimiter::Slot> m_slot; ///< while it waits or is under way
    quint64 m_trafficNumber = 0;
    int m_retries = 0;
    bool m_waiting = false; ///< for its turn
    bool m_left = false; ///< handed to the network at least once
};

} // namespace metascope
