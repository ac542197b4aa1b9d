// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/plugin/scintillaview.h"

#include "ui/editors/code/plugin/codelexer.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>

#include <Qsci/qscicommandset.h>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

constexpr int numberMargin = 0;
constexpr int symbolMargin = 1;
constexpr int foldMargin = 2;
constexpr int matchIndicator = 8; ///< the first that is no lexer's
constexpr int padding = 4; ///< pixels between a margin and the text
constexpr int lineSpacing = 1; ///< pixels above and below a line
constexpr int opaque = 255;
/// Texts of this size are styled and folded at once; a longer one where it is looked at.
constexpr qsizetype styledAtOnce = 4'000'000;

using Command = QsciCommand::Command;
constexpr std::array readingCommands{QsciCommand::LineDown,       QsciCommand::LineDownExtend,
                                     QsciCommand::LineScrollDown, QsciCommand::LineUp,
                                     QsciCommand::LineUpExtend,   QsciCommand::LineScrollUp,
                                     QsciCommand::CharLeft,       QsciCommand::CharLeftExtend,
                                     QsciCommand::CharRight,      QsciCommand::CharRightExtend,
                                     QsciCommand::WordLeft,       QsciCommand::WordLeftExtend,
                                     QsciCommand::WordRight,      QsciCommand::WordRightExtend,
                                     QsciCommand::VCHome,         QsciCommand::VCHomeExtend,
                                     QsciCommand::LineEnd,        QsciCommand::LineEndExtend,
                                     QsciCommand::DocumentStart,  QsciCommand::DocumentStartExtend,
                                     QsciCommand::DocumentEnd,    QsciCommand::DocumentEndExtend,
                                     QsciCommand::PageUp,         QsciCommand::PageUpExtend,
                                     QsciCommand::PageDown,       QsciCommand::PageDownExtend,
                                     QsciCommand::SelectionCopy,  QsciCommand::SelectAll};

unsigned long place(qsizetype value)
{
    return static_cast<unsigned long>(value);
}

} // namespace

ScintillaView::ScintillaView(QWidget *parent) : QsciScintilla(parent), m_lexer(new CodeLexer(m_bytes, this))
{
    setUtf8(true);
    setLexer(m_lexer);
    setReadOnly(true);
    setAcceptDrops(false);
    viewport()->setAcceptDrops(false);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setWrapMode(WrapNone);
    setTabWidth(2);
    setIndentationGuides(true);
    setCaretLineVisible(true);
    setFolding(PlainFoldStyle, foldMargin);
    SendScintilla(SCI_SETFOLDFLAGS, 0UL);
    setMarginType(numberMargin, NumberMargin);
    setMarginWidth(symbolMargin, 0);
    setExtraAscent(lineSpacing);
    setExtraDescent(lineSpacing);
    SendScintilla(SCI_SETUNDOCOLLECTION, 0UL);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    SendScintilla(SCI_SETSCROLLWIDTHTRACKING, 1UL);
    SendScintilla(SCI_SETLAYOUTCACHE, SC_CACHE_PAGE);
    SendScintilla(SCI_SETMARGINLEFT, 0UL, static_cast<long>(padding));
    SendScintilla(SCI_SETENDATLASTLINE, 1UL);
    SendScintilla(SCI_INDICSETSTYLE, place(matchIndicator), static_cast<long>(INDIC_FULLBOX));
    SendScintilla(SCI_INDICSETUNDER, place(matchIndicator), 1L);
    SendScintilla(SCI_INDICSETALPHA, place(matchIndicator), static_cast<long>(opaque));
    SendScintilla(SCI_INDICSETOUTLINEALPHA, place(matchIndicator), static_cast<long>(opaque));
    keepReadingKeys();
}

void ScintillaView::keepReadingKeys()
{
    // The rest would take keys from the window's commands and do nothing with them.
    const auto all = standardCommands()->commands();
    for (QsciCommand *command : all) {
        if (std::ranges::find(readingCommands, command->command()) != readingCommands.end())
            continue;
        command->setKey(0);
        command->setAlternateKey(0);
    }
}

void ScintillaView::setLook(const CodeLook &look)
{
    m_lexer->setDefaultFont(look.font);
    m_lexer->setDefaultPaper(look.base);
    m_lexer->setDefaultColor(look.text);
    m_lexer->setFont(look.font);
    m_lexer->setPaper(look.base);
    m_lexer->setColor(look.text);
    for (int style = 0; style < code::styleCount; ++style)
        m_lexer->setColor(look.styles.at(static_cast<std::size_t>(style)), style);
    QFont strong = look.font;
    strong.setBold(true);
    m_lexer->setFont(strong, static_cast<int>(code::Style::Keyword));

    setMarginsFont(look.font);
    setMarginsBackgroundColor(look.margin);
    setMarginsForegroundColor(look.muted);
    setFoldMarginColors(look.margin, look.margin);
    setCaretForegroundColor(look.accent);
    setCaretLineBackgroundColor(look.currentLine);
    setSelectionBackgroundColor(look.selection);
    setSelectionForegroundColor(look.text);
    setIndentationGuidesForegroundColor(look.line);
    setIndentationGuidesBackgroundColor(look.base);
    SendScintilla(SCI_INDICSETFORE, place(matchIndicator), look.match);
    setMarks(look);
    fitMargins();
}

