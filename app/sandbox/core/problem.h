// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/sandbox/http.h"

#include <tl/expected.hpp>

namespace metascope::sandbox {

/// Why a call is refused, in the API's own words (which are English whatever the program's language).
struct Problem {
    int status = 400;
    QByteArray code;
    QString message;
    QString param; ///< goes into `payload` where it is not empty

    [[nodiscard]] HttpResponse response() const;
};

template <typename T>
using Outcome = tl::expected<T, Problem>;
using Refusal = tl::unexpected<Problem>;
/// What a route's handler returns: the body of a 200, or the problem.
using Answer = Outcome<RawJson>;

Refusal inputError(const QString &param, const QString &message = QStringLiteral("Input error"));
Refusal badRequest(const QString &message);
Refusal notFound(const QString &message = QStringLiteral("Not found"));

} // namespace metascope::sandbox
