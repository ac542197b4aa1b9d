// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"
#include "app/api/tokensource.h"
#include "app/base/origin.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <chrono>

class QTcpSocket;

namespace metascope {

/// Signing in with the browser as the official CLI does: the account's login
/// page leads the browser back to a listener on this machine, with the token in
/// the query. Whether Xano takes a callback path with a nonce is not known;
/// where it does not, there is codePage(), whose code is the token itself.
class BrowserSignIn final : public QObject {
    Q_OBJECT

public:
    struct Attempt {
        QUrl page; ///< for the browser; holds the nonce, so it goes into no log
        Reply<SharedSecret> token; ///< Timeout after the deadline; abort() closes the listener
    };

    /// A connection has `connectionDeadline` for its request and our answer.
    explicit BrowserSignIn(std::chrono::milliseconds deadline = std::chrono::minutes(5),
                           std::chrono::milliseconds connectionDeadline = std::chrono::seconds(10),
                           QObject *parent = nullptr);
    ~BrowserSignIn() override;

    /// Listens; an attempt before this one is Cancelled. Keep the object for a
    /// few seconds after the token came: it still serves the page that the
    /// browser is led to. Errors: Validation (plain http beyond loopback),
    /// Network.
    Result<Attempt> begin(const Origin &account);
    /// The page that shows a code to paste.
    static QUrl codePage(const Origin &account);

private:
    struct Answer;
    bool listen();
    void take(QTcpServer &server);
    void read(QTcpSocket *socket);
    static void linger(QTcpSocket *socket);
    [[nodiscard]] Answer answerTo(const QByteArray &head);
    [[nodiscard]] Answer receive(QByteArrayView query);
    void close();

    const std::chrono::milliseconds m_deadline;
    const std::chrono::milliseconds m_connectionDeadline;
    QTcpServer m_ipv4;
    QTcpServer m_ipv6;
    QTimer m_timer;
    QByteArray m_path; ///< the callback's, with the nonce; empty once it was used
    bool m_isDone = false; ///< the token came; only the last page is still served
    QList<QTcpSocket *> m_connections; ///< oldest first
    ReplyPromise<SharedSecret> m_promise;
};

} // namespace metascope
