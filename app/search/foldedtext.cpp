// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/foldedtext.h"

#include <QtCore/QChar>
#include <QtCore/QString>

namespace metascope::folded {

namespace {

enum class Class { Separator, Lower, Upper, Digit, Symbol };

/// The code point at `at`, and `at` behind it; half a pair stands for itself.
char32_t next(QStringView text, qsizetype &at)
{
    const QChar first = text[at++];
    if (first.isHighSurrogate() && at < text.size() && text[at].isLowSurrogate())
        return QChar::surrogateToUcs4(first, text[at++]);
    return first.unicode();
}

bool isAscii(char32_t c)
{
    return c < 0x80;
}

Class classOf(char32_t c)
{
    if (isAscii(c)) {
        if (c >= U'a' && c <= U'z')
            return Class::Lower;
        if (c >= U'A' && c <= U'Z')
            return Class::Upper;
        return c >= U'0' && c <= U'9' ? Class::Digit : Class::Separator;
    }
    if (QChar::isUpper(c))
        return Class::Upper;
    if (QChar::isLetter(c) || QChar::isMark(c))
        return Class::Lower;
    if (QChar::isNumber(c))
        return Class::Digit;
    return QChar::isSymbol(c) ? Class::Symbol : Class::Separator;
}

/// Letters that people look for by another one although Unicode does not take them apart.
char32_t plainLetter(char32_t c)
{
    switch (c) {
    case 0x00F8: return U'o'; // o with stroke
    case 0x0111: return U'd'; // d with stroke
    case 0x0127: return U'h'; // h with stroke
    case 0x0131: return U'i'; // dotless i
    case 0x0142: return U'l'; // l with stroke
    default: return c;
    }
}

class Folder final {
public:
    Folder(std::vector<char32_t> &units, std::vector<qsizetype> *origins) : m_units(units), m_origins(origins) {}

    void put(char32_t c, qsizetype origin, char32_t flags)
    {
        m_origin = origin;
        m_flags = flags;
        decompose(c);
    }

private:
    void decompose(char32_t c)
    {
        if (isAscii(c)) {
            const bool isControl = c < U' ' || c == 0x7F;
            emitUnit(isControl ? U' ' : c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c);
            return;
        }
        const QString parts = QChar::decomposition(c);
        if (parts.isEmpty()) {
            emitFolded(c);
            return;
        }
        for (qsizetype at = 0; at < parts.size();)
            decompose(next(parts, at));
    }

    void emitFolded(char32_t c)
    {
        switch (QChar::category(c)) {
        case QChar::Mark_NonSpacing:
        case QChar::Mark_Enclosing:
        case QChar::Other_Format: return;
        case QChar::Other_Control:
        case QChar::Separator_Space:
        case QChar::Separator_Line:
        case QChar::Separator_Paragraph: emitUnit(U' '); return;
        default: break;
        }
        if (c == 0x00DF || c == 0x1E9E) { // sharp s
            emitUnit(U's');
            emitUnit(U's');
            return;
        }
        emitUnit(plainLetter(QChar::toCaseFolded(c)));
    }

    void emitUnit(char32_t c)
    {
        m_units.push_back(c | m_flags);
        m_flags = 0;
        if (m_origins)
            m_origins->push_back(m_origin);
    }

    std::vector<char32_t> &m_units;
    std::vector<qsizetype> *m_origins;
    qsizetype m_origin = 0;
    char32_t m_flags = 0; ///< of the first unit that a character gives
};

char32_t flagsOf(Class before, Class own, Class after)
{
    if (own == Class::Separator)
        return 0;
    if (before == Class::Separator || before == Class::Symbol || own == Class::Symbol)
        return wordStart;
    const bool isHump = own == Class::Upper && (before != Class::Upper || after == Class::Lower);
    const bool isNumber = own == Class::Digit && before != Class::Digit;
    return isHump || isNumber ? humpStart : 0;
}

} // namespace

void append(QStringView text, std::vector<char32_t> &units, std::vector<qsizetype> *origins)
{
    Folder folder(units, origins);
    Class before = Class::Separator;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype origin = at;
        const char32_t c = next(text, at);
        qsizetype ahead = at;
        const Class own = classOf(c);
        const Class after = at < text.size() ? classOf(next(text, ahead)) : Class::Separator;
        folder.put(c, origin, origin == 0 ? wordStart : flagsOf(before, own, after));
        before = own;
    }
}

quint64 mask(std::span<const char32_t> units)
{
    constexpr int digits = 26;
    constexpr int others = 36;
    quint64 bits = 0;
    for (const char32_t unit : units) {
        const char32_t c = unit & codePoint;
        const auto bit = c >= U'a' && c <= U'z' ? c - U'a'
            : c >= U'0' && c <= U'9'            ? digits + (c - U'0')
                                                : others + c % (64 - others);
        bits |= quint64(1) << bit;
    }
    return bits;
}

} // namespace metascope::folded
