// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/control/controlserver.h"

#include <QtCore/QCoreApplication>

#include <httplib.h>

#include <algorithm>

namespace metascope::sandbox {

namespace {

struct ControlText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::ControlServer)
};

constexpr std::chrono::milliseconds IdleLimit{75'000};
constexpr std::size_t MostBodyBytes = 64 * 1024 * 1024;

/// One of our connections as the library sees it. Its own ones share a few threads, and wait without an eye on our
/// wakeup.
class LibraryStream final : public httplib::Stream {
public:
    /// `stream` outlives it.
    explicit LibraryStream(sandbox::Stream &stream) : m_stream(stream) {}

    [[nodiscard]] bool is_readable() const override { return true; }
    [[nodiscard]] bool is_writable() const override { return true; }
    ssize_t read(char *to, std::size_t size) override
    {
        if (m_arrived.isEmpty())
            m_arrived = m_stream.read(IdleLimit);
        const auto count = std::min(static_cast<qsizetype>(size), m_arrived.size());
        std::copy_n(m_arrived.cbegin(), count, to);
        m_arrived.remove(0, count);
        return count;
    }
    ssize_t write(const char *from, std::size_t size) override
    {
        const auto count = static_cast<qsizetype>(size);
        return m_stream.write({from, count}) ? count : -1;
    }
    void get_remote_ip_and_port(std::string &, int &) const override {}
    void get_local_ip_and_port(std::string &, int &) const override {}
    [[nodiscard]] socket_t socket() const override { return INVALID_SOCKET; }

private:
    sandbox::Stream &m_stream;
    QByteArray m_arrived;
};

/// Whether that may be a page in a browser. Pages reach loopback too, by a name of their own if need be (DNS
/// rebinding); but what they send says where the page is from, or to which name it goes.
bool isFromAPage(const httplib::Request &request)
{
    if (request.has_header("Origin"))
        return true;
    QByteArray host = QByteArray::fromStdString(request.get_header_value("Host")).toLower();
    if (const qsizetype colon = host.lastIndexOf(':'); colon > host.lastIndexOf(']'))
        host.truncate(colon);
    return !host.isEmpty() && host != "127.0.0.1" && host != "localhost" && host != "[::1]";
}

/// Takes away what the library would stumble over: it reads on to the end of the stream where no length is given, and
/// takes no more than 8 kB of the type that curl writes on everything.
void simplify(httplib::Request &request)
{
    if (!request.has_header("Content-Length") && !request.has_header("Transfer-Encoding"))
        request.set_header("Content-Length", "0");
    request.headers.erase("Content-Type");
}

HttpResponse answer(ControlApi &api, const httplib::Request &request)
{
    if (isFromAPage(request)) {
        return controlRefusal(403,
                              ControlText::tr("The control origin answers programs on this machine, not web pages: "
                                              "no \"Origin\", and \"Host\" 127.0.0.1 or localhost."));
    }
    return api.handle(QByteArray::fromStdString(request.method), QByteArray::fromStdString(request.path),
                      QByteArray::fromStdString(request.body));
}

} // namespace

/// The library without its sockets: it reads a request from a stream of ours and writes the answer.
class ControlLibrary final : public httplib::Server {
public:
    /// `api` outlives it.
    explicit ControlLibrary(ControlApi &api)
    {
        const auto handle = [&api](const httplib::Request &request, httplib::Response &response) {
            const HttpResponse given = answer(api, request);
            response.status = given.status;
            response.set_content(given.body.data(), static_cast<std::size_t>(given.body.size()),
                                 given.contentType.toStdString());
        };
        constexpr char anything[] = ".*";
        Get(anything, handle);
        Post(anything, handle);
        Put(anything, handle);
        Patch(anything, handle);
        Delete(anything, handle);
        Options(anything, handle);
        set_payload_max_length(MostBodyBytes);
    }

    /// Any thread, several at once.
    void serveOne(httplib::Stream &stream)
    {
        constexpr bool closesAfter = true;
        bool isClosed = false;
        process_request(stream, closesAfter, isClosed, simplify);
    }
};

namespace {

/// For what a refused request still holds.
constexpr std::chrono::milliseconds Patience{200};

class ControlConversation final : public Conversation {
public:
    /// `library` outlives it.
    ControlConversation(ControlLibrary &library, std::unique_ptr<sandbox::Stream> stream)
        : m_library(library), m_stream(std::move(stream))
    {}

    void run() override
    {
        LibraryStream stream(*m_stream);
        m_library.serveOne(stream);
        m_stream->close(Patience);
    }

private:
    ControlLibrary &m_library;
    const std::unique_ptr<sandbox::Stream> m_stream;
};

} // namespace

ControlServer::ControlServer(Desk &desk, const Wakeup &wakeup)
    : m_api(desk), m_wakeup(wakeup), m_library(std::make_unique<ControlLibrary>(m_api))
{}

ControlServer::~ControlServer() = default;

Result<quint16> ControlServer::start(quint16 port)
{
    auto socket = Socket::listenOnLoopback(port);
    if (!socket)
        return Failure(socket.error());
    const quint16 bound = socket->port();
    m_listener.emplace(*std::move(socket), m_wakeup, nullptr, [this](std::unique_ptr<Stream> stream) {
        return std::make_unique<ControlConversation>(*m_library, std::move(stream));
    });
    return bound;
}

} // namespace metascope::sandbox
