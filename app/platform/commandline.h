// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace metascope {

/// How the program was asked to start, or why not. Read before there is an application object or a display.
struct CommandLine {
    enum class Action { Run, Help, Version, DebugInfo, UsageError };

    Action action = Action::Run;
    QString message; ///< of a usage error
    bool demo = false;
    bool readOnly = false;
    QString config; ///< `--config DIR`, else empty
    QString url; ///< a `metascope:` link, else empty

    /// `arguments` with the program's name first.
    static CommandLine parse(const QStringList &arguments);
    /// What `--help` prints.
    static QString help();
};

/// What the program's process answers to its caller.
namespace exitcode {
inline constexpr int ok = 0;
inline constexpr int failure = 1;
inline constexpr int usage = 2;
} // namespace exitcode

} // namespace metascope
