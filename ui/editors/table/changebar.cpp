// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/changebar.h"

#include "ui/theme/tokens.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

ChangeBar::ChangeBar(QWidget *parent)
    : QFrame(parent), m_summary(new QLabel(this)), m_review(new QPushButton(tr("Review Changes"), this))
{
    setObjectName(QStringLiteral("changeBar"));
    setFrameShape(QFrame::NoFrame);
    auto *discard = new QPushButton(tr("Discard Changes"), this);
    discard->setObjectName(QStringLiteral("discardChanges"));
    discard->setAccessibleName(discard->text());
    m_review->setObjectName(QStringLiteral("reviewChanges"));
    m_review->setAccessibleName(m_review->text());
    m_review->setDefault(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_summary->setObjectName(QStringLiteral("changeSummary"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::control, spacing::group, spacing::control);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_summary, 1);
    layout->addWidget(discard);
    layout->addWidget(m_review);
    connect(discard, &QPushButton::clicked, this, &ChangeBar::discardRequested);
    connect(m_review, &QPushButton::clicked, this, &ChangeBar::reviewRequested);
    hide();
}

void ChangeBar::show(const ChangeCounts &counts, bool problems)
{
    m_summary->setText(problems ? tr("%1. Put the marked problems right to go on.").arg(describe(counts))
                                : describe(counts));
    m_review->setEnabled(!problems);
    setVisible(counts.total() > 0);
}

} // namespace metascope
