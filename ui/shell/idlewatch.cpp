// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/idlewatch.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>

namespace metascope {

IdleWatch::IdleWatch(QObject *parent) : QObject(parent)
{
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
    m_timer.start(limit);
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
        if (event->spontaneous())
            m_timer.start();
        break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace metascope
