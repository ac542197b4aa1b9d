// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace metascope::test {

/// What surrounds the test process: tests/support/with-keyring.sh makes it, `METASCOPE_KEYRING` names it.
enum class Surroundings {
    Session, ///< nothing is asked for: only the session-only store can be tested
    Unlocked, ///< a real gnome-keyring of its own on a bus of its own
    Locked, ///< the same, locked, with nobody to ask
    NoProvider, ///< a bus of its own on which nothing keeps secrets
    NoBus,
    Unknown, ///< a name that is none of these
};

/// By `METASCOPE_KEYRING`: unset, `unlocked`, `locked`, `no-provider` or `no-bus`.
Surroundings surroundings();
/// Why a case that brings its own service is skipped on the person's bus.
inline constexpr char needsOwnBus[]
    = "needs a bus of its own: with-keyring.sh --no-provider, METASCOPE_KEYRING=no-provider";

/// The private keyring itself, asked and told over D-Bus without any code of the program. Calls block; none is made
/// outside the private bus.
class Keyring {
public:
    /// What keeps the surroundings from being what their name says; empty where they are.
    static QString differsFrom(Surroundings claimed);
    /// These two return whether the keyring's own answer is now the wanted one.
    static bool lock();
    static bool unlock();
};

} // namespace metascope::test
