// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/findbar.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {

constexpr int editWidth = 28; ///< characters

} // namespace

QString findCountText(qsizetype current, qsizetype count, bool isSearching)
{
    const QLocale locale;
    if (!isSearching)
        return {};
    if (count == 0)
        return FindBar::tr("Not found");
    return FindBar::tr("%1 of %2").arg(locale.toString(current), locale.toString(count));
}

FindBar::FindBar(const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_edit(new QLineEdit(this)), m_count(new QLabel(this)), m_previous(new QToolButton(this)),
      m_next(new QToolButton(this)), m_case(new QCheckBox(tr("Match Case"), this)),
      m_word(new QCheckBox(tr("Whole Word"), this))
{
    setObjectName(QStringLiteral("codeFindBar"));
    m_edit->setObjectName(QStringLiteral("codeFind"));
    m_edit->setAccessibleName(tr("Find"));
    m_edit->setPlaceholderText(tr("Find"));
    m_edit->setClearButtonEnabled(true);
    m_edit->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_edit->setMaximumWidth(fontMetrics().averageCharWidth() * editWidth);
    m_count->setObjectName(QStringLiteral("codeFindCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_case->setObjectName(QStringLiteral("codeFindCase"));
    m_case->setAccessibleName(m_case->text());
    m_word->setObjectName(QStringLiteral("codeFindWord"));
    m_word->setAccessibleName(m_word->text());
    auto *close = new QToolButton(this);
    const auto dress
        = [&icons](QToolButton *button, const char *name, const QString &text, Icon icon, const QKeySequence &keys) {
              button->setObjectName(QLatin1String(name));
              button->setText(text);
              button->setAccessibleName(text);
              button->setToolTip(tr("%1 (%2)").arg(text, keys.toString(QKeySequence::NativeText)));
              button->setIcon(icons.icon(icon));
              button->setAutoRaise(true);
              button->setFocusPolicy(Qt::TabFocus);
          };
    dress(m_previous, "codeFindPrevious", tr("Previous Match"), Icon::Up, QKeySequence::FindPrevious);
    dress(m_next, "codeFindNext", tr("Next Match"), Icon::Down, QKeySequence::FindNext);
    dress(close, "codeFindClose", tr("Close Find"), Icon::Close, QKeySequence(Qt::Key_Escape));

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::control, spacing::tight, spacing::control, spacing::tight);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_edit, 1);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    layout->addWidget(m_count);
    layout->addStretch();
    layout->addWidget(m_case);
    layout->addWidget(m_word);
    layout->addWidget(close);

    connect(m_edit, &QLineEdit::textChanged, this, &FindBar::changed);
    connect(m_case, &QCheckBox::toggled, this, &FindBar::changed);
    connect(m_word, &QCheckBox::toggled, this, &FindBar::changed);
    connect(m_previous, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { Q_EMIT stepRequested(1); });
    connect(close, &QToolButton::clicked, this, &FindBar::closed);
    setCount(0, 0);
}

QString FindBar::wanted() const
{
    return m_edit->text();
}

FindOptions FindBar::options() const
{
    return {m_case->isChecked(), m_word->isChecked()};
}

void FindBar::begin(const QString &text)
{
    if (!text.isEmpty() && !text.contains(QLatin1Char('\n')) && !text.contains(QLatin1Char('\r')))
        m_edit->setText(text);
    m_edit->setFocus(Qt::ShortcutFocusReason);
    m_edit->selectAll();
}

void FindBar::setCount(qsizetype current, qsizetype count)
{
    m_count->setText(findCountText(current, count, !m_edit->text().isEmpty()));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (isReturn && m_edit->hasFocus())
        Q_EMIT stepRequested(event->modifiers().testFlag(Qt::ShiftModifier) ? -1 : 1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace metascope
