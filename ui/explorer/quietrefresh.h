// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QObject>

#include <chrono>
#include <functional>

namespace metascope {

class ExplorerDock;
class InstanceRegistry;
class LazyTree;
class Sessions;

/// Reads the lists that a person has open again when the program is come back to after a while. Only of an instance whose
/// account says that its plan has no request limit: a budget is the person's. GUI thread.
class QuietRefresh final : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::minutes rest{5}; ///< from one time to the next
    static constexpr int mostLists = 8; ///< at a time, in the order of the tree

    /// All of it outlives this.
    struct Parts {
        ExplorerDock &explorer;
        LazyTree &tree;
        Sessions &sessions;
        const InstanceRegistry &registry;
        std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
    };

    explicit QuietRefresh(const Parts &parts, QObject *parent = nullptr);

    /// The program was come back to. Returns how many lists are read again.
    int activated();

private:
    Parts m_parts;
    QDateTime m_last;
};

} // namespace metascope
