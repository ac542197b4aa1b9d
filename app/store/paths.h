// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QString>

namespace metascope {

/// Where everything lies that the program writes. Made once in main().
class Paths {
public:
    /// The XDG folders of this user.
    static Paths ofUser();
    /// Everything below one folder (`--config DIR`, the demo's temporary one).
    static Paths below(const QString &folder);

    [[nodiscard]] QString registryFile() const;
    [[nodiscard]] QString settingsFile() const;
    [[nodiscard]] QString draftsFile() const;
    [[nodiscard]] QString cacheFile() const;
    [[nodiscard]] QString journalFile() const;
    [[nodiscard]] QString rightsFile() const;
    [[nodiscard]] QString viewFile() const;
    [[nodiscard]] QString configFolder() const { return m_config; }

    /// Makes the folders, for this user alone (0700). One that is there already becomes so too, unless it holds files of
    /// others: then only our own files are closed to them. Error: Storage.
    [[nodiscard]] Result<Done> create() const;

private:
    Paths(QString config, QString data) : m_config(std::move(config)), m_data(std::move(data)) {}
    QString m_config;
    QString m_data;
};

} // namespace metascope
