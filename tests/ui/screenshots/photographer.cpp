// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screenshots/photographer.h"

#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

#include <chrono>

namespace metascope::screenshots {

namespace {

using namespace std::chrono_literals;
constexpr auto patience = 20s;
constexpr auto pace = 20ms;
constexpr QSize size(1280, 800);

} // namespace

Photographer::Photographer(QApplication &application, QList<Shot> shots, QString folder, QString suffix)
    : m_application(application), m_shots(std::move(shots)), m_folder(std::move(folder)), m_suffix(std::move(suffix))
{
    m_poll.setInterval(pace);
    connect(&m_poll, &QTimer::timeout, this, &Photographer::tryStep);
}

void Photographer::start()
{
    QTimer::singleShot(0, this, &Photographer::next);
}

void Photographer::next()
{
    m_stage.reset();
    // Each shot twice: light, dark.
    if (++m_at == m_shots.size() * 2) {
        QCoreApplication::exit(m_failures == 0 ? 0 : 1);
        return;
    }
    m_stage = std::make_unique<Stage>(m_application, m_at % 2 == 1);
    m_stage->window.resize(size);
    m_step = 0;
    m_sinceStep.start();
    m_poll.start();
}

void Photographer::tryStep()
{
    const Shot &shot = m_shots[m_at / 2];
    if (m_step == shot.steps.size()) {
        m_poll.stop();
        take();
        return;
    }
    if (shot.steps[m_step](*m_stage)) {
        ++m_step;
        m_sinceStep.restart();
    } else if (std::chrono::milliseconds(m_sinceStep.elapsed()) > patience) {
        fail(QStringLiteral("step %1 did not succeed").arg(m_step + 1));
        m_poll.stop();
        take();
    }
}

void Photographer::take()
{
    const QString file = QStringLiteral("%1/%2-%3-%4.png")
                             .arg(m_folder, m_shots[m_at / 2].name,
                                  m_stage->theme.isDark() ? QStringLiteral("dark") : QStringLiteral("light"), m_suffix);
    if (!m_stage->window.grab().save(file))
        fail(QStringLiteral("%1 cannot be written").arg(file));
    QTimer::singleShot(0, this, &Photographer::next);
}

void Photographer::fail(const QString &why)
{
    ++m_failures;
    QTextStream(stderr) << m_shots[m_at / 2].name << ": " << why << '\n';
}

} // namespace metascope::screenshots
