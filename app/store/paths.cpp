// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>

namespace metascope {

namespace {

struct PathText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Paths)
};

const QString folderName = QStringLiteral("/metascope");

} // namespace

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
            && QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (!made)
            return Failure(
                Error::local(ErrorKind::Storage, PathText::tr("the folder “%1” cannot be made").arg(folder)));
    }
    return Done{};
}

} // namespace metascope
