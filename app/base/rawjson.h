// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>
#include <string_view>
#include <utility>

namespace metascope {

/// One JSON value, kept as the exact text that was received. QJsonDocument cannot do this: it turns
/// 18446744073709551615 into 18446744073709552000, 1.0 into 1, sorts keys and rejects 1e400.
/// A value type (implicitly shared bytes); re-entrant. Always holds valid JSON (`null` when default-made).
class RawJson {
public:
    enum class Kind { Null, Bool, Number, String, Array, Object };
    struct Member;

    RawJson();
    /// Checks the whole text (UTF-8, grammar, depth up to 512) and keeps it without surrounding white space.
    /// Lone surrogate escapes and numbers outside a double's range are valid. Error: Decode, `detail` = byte offset.
    static Result<RawJson> parse(const QByteArray &text);
    static RawJson string(QStringView value);
    static RawJson integer(qint64 value);
    static RawJson boolean(bool value);
    static RawJson array(const QList<RawJson> &elements);
    static RawJson object(const QList<std::pair<QString, RawJson>> &members);
    static RawJson strings(const QStringList &values);

    [[nodiscard]] const QByteArray &text() const { return m_text; }
    [[nodiscard]] Kind kind() const;
    [[nodiscard]] bool isNull() const { return kind() == Kind::Null; }
    [[nodiscard]] bool isObject() const { return kind() == Kind::Object; }
    [[nodiscard]] bool isArray() const { return kind() == Kind::Array; }

    /// An object's members in their order (empty for other kinds); duplicates are all there.
    [[nodiscard]] QList<Member> members() const;
    /// An array's elements in their order (empty for other kinds).
    [[nodiscard]] QList<RawJson> elements() const;
    /// The value whose text is `slice`: that of one value within this one's text.
    [[nodiscard]] RawJson part(std::string_view slice) const;
    /// The member of that name; the last one where a name stands twice.
    [[nodiscard]] std::optional<RawJson> member(QStringView key) const;

    /// The decoded text of a string; a lone surrogate is kept as that code unit. Nothing for other kinds.
    [[nodiscard]] std::optional<QString> toString() const;
    /// An integer exact over 64 bits, also from `1.0` or `1e2` where that is integral. Nothing for other kinds.
    [[nodiscard]] std::optional<qint64> toInteger() const;
    [[nodiscard]] std::optional<bool> toBool() const;

    /// This object with `key` set: the other bytes stay as they are, a new key goes to the end.
    [[nodiscard]] RawJson with(QStringView key, const RawJson &value) const;
    /// This object without `key` (all of its occurrences).
    [[nodiscard]] RawJson without(QStringView key) const;

    /// Equal in meaning: white space, key order and string escapes do not count; numbers compare by their text.
    [[nodiscard]] bool sameValue(const RawJson &other) const;
    /// Indented by two spaces for reading; numbers and string escapes keep their text.
    [[nodiscard]] QByteArray indented() const;

    /// Equal to the byte.
    bool operator==(const RawJson &) const = default;

private:
    struct Trusted {};
    RawJson(Trusted, QByteArray text) : m_text(std::move(text)) {}
    QByteArray m_text;
};

struct RawJson::Member {
    QString key;
    QByteArray rawKey; ///< with its quotes, as it stood
    RawJson value;
    bool operator==(const Member &) const = default;
};

} // namespace metascope
