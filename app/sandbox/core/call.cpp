// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/call.h"

#include <QtCore/QDateTime>
#include <QtCore/QUrl>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

/// `+` is a space in a query, as forms spell it.
QString decoded(QByteArray text)
{
    return QUrl::fromPercentEncoding(text.replace('+', ' '));
}

QList<std::pair<QString, QString>> parseQuery(const QByteArray &target)
{
    QList<std::pair<QString, QString>> list;
    const qsizetype mark = target.indexOf('?');
    if (mark < 0)
        return list;
    for (const QByteArray &entry : target.mid(mark + 1).split('&')) {
        const qsizetype equals = entry.indexOf('=');
        if (equals > 0)
            list.append({decoded(entry.left(equals)), decoded(entry.mid(equals + 1))});
    }
    return list;
}

QString valueOf(const QList<std::pair<QString, QString>> &list, QStringView name, const QString &otherwise)
{
    const auto found = std::ranges::find_if(list, [name](const auto &entry) { return entry.first == name; });
    return found == list.end() ? otherwise : found->second;
}

} // namespace

Call::Call(const HttpRequest &request, const Route &route, PathArguments arguments, const Environment &environment,
           Database &database, const Grants &grants)
    : m_request(request), m_route(route), m_arguments(std::move(arguments)), m_query(parseQuery(request.target)),
      m_environment(environment), m_database(database), m_grants(grants), m_now(QDateTime::currentMSecsSinceEpoch())
{
    m_query.removeIf([&route](const auto &entry) {
        return std::ranges::none_of(
            route.query, [&entry](const Parameter &each) { return entry.first == QLatin1String(each.name); });
    });
}

Outcome<bool> Call::checkQuery() const
{
    for (const Parameter &parameter : m_route.query)
        if (const auto read = readText(parameter, query(QString::fromLatin1(parameter.name))); !read)
            return Refusal(read.error());
    return true;
}

QString Call::argument(QStringView name) const
{
    return valueOf(m_arguments, name, {});
}

Outcome<qint64> Call::id(QStringView name) const
{
    bool isNumber = false;
    const qint64 value = argument(name).toLongLong(&isNumber);
    if (!isNumber)
        return inputError(name.toString());
    return value;
}

qint64 Call::workspace() const
{
    return id(u"workspace_id").value_or(0);
}

QString Call::query(QStringView name, const QString &otherwise) const
{
    const QString text = valueOf(m_query, name, {});
    return text.isEmpty() ? otherwise : text;
}

bool Call::flag(QStringView name) const
{
    const QString text = query(name);
    return text == "true"_L1 || text == "1"_L1;
}

Outcome<qint64> Call::number(QStringView name, qint64 otherwise) const
{
    const QString text = query(name);
    if (text.isEmpty())
        return otherwise;
    bool isNumber = false;
    const qint64 value = text.toLongLong(&isNumber);
    if (!isNumber)
        return inputError(name.toString());
    return value;
}

Outcome<RawJson> Call::body() const
{
    if (m_request.body.trimmed().isEmpty())
        return readMembers(m_route.body, RawJson::object({}));
    const QByteArray type = m_request.header("content-type");
    if (!type.isEmpty() && !type.startsWith("application/json"))
        return badRequest(u"Unsupported content type."_s);
    const auto json = RawJson::parse(m_request.body);
    if (!json || !json->isObject())
        return badRequest(u"Unable to parse the request body as JSON."_s);
    return m_route.body.data() == anyMember.data() ? *json : readMembers(m_route.body, *json);
}

Outcome<QString> Call::dataSource() const
{
    const QByteArray header = m_route.hasDataSource ? m_request.header("x-data-source") : QByteArray();
    const QString label = header.isEmpty() ? u"live"_s : QString::fromUtf8(header);
    if (m_database
            .row(u"SELECT 1 FROM datasource WHERE instance = ? AND workspace = ? AND label = ?"_s,
                 {instance(), workspace(), label})
            .isEmpty())
        return notFound(u"Invalid data source."_s);
    return label;
}

Outcome<QString> Call::branch() const
{
    const QString label = query(u"branch");
    if (label.isEmpty())
        return liveBranch();
    if (m_database
            .row(u"SELECT 1 FROM branch WHERE instance = ? AND workspace = ? AND label = ?"_s,
                 {instance(), workspace(), label})
            .isEmpty())
        return notFound(u"Invalid branch."_s);
    return label;
}

QString Call::liveBranch() const
{
    return m_database
        .row(u"SELECT label FROM branch WHERE instance = ? AND workspace = ? AND live = 1"_s, {instance(), workspace()})
        .value(0)
        .toString();
}

QString queryValue(const QByteArray &target, QStringView name)
{
    return valueOf(parseQuery(target), name, {});
}

RawJson xanoScript(const Call &call, const QString &text)
{
    if (call.is2023())
        return RawJson::string(text);
    return RawJson::object({{u"status"_s, RawJson::string(u"ok")},
                            {u"value"_s, RawJson::string(text)},
                            {u"message"_s, RawJson::string(u"")}});
}

std::optional<QString> textOf(const RawJson &object, QStringView key)
{
    const auto value = object.member(key);
    return value ? value->toString() : std::nullopt;
}

} // namespace metascope::sandbox
