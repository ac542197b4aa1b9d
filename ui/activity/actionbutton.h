// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QPushButton>

class QAction;

namespace metascope {

/// A push button that is an action: its text (without mnemonic), state and tooltip. The action outlives it.
class ActionButton final : public QPushButton {
    Q_OBJECT
public:
    ActionButton(QAction *action, const char *name, QWidget *parent = nullptr);

private:
    void follow();

    QAction *m_action;
};

} // namespace metascope
