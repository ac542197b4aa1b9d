// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idlewatch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace metascope {

IdleWatch::IdleWatch(Now now, QObject *parent) : QObject(parent), m_now(std::move(now))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer); // a coarse one could lock minutes early
    connect(&m_timer, &QTimer::timeout, this, &IdleWatch::idle);
}

void IdleWatch::setLimit(std::chrono::milliseconds limit)
{
    if (limit.count() <= 0) {
        m_timer.stop();
        QCoreApplication::instance()->removeEventFilter(this);
        return;
    }
    QCoreApplication::instance()->installEventFilter(this);
    m_timer.setInterval(limit);
    again();
}

void IdleWatch::again()
{
    m_lastUse = m_now();
    m_timer.start();
}

std::optional<std::chrono::milliseconds> IdleWatch::remaining() const
{
    return m_timer.isActive() ? std::optional(m_timer.remainingTimeAsDuration()) : std::nullopt;
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TabletPress:
        if (!event->spontaneous())
            break;
        // The timer has stood still while the computer slept: the time of the day has not.
        if (m_timer.isActive() && m_now() - m_lastUse >= m_timer.interval()) {
            m_timer.stop();
            m_lastUse = m_now();
            Q_EMIT idle();
        } else {
            again();
        }
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace metascope
