// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/gotolinebar.h"

#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

namespace metascope {

GoToLineBar::GoToLineBar(const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_line(new QSpinBox(this)), m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("codeLineBar"));
    auto *label = new QLabel(tr("Line"), this);
    label->setBuddy(m_line);
    m_line->setObjectName(QStringLiteral("codeLine"));
    m_line->setAccessibleName(label->text());
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *go = new QPushButton(tr("Go to Line"), this);
    go->setObjectName(QStringLiteral("codeLineGo"));
    go->setAccessibleName(go->text());
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("codeLineClose"));
    close->setText(tr("Close Go to Line"));
    close->setAccessibleName(close->text());
    close->setToolTip(
        tr("%1 (%2)").arg(close->text(), QKeySequence(Qt::Key_Escape).toString(QKeySequence::NativeText)));
    close->setIcon(icons.icon(Icon::Close));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::TabFocus);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::control, spacing::tight, spacing::control, spacing::tight);
    layout->setSpacing(spacing::control);
    layout->addWidget(label);
    layout->addWidget(m_line);
    layout->addWidget(m_count);
    layout->addWidget(go);
    layout->addStretch();
    layout->addWidget(close);
    connect(go, &QPushButton::clicked, this, [this] { Q_EMIT lineChosen(m_line->value()); });
    connect(close, &QToolButton::clicked, this, &GoToLineBar::closed);
}

void GoToLineBar::begin(int line, int count)
{
    m_line->setRange(1, count);
    m_line->setValue(line);
    m_count->setText(tr("of %1").arg(QLocale().toString(count)));
    m_line->setFocus(Qt::ShortcutFocusReason);
    m_line->selectAll();
}

void GoToLineBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT lineChosen(m_line->value());
    else
        QWidget::keyPressEvent(event);
}

} // namespace metascope
