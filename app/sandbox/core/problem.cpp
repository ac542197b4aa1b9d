// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/problem.h"

namespace metascope::sandbox {

HttpResponse Problem::response() const
{
    QList<std::pair<QString, RawJson>> members{{QStringLiteral("code"), RawJson::string(QString::fromLatin1(code))},
                                               {QStringLiteral("message"), RawJson::string(message)}};
    if (!param.isEmpty())
        members.append(
            {QStringLiteral("payload"), RawJson::object({{QStringLiteral("param"), RawJson::string(param)}})});
    HttpResponse response;
    response.status = status;
    response.body = RawJson::object(members).text();
    return response;
}

Refusal inputError(const QString &param, const QString &message)
{
    return Refusal(Problem{400, "ERROR_CODE_INPUT_ERROR", message, param});
}

Refusal badRequest(const QString &message)
{
    return Refusal(Problem{400, "ERROR_CODE_BAD_REQUEST", message, {}});
}

Refusal notFound(const QString &message)
{
    return Refusal(Problem{404, "ERROR_CODE_NOT_FOUND", message, {}});
}

} // namespace metascope::sandbox
