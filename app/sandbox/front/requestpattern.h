// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace metascope::sandbox {

/// Picks requests: `PUT */schema`. The method may be `*`; in the glob `*` stands for any characters, `/` too, and
/// everything else for itself. The glob is held against the path after `/api:meta`, as sent, without the query.
class RequestPattern {
public:
    /// From METHOD and PATHGLOB, with white space between them. Error: Validation with a sentence.
    static Result<RequestPattern> parse(const QString &text);

    [[nodiscard]] bool matches(QByteArrayView method, QByteArrayView apiPath) const;
    bool operator==(const RequestPattern &) const = default;

private:
    RequestPattern(QByteArray method, QByteArray glob) : m_method(std::move(method)), m_glob(std::move(glob)) {}
    QByteArray m_method;
    QByteArray m_glob;
};

} // namespace metascope::sandbox
