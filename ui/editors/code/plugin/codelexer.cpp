// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/plugin/codelexer.h"

#include "app/model/jsontokens.h"
#include "app/model/xanoscripttokens.h"

#include <Qsci/qsciscintilla.h>

#include <algorithm>
#include <utility>

namespace metascope {

namespace {

using Sci = QsciScintillaBase;

/// QScintilla keeps one number for each line: what the next one begins in, and how deep.
int packed(code::LineState state, int depth)
{
    return (depth << 1) | static_cast<int>(state);
}

std::pair<code::LineState, int> unpacked(long state)
{
    return {static_cast<code::LineState>(state & 1), static_cast<int>(state >> 1)};
}

constexpr int deepestFold = Sci::SC_FOLDLEVELNUMBERMASK - Sci::SC_FOLDLEVELBASE;

} // namespace

CodeLexer::CodeLexer(const QByteArray &text, QObject *parent)
    : QsciLexerCustom(parent), m_text(text), m_tokenize(code::tokenizeXanoScript)
{}

void CodeLexer::setLanguage(code::Language language)
{
    m_tokenize = language == code::Language::Json ? code::tokenizeJson : code::tokenizeXanoScript;
}

QString CodeLexer::description(int style) const
{
    // Nobody sees these: QScintilla takes a style without a description for one that does not exist.
    return style >= 0 && style < code::styleCount ? QString::number(style) : QString();
}

void CodeLexer::styleText(int start, int end)
{
    QsciScintilla *shown = editor();
    const auto send = [shown](unsigned message, auto... arguments) {
        return shown->SendScintilla(message, static_cast<unsigned long>(arguments)...);
    };
    end = std::min(end, static_cast<int>(m_text.size()));
    int line = static_cast<int>(send(Sci::SCI_LINEFROMPOSITION, start));
    auto [state, depth] = line > 0 ? unpacked(shown->SendScintilla(Sci::SCI_GETLINESTATE, line - 1))
                                   : std::pair{code::LineState::Code, 0};
    std::string styles;
    styles.reserve(static_cast<std::size_t>(std::max(0, end - start)));
    int at = static_cast<int>(send(Sci::SCI_POSITIONFROMLINE, line));
    const int first = at;
    while (at < end) {
        const int next
            = std::min(static_cast<int>(send(Sci::SCI_POSITIONFROMLINE, line + 1)), static_cast<int>(m_text.size()));
        const int stop = next > at ? next : static_cast<int>(m_text.size());
        const std::string_view text(m_text.constData() + at, static_cast<std::size_t>(stop - at));
        const code::Line tokens = m_tokenize(text, state);
        for (const code::Token &token : tokens.tokens)
            styles.append(token.length, static_cast<char>(token.style));
        foldLine(line, depth, tokens);
        state = tokens.next;
        depth = std::max(0, depth - tokens.closed) + tokens.opened;
        shown->SendScintilla(Sci::SCI_SETLINESTATE, static_cast<unsigned long>(line),
                             static_cast<long>(packed(state, depth)));
        at = stop;
        ++line;
    }
    shown->SendScintilla(Sci::SCI_STARTSTYLING, static_cast<unsigned long>(first), 0L);
    shown->SendScintilla(Sci::SCI_SETSTYLINGEX, styles.size(), styles.data());
}

void CodeLexer::foldLine(int line, int depth, const code::Line &tokens) const
{
    // A line that closes a block and opens another is the head of the other; one that only closes belongs to its block.
    const int own = tokens.opened > 0 ? std::max(0, depth - tokens.closed) : depth;
    long level = Sci::SC_FOLDLEVELBASE + std::min(own, deepestFold);
    if (tokens.opened > 0)
        level |= Sci::SC_FOLDLEVELHEADERFLAG;
    editor()->SendScintilla(Sci::SCI_SETFOLDLEVEL, static_cast<unsigned long>(line), level);
}

} // namespace metascope
