// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/request.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUrl>

#include <algorithm>

namespace metascope {

namespace {

struct RequestText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Request)
};

QByteArray encoded(const QString &text)
{
    return QUrl::toPercentEncoding(text);
}

} // namespace

QByteArray verbText(Verb verb)
{
    switch (verb) {
    case Verb::Get: return "GET";
    case Verb::Post: return "POST";
    case Verb::Put: return "PUT";
    case Verb::Delete: return "DELETE";
    }
    return {};
}

QByteArray requestPath(const Request &request)
{
    std::string_view rest = endpointRow(request.endpoint).path;
    QByteArray path;
    for (const QString &arg : request.args) {
        const std::size_t open = rest.find('{');
        if (open == std::string_view::npos)
            break;
        path.append(rest.data(), static_cast<qsizetype>(open));
        path += encoded(arg);
        rest.remove_prefix(rest.find('}') + 1);
    }
    path.append(rest.data(), static_cast<qsizetype>(rest.size()));
    return path;
}

QByteArray requestQuery(const Request &request)
{
    QByteArray query;
    const auto add = [&query](const QString &key, const QString &value) {
        query += (query.isEmpty() ? '?' : '&') + encoded(key) + '=' + encoded(value);
    };
    if (request.branch)
        add(QStringLiteral("branch"), request.branch->value());
    for (const auto &[key, value] : request.query)
        add(key, value);
    return query;
}

QUrl requestUrl(const ApiBase &base, const Request &request)
{
    const QByteArray text = base.toString().toUtf8() + requestPath(request) + requestQuery(request);
    return QUrl::fromEncoded(text, QUrl::StrictMode);
}

QString requestTitle(const Request &request)
{
    return QString::fromLatin1(verbText(endpointRow(request.endpoint).verb)) + QLatin1Char(' ')
        + QString::fromUtf8(requestPath(request));
}

Result<Done> checkRequest(const Request &request)
{
    const Endpoint &row = endpointRow(request.endpoint);
    const auto refuse = [&request](const QString &message) {
        Error error = Error::local(ErrorKind::Refused, message);
        error.endpoint = requestTitle(request);
        return Failure(error);
    };
    const auto wanted = static_cast<qsizetype>(std::ranges::count(row.path, '{'));
    if (request.args.size() != wanted || request.args.contains(QString()))
        return refuse(RequestText::tr("an argument of the path is missing"));
    // A server (or a proxy before it) would take these for steps in the path: another resource than the one meant.
    if (request.args.contains(QStringLiteral(".")) || request.args.contains(QStringLiteral("..")))
        return refuse(RequestText::tr("“.” and “..” can not be named in a path"));
    // Both defaults of the API point at production, so neither is left to it.
    if (row.carries == Carries::Branch && (!request.branch || request.branch->value().isEmpty()))
        return refuse(RequestText::tr("the branch is not known"));
    if (row.carries == Carries::DataSource && (!request.dataSource || request.dataSource->value().isEmpty()))
        return refuse(RequestText::tr("the data source is not known"));
    return Done{};
}

} // namespace metascope
