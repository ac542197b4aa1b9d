// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/process.h"

#include <QtCore/qglobal.h>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#include <sys/stat.h>
#endif
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace metascope {

void hardenProcess()
{
#ifdef Q_OS_UNIX
    constexpr mode_t othersNothing = 077;
    ::umask(othersNothing);
    constexpr rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
#endif
#ifdef Q_OS_LINUX
    // A pattern that pipes dumps to a program does not look at the limit.
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

} // namespace metascope
