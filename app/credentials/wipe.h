// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QtGlobal>

namespace metascope {

/// Overwrites a text that we hold alone, then empties it. Where it is shared, only the copy that is made here is wiped.
/// volatile: the compiler must not drop a write to memory that is about to be freed.
template <typename Text>
void wipe(Text &text)
{
    volatile char *at = reinterpret_cast<char *>(text.data());
    const qsizetype bytes = text.size() * qsizetype(sizeof(*text.constData()));
    for (qsizetype i = 0; i < bytes; ++i)
        at[i] = '\0';
    text.clear();
}

} // namespace metascope
