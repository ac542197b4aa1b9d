// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/instanceregistry.h"
#include "ui/explorer/explorerproxy.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace metascope {

/// The words beside the instances and workspaces of the explorer: tag, guard level, where the token is kept, its end.
struct NodeMarks {
    Q_DECLARE_TR_FUNCTIONS(metascope::NodeMarks)

public:
    /// By the node's key; nothing for one without a word. `forced`: nothing is written in this run.
    static QHash<QString, QList<NodeMark>> of(const QList<InstanceEntry> &entries, bool forced, const QDateTime &now);
};

} // namespace metascope
