// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>
#include <optional>

namespace metascope {

/// Tells that nobody has used a key, a button or the wheel in this program for a while. Lives in the GUI thread.
class IdleWatch final : public QObject {
    Q_OBJECT
public:
    explicit IdleWatch(QObject *parent = nullptr);

    /// 0 switches it off.
    void setLimit(std::chrono::milliseconds limit);
    /// Until idle() if nothing is used; nothing while it is off.
    [[nodiscard]] std::optional<std::chrono::milliseconds> remaining() const;
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// Again after each further limit without use.
    void idle();

private:
    QTimer m_timer;
};

} // namespace metascope
