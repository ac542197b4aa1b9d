// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <string_view>

namespace metascope {

class Secret;

/// Takes out of a call's texts what must be neither shown nor kept: its token (and those that
/// were used before it), wherever a server repeats one, and the values that the call's row names as secret. Holds the tokens
/// by reference: made for the moment.
class Redactor {
public:
    /// `pointers` as in Endpoint::secrets; `token` may be null.
    Redactor(const Secret *token, std::string_view pointers) : Redactor(QList<const Secret *>{token}, pointers) {}
    Redactor(const QList<const Secret *> &tokens, std::string_view pointers);

    /// Without the tokens.
    [[nodiscard]] QString text(QString text) const;
    [[nodiscard]] QByteArray bytes(QByteArray bytes) const;
    /// At most `size` bytes of a body, without the token and the secret values. A body that has some and cannot be read
    /// (no JSON, or too long to be looked through) is left out as a whole.
    [[nodiscard]] QByteArray body(const QByteArray &body, qsizetype size) const { return kept(body, size).text; }
    struct Kept {
        QByteArray text;
        bool isCut = false; ///< there was more than `size` allows
    };
    /// The same, and whether that was all of it.
    [[nodiscard]] Kept kept(const QByteArray &body, qsizetype size) const;

    /// What stands in the place of what was taken out.
    static constexpr char mark[] = "[redacted]";

private:
    QList<const Secret *> m_tokens; ///< the longest first: one can be a part of another
    std::string_view m_pointers;
};

} // namespace metascope
