// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/terminal.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSysInfo>
#include <QtNetwork/QSslSocket>

#include <cstdio>

namespace metascope {

namespace {

QString debugInfo()
{
    return QStringLiteral("Metascope %1\nQt %2 (built with %3)\n%4, %5\nOpenSSL: %6\n")
        .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion()), QStringLiteral(QT_VERSION_STR),
             QSysInfo::prettyProductName(), QSysInfo::currentCpuArchitecture(), QSslSocket::sslLibraryVersionString());
}

} // namespace

bool hasDisplay()
{
#ifdef Q_OS_LINUX
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
        || qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
#else
    return true;
#endif
}

int answer(const CommandLine &line)
{
    switch (line.action) {
    case CommandLine::Action::Help: std::fputs(qPrintable(CommandLine::help()), stdout); break;
    case CommandLine::Action::Version:
        std::printf("metascope %s\n", qPrintable(QCoreApplication::applicationVersion()));
        break;
    case CommandLine::Action::DebugInfo: std::fputs(qPrintable(debugInfo()), stdout); break;
    case CommandLine::Action::UsageError:
        std::fputs(qPrintable(QString(line.message + QLatin1String("\n\n") + CommandLine::help())), stderr);
        return exitcode::usage;
    case CommandLine::Action::Run: break;
    }
    return exitcode::ok;
}

} // namespace metascope
