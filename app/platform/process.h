// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace metascope {

/// What has to hold before the first file is written and the first token is in memory: files are for this user alone
/// (umask 077) and a crash leaves no picture of the memory behind (no core dump). Once, at the very start.
void hardenProcess();

} // namespace metascope
