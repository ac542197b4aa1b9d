// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <QtCore/QList>
#include <QtCore/QMetaType>
#include <QtCore/QString>

namespace metascope {

/// One place where an object uses another or is used by it.
struct Reference {
    enum class Direction { Uses, UsedBy };

    Direction direction = Direction::UsedBy;
    Kind kind = Kind::Table; ///< of the other object
    QString name; ///< of the other object
    QString where; ///< in words: "index btree", "line 12"
    bool isCertain = true; ///< told by a schema; otherwise the name stands in a text
    QString key; ///< of the other object in the tree; empty where it cannot be opened
    int line = 0; ///< of the other object's script, where it is that which names this one; else 0
    bool operator==(const Reference &) const = default;
};

} // namespace metascope

Q_DECLARE_METATYPE(metascope::Reference)
