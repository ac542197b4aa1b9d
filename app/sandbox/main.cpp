// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandline.h"
#include "app/sandbox/core/api.h"

#include <QtCore/QCoreApplication>

#include <csignal>
#include <cstdio>

using namespace metascope;
using namespace metascope::sandbox;

namespace {

enum ExitCode { Ok = 0, Failed = 1, Usage = 2, PortTaken = 3 };

void printLine(std::FILE *file, const QByteArray &text)
{
    std::fprintf(file, "%s\n", text.constData());
    std::fflush(file);
}

ExitCode exitCode(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network: return PortTaken;
    case ErrorKind::Validation:
    case ErrorKind::Tls: return Usage;
    default: return Failed;
    }
}

ExitCode fail(const Error &error)
{
    printLine(stderr, "metascope-sandbox: " + error.message.toLocal8Bit());
    return exitCode(error);
}

/// Blocked from the start in every thread, so that they wait for sigwait() in this one.
sigset_t blockedEndSignals()
{
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGTERM);
    ::sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

ExitCode runUntilSignal(const SandboxOptions &options, const sigset_t &signals)
{
    Sandbox sandbox;
    const auto ready = sandbox.start(options);
    if (!ready)
        return fail(ready.error());
    printLine(stdout, ready->toJson());
    int received = 0;
    ::sigwait(&signals, &received);
    return Ok;
}

} // namespace

int main(int argc, char **argv)
{
    const sigset_t signals = blockedEndSignals();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("metascope-sandbox"));
    const auto line = CommandLine::parse(QCoreApplication::arguments());
    if (!line)
        return fail(line.error());
    switch (line->action) {
    case CommandLine::Action::ShowHelp: printLine(stdout, CommandLine::helpText().toLocal8Bit()); return Ok;
    case CommandLine::Action::ShowVersion: printLine(stdout, "metascope-sandbox " METASCOPE_VERSION); return Ok;
    case CommandLine::Action::ShowRoutes: printLine(stdout, routesAsJson()); return Ok;
    case CommandLine::Action::Run: break;
    }
    return runUntilSignal(line->options, signals);
}
