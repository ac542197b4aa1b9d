// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace metascope {

class Theme;

/// A bar of 2 px that says "something is being fetched". It appears only when that takes longer than 300 ms, and always
/// keeps its room, so that nothing jumps.
class ThinProgress final : public QWidget {
    Q_OBJECT
public:
    explicit ThinProgress(const Theme &theme, QWidget *parent = nullptr);

    void setRunning(bool running);
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] QSize sizeHint() const override { return {40, 2}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    /// It became visible (300 ms after the start) or went away: the time to dim or undim the content.
    void shownChanged(bool shown);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void step();

    const Theme &m_theme;
    QTimer m_delay;
    QTimer m_steps;
    int m_position = 0;
    bool m_running = false;
    bool m_shown = false;
};

} // namespace metascope
