// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope {

struct DeepLink;
class LazyTree;

/// Where a link leads in the tree as it is known now: nothing is loaded for it.
struct LinkTarget {
    QString key; ///< of a node of the tree; empty: the instance is not on the list
    bool isExact = false; ///< what the link names; else the nearest node above it that is known

    static LinkTarget of(const DeepLink &link, const LazyTree &tree);
};

} // namespace metascope
