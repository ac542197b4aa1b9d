// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/screenshots/stage.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTimer>

#include <functional>
#include <vector>

class QApplication;

namespace metascope::screenshots {

/// One picture: steps that are tried in turn, each again and again until it succeeds, and then the window is taken.
struct Shot {
    QString name;
    std::vector<std::function<bool(Stage &)>> steps;
};

/// Takes each shot in light and dark, on a stage of its own, and quits: 0 when all are on disk.
class Photographer final : public QObject {
    Q_OBJECT
public:
    Photographer(QApplication &application, QList<Shot> shots, QString folder, QString suffix);
    void start();

private:
    void next();
    void tryStep();
    void take();
    void fail(const QString &why);

    QApplication &m_application;
    QList<Shot> m_shots;
    QString m_folder;
    QString m_suffix;
    qsizetype m_at = -1;
    std::size_t m_step = 0;
    std::unique_ptr<Stage> m_stage;
    QTimer m_poll;
    QElapsedTimer m_sinceStep;
    int m_failures = 0;
};

} // namespace metascope::screenshots
