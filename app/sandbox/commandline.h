// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/sandbox.h"

namespace metascope::sandbox {

/// What the command line asks for.
struct CommandLine {
    enum class Action { Run, ShowHelp, ShowVersion, ShowRoutes };
    Action action = Action::Run;
    SandboxOptions options;

    /// `arguments` with the program's name first. Error: Validation with a sentence.
    static Result<CommandLine> parse(const QStringList &arguments);
    static QString helpText();
};

} // namespace metascope::sandbox
