// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/credentials/tokenstore.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace metascope {

/// One profile of Xano's command line.
struct CliProfile {
    QString name;
    QString instanceAddress; ///< `instance_origin`, as it stands
    bool isDefault = false;
    SharedSecret token; ///< null where `problem` is not empty
    QString problem; ///< why it cannot be imported, for people
};

struct CliProfiles {
    QString file; ///< the file itself, behind every link
    bool isReadableByOthers = false;
    QList<CliProfile> profiles; ///< in the order of the file
};

/// Reads a `credentials.yaml` (`default`, `profiles: {NAME: {instance_origin, access_token, insecure, …}}`; the official
/// CLI 1.2.0). A profile with `insecure: true` is listed and never imported: its server is trusted without a check there.
/// Copies that yaml-cpp makes of the tokens while it reads are out of our reach. Errors: Storage (not there, unreadable,
/// no file, more than 1 MB), Validation (no YAML, nested too deep, no profiles); none quotes the file.
Result<CliProfiles> readCliProfiles(const QString &file);

} // namespace metascope
