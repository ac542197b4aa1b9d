// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/budgetmeter.h"

#include "app/model/budgetwords.h"
#include "app/model/schematext.h"
#include "ui/theme/tokens.h"

namespace metascope {

BudgetMeter::BudgetMeter(QWidget *parent) : QLabel(parent)
{
    setObjectName(QStringLiteral("budgetMeter"));
    setTextFormat(Qt::PlainText);
    setContentsMargins(spacing::control, 0, spacing::control, 0);
    hide();
    m_ticks.setInterval(std::chrono::seconds(1));
    connect(&m_ticks, &QTimer::timeout, this, &BudgetMeter::refresh);
}

void BudgetMeter::setLimiter(const RateLimiter *limiter)
{
    if (m_limiter)
        m_limiter->disconnect(this);
    m_limiter = limiter;
    if (limiter) {
        connect(limiter, &RateLimiter::changed, this, &BudgetMeter::refresh);
        connect(limiter, &QObject::destroyed, this, [this] { setLimiter(nullptr); });
    }
    refresh();
}

void BudgetMeter::refresh()
{
    const QString words = m_limiter ? budgetwords::status(*m_limiter) : QString();
    if (words != text()) {
        setText(words);
        setAccessibleName(words);
    }
    if (words.isEmpty()) {
        hide();
        return;
    }
    const QString explanation = budgetwords::explanation(*m_limiter);
    setToolTip(schematext::toolTip(explanation));
    setAccessibleDescription(explanation);
    show();
    // What was spent comes back with time alone, without a signal.
    const bool isMoving = m_limiter->pause().count() > 0 || m_limiter->remaining() < m_limiter->limit()->requests;
    if (!isMoving || !isVisible())
        m_ticks.stop();
    else if (!m_ticks.isActive())
        m_ticks.start();
}

void BudgetMeter::showEvent(QShowEvent *event)
{
    QLabel::showEvent(event);
    refresh();
}

void BudgetMeter::hideEvent(QHideEvent *event)
{
    m_ticks.stop();
    QLabel::hideEvent(event);
}

} // namespace metascope
