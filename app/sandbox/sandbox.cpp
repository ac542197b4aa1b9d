// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/sandbox.h"

#include "app/base/rawjson.h"
#include "app/sandbox/control/controlserver.h"
#include "app/sandbox/core/api.h"
#include "app/sandbox/front/connection.h"
#include "app/sandbox/front/listener.h"

#include <QtCore/QCoreApplication>

#include <optional>
#include <vector>

namespace metascope::sandbox {

namespace {

struct SandboxText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::Sandbox)
};

Failure invalid(const QString &sentence)
{
    return Failure(Error::local(ErrorKind::Validation, sentence));
}

QByteArray originOf(bool isSecure, quint16 port)
{
    return QByteArray(isSecure ? "https" : "http") + "://127.0.0.1:" + QByteArray::number(port);
}

RawJson asJson(const QByteArray &text)
{
    return RawJson::string(QString::fromUtf8(text));
}

RawJson asJson(const WorkspaceInfo &workspace)
{
    return RawJson::object({{QStringLiteral("id"), RawJson::integer(workspace.id)},
                            {QStringLiteral("name"), RawJson::string(workspace.name)}});
}

RawJson asJson(const Ready::Instance &instance)
{
    QList<RawJson> workspaces;
    for (const WorkspaceInfo &workspace : instance.workspaces)
        workspaces.append(asJson(workspace));
    return RawJson::object({{QStringLiteral("name"), RawJson::string(instance.name)},
                            {QStringLiteral("url"), RawJson::string(instance.url)},
                            {QStringLiteral("workspaces"), RawJson::array(workspaces)},
                            {QStringLiteral("tokens"),
                             RawJson::object({{QStringLiteral("full"), asJson(instance.fullToken)},
                                              {QStringLiteral("readonly"), asJson(instance.readonlyToken)},
                                              {QStringLiteral("expired"), asJson(instance.expiredToken)},
                                              {QStringLiteral("revoked"), asJson(instance.revokedToken)}})}});
}

/// The account's port, the instances', the control origin's.
Result<Done> checkPorts(quint16 first, qsizetype instances)
{
    constexpr qsizetype lastPort = 65'535;
    if (first != 0 && first + instances + 1 > lastPort)
        return invalid(SandboxText::tr("Port %1 leaves no room for the instances' ports after it.").arg(first));
    return Done{};
}

} // namespace

QByteArray Ready::toJson() const
{
    QList<RawJson> all;
    for (const Instance &instance : instances)
        all.append(asJson(instance));
    QList<std::pair<QString, RawJson>> members{
        {QStringLiteral("account_url"), RawJson::string(accountUrl)},
        {QStringLiteral("instances"), RawJson::array(all)},
        {QStringLiteral("tokens"), RawJson::object({{QStringLiteral("account"), asJson(accountToken)}})},
        {QStringLiteral("token"), asJson(token)},
        {QStringLiteral("control_url"), RawJson::string(controlUrl)},
        {QStringLiteral("pid"), RawJson::integer(QCoreApplication::applicationPid())}};
    if (!certificateSha256.isEmpty())
        members.append({QStringLiteral("certificate_sha256"), RawJson::string(certificateSha256)});
    return RawJson::object(members).text();
}

/// Everything that lives from start to stop, in the order in which it has to come up.
struct Sandbox::Run {
    ~Run() { wakeup.raise(); }

    Result<Ready> start(const SandboxOptions &options);
    Result<Done> prepareTls(const SandboxOptions &options);
    Result<Done> bindAll(quint16 port, qsizetype instances);
    [[nodiscard]] Ready describe(const Inventory &inventory, const Origins &origins, quint16 controlPort) const;

    SteadyClock steadyClock;
    Wakeup wakeup;
    std::atomic<qint64> lastConnection = 0;
    std::optional<TlsContext> tls;
    std::unique_ptr<ApiHandler> api;
    std::optional<Desk> desk;
    std::vector<Socket> sockets; ///< the account's and the instances', until a listener has them
    std::optional<ControlServer> control;
    std::list<Listener> listeners;
};

