// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/secret.h"

#include <QtCore/QTimer>
#include <QtWidgets/QFrame>

#include <chrono>

class QHBoxLayout;
class QLabel;
class QPlainTextEdit;

namespace metascope {

/// Shows a token for a short time and takes it away again: also when its window loses the focus or it is hidden. Text
/// can be marked in it, but leaves it by no way of its own: not to the clipboard, not to the middle mouse button, not
/// by dragging.
class TokenReveal final : public QFrame {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds usualTime{10};

    explicit TokenReveal(QWidget *parent = nullptr);
    ~TokenReveal() override;

    void reveal(const Secret &secret, std::chrono::seconds shownFor = usualTime);
    /// Wipes what is shown, and hides.
    void conceal();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void count();
    /// Only whoever reveals something pays for a text edit.
    void makeText();

    QHBoxLayout *m_layout;
    QPlainTextEdit *m_text = nullptr;
    QLabel *m_countdown;
    QTimer m_ticks;
    int m_left = 0;
};

} // namespace metascope
