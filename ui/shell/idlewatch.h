// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <functional>
#include <optional>

namespace metascope {

/// Tells that nobody has used a key, a button or the wheel in this program for a while. Lives in the GUI thread.
class IdleWatch final : public QObject {
    Q_OBJECT
public:
    /// Milliseconds since a fixed moment. Not a clock that stands still while the computer sleeps.
    using Now = std::function<qint64()>;
    explicit IdleWatch(Now now = &QDateTime::currentMSecsSinceEpoch, QObject *parent = nullptr);

    /// 0 switches it off.
    void setLimit(std::chrono::milliseconds limit);
    /// Counts from now on, as if something had been used.
    void again();
    /// Until idle() if nothing is used; nothing while it is off.
    [[nodiscard]] std::optional<std::chrono::milliseconds> remaining() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Once, until something is used or again() is called.
    void idle();

private:
    Now m_now;
    qint64 m_lastUse = 0;
    QTimer m_timer;
};

} // namespace metascope
