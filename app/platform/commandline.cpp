// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/commandline.h"

#include "app/platform/deeplink.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct LineText {
    Q_DECLARE_TR_FUNCTIONS(metascope::CommandLine)
};

const QString demoName = QStringLiteral("demo");
const QString configName = QStringLiteral("config");
const QString readOnlyName = QStringLiteral("read-only");
const QString debugName = QStringLiteral("debug-info");
const QString versionName = QStringLiteral("version");
const QString helpName = QStringLiteral("help");

CommandLine usageError(const QString &message)
{
    CommandLine line;
    line.action = CommandLine::Action::UsageError;
    line.message = message;
    return line;
}

} // namespace

CommandLine CommandLine::parse(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOptions({{demoName, QString()},
                       {readOnlyName, QString()},
                       {debugName, QString()},
                       {QStringList{QStringLiteral("v"), versionName}, QString()},
                       {QStringList{QStringLiteral("h"), helpName}, QString()},
                       {configName, QString(), QStringLiteral("DIR")}});
    if (!parser.parse(arguments))
        return usageError(parser.errorText());
    CommandLine line;
    if (parser.isSet(helpName))
        line.action = Action::Help;
    else if (parser.isSet(versionName))
        line.action = Action::Version;
    else if (parser.isSet(debugName))
        line.action = Action::DebugInfo;
    line.demo = parser.isSet(demoName);
    line.readOnly = parser.isSet(readOnlyName);
    line.config = parser.value(configName);
    if (parser.isSet(configName) && line.config.isEmpty())
        return usageError(LineText::tr("--config needs a folder."));
    const QStringList rest = parser.positionalArguments();
    if (rest.size() > 1)
        return usageError(LineText::tr("There can be one link only."));
    if (!rest.isEmpty()) {
        if (!DeepLink::parse(rest.constFirst()))
            return usageError(LineText::tr("“%1” is not a metascope: link.").arg(rest.constFirst().left(200)));
        line.url = rest.constFirst();
    }
    return line;
}

QString CommandLine::help()
{
    return LineText::tr(
        "Usage: metascope [OPTIONS] [metascope:LINK]\n"
        "Workspace explorer for Xano.\n"
        "\n"
        "  --demo          explore a sample workspace; nothing is kept\n"
        "  --config DIR    keep everything that is written in DIR\n"
        "  --read-only     write nothing to any instance\n"
        "  --debug-info    print what a report of a fault needs, and end\n"
        "  --version       print the version, and end\n"
        "  --help          print this, and end\n"
        "\n"
        "Ends with 0, with 1 after a failure, with 2 for a line like this one that is not understood.\n");
}

} // namespace metascope
