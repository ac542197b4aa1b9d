// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtCore/QByteArray>

#include <optional>

namespace metascope {

/// What the draft of a table's schema is filed under.
struct DraftKey {
    InstanceId instance;
    WorkspaceId workspace;
    TableId table;
    bool operator==(const DraftKey &) const = default;
};

/// Where a table editor keeps what is staged. Implemented over the DraftStore.
class DraftKeeper {
public:
    virtual ~DraftKeeper() = default;
    virtual void keep(const DraftKey &key, const QByteArray &draft) = 0;
    virtual void drop(const DraftKey &key) = 0;
    [[nodiscard]] virtual std::optional<QByteArray> find(const DraftKey &key) const = 0;
};

} // namespace metascope
