// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/control/controlapi.h"

#include <QtCore/QCoreApplication>

#include <limits>

namespace metascope::sandbox {

namespace {

struct ControlText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::ControlApi)
};

Failure invalid(const QString &sentence)
{
    return Failure(Error::local(ErrorKind::Validation, sentence));
}

HttpResponse emptyObject()
{
    HttpResponse response;
    response.body = "{}";
    return response;
}

Result<RawJson> readObject(const QByteArray &body)
{
    auto json = RawJson::parse(body);
    if (!json || !json->isObject())
        return invalid(ControlText::tr("The body has to be a JSON object."));
    return json;
}

std::optional<QString> textMember(const RawJson &object, QStringView key)
{
    const auto value = object.member(key);
    return value ? value->toString() : std::nullopt;
}

struct When {
    RequestPattern match;
    int nth = 1;
};

Result<When> readWhen(const RawJson &json)
{
    const auto match = textMember(json, u"match");
    if (!match)
        return invalid(ControlText::tr("\"when\" is null, or an object with a text \"match\"."));
    const auto pattern = RequestPattern::parse(*match);
    if (!pattern)
        return Failure(pattern.error());
    qint64 nth = 1;
    if (const auto given = json.member(u"nth"))
        nth = given->toInteger().value_or(0);
    if (nth < 1 || nth > std::numeric_limits<int>::max())
        return invalid(ControlText::tr("\"nth\" is a number from 1."));
    return When{*pattern, static_cast<int>(nth)};
}

/// Header names and values of a request to be made; a line break in one would be another header.
Result<QList<std::pair<QByteArray, QByteArray>>> readHeaders(const RawJson &request)
{
    QList<std::pair<QByteArray, QByteArray>> headers;
    const auto given = request.member(u"headers");
    if (!given)
        return headers;
    if (!given->isObject())
        return invalid(ControlText::tr("\"headers\" is an object of texts."));
    for (const RawJson::Member &member : given->members()) {
        const auto value = member.value.toString();
        if (!value)
            return invalid(ControlText::tr("The header \"%1\" is not a text.").arg(member.key));
        headers.append({member.key.toLower().toUtf8(), value->toUtf8()});
    }
    return headers;
}

} // namespace

HttpResponse controlRefusal(int status, const QString &sentence)
{
    HttpResponse response;
    response.status = status;
    response.body = RawJson::object({{QStringLiteral("message"), RawJson::string(sentence)}}).text();
    return response;
}

HttpResponse ControlApi::handle(const QByteArray &method, const QByteArray &path, const QByteArray &body)
{
    if (method == "GET" && path == "/requests") {
        HttpResponse response;
        response.body = toJson(m_desk.log().entries(), m_desk.instanceNames());
        return response;
    }
    if (method == "POST" && path == "/faults")
        return setFaults(body);
    if (method == "POST" && path == "/mutate")
        return mutate(body);
    if (method == "POST" && path == "/reset") {
        m_desk.reset();
        return emptyObject();
    }
    return controlRefusal(
        404,
        ControlText::tr("There is GET /requests, POST /faults, POST /mutate and POST /reset, but no %1 %2.")
            .arg(QString::fromUtf8(method), QString::fromUtf8(path)));
}

HttpResponse ControlApi::setFaults(const QByteArray &body)
{
    const auto json = readObject(body);
    if (!json)
        return controlRefusal(400, json.error().message);
    const auto rules = json->member(u"rules");
    if (!rules || !rules->isArray())
        return controlRefusal(400, ControlText::tr("\"rules\" has to be a list of texts."));
    QStringList texts;
    for (const RawJson &rule : rules->elements()) {
        const auto text = rule.toString();
        if (!text)
            return controlRefusal(400, ControlText::tr("\"rules\" has to be a list of texts."));
        texts.append(*text);
    }
    auto parsed = FaultList::parse(texts);
    if (!parsed)
        return controlRefusal(400, parsed.error().message);
    m_desk.faults().replace(*std::move(parsed));
    return emptyObject();
}

HttpResponse ControlApi::mutate(const QByteArray &body)
{
    const auto json = readObject(body);
    if (!json)
        return controlRefusal(400, json.error().message);
    const auto given = json->member(u"request");
    if (!given || !given->isObject())
        return controlRefusal(400, ControlText::tr("\"request\" has to be an object."));
    const auto request = readRequest(*given);
    if (!request)
        return controlRefusal(400, request.error().message);

    const auto whenJson = json->member(u"when");
    if (whenJson && !whenJson->isNull()) {
        const auto when = readWhen(*whenJson);
        if (!when)
            return controlRefusal(400, when.error().message);
        m_desk.mutations().add(when->match, when->nth, *request);
        return emptyObject();
    }
    const HttpResponse answer = m_desk.runMutation(*request);
    const auto answered = RawJson::parse(answer.body);
    HttpResponse response;
    response.body = RawJson::object({
                                        {QStringLiteral("status"), RawJson::integer(answer.status)},
                                        {QStringLiteral("body"),
                                         answered ? *answered : RawJson::string(QString::fromUtf8(answer.body))},
                                    })
                        .text();
    return response;
}

Result<HttpRequest> ControlApi::readRequest(const RawJson &json) const
{
    const auto instance = instanceIndex(json);
    if (!instance)
        return Failure(instance.error());
    const auto method = textMember(json, u"method");
    if (!method || method->isEmpty())
        return invalid(ControlText::tr("\"method\" has to be a text such as \"PUT\"."));
    const auto path = textMember(json, u"path");
    if (!path || !path->startsWith(QLatin1Char('/')))
        return invalid(ControlText::tr("\"path\" has to be a text that starts with /, relative to /api:meta."));
    auto headers = readHeaders(json);
    if (!headers)
        return Failure(headers.error());

    HttpRequest request;
    request.control = true;
    request.instance = *instance;
    request.method = method->toUpper().toUtf8();
    request.target = path->toUtf8();
    // The list of requests has the prefix, so it may be there.
    if (!request.target.startsWith(QByteArray(MetaPrefix).append('/')))
        request.target.prepend(MetaPrefix);
    request.headers = *std::move(headers);
    if (const auto body = json.member(u"body"); body && !body->isNull()) {
        request.body = body->text();
        if (request.header("content-type").isEmpty())
            request.headers.emplaceBack("content-type", "application/json");
    }
    return request;
}

Result<int> ControlApi::instanceIndex(const RawJson &request) const
{
    const auto given = request.member(u"instance");
    if (!given)
        return 0;
    const QString name = given->toString().value_or(QString());
    if (name == QLatin1String(AccountName))
        return -1;
    const auto index = m_desk.instanceNames().indexOf(name);
    if (index < 0) {
        return invalid(ControlText::tr("\"instance\" has to be one of: %1.")
                           .arg((m_desk.instanceNames() + QStringList(QString::fromLatin1(AccountName)))
                                    .join(QStringLiteral(", "))));
    }
    return static_cast<int>(index);
}

} // namespace metascope::sandbox
