// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/codeparts.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/api/redactor.h"
#include "app/api/trafficlog.h"
#include "app/domain/section.h"
#include "app/model/jsontext.h"
#include "app/store/cachesecrets.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>

namespace metascope {

namespace {

constexpr QStringView input = u"input";
constexpr QStringView output = u"output";
constexpr QStringView requestHeaders = u"request_headers";
constexpr QStringView responseHeaders = u"response_headers";
constexpr qsizetype longestBody = 1024 * 1024; ///< bytes

struct CodeParts {
    Q_DECLARE_TR_FUNCTIONS(metascope::CodeParts)
};

QString headerLine(const RawJson &header)
{
    const QString text = header.toString().value_or(QString::fromUtf8(header.text()));
    const qsizetype colon = text.indexOf(QLatin1Char(':'));
    if (colon < 0 || !isSecretHeader(text.left(colon).trimmed().toUtf8()))
        return text;
    return text.left(colon) + QStringLiteral(": ") + QLatin1String(Redactor::mark);
}

QString headerText(const RawJson &headers)
{
    QStringList lines;
    const auto elements = headers.elements();
    for (const RawJson &header : elements)
        lines.append(headerLine(header));
    const auto members = headers.members(); // another engine's spelling: an object
    for (const RawJson::Member &member : members)
        lines.append(headerLine(
            RawJson::string(QString(member.key + QStringLiteral(": ")
                                    + member.value.toString().value_or(QString::fromUtf8(member.value.text()))))));
    return lines.join(QLatin1Char('\n'));
}

QString bodyText(const RawJson &body)
{
    if (body.text().size() > longestBody)
        return CodeParts::tr("(%1 bytes are too much to be shown here: see the object's JSON.)")
            .arg(body.text().size());
    // A kind without secrets of its own: what is called like one is redacted all the same.
    const QByteArray clean = withoutSecrets(Kind::Function, body).text();
    return QString::fromUtf8(json::laidOut(clean).value_or(clean));
}

void addBody(QList<CodePart> &parts, const ObjectSummary &object, QStringView key, const QString &title)
{
    const auto body = object.raw.member(key);
    if (!body || body->isNull())
        return;
    const bool isEmpty = body->text() == "{}" || body->text() == "[]" || body->text() == "\"\"";
    parts.append(
        {title, isEmpty ? QString() : bodyText(*body), code::Language::Json, CodeParts::tr("Nothing was passed.")});
}

void addHeaders(QList<CodePart> &parts, const ObjectSummary &object, QStringView key, const QString &title)
{
    const auto headers = object.raw.member(key);
    if (headers && (headers->isArray() || headers->isObject()))
        parts.append({title, headerText(*headers), code::Language::Json, CodeParts::tr("No headers were kept.")});
}

/// Why there is no script.
QString scriptSentence(const ObjectSummary &object)
{
    const auto script = object.raw.member(u"xanoscript");
    const auto message = script ? script->member(u"message") : std::nullopt;
    const QString why = message ? message->toString().value_or(QString()) : QString();
    return why.isEmpty() ? CodeParts::tr("The server sent no XanoScript for it.")
                         : CodeParts::tr("The server could not write it as XanoScript: %1").arg(why.left(1000));
}

} // namespace

QString shownUri(QString uri)
{
    static const QRegularExpression secret(QStringLiteral("([?&][^=&#]*(?:token|key|secret|passw|auth)[^=&#]*=)[^&#]*"),
                                           QRegularExpression::CaseInsensitiveOption);
    return uri.replace(secret, QStringLiteral("\\1") + QLatin1String(Redactor::mark));
}

QList<CodePart> codePartsOf(const ObjectSummary &object)
{
    QList<CodePart> parts;
    if (isHistory(object.kind)) {
        addBody(parts, object, input, CodeParts::tr("Input"));
        addBody(parts, object, output, CodeParts::tr("Output"));
        addHeaders(parts, object, requestHeaders, CodeParts::tr("Request Headers"));
        addHeaders(parts, object, responseHeaders, CodeParts::tr("Response Headers"));
        return parts;
    }
    const bool mayHaveScript = operationsOf(object.kind).get && operationsOf(object.kind).hasScript;
    if (mayHaveScript || !object.xanoScript.isEmpty())
        parts.append(
            {CodeParts::tr("XanoScript"), object.xanoScript, code::Language::XanoScript, scriptSentence(object)});
    return parts;
}

bool hasOwnPlace(const ObjectSummary &object, const RawJson::Member &member)
{
    if (isHistory(object.kind))
        return member.key == input || member.key == output || member.key == requestHeaders
            || member.key == responseHeaders;
    return member.key == input && member.value.isArray();
}

QString authenticationWords(const RawJson &auth)
{
    if (const auto flag = auth.toBool())
        return *flag ? CodeParts::tr("required") : CodeParts::tr("none");
    if (const auto number = auth.toInteger(); number && auth.kind() == RawJson::Kind::Number)
        return *number > 0 ? CodeParts::tr("table %1").arg(*number) : CodeParts::tr("none");
    if (const auto text = auth.toString())
        return text->isEmpty() ? CodeParts::tr("none") : *text;
    if (auth.isNull() || auth.text() == "{}" || auth.text() == "[]")
        return CodeParts::tr("none");
    for (const QStringView key : {QStringView(u"name"), QStringView(u"table")})
        if (const auto name = auth.member(key); name && !name->toString().value_or(QString()).isEmpty())
            return *name->toString();
    if (const auto id = auth.member(u"id"); id && id->toInteger().value_or(0) > 0)
        return CodeParts::tr("table %1").arg(*id->toInteger());
    return QString::fromUtf8(auth.text().left(200));
}

} // namespace metascope
