// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

namespace metascope {

/// Where something is read or written, in the words that stand wherever something is written.
struct Target {
    InstanceId instance;
    QString instanceName;
    WorkspaceId workspace;
    QString workspaceName;
    BranchLabel branch; ///< the live branch's label unless chosen otherwise
    DataSourceLabel dataSource{QStringLiteral("live")};
    bool operator==(const Target &) const = default;
};

} // namespace metascope
