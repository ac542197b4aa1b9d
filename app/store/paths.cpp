// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QStandardPaths>
#include <QtCore/QTemporaryFile>

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
const QString cacheName = QStringLiteral("/cache.sqlite");
const QString journalName = QStringLiteral("/journal.sqlite");
const QString rightsName = QStringLiteral("/rights.json");
const QString viewName = QStringLiteral("/view.json");

/// Whether something in it was not written by this program (beside our files lie SQLite's logs, locks and what was set
/// aside): such a folder, /tmp say, is not ours to close.
bool holdsOthersFiles(const QString &folder)
{
    const auto entries = QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    return std::ranges::any_of(entries, [](const QString &entry) {
        return std::ranges::none_of(
            std::array{registryName, settingsName, draftsName, cacheName, journalName, rightsName, viewName},
            [&entry](const QString &name) { return entry.startsWith(QStringView(name).sliced(1)); });
    });
}

/// Empty where something can be written. Rights alone do not tell: a file system can be mounted for reading.
QString whyNotWritable(const QString &folder)
{
    QTemporaryFile probe(folder + settingsName + QStringLiteral(".XXXXXX"));
    return probe.open() ? QString() : probe.errorString();
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

QString Paths::rightsFile() const
{
    return m_data + rightsName;
}

QString Paths::viewFile() const
{
    return m_data + viewName;
}

QString Paths::draftsFile() const
{
    return m_data + draftsName;
}

QString Paths::cacheFile() const
{
    return m_data + cacheName;
}

QString Paths::journalFile() const
{
    return m_data + journalName;
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
        if (!QDir().mkpath(folder))
            return Failure(
                Error::local(ErrorKind::Storage, PathText::tr("the folder “%1” cannot be made").arg(folder)));
        // Not of a folder of others, nor of another person.
        if (!holdsOthersFiles(folder))
            QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        if (const QString reason = whyNotWritable(folder); !reason.isEmpty())
            return Failure(
                Error::local(ErrorKind::Storage,
                             PathText::tr("nothing can be written to the folder “%1”, where Metascope keeps "
                                          "what it must not lose: %2. Give this user the right to write there, or "
                                          "start with --config and another folder")
                                 .arg(folder, reason)));
    }
    return Done{};
}

} // namespace metascope
