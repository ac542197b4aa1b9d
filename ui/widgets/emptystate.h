// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace metascope {

/// What stands where there is nothing to show: one sentence, and the action that fills it.
class EmptyState final : public QWidget {
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// Plain text. Without an `action` there is no button.
    void setContent(const QString &sentence, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

private:
    QLabel *m_sentence;
    QPushButton *m_action;
};

} // namespace metascope
