// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QLabel;
class QSpinBox;

namespace metascope {

class IconProvider;

/// Asks for a line of a code pane.
class GoToLineBar final : public QWidget {
    Q_OBJECT
public:
    explicit GoToLineBar(const IconProvider &icons, QWidget *parent = nullptr);

    /// Takes the focus, with the line where the caret is.
    void begin(int line, int count);

Q_SIGNALS:
    void lineChosen(int line);
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QSpinBox *m_line;
    QLabel *m_count;
};

} // namespace metascope
