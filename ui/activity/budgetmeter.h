// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/ratelimiter.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QLabel>

namespace metascope {

/// What is left of an instance's request budget, or what waits and how long: for the status bar. Hidden where no limit is
/// known. Its tooltip says how that is counted.
class BudgetMeter final : public QLabel {
    Q_OBJECT
public:
    explicit BudgetMeter(QWidget *parent = nullptr);

    /// The budget of the current instance; null: there is none. Not owned, and may go at any time.
    void setLimiter(const RateLimiter *limiter);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void refresh();

    QPointer<const RateLimiter> m_limiter;
    QTimer m_ticks;
};

} // namespace metascope
