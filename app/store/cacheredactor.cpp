// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cacheredactor.h"

#include "app/base/jsonscanner.h"

#include <QtCore/QStringList>

#include <algorithm>

namespace metascope {

namespace {

/// `{"` in base64: what a JWT's header begins with.
constexpr char jwtStart[] = "eyJ";
constexpr int jwtDots = 2;
/// Header and signature alone are longer.
constexpr qsizetype shortestJwt = 60;

bool isInJwt(QChar unit)
{
    const char16_t code = unit.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9')
        || code == u'-' || code == u'_' || code == u'.';
}

QString withoutJwts(const QString &text)
{
    QString kept;
    qsizetype copied = 0;
    for (qsizetype at = text.indexOf(QLatin1String(jwtStart)); at >= 0;) {
        qsizetype end = at;
        int dots = 0;
        for (; end < text.size() && isInJwt(text.at(end)); ++end)
            dots += text.at(end) == QLatin1Char('.') ? 1 : 0;
        if (dots >= jwtDots && end - at >= shortestJwt) {
            kept += QStringView(text).sliced(copied, at - copied);
            kept += QLatin1String(Redactor::mark);
            copied = end;
        }
        // What begins further on in the same run is shorter and has no more dots.
        at = text.indexOf(QLatin1String(jwtStart), end);
    }
    return copied == 0 ? text : kept + QStringView(text).sliced(copied);
}

/// With those that stand otherwise in JSON that is itself a text.
CacheRedactor::Secrets withSpellings(CacheRedactor::Secrets secrets)
{
    secrets.removeAll(nullptr);
    const CacheRedactor::Secrets plain = secrets;
    for (const auto &secret : plain) {
        QByteArray spelled = encodeJsonString(QString::fromUtf8(secret->expose()));
        spelled = spelled.sliced(1, spelled.size() - 2);
        if (spelled != secret->expose())
            secrets.append(std::make_shared<const Secret>(std::move(spelled)));
    }
    return secrets;
}

QList<const Secret *> pointersTo(const CacheRedactor::Secrets &secrets)
{
    QList<const Secret *> pointers;
    for (const auto &secret : secrets)
        pointers.append(secret.get());
    return pointers;
}

/// Whether JSON may write it in other bytes, the escapes of plain characters (`\u0041`) aside.
bool hasOtherSpelling(const Secret &secret)
{
    return std::ranges::any_of(secret.expose(),
                               [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\' || c == '/'; });
}

/// Whether a letter, a digit or a mark of ASCII is written as an escape.
bool hasPlainEscape(QByteArrayView json)
{
    constexpr qsizetype length = 6;
    for (qsizetype at = json.indexOf('\\'); at >= 0 && at + length <= json.size(); at = json.indexOf('\\', at + 1))
        if (json.sliced(at).startsWith("\\u00") && json[at + 4] >= '2' && json[at + 4] <= '7')
            return true;
    return false;
}

} // namespace

CacheRedactor::CacheRedactor(const Secrets &secrets)
    : m_secrets(withSpellings(secrets)), m_redactor(pointersTo(m_secrets), {}),
      m_isEscapable(std::ranges::any_of(m_secrets, [](const auto &secret) { return hasOtherSpelling(*secret); }))
{}

QString CacheRedactor::text(const QString &text) const
{
    return withoutJwts(m_redactor.text(text));
}

QStringList CacheRedactor::texts(QStringList texts) const
{
    for (QString &each : texts)
        each = text(each);
    return texts;
}

bool CacheRedactor::mayChange(QByteArrayView json) const
{
    return json.contains(QByteArrayView(jwtStart)) || hasPlainEscape(json) || (m_isEscapable && json.contains('\\'))
        || std::ranges::any_of(
               m_secrets, [json](const auto &secret) { return !secret->isEmpty() && json.contains(secret->expose()); });
}

QByteArray CacheRedactor::json(const QByteArray &json) const
{
    if (!mayChange(json))
        return json;
    QByteArray kept;
    qsizetype copied = 0;
    for (qsizetype at = json.indexOf('"'); at >= 0;) {
        qsizetype end = at + 1;
        while (end < json.size() && json[end] != '"')
            end += json[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, json.size());
        const QByteArrayView quoted = QByteArrayView(json).sliced(at, end - at);
        if (mayChange(quoted)) {
            const QString plain
                = decodeJsonString(std::string_view(quoted.data(), static_cast<std::size_t>(quoted.size())));
            if (const QString rest = text(plain); rest != plain) {
                kept += QByteArrayView(json).sliced(copied, at - copied);
                kept += encodeJsonString(rest);
                copied = end;
            }
        }
        at = json.indexOf('"', end);
    }
    return copied == 0 ? json : kept + json.sliced(copied);
}

CachePlace CacheRedactor::place(CachePlace place) const
{
    place.branch = BranchLabel(text(place.branch.value()));
    place.parent = text(place.parent);
    return place;
}

} // namespace metascope
