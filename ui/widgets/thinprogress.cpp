// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/thinprogress.h"

#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <chrono>

namespace metascope {

namespace {

using namespace std::chrono_literals;
constexpr auto patience = 300ms;
constexpr auto frame = 40ms;
constexpr int positions = 48;

} // namespace

ThinProgress::ThinProgress(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Loading"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(patience);
    m_steps.setInterval(frame);
    connect(&m_delay, &QTimer::timeout, this, [this] {
        m_shown = true;
        m_steps.start();
        Q_EMIT shownChanged(true);
    });
    connect(&m_steps, &QTimer::timeout, this, &ThinProgress::step);
    connect(&m_theme, &Theme::changed, this, [this] { update(); });
}

void ThinProgress::setRunning(bool running)
{
    if (m_running == running)
        return;
    m_running = running;
    if (running) {
        m_position = 0;
        m_delay.start();
        return;
    }
    m_delay.stop();
    m_steps.stop();
    if (std::exchange(m_shown, false))
        Q_EMIT shownChanged(false);
    update();
}

void ThinProgress::step()
{
    m_position = (m_position + 1) % positions;
    update();
}

void ThinProgress::paintEvent(QPaintEvent *)
{
    if (!m_shown)
        return;
    QPainter painter(this);
    const int piece = width() / 4;
    const int left = (width() + piece) * m_position / positions - piece;
    painter.fillRect(QRect(left, 0, piece, height()), m_theme.tokens().accent);
}

} // namespace metascope
