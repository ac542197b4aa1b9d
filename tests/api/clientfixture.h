// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenvault.h"
#include "app/sandbox/sandbox.h"
#include "app/session/session.h"
#include "tests/api/notedwrites.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <memory>
#include <optional>

namespace metascope::test {

/// Lets everything through that a ticket allows.
class NormalPolicy final : public GuardPolicy {
public:
    [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override { return GuardLevel::Normal; }
};

/// Deadlines short enough for a test and long enough for a busy machine.
inline ClientOptions quickOptions()
{
    using namespace std::chrono_literals;
    ClientOptions options;
    options.deadlines.quick = options.deadlines.list = options.deadlines.write = {700ms, 2500ms};
    options.backoff = {10ms, 20ms};
    options.writeLog = &anyJournal();
    return options;
}

/// A running sandbox and a session to its first instance.
class ClientFixture {
public:
    explicit ClientFixture(const sandbox::SandboxOptions &options = {}, ClientOptions client = quickOptions())
    {
        const auto started = server.start(options);
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        ready = *started;
        const ApiBase base = *ApiBase::fromUserInput(ready.instances.constFirst().url);
        vault.put(base.origin, std::make_shared<const Secret>(QByteArray(ready.token)));
        session = std::make_unique<Session>(
            Session::Address{InstanceId(QStringLiteral("test")), QStringLiteral("Test"), base}, vault,
            Session::Shared{policy, clock, false, std::move(client)});
    }

    [[nodiscard]] ApiClient &client() const { return session->client(); }
    [[nodiscard]] WorkspaceId workspace() const
    {
        return WorkspaceId(ready.instances.constFirst().workspaces.constFirst().id);
    }

    sandbox::Sandbox server;
    sandbox::Ready ready;
    TokenVault vault;
    NormalPolicy policy;
    SteadyClock clock;
    std::unique_ptr<Session> session;
};

/// Waits for a reply, at most `within`; Timeout as a failed test where it never settles.
template <typename T>
Result<T> waitFor(const Reply<T> &reply, std::chrono::milliseconds within = std::chrono::seconds(20))
{
    QObject context;
    std::optional<Result<T>> outcome;
    reply.then(&context, [&outcome](Result<T> result) { outcome = std::move(result); });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, static_cast<int>(within.count())))
        return Failure(Error::local(ErrorKind::Protocol, QStringLiteral("the reply never settled")));
    return std::move(*outcome);
}

} // namespace metascope::test
