// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codepane.h"

#include "ui/editors/code/codecolors.h"
#include "ui/editors/code/codeviewfactory.h"
#include "ui/editors/code/codeviewplugins.h"
#include "ui/editors/code/findbar.h"
#include "ui/editors/code/focusframe.h"
#include "ui/editors/code/gotolinebar.h"
#include "ui/editors/code/plaincodeview.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace metascope {

namespace {

/// So many matches are marked around the one that is pointed at; all of them are counted.
constexpr qsizetype mostMarks = 1000;

} // namespace

CodePane::CodePane(const QString &name, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : CodePane(name, theme, icons, codeViewPluginFile(), parent)
{}

CodePane::CodePane(const QString &name, const Theme &theme, const IconProvider &icons, const QString &pluginFile,
                   QWidget *parent)
    : QWidget(parent), m_theme(theme), m_name(name), m_pluginFile(pluginFile), m_note(new QLabel(this)),
      m_frame(new FocusFrame(theme, this)), m_findBar(new FindBar(icons, this)), m_lineBar(new GoToLineBar(icons, this))
{
    setObjectName(QStringLiteral("codePane"));
    m_note->setObjectName(QStringLiteral("codeNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    m_findBar->hide();
    m_lineBar->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_note);
    layout->addWidget(m_frame, 1);
    layout->addWidget(m_findBar);
    layout->addWidget(m_lineBar);
    makeActions();

    connect(m_findBar, &FindBar::changed, this, [this] { find(m_findBar->wanted(), m_findBar->options()); });
    connect(m_findBar, &FindBar::stepRequested, this, &CodePane::stepFind);
    connect(m_findBar, &FindBar::closed, this, &CodePane::closeFind);
    connect(this, &CodePane::findChanged, m_findBar, &FindBar::setCount);
    connect(m_lineBar, &GoToLineBar::lineChosen, this, [this](int line) {
        m_lineBar->hide();
        m_view->goToLine(line);
        m_view->widget()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_lineBar, &GoToLineBar::closed, this, [this] {
        m_lineBar->hide();
        m_view->widget()->setFocus(Qt::OtherFocusReason);
    });
    connect(&theme, &Theme::changed, this, &CodePane::restyle);
}

CodePane::~CodePane() = default;

void CodePane::makeActions()
{
    const auto add = [this](const QString &text, const char *name, const QKeySequence &keys, auto call) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        action->setEnabled(false);
        connect(action, &QAction::triggered, this, call);
        addAction(action);
        m_textActions.append(action);
        return action;
    };
    add(tr("&Copy"), "codeCopy", QKeySequence::Copy, [this] { m_view->copy(); });
    add(tr("Select &All"), "codeSelectAll", QKeySequence::SelectAll, [this] { m_view->selectAll(); });
    add(tr("&Find…"), "codeOpenFind", QKeySequence::Find, [this] { openFind(); });
    add(tr("Find &Next"), "codeNext", QKeySequence::FindNext, [this] { stepFind(1); });
    add(tr("Find &Previous"), "codePrevious", QKeySequence::FindPrevious, [this] { stepFind(-1); });
    add(tr("&Go to Line…"), "codeOpenLine", QKeySequence(Qt::CTRL | Qt::Key_L), [this] { openLine(); });
    m_foldActions = {add(tr("Fold or Unfold &Block"), "codeFold", QKeySequence(Qt::CTRL | Qt::Key_Period),
                         [this] { m_view->toggleFold(); }),
                     add(tr("&Unfold All"), "codeUnfoldAll", {}, [this] { m_view->unfoldAll(); })};
}

void CodePane::adopt(CodeView *view)
{
    QWidget *widget = view->widget();
    widget->setObjectName(QStringLiteral("codeView"));
    widget->setAccessibleName(m_name);
    m_frame->adopt(widget);
    connect(widget, &QWidget::customContextMenuRequested, this, &CodePane::showMenu);
    view->setLook(codeLook(m_theme.tokens(), Theme::codeFont(font())));
}

void CodePane::chooseView()
{
    const bool isTooOdd = runsRightToLeft(m_text);
    if (!isTooOdd && !m_editor && m_missing.isEmpty()) {
        CodeViewFactory *factory = loadCodeViews(m_pluginFile, m_missing);
        m_editor = factory ? factory->create(this) : nullptr;
        if (m_editor)
            adopt(m_editor);
    }
    CodeView *chosen = isTooOdd ? nullptr : m_editor;
    if (!chosen && !m_plain) {
        m_plain = new PlainCodeView(this);
        adopt(m_plain);
    }
    if (!chosen)
        chosen = m_plain;
    m_note->setText(
        isTooOdd ? tr("Shown without folding and line numbers: the text has letters that run from right to left.")
                 : tr("Shown without folding and line numbers: the part of Metascope that draws them could "
                      "not be loaded."));
    m_note->setToolTip(isTooOdd ? QString() : m_missing.toHtmlEscaped());
    m_note->setVisible(chosen == m_plain);
    if (chosen == m_view)
        return;
    const bool hadFocus = m_view && m_view->widget()->hasFocus();
    if (m_view)
        m_view->widget()->hide();
    m_view = chosen;
    m_view->widget()->show();
    setFocusProxy(m_view->widget());
    if (hadFocus)
        m_view->widget()->setFocus(Qt::OtherFocusReason);
    updateActions();
}

void CodePane::updateActions()
{
    for (QAction *action : std::as_const(m_textActions))
        action->setEnabled(m_view && (m_view->canFold() || !m_foldActions.contains(action)));
}

void CodePane::restyle()
{
    for (CodeView *view : {m_editor, m_plain})
        if (view)
            view->setLook(codeLook(m_theme.tokens(), Theme::codeFont(font())));
}

void CodePane::setText(const QString &text, code::Language language)
{
    if (m_view ? text == m_text && language == m_language : text.isEmpty())
        return;
    m_text = text;
    m_language = language;
    chooseView();
    m_view->setText(text, language);
    m_matches.clear();
    m_match = -1;
    m_findFrom = 0;
    if (!m_wanted.isEmpty())
        find(std::exchange(m_wanted, {}), m_options);
}

void CodePane::showLine(int line)
{
    if (!m_view || line <= 0)
        return;
    m_view->goToLine(line); // to the middle of the view
    qsizetype begin = 0;
    for (int i = 1; i < m_view->currentLine(); ++i)
        begin = m_text.indexOf(u'\n', begin) + 1;
    const qsizetype end = m_text.indexOf(u'\n', begin);
    m_view->select({begin, (end < 0 ? m_text.size() : end) - begin});
}

void CodePane::find(const QString &wanted, FindOptions options)
{
    if (!m_view || (wanted == m_wanted && options == m_options))
        return;
    if (m_wanted.isEmpty())
        m_findFrom = m_view->position();
    m_wanted = wanted;
    m_options = options;
    m_matches = findAll(m_text, wanted, options);
    m_match = matchFrom(m_matches, m_findFrom);
    showMatch();
}

void CodePane::stepFind(int by)
{
    const qsizetype count = m_matches.size();
    if (count == 0)
        return;
    m_match = ((m_match + by) % count + count) % count;
    m_findFrom = m_matches.at(m_match).begin;
    showMatch();
}

void CodePane::showMatch()
{
    QList<CodeRange> marked;
    if (m_match >= 0) {
        // The one that is pointed at is selected: a mark of its own would hide that.
        const qsizetype first = std::max<qsizetype>(0, m_match - mostMarks / 2);
        marked = m_matches.mid(first, mostMarks);
        marked.removeAt(m_match - first);
        m_view->select(m_matches.at(m_match));
    }
    m_view->setMatches(marked);
    Q_EMIT findChanged(m_match + 1, m_matches.size());
}

void CodePane::openFind()
{
    if (!m_ownFind) {
        Q_EMIT findRequested();
        return;
    }
    m_lineBar->hide();
    m_findBar->show();
    m_findFrom = m_view->position();
    m_findBar->begin(m_view->selectedText());
    find(m_findBar->wanted(), m_findBar->options());
}

void CodePane::closeFind()
{
    m_findBar->hide();
    m_wanted.clear();
    m_matches.clear();
    m_match = -1;
    m_view->setMatches({});
    m_view->widget()->setFocus(Qt::OtherFocusReason);
}

void CodePane::openLine()
{
    if (m_findBar->isVisible())
        closeFind();
    m_lineBar->show();
    m_lineBar->begin(m_view->currentLine(), m_view->lineCount());
}

void CodePane::showMenu(const QPoint &position)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    menu->popup(m_view->widget()->mapToGlobal(position));
}

} // namespace metascope
