// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

struct PathText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Paths)
};

const QString folderName = QStringLiteral("/metascope");
const QString registryName = QStringLiteral("/instances.json");
const QString settingsName = QStringLiteral("/settings.ini");
const QString draftsName = QStringLiteral("/drafts.sqlite");

/// A folder with content and none of it ours, such as /tmp: not ours to close.
bool holdsOthersFiles(const QString &folder)
{
    if (QDir(folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot))
        return false;
    return std::ranges::none_of(std::array{registryName, settingsName, draftsName},
                                [&folder](const QString &name) { return QFile::exists(QString(folder + name)); });
}

} // namespace

QString Paths::registryFile() const
{
    return m_config + registryName;
}

QString Paths::settingsFile() const
{
    return m_config + settingsName;
}

QString Paths::draftsFile() const
{
    return m_data + draftsName;
}

Paths Paths::ofUser()
{
    return {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + folderName,
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + folderName};
}

Paths Paths::below(const QString &folder)
{
    const QString absolute = QDir(folder).absolutePath();
    return {absolute, absolute};
}

Result<Done> Paths::create() const
{
    for (const QString &folder : {m_config, m_data}) {
        const bool made = QDir().mkpath(folder)
            && (holdsOthersFiles(folder)
                || QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        if (!made)
            return Failure(
                Error::local(ErrorKind::Storage, PathText::tr("the folder “%1” cannot be made").arg(folder)));
    }
    return Done{};
}

} // namespace metascope
