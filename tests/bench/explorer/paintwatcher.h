// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QEvent>
#include <QtCore/QObject>
#include <QtWidgets/QWidget>

#include <functional>
#include <utility>

namespace metascope::bench {

/// Tells once when one of its widgets was painted, after that.
class PaintWatcher final : public QObject {
    Q_OBJECT
public:
    explicit PaintWatcher(const QList<QWidget *> &widgets, QObject *parent = nullptr) : QObject(parent)
    {
        for (QWidget *widget : widgets)
            widget->installEventFilter(this);
    }

    std::function<void()> painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && painted)
            QMetaObject::invokeMethod(this, std::exchange(painted, {}), Qt::QueuedConnection);
        return false;
    }
};

} // namespace metascope::bench
