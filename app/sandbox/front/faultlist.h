// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/faultrule.h"

#include <QtCore/QStringList>

#include <mutex>
#include <vector>

namespace metascope::sandbox {

/// The rules in force. Any thread.
class FaultList final {
public:
    /// All rules or none. Error: Validation.
    static Result<std::vector<FaultRule>> parse(const QStringList &rules);

    void replace(std::vector<FaultRule> rules);
    /// The fault of the first rule that matches, counted down; nothing where none does.
    std::optional<Fault> take(QByteArrayView method, QByteArrayView apiPath);

private:
    std::mutex m_mutex;
    std::vector<FaultRule> m_rules;
};

} // namespace metascope::sandbox
