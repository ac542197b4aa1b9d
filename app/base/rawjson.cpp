// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/rawjson.h"

#include "app/base/jsonscanner.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <simdjson.h>

#include <algorithm>
#include <charconv>
#include <limits>

namespace metascope {

namespace {

struct JsonText {
    Q_DECLARE_TR_FUNCTIONS(metascope::RawJson)
};

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

QByteArray copyOf(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

/// The integer that a number's text stands for, exactly: also of 1.0, 12e2 or 1500e-2.
std::optional<qint64> exactInteger(std::string_view number)
{
    const bool negative = number.starts_with('-');
    if (negative)
        number.remove_prefix(1);
    qint64 exponent = 0;
    if (const std::size_t e = number.find_first_of("eE"); e != std::string_view::npos) {
        std::string_view digits = number.substr(e + 1);
        if (digits.starts_with('+'))
            digits.remove_prefix(1);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc())
            return std::nullopt;
        number = number.substr(0, e);
    }
    std::string digits(number);
    if (const std::size_t point = digits.find('.'); point != std::string::npos) {
        exponent -= static_cast<qint64>(digits.size() - point - 1);
        digits.erase(point, 1);
    }
    while (exponent < 0 && digits.size() > 1 && digits.ends_with('0')) {
        digits.pop_back();
        ++exponent;
    }
    const bool zero = std::ranges::all_of(digits, [](char c) { return c == '0'; });
    if (zero)
        return 0;
    if (exponent < 0 || exponent > std::numeric_limits<qint64>::digits10 + 1)
        return std::nullopt;
    digits.append(static_cast<std::size_t>(exponent), '0');
    if (negative)
        digits.insert(digits.begin(), '-');
    qint64 value = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (problem != std::errc() || end != digits.data() + digits.size())
        return std::nullopt;
    return value;
}

void indent(std::string_view value, int depth, QByteArray &out)
{
    const QByteArray inner(2 * (depth + 1), ' ');
    const QByteArray outer(2 * depth, ' ');
    const bool isObject = value.starts_with('{');
    if (!isObject && !value.starts_with('[')) {
        out.append(value.data(), static_cast<qsizetype>(value.size()));
        return;
    }
    bool first = true;
    const auto next = [&] {
        out += first ? "\n" : ",\n";
        out += inner;
        first = false;
    };
    out += isObject ? '{' : '[';
    if (isObject) {
        eachMember(value, [&](std::string_view key, std::string_view member) {
            next();
            out.append(key.data(), static_cast<qsizetype>(key.size()));
            out += ": ";
            indent(member, depth + 1, out);
        });
    } else {
        eachElement(value, [&](std::string_view element) {
            next();
            indent(element, depth + 1, out);
        });
    }
    if (!first)
        out += '\n' + outer;
    out += isObject ? '}' : ']';
}

} // namespace

RawJson::RawJson() : m_text("null") {}

Result<RawJson> RawJson::parse(const QByteArray &text)
{
    const auto fail = [](const QString &message, std::size_t at) {
        return Failure(Error::local(ErrorKind::Decode, message, JsonText::tr("byte %1").arg(at)));
    };
    if (!simdjson::validate_utf8(text.constData(), static_cast<std::size_t>(text.size())))
        return fail(JsonText::tr("the text is not valid UTF-8"), 0);
    JsonScanner scanner(view(text));
    const auto value = scanner.value();
    if (!value)
        return fail(JsonText::tr("the text is not valid JSON"), scanner.position());
    scanner.skipSpace();
    if (!scanner.atEnd())
        return fail(JsonText::tr("there is more text after the JSON value"), scanner.position());
    const bool whole = value->size() == static_cast<std::size_t>(text.size());
    return RawJson(Trusted{}, whole ? text : copyOf(*value));
}

RawJson RawJson::string(QStringView value)
{
    return {Trusted{}, encodeJsonString(value)};
}

RawJson RawJson::integer(qint64 value)
{
    return {Trusted{}, QByteArray::number(value)};
}

RawJson RawJson::boolean(bool value)
{
    return {Trusted{}, value ? "true" : "false"};
}

RawJson RawJson::array(const QList<RawJson> &elements)
{
    QByteArray text("[");
    for (const RawJson &element : elements) {
        if (text.size() > 1)
            text += ',';
        text += element.m_text;
    }
    return {Trusted{}, text + ']'};
}

RawJson RawJson::object(const QList<std::pair<QString, RawJson>> &members)
{
    QByteArray text("{");
    for (const auto &[key, value] : members) {
        if (text.size() > 1)
            text += ',';
        text += encodeJsonString(key) + ':' + value.m_text;
    }
    return {Trusted{}, text + '}'};
}

RawJson RawJson::strings(const QStringList &values)
{
    QList<RawJson> elements;
    elements.reserve(values.size());
    for (const QString &value : values)
        elements.append(string(value));
    return array(elements);
}

RawJson::Kind RawJson::kind() const
{
    switch (m_text.front()) {
    case '{': return Kind::Object;
    case '[': return Kind::Array;
    case '"': return Kind::String;
    case 't':
    case 'f': return Kind::Bool;
    case 'n': return Kind::Null;
    default: return Kind::Number;
    }
}

QList<RawJson::Member> RawJson::members() const
{
    QList<Member> list;
    eachMember(view(m_text), [&list](std::string_view key, std::string_view value) {
        list.append({decodeJsonString(key), copyOf(key), RawJson(Trusted{}, copyOf(value))});
    });
    return list;
}

QList<RawJson> RawJson::elements() const
{
    QList<RawJson> list;
    eachElement(view(m_text), [&list](std::string_view value) { list.append(RawJson(Trusted{}, copyOf(value))); });
    return list;
}

RawJson RawJson::part(std::string_view slice) const
{
    Q_ASSERT(slice.data() >= m_text.constData() && slice.data() + slice.size() <= m_text.constData() + m_text.size()
             && !slice.empty());
    return {Trusted{}, copyOf(slice)};
}

std::optional<RawJson> RawJson::member(QStringView key) const
{
    std::optional<RawJson> found;
    eachMember(view(m_text), [&found, key](std::string_view memberKey, std::string_view value) {
        if (isJsonKey(memberKey, key))
            found = RawJson(Trusted{}, copyOf(value));
    });
    return found;
}

std::optional<QString> RawJson::toString() const
{
    if (kind() != Kind::String)
        return std::nullopt;
    return decodeJsonString(view(m_text));
}

std::optional<qint64> RawJson::toInteger() const
{
    if (kind() != Kind::Number)
        return std::nullopt;
    return exactInteger(view(m_text));
}

std::optional<bool> RawJson::toBool() const
{
    if (kind() != Kind::Bool)
        return std::nullopt;
    return m_text == "true";
}

RawJson RawJson::with(QStringView key, const RawJson &value) const
{
    if (kind() != Kind::Object)
        return *this;
    const std::string_view text = view(m_text);
    std::optional<std::string_view> last;
    bool empty = true;
    eachMember(text, [&](std::string_view memberKey, std::string_view memberValue) {
        empty = false;
        if (decodeJsonString(memberKey) == key)
            last = memberValue;
    });
    QByteArray changed = m_text;
    if (last) {
        changed.replace(last->data() - text.data(), static_cast<qsizetype>(last->size()), value.m_text);
    } else {
        changed.insert(changed.lastIndexOf('}'),
                       QByteArray((empty ? "" : ",") + encodeJsonString(key) + ':' + value.m_text));
    }
    return {Trusted{}, changed};
}

RawJson RawJson::without(QStringView key) const
{
    if (kind() != Kind::Object)
        return *this;
    QByteArray text("{");
    bool removed = false;
    eachMember(view(m_text), [&](std::string_view memberKey, std::string_view value) {
        if (decodeJsonString(memberKey) == key) {
            removed = true;
            return;
        }
        if (text.size() > 1)
            text += ',';
        text += copyOf(memberKey) + ':' + copyOf(value);
    });
    return removed ? RawJson(Trusted{}, text + '}') : *this;
}

bool RawJson::sameValue(const RawJson &other) const
{
    if (m_text == other.m_text)
        return true;
    if (kind() != other.kind())
        return false;
    switch (kind()) {
    case Kind::Null: return true;
    case Kind::Bool:
    case Kind::Number: return false;
    case Kind::String: return toString() == other.toString();
    case Kind::Array: {
        const QList<RawJson> mine = elements();
        const QList<RawJson> theirs = other.elements();
        return std::ranges::equal(mine, theirs, [](const RawJson &a, const RawJson &b) { return a.sameValue(b); });
    }
    case Kind::Object: {
        QList<Member> mine = members();
        QList<Member> theirs = other.members();
        if (mine.size() != theirs.size())
            return false;
        std::ranges::stable_sort(mine, {}, &Member::key);
        std::ranges::stable_sort(theirs, {}, &Member::key);
        return std::ranges::equal(mine, theirs, [](const Member &a, const Member &b) {
            return a.key == b.key && a.value.sameValue(b.value);
        });
    }
    }
    return false;
}

QByteArray RawJson::indented() const
{
    QByteArray out;
    indent(view(m_text), 0, out);
    return out;
}

} // namespace metascope
