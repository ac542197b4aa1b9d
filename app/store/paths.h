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

    [[nodiscard]] QString registryFile() const { return m_config + QStringLiteral("/instances.json"); }
    [[nodiscard]] QString settingsFile() const { return m_config + QStringLiteral("/settings.ini"); }
    [[nodiscard]] QString draftsFile() const { return m_data + QStringLiteral("/drafts.sqlite"); }
    [[nodiscard]] QString configFolder() const { return m_config; }

    /// Makes the folders, for this user alone (0700). Error: Storage.
    [[nodiscard]] Result<Done> create() const;

private:
    Paths(QString config, QString data) : m_config(std::move(config)), m_data(std::move(data)) {}
    QString m_config;
    QString m_data;
};

} // namespace metascope
