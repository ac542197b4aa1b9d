// SPDX-License-Identifier: GPL-3.0-or-later
// Writes NAME-{light,dark}-{100,200}.png of every view into a folder:
//     metascope-screenshots DIR
// The scale is fixed when an application starts, so this program starts itself once for each.
#include "tests/ui/screenshots/shots.h"

#include <QtCore/QDir>
#include <QtCore/QProcess>
#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

#include <array>

using namespace metascope;

namespace {

constexpr std::array scales{1, 2};

int photograph(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    screenshots::Photographer photographer(application, screenshots::allShots(), arguments.at(1), arguments.at(2));
    photographer.start();
    return QApplication::exec();
}

int startOnePerScale(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().at(1);
    if (!QDir().mkpath(folder)) {
        QTextStream(stderr) << folder << " cannot be made\n";
        return 1;
    }
    int worst = 0;
    for (const int scale : scales) {
        QProcess one;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("QT_SCALE_FACTOR"), QString::number(scale));
        if (!environment.contains(QStringLiteral("QT_QPA_PLATFORM")))
            environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
        one.setProcessEnvironment(environment);
        one.setProcessChannelMode(QProcess::ForwardedChannels);
        one.start(QCoreApplication::applicationFilePath(), {folder, QString::number(scale * 100)});
        if (!one.waitForFinished(-1) || one.exitStatus() != QProcess::NormalExit || one.exitCode() != 0)
            worst = 1;
    }
    return worst;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2)
        return startOnePerScale(argc, argv);
    if (argc == 3)
        return photograph(argc, argv);
    QTextStream(stderr) << "usage: metascope-screenshots DIR\n";
    return 2;
}
