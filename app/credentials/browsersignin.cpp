// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/browsersignin.h"

#include "app/credentials/tokentext.h"
#include "app/credentials/wipe.h"

#include <QtCore/QRandomGenerator>
#include <QtNetwork/QTcpSocket>

#include <array>

namespace metascope {

struct BrowserSignIn::Answer {
    QByteArray status;
    QString text;
    QByteArray extraHeader = {};
    bool isLast = false; ///< nothing is served after it
    bool mayBeFollowed = false; ///< more of the request can be on its way
};

namespace {

constexpr qsizetype LongestHead = 32 * 1024;
constexpr qsizetype MostConnections = 8;
constexpr int MostPorts = 8;
/// Without bytes for so long, nothing more of a request is thought to be on its way.
constexpr std::chrono::milliseconds LingerTime{200};
constexpr std::chrono::seconds LastPageDeadline{5};
constexpr char DonePath[] = "/done";

QByteArray makeNonce()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toHex();
}

QByteArray bytesOf(const QByteArray &status, const QByteArray &extraHeader, const QString &text)
{
    const QByteArray body = "<!DOCTYPE html>\n<html><head><meta "
                            "charset=\"utf-8\"><title>Metascope</title></head><body><p>"
        + text.toHtmlEscaped().toUtf8() + "</p></body></html>\n";
    return "HTTP/1.1 " + status
        + "\r\nContent-Type: text/html; charset=utf-8\r\nCache-Control: "
          "no-store\r\nReferrer-Policy: no-referrer\r\n"
          "Content-Security-Policy: default-src "
          "'none'\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n"
        + extraHeader + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

BrowserSignIn::BrowserSignIn(std::chrono::milliseconds deadline, std::chrono::milliseconds connectionDeadline,
                             QObject *parent)
    : QObject(parent), m_deadline(deadline), m_connectionDeadline(connectionDeadline)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        close();
        m_promise.resolve(Failure(Error::local(ErrorKind::Timeout,
                                               tr("No sign-in came back from the browser in time. "
                                                  "Start it again, or paste a code instead."))));
    });
    for (QTcpServer *server : {&m_ipv4, &m_ipv6})
        connect(server, &QTcpServer::newConnection, this, [this, server] { take(*server); });
}

BrowserSignIn::~BrowserSignIn()
{
    close();
}

Result<BrowserSignIn::Attempt> BrowserSignIn::begin(const Origin &account)
{
    close();
    m_promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    if (account.isEmpty() || (!account.isSecure() && !account.isLoopback()))
        return Failure(Error::local(ErrorKind::Validation, tr("Signing in needs an https address.")));
    if (!listen())
        return Failure(Error::local(ErrorKind::Network,
                                    tr("No port of this machine could be opened "
                                       "for the browser's answer: %1.")
                                        .arg(m_ipv4.errorString())));
    m_path = "/callback/" + makeNonce();
    m_isDone = false;
    m_promise = {};
    m_promise.setAbort([this] {
        close();
        m_promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    });
    m_timer.start(m_deadline);
    const QByteArray callback = "http://127.0.0.1:" + QByteArray::number(m_ipv4.serverPort()) + m_path;
    return Attempt{
        QUrl::fromEncoded(account.toString().toLatin1() + "/login?dest=cli&callback=" + callback.toPercentEncoding()),
        m_promise.reply()};
}

QUrl BrowserSignIn::codePage(const Origin &account)
{
    return QUrl(account.toString() + QStringLiteral("/login?dest=cli&display=code"));
}

/// The same port on both, so that nobody else answers for `localhost`.
bool BrowserSignIn::listen()
{
    for (int i = 0; i < MostPorts; ++i) {
        if (!m_ipv4.listen(QHostAddress::LocalHost))
            return false;
        if (m_ipv6.listen(QHostAddress::LocalHostIPv6, m_ipv4.serverPort())
            || m_ipv6.serverError() != QAbstractSocket::AddressInUseError)
            return true;
        m_ipv4.close();
    }
    return false;
}

void BrowserSignIn::take(QTcpServer &server)
{
    while (QTcpSocket *socket = server.nextPendingConnection()) {
        socket->setReadBufferSize(LongestHead + 1);
        // The oldest goes: a browser's connections on suspicion, and whoever would
        // hold all places.
        if (m_connections.size() == MostConnections)
            m_connections.first()->abort();
        m_connections.append(socket);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
            m_connections.removeOne(socket);
            socket->deleteLater();
        });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(m_connectionDeadline, socket, [socket] { socket->abort(); });
        read(socket);
    }
}

