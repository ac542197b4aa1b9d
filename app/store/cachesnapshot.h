// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cachefile.h"

namespace metascope {

/// As long as it lives, what is read is of one moment. Queries end before it.
class CacheSnapshot final {
public:
    explicit CacheSnapshot(CacheFile &file) : m_file(file) { m_file.run(QStringLiteral("BEGIN")); }
    ~CacheSnapshot()
    {
        if (m_file.isConnected())
            m_file.run(QStringLiteral("COMMIT"));
    }
    Q_DISABLE_COPY_MOVE(CacheSnapshot)

private:
    CacheFile &m_file;
};

} // namespace metascope
