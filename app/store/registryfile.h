// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/instanceregistry.h"

namespace metascope {

/// How the ids of instances for one session begin, and no other: another process can never write one of theirs into the file.
inline constexpr QLatin1String sessionIdPrefix("session--");

/// What the text of a registry file says.
struct RegistryText {
    enum class State {
        Whole, ///< understood
        Damaged, ///< some or all of it was not
        Newer, ///< of a version that this program does not know
    };
    State state = State::Whole;
    QList<InstanceEntry> entries; ///< those that were understood, each id once
    qsizetype lost = 0; ///< entries that were not
};

/// Reads versions 1 and 2. An entry that claims to be for one session, by its place or its id, is not understood. Version 1 kept `token_id` and `person` beside the instance's own members; 2 has a `token`.
RegistryText registryFromText(const QByteArray &text);
/// Version 2, with the members of other versions that the entries came with. Entries for one session only are left out.
QByteArray registryToText(const QList<InstanceEntry> &entries);

} // namespace metascope
