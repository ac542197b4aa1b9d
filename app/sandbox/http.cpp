// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/http.h"

#include <algorithm>
#include <array>

namespace metascope::sandbox {

QByteArray HttpRequest::header(QByteArrayView lowerCaseName) const
{
    const auto it = std::ranges::find_if(headers, [&](const auto &entry) { return entry.first == lowerCaseName; });
    return it == headers.end() ? QByteArray() : it->second;
}

QByteArray HttpRequest::path() const
{
    const qsizetype query = target.indexOf('?');
    return query < 0 ? target : target.left(query);
}

QByteArray HttpRequest::apiPath() const
{
    const QByteArray whole = path();
    const qsizetype prefix = whole.indexOf(MetaPrefix);
    return prefix < 0 ? whole : whole.mid(prefix + QByteArrayView(MetaPrefix).size());
}

QByteArray reasonPhrase(int status)
{
    struct Phrase {
        int status;
        const char *text;
    };
    static constexpr std::array<Phrase, 29> phrases{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {402, "Payment Required"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {409, "Conflict"},
        {411, "Length Required"},
        {413, "Payload Too Large"},
        {415, "Unsupported Media Type"},
        {422, "Unprocessable Entity"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    }};
    const auto *it = std::ranges::find(phrases, status, &Phrase::status);
    return it == phrases.end() ? QByteArray("Status") : QByteArray(it->text);
}

HttpResponse errorResponse(int status, QByteArrayView code, QByteArrayView message)
{
    HttpResponse response;
    response.status = status;
    response.body.append("{\"code\":\"").append(code).append("\",\"message\":\"").append(message).append("\"}");
    return response;
}

} // namespace metascope::sandbox
