// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/wakeup.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>

namespace metascope::sandbox {

Wakeup::Wakeup()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0)
        qFatal("no pipe: %s", qPrintable(qt_error_string()));
    m_readEnd = Socket(ends[0]);
    m_writeEnd = Socket(ends[1]);
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
}

void Wakeup::raise()
{
    m_isRaised = true;
    const char byte = 1;
    [[maybe_unused]] const auto written = ::write(m_writeEnd.fd(), &byte, 1);
}

} // namespace metascope::sandbox
