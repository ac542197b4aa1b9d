// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codehighlighter.h"

#include "app/model/jsontokens.h"
#include "app/model/xanoscripttokens.h"
#include "ui/editors/code/utf8text.h"

#include <algorithm>

namespace metascope {

namespace {

/// A longer line stays plain: a document lays out each change of format by itself.
constexpr qsizetype longestLine = 10'000;

} // namespace

CodeHighlighter::CodeHighlighter(QTextDocument *document)
    : QSyntaxHighlighter(document), m_tokenize(code::tokenizeXanoScript)
{}

void CodeHighlighter::setLanguage(code::Language language)
{
    m_tokenize = language == code::Language::Json ? code::tokenizeJson : code::tokenizeXanoScript;
}

void CodeHighlighter::setLook(const CodeLook &look)
{
    for (std::size_t style = 0; style < m_formats.size(); ++style)
        m_formats.at(style).setForeground(look.styles.at(style));
    m_formats.at(static_cast<std::size_t>(code::Style::Keyword)).setFontWeight(QFont::Bold);
    rehighlight();
}

void CodeHighlighter::highlightBlock(const QString &text)
{
    const Utf8Text line(text);
    const std::string_view bytes(line.bytes().constData(), static_cast<std::size_t>(line.bytes().size()));
    const auto state = static_cast<code::LineState>(std::max(0, previousBlockState()));
    const code::Line tokens = m_tokenize(bytes, state);
    setCurrentBlockState(static_cast<int>(tokens.next));
    if (text.size() > longestLine)
        return;
    for (const code::Token &token : tokens.tokens) {
        const qsizetype begin = line.unitOf(static_cast<qsizetype>(token.begin));
        const qsizetype end = line.unitOf(static_cast<qsizetype>(token.begin) + static_cast<qsizetype>(token.length));
        setFormat(static_cast<int>(begin), static_cast<int>(end - begin),
                  m_formats.at(static_cast<std::size_t>(token.style)));
    }
}

} // namespace metascope