Result<Ready> Sandbox::Run::start(const SandboxOptions &options)
{
    const auto rules = FaultList::parse(options.faults);
    if (!rules)
        return Failure(rules.error());
    if (const auto prepared = prepareTls(options); !prepared)
        return Failure(prepared.error());
    auto made = makeApi(options.api);
    if (!made)
        return Failure(made.error());
    api = *std::move(made);
    const Inventory inventory = api->inventory();
    if (const auto bound = bindAll(options.port, inventory.instances.size()); !bound)
        return Failure(bound.error());
    desk.emplace(*api, options.api.plan, options.clock != nullptr ? *options.clock : steadyClock);

    Origins origins;
    origins.account = originOf(tls.has_value(), sockets.front().port());
    QStringList names;
    for (qsizetype i = 0; i < inventory.instances.size(); ++i) {
        origins.instances.append(originOf(tls.has_value(), sockets[static_cast<std::size_t>(i) + 1].port()));
        names.append(inventory.instances[i].name);
    }
    api->setOrigins(origins);
    desk->begin(names, origins, *rules);

    control.emplace(*desk, wakeup);
    const quint16 wanted = options.port == 0 ? quint16(0) : static_cast<quint16>(options.port + sockets.size());
    const auto controlPort = control->start(wanted);
    if (!controlPort)
        return Failure(controlPort.error());
    int instance = -1;
    for (Socket &socket : sockets) {
        listeners.emplace_back(
            std::move(socket), wakeup, tls ? &*tls : nullptr, [this, instance](std::unique_ptr<Stream> stream) {
                return std::make_unique<Connection>(*desk, std::move(stream), instance, ++lastConnection);
            });
        ++instance;
    }
    return describe(inventory, origins, *controlPort);
}

Result<Done> Sandbox::Run::prepareTls(const SandboxOptions &options)
{
    const bool hasFile = !options.certificateFile.isEmpty();
    if (hasFile == options.keyFile.isEmpty())
        return invalid(SandboxText::tr("A TLS certificate and its key go together."));
    if (options.selfSigned && hasFile)
        return invalid(SandboxText::tr("There is a certificate already: none can be made besides it."));
    if (!options.selfSigned && !hasFile)
        return Done{};
    auto context
        = options.selfSigned ? TlsContext::selfSigned() : TlsContext::load(options.certificateFile, options.keyFile);
    if (!context)
        return Failure(context.error());
    tls = *std::move(context);
    return Done{};
}

Result<Done> Sandbox::Run::bindAll(quint16 port, qsizetype instances)
{
    if (const auto fits = checkPorts(port, instances); !fits)
        return fits;
    for (qsizetype i = 0; i <= instances; ++i) {
        auto socket = Socket::listenOnLoopback(port == 0 ? quint16(0) : static_cast<quint16>(port + i));
        if (!socket)
            return Failure(socket.error());
        sockets.push_back(*std::move(socket));
    }
    return Done{};
}

Ready Sandbox::Run::describe(const Inventory &inventory, const Origins &origins, quint16 controlPort) const
{
    Ready ready;
    ready.accountUrl = QString::fromLatin1(origins.account);
    ready.accountToken = inventory.accountToken;
    for (qsizetype i = 0; i < inventory.instances.size(); ++i)
        ready.instances.append({inventory.instances[i], QString::fromLatin1(origins.instances[i])});
    ready.token = inventory.instances.first().fullToken;
    ready.controlUrl = QString::fromLatin1(originOf(false, controlPort));
    if (tls)
        ready.certificateSha256 = tls->fingerprint();
    return ready;
}

Sandbox::Sandbox() = default;

Sandbox::~Sandbox()
{
    stop();
}

Result<Ready> Sandbox::start(const SandboxOptions &options)
{
    if (m_run)
        return invalid(SandboxText::tr("This sandbox runs already."));
    auto run = std::make_unique<Run>();
    auto ready = run->start(options);
    if (ready)
        m_run = std::move(run);
    return ready;
}

QList<LoggedRequest> Sandbox::requests() const
{
    Q_ASSERT(m_run);
    return m_run->desk->log().entries();
}

HttpResponse Sandbox::control(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    Q_ASSERT(m_run);
    return ControlApi(*m_run->desk).handle(method, path, body);
}

Result<Done> Sandbox::setFaults(const QStringList &rules)
{
    Q_ASSERT(m_run);
    auto parsed = FaultList::parse(rules);
    if (!parsed)
        return Failure(parsed.error());
    m_run->desk->faults().replace(*std::move(parsed));
    return Done{};
}

void Sandbox::stop()
{
    m_run.reset();
}

} // namespace metascope::sandbox
