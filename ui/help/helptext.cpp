// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helptext.h"

#include "ui/help/helppages.h"
#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QTextBlock>
#include <QtGui/QTextDocument>
#include <QtGui/QTextList>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace metascope {

namespace {

constexpr int columnCharacters = 72;

/// Gives a paragraph air; Qt's own Markdown has next to none.
void layOut(const QTextBlock &block)
{
    QTextBlockFormat format = block.blockFormat();
    const int level = format.headingLevel();
    format.setLineHeight(level > 0 ? 100 : 130, QTextBlockFormat::ProportionalHeight);
    format.setTopMargin(level == 1 ? 0 : level > 1 ? spacing::group + spacing::tight : 0);
    const bool isInList = block.textList() && block.next().textList();
    format.setBottomMargin(isInList ? spacing::tight : spacing::control);
    QTextCursor(block).setBlockFormat(format);
}

/// Links and code in the theme's colours: what Markdown brings along follows the palette that the application had once.
void paint(QTextDocument &document, const Theme &theme, const QFont &code)
{
    QTextCursor cursor(&document);
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto at = block.begin(); !at.atEnd(); ++at) {
            const QTextFragment part = at.fragment();
            QTextCharFormat format;
            if (part.charFormat().isAnchor())
                format.setForeground(theme.tokens().accent);
            if (part.charFormat().fontFixedPitch()) {
                format.setFontFamilies(code.families());
                format.setBackground(theme.tokens().alternate);
            }
            if (format.isEmpty())
                continue;
            cursor.setPosition(part.position());
            cursor.setPosition(part.position() + part.length(), QTextCursor::KeepAnchor);
            cursor.mergeCharFormat(format);
        }
    }
}

} // namespace

HelpText::HelpText(const Theme &theme, QWidget *parent) : QTextBrowser(parent), m_theme(theme)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    document()->setDocumentMargin(spacing::group);
    connect(&theme, &Theme::changed, this, [this] {
        const int scroll = verticalScrollBar()->value();
        render();
        verticalScrollBar()->setValue(scroll);
    });
}

void HelpText::setPage(const QString &markdown)
{
    m_markdown = markdown;
    render();
}

void HelpText::render()
{
    setMarkdown(m_markdown);
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        layOut(block);
    paint(*document(), m_theme, Theme::codeFont(font()));
    moveCursor(QTextCursor::Start);
}

void HelpText::scrollToAnchor(const QString &anchor)
{
    verticalScrollBar()->setValue(0);
    if (anchor.isEmpty())
        return;
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0 || helppages::anchorOf(block.text()) != anchor)
            continue;
        setTextCursor(QTextCursor(block));
        verticalScrollBar()->setValue(qRound(document()->documentLayout()->blockBoundingRect(block).top()));
        return;
    }
}

bool HelpText::findNext(const QString &words, bool backward)
{
    const QTextDocument::FindFlags flags = backward ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    if (find(words, flags))
        return true;
    const QTextCursor before = textCursor();
    moveCursor(backward ? QTextCursor::End : QTextCursor::Start);
    if (find(words, flags))
        return true;
    setTextCursor(before);
    return false;
}

QVariant HelpText::loadResource(int, const QUrl &)
{
    return {};
}

void HelpText::changeEvent(QEvent *event)
{
    QTextBrowser::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

void HelpText::resizeEvent(QResizeEvent *event)
{
    fit();
    QTextBrowser::resizeEvent(event);
}

int HelpText::columnWidth() const
{
    // The average of a font counts letters that no text is made of.
    static const QString letters = QStringLiteral("abcdefghijklmnopqrstuvwxyz");
    const auto width = fontMetrics().horizontalAdvance(letters) * columnCharacters / letters.size();
    return static_cast<int>(width) + 2 * spacing::group;
}

void HelpText::fit()
{
    setLineWrapMode(QTextEdit::FixedPixelWidth);
    setLineWrapColumnOrWidth(std::min(viewport()->width(), columnWidth()));
}

} // namespace metascope
