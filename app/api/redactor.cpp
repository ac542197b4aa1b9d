// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/redactor.h"

#include "app/base/rawjson.h"
#include "app/base/secret.h"

#include <QtCore/QStringList>

#include <algorithm>
#include <functional>

namespace metascope {

namespace {

/// Bodies with secrets in them are read whole, so there is a bound to how long they may be.
constexpr qsizetype longestSearched = 1024 * 1024;

QStringList segmentsOf(const QString &pointer)
{
    QStringList segments = pointer.split(QLatin1Char('/')).mid(1);
    for (QString &segment : segments)
        segment.replace(QLatin1String("~1"), QLatin1String("/")).replace(QLatin1String("~0"), QLatin1String("~"));
    return segments;
}

RawJson without(const RawJson &json, const QStringList &segments)
{
    if (segments.isEmpty())
        return RawJson::string(QString::fromLatin1(Redactor::mark));
    const QString &first = segments.constFirst();
    const QStringList rest = segments.mid(1);
    const bool any = first == QLatin1String("*");
    if (json.isObject()) {
        QList<std::pair<QString, RawJson>> members;
        for (const RawJson::Member &member : json.members())
            members.append({member.key, any || member.key == first ? without(member.value, rest) : member.value});
        return RawJson::object(members);
    }
    if (json.isArray()) {
        QList<RawJson> elements = json.elements();
        for (qsizetype i = 0; i < elements.size(); ++i)
            if (any || QString::number(i) == first)
                elements[i] = without(elements[i], rest);
        return RawJson::array(elements);
    }
    return json;
}

} // namespace

Redactor::Redactor(const QList<const Secret *> &tokens, std::string_view pointers) : m_pointers(pointers)
{
    for (const Secret *token : tokens)
        if (token && !token->isEmpty())
            m_tokens.append(token);
    std::ranges::sort(m_tokens, std::ranges::greater(), [](const Secret *token) { return token->expose().size(); });
}

QString Redactor::text(QString text) const
{
    for (const Secret *token : m_tokens)
        text.replace(QString::fromUtf8(token->expose()), QLatin1String(mark));
    return text;
}

QByteArray Redactor::bytes(QByteArray bytes) const
{
    for (const Secret *token : m_tokens)
        bytes.replace(token->expose(), mark);
    return bytes;
}

Redactor::Kept Redactor::kept(const QByteArray &body, qsizetype size) const
{
    QByteArray kept = body;
    if (!m_pointers.empty() && !body.isEmpty()) {
        auto json = body.size() <= longestSearched ? RawJson::parse(body) : Result<RawJson>(Failure(Error{}));
        if (!json)
            return {QByteArrayLiteral("[redacted]"), false};
        const auto pointers
            = QString::fromLatin1(m_pointers.data(), static_cast<qsizetype>(m_pointers.size())).split(QLatin1Char(' '));
        for (const QString &pointer : pointers)
            json = without(*json, segmentsOf(pointer));
        kept = json->text();
    }
    // A token that the bound would cut in two is still a token.
    const qsizetype margin = m_tokens.isEmpty() ? 0 : m_tokens.constFirst()->expose().size();
    const bool hasMore = kept.size() > size + margin;
    kept = bytes(kept.first(std::min(kept.size(), size + margin)));
    // Marks are shorter than tokens: the end of what was looked through may have moved before the bound, with a part of one.
    const qsizetype whole = hasMore ? std::max<qsizetype>(0, kept.size() - margin) : kept.size();
    const qsizetype length = std::min(whole, size);
    return {kept.first(length), hasMore || length < kept.size()};
}

} // namespace metascope
