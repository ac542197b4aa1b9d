// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/plaincodeview.h"

#include "ui/editors/code/codehighlighter.h"

#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>

#include <algorithm>

namespace metascope {

namespace {

/// A longer line is wrapped: only what is seen of a wrapped one is drawn.
constexpr qsizetype longestLine = 5'000;

bool hasLongLine(const QString &text)
{
    qsizetype begin = 0;
    while (text.size() - begin > longestLine) {
        const qsizetype end = text.lastIndexOf(QLatin1Char('\n'), begin + longestLine);
        if (end < begin)
            return true;
        begin = end + 1;
    }
    return false;
}

} // namespace

PlainCodeView::PlainCodeView(QWidget *parent) : QPlainTextEdit(parent), m_highlighter(new CodeHighlighter(document()))
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setAcceptDrops(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(NoWrap);
    setContextMenuPolicy(Qt::CustomContextMenu);
}

void PlainCodeView::setLook(const CodeLook &look)
{
    setFont(look.font);
    m_match = look.match;
    m_highlighter->setLook(look);
}

void PlainCodeView::setText(const QString &text, code::Language language)
{
    m_highlighter->setLanguage(language);
    m_dropped.clear();
    for (qsizetype at = text.indexOf(u"\r\n"); at >= 0; at = text.indexOf(u"\r\n", at + 2))
        m_dropped.push_back(at);
    setLineWrapMode(hasLongLine(text) ? WidgetWidth : NoWrap);
    setPlainText(text);
}

QString PlainCodeView::selectedText() const
{
    return textCursor().selectedText().replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
}

int PlainCodeView::placeOf(qsizetype unit) const
{
    const auto before = std::ranges::lower_bound(m_dropped, unit) - m_dropped.begin();
    const auto last = static_cast<qsizetype>(document()->characterCount()) - 1;
    return static_cast<int>(std::clamp<qsizetype>(unit - before, 0, last));
}

QTextCursor PlainCodeView::cursorOf(CodeRange range) const
{
    QTextCursor cursor(document());
    cursor.setPosition(placeOf(range.begin));
    cursor.setPosition(placeOf(range.begin + range.length), QTextCursor::KeepAnchor);
    return cursor;
}

void PlainCodeView::select(CodeRange range)
{
    setTextCursor(cursorOf(range));
    ensureCursorVisible();
}

qsizetype PlainCodeView::position() const
{
    qsizetype unit = textCursor().selectionStart();
    for (const qsizetype dropped : m_dropped) {
        if (dropped >= unit)
            break;
        ++unit;
    }
    return unit;
}

void PlainCodeView::setMatches(const QList<CodeRange> &matches)
{
    QList<QTextEdit::ExtraSelection> marks;
    marks.reserve(matches.size());
    for (const CodeRange &match : matches) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = cursorOf(match);
        mark.format.setBackground(m_match);
        marks.append(mark);
    }
    setExtraSelections(marks);
}

int PlainCodeView::currentLine() const
{
    return textCursor().blockNumber() + 1;
}

void PlainCodeView::goToLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, blockCount()) - 1);
    setTextCursor(QTextCursor(block));
    centerCursor();
}

} // namespace metascope