void ScintillaView::setMarks(const CodeLook &look)
{
    const auto define = [this, &look](int marker, int shape) {
        SendScintilla(SCI_MARKERDEFINE, place(marker), static_cast<long>(shape));
        SendScintilla(SCI_MARKERSETFORE, place(marker), look.mark);
        SendScintilla(SCI_MARKERSETBACK, place(marker), look.mark);
    };
    define(SC_MARKNUM_FOLDEROPEN, SC_MARK_ARROWDOWN);
    define(SC_MARKNUM_FOLDER, SC_MARK_ARROW);
    define(SC_MARKNUM_FOLDEROPENMID, SC_MARK_ARROWDOWN);
    define(SC_MARKNUM_FOLDEREND, SC_MARK_ARROW);
    for (const int other : {SC_MARKNUM_FOLDERSUB, SC_MARKNUM_FOLDERTAIL, SC_MARKNUM_FOLDERMIDTAIL})
        define(other, SC_MARK_EMPTY);
}

void ScintillaView::fitMargins()
{
    // One digit more than there are, as the room at both sides.
    const auto digits = QString::number(std::max(lines(), 10)).size() + 1;
    setMarginWidth(numberMargin, QString(digits, QLatin1Char('9')));
    setMarginWidth(foldMargin, textHeight(0));
}

void ScintillaView::setText(const QString &text, code::Language language)
{
    m_lexer->setLanguage(language);
    m_text = Utf8Text(text);
    setReadOnly(false);
    clearFolds();
    // Not its setText(): that stops at the first NUL.
    m_bytes.clear();
    SendScintilla(SCI_CLEARALL);
    m_bytes = m_text.bytes();
    SendScintilla(SCI_ALLOCATE, place(m_bytes.size() + 1));
    SendScintilla(SCI_APPENDTEXT, place(m_bytes.size()), m_bytes.constData());
    setReadOnly(true);
    SendScintilla(SCI_SETSCROLLWIDTH, 1UL);
    if (m_bytes.size() <= styledAtOnce)
        SendScintilla(SCI_COLOURISE, 0UL, -1L);
    fitMargins();
}

void ScintillaView::select(CodeRange range)
{
    const qsizetype begin = m_text.byteOf(range.begin);
    const qsizetype end = m_text.byteOf(range.begin + range.length);
    SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY, place(SendScintilla(SCI_LINEFROMPOSITION, place(begin))));
    SendScintilla(SCI_SETSEL, place(begin), static_cast<long>(end));
    SendScintilla(SCI_SCROLLRANGE, place(end), static_cast<long>(begin));
}

qsizetype ScintillaView::position() const
{
    return m_text.unitOf(SendScintilla(SCI_GETSELECTIONSTART));
}

void ScintillaView::setMatches(const QList<CodeRange> &matches)
{
    SendScintilla(SCI_SETINDICATORCURRENT, place(matchIndicator));
    SendScintilla(SCI_INDICATORCLEARRANGE, 0UL, static_cast<long>(m_bytes.size()));
    for (const CodeRange &match : matches) {
        const qsizetype begin = m_text.byteOf(match.begin);
        const qsizetype end = m_text.byteOf(match.begin + match.length);
        SendScintilla(SCI_INDICATORFILLRANGE, place(begin), static_cast<long>(end - begin));
    }
}

int ScintillaView::currentLine() const
{
    int line = 0;
    int column = 0;
    getCursorPosition(&line, &column);
    return line + 1;
}

void ScintillaView::goToLine(int line)
{
    const int wanted = std::clamp(line, 1, lines()) - 1;
    SendScintilla(SCI_ENSUREVISIBLEENFORCEPOLICY, place(wanted));
    SendScintilla(SCI_GOTOLINE, place(wanted));
    const long shown = SendScintilla(SCI_VISIBLEFROMDOCLINE, place(wanted));
    const long half = SendScintilla(SCI_LINESONSCREEN) / 2;
    SendScintilla(SCI_SETFIRSTVISIBLELINE, place(std::max(0L, shown - half)));
}

void ScintillaView::toggleFold()
{
    long line = currentLine() - 1;
    if (!(SendScintilla(SCI_GETFOLDLEVEL, place(line)) & SC_FOLDLEVELHEADERFLAG))
        line = SendScintilla(SCI_GETFOLDPARENT, place(line));
    if (line < 0)
        return;
    SendScintilla(SCI_GOTOLINE, place(line));
    SendScintilla(SCI_TOGGLEFOLD, place(line));
}

void ScintillaView::unfoldAll()
{
    SendScintilla(SCI_FOLDALL, place(SC_FOLDACTION_EXPAND));
}

void ScintillaView::mousePressEvent(QMouseEvent *event)
{
    // A press on the selection would begin a drag.
    if (event->button() == Qt::LeftButton && !event->modifiers().testFlag(Qt::ShiftModifier))
        SendScintilla(SCI_SETEMPTYSELECTION, place(SendScintilla(SCI_GETCURRENTPOS)));
    QsciScintilla::mousePressEvent(event);
}

void ScintillaView::keyPressEvent(QKeyEvent *event)
{
    // What would be typed is the window's: QScintilla would take it and do nothing.
    const bool isText = !event->text().isEmpty() && event->text().front().isPrint()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    if (isText || event->key() == Qt::Key_Escape)
        event->ignore();
    else
        QsciScintilla::keyPressEvent(event);
}

} // namespace metascope
