// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtCore/QByteArray>

#include <functional>
#include <optional>

class QObject;

namespace metascope {

/// What the draft of a table's schema is filed under.
struct DraftKey {
    QString origin; ///< another server under the same id is another table
    InstanceId instance;
    WorkspaceId workspace;
    TableId table;
    bool operator==(const DraftKey &) const = default;
};

/// Where a table editor keeps what is staged. Implemented over the DraftStore.
class DraftKeeper {
public:
    virtual ~DraftKeeper() = default;
    /// Calls `f` once find() knows all drafts: at once where it does already, not at all when `context` is gone by then.
    virtual void whenLoaded(QObject *context, const std::function<void()> &f) = 0;
    virtual void keep(const DraftKey &key, const QByteArray &draft) = 0;
    virtual void drop(const DraftKey &key) = 0;
    [[nodiscard]] virtual std::optional<QByteArray> find(const DraftKey &key) const = 0;
};

} // namespace metascope