void BrowserSignIn::read(QTcpSocket *socket)
{
    QByteArray head = socket->peek(LongestHead + 1);
    const qsizetype end = head.indexOf("\r\n\r\n");
    if (end < 0 && head.size() <= LongestHead) {
        wipe(head);
        return;
    }
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    const bool isHead = head.startsWith("HEAD ");
    Answer answer{"431 Request Header Fields Too Large", tr("This request is too long."), {}, false, true};
    if (end >= 0 && end <= LongestHead) {
        head.truncate(end);
        answer = answerTo(head);
    }
    wipe(head);
    QByteArray bytes = bytesOf(answer.status, answer.extraHeader, answer.text);
    if (isHead)
        bytes.truncate(bytes.indexOf("\r\n\r\n") + 4);
    socket->write(bytes);
    socket->flush();
    if (answer.mayBeFollowed)
        linger(socket);
    else
        socket->disconnectFromHost();
    if (answer.isLast) {
        m_timer.stop();
        m_ipv4.close();
        m_ipv6.close();
    }
}

/// Closed with bytes that nobody has read, the connection would be reset, and the page lost with it.
void BrowserSignIn::linger(QTcpSocket *socket)
{
    auto *quiet = new QTimer(socket);
    quiet->setSingleShot(true);
    connect(quiet, &QTimer::timeout, socket, &QTcpSocket::disconnectFromHost);
    const auto drop = [socket, quiet] {
        QByteArray rest = socket->readAll();
        wipe(rest);
        quiet->start(LingerTime);
    };
    connect(socket, &QTcpSocket::readyRead, quiet, drop);
    drop();
}

BrowserSignIn::Answer BrowserSignIn::answerTo(const QByteArray &head)
{
    const Answer bad{"400 Bad Request", tr("This is not a request that was waited for."), {}, false, true};
    const QByteArrayView all(head);
    const qsizetype firstEnd = all.indexOf("\r\n");
    const QByteArrayView line = all.first(firstEnd < 0 ? all.size() : firstEnd);
    const qsizetype methodEnd = line.indexOf(' ');
    const qsizetype targetEnd = line.lastIndexOf(' ');
    if (firstEnd < 0 || methodEnd < 1 || targetEnd <= methodEnd || !line.sliced(targetEnd).startsWith(" HTTP/1."))
        return bad;
    int hosts = 0;
    bool isOurs = false;
    for (const QByteArray &field : head.mid(firstEnd + 2).split('\n')) {
        const qsizetype colon = field.indexOf(':');
        if (colon < 0 || field.left(colon).toLower() != "host")
            continue;
        ++hosts;
        const QByteArray host = field.mid(colon + 1).trimmed();
        const QByteArray port = ':' + QByteArray::number(m_ipv4.serverPort());
        isOurs = host == "localhost" + port || host == "127.0.0.1" + port || host == "[::1]" + port;
    }
    if (hosts != 1 || !isOurs)
        return bad;
    if (line.first(methodEnd) != "GET")
        return {"405 Method Not Allowed", tr("Only GET is answered here."), "Allow: GET\r\n", false, true};
    const QByteArrayView target = line.sliced(methodEnd + 1, targetEnd - methodEnd - 1);
    const qsizetype mark = target.indexOf('?');
    const QByteArrayView path = target.first(mark < 0 ? target.size() : mark);
    if (m_isDone && path == QByteArrayView(DonePath))
        return {"200 OK",
                tr("You are signed in. You can close this window and go back to "
                   "Metascope."),
                {},
                true};
    if (!m_path.isEmpty() && path == m_path)
        return receive(mark < 0 ? QByteArrayView() : target.sliced(mark + 1));
    return {"404 Not Found", tr("There is nothing here.")};
}

/// A `+` stays one: no token holds a space.
BrowserSignIn::Answer BrowserSignIn::receive(QByteArrayView query)
{
    constexpr QByteArrayView name("token=");
    QByteArrayView value;
    int times = 0;
    while (!query.isEmpty()) {
        const qsizetype end = query.indexOf('&');
        const QByteArrayView item = query.first(end < 0 ? query.size() : end);
        query = end < 0 ? QByteArrayView() : query.sliced(end + 1);
        if (!item.startsWith(name))
            continue;
        value = item.sliced(name.size());
        ++times;
    }
    const Answer none{"400 Bad Request", tr("No usable token came with this request. Try to sign in again.")};
    if (times != 1)
        return none;
    QByteArray encoded = value.toByteArray();
    QByteArray decoded = QByteArray::fromPercentEncoding(encoded);
    QString text = QString::fromLatin1(decoded);
    auto secret = secretFromPaste(text);
    wipe(encoded);
    wipe(decoded);
    wipe(text);
    if (!secret)
        return none;
    m_path.clear();
    m_isDone = true;
    m_timer.stop();
    m_promise.resolve(std::make_shared<const Secret>(*std::move(secret)));
    // What is left is the last page alone, and not for long; the promise is
    // settled already.
    m_timer.start(LastPageDeadline);
    return {"303 See Other", tr("Signed in."), QByteArray("Location: ") + DonePath + "\r\n"};
}

void BrowserSignIn::close()
{
    m_timer.stop();
    m_path.clear();
    m_isDone = false;
    m_ipv4.close();
    m_ipv6.close();
    for (QTcpSocket *socket : QList<QTcpSocket *>(m_connections)) {
        socket->disconnect(this);
        socket->abort();
        socket->deleteLater();
    }
    m_connections.clear();
}

} // namespace metascope
