// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/domain/workspace.h"

#include <QtCore/QHash>
#include <QtCore/QList>

#include <optional>

namespace metascope {

/// The runs that were listed last, so that one of them opens without a call: the API has none for a single run, and a run
/// never changes. In memory alone, since they hold people's data. GUI thread.
class SeenRuns final {
public:
    /// Older ones are forgotten first.
    static constexpr qsizetype most = 1000;

    /// Where a run of that list stands.
    static NodePath pathOf(const NodePath &history, const ObjectSummary &run);
    void add(const NodePath &history, const QList<ObjectSummary> &runs);
    [[nodiscard]] std::optional<ObjectSummary> find(const NodePath &run) const;
    void clear();

private:
    QHash<QString, ObjectSummary> m_runs; ///< by node key
    QList<QString> m_order; ///< oldest first
};

} // namespace metascope
