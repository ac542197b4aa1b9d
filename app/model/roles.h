// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/Qt>

namespace metascope::roles {

/// The item data roles that models of this program share, beside Qt's own. LazyTree numbers its own from
/// Qt::UserRole + 100.
enum Role {
    EntryKey = Qt::UserRole + 1, ///< quint64: the value of the entry's EntryKey
    Depth, ///< int: levels of nesting, 0 at the top; the delegate indents by it
    Change, ///< int: EntryChanges of the row, 0 where nothing is staged
    Finding, ///< int: 0 none, 1 warning, 2 problem
    Primary, ///< bool: the primary key
    FieldType, ///< QString: the type as in the API, for the icon
};

} // namespace metascope::roles
