// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <algorithm>
#include <functional>

namespace metascope::bench {

/// How long the event loop was away at most, seen by a timer that wants to fire each millisecond.
class GapMeter final : public QObject {
    Q_OBJECT
public:
    explicit GapMeter(QObject *parent = nullptr) : QObject(parent)
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.setInterval(1);
        connect(&m_timer, &QTimer::timeout, this, &GapMeter::tick);
    }

    void restart()
    {
        m_longest = 0;
        m_sinceTick.start();
        m_timer.start();
    }

    /// Calls back once after that many turns.
    void after(int turns, std::function<void()> call)
    {
        m_turnsLeft = turns;
        m_call = std::move(call);
    }

    [[nodiscard]] double longestMs() const { return static_cast<double>(m_longest) / 1e6; }

private:
    void tick()
    {
        m_longest = std::max(m_longest, m_sinceTick.nsecsElapsed());
        m_sinceTick.start();
        if (m_call && --m_turnsLeft <= 0)
            std::exchange(m_call, {})();
    }

    QTimer m_timer;
    QElapsedTimer m_sinceTick;
    qint64 m_longest = 0;
    int m_turnsLeft = 0;
    std::function<void()> m_call;
};

} // namespace metascope::bench
