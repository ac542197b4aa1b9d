// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLineEdit>

namespace metascope {

/// An edit for a token: masked, and input methods are told to learn nothing from it.
class SecretEdit final : public QLineEdit {
    Q_OBJECT
public:
    explicit SecretEdit(QWidget *parent = nullptr) : QLineEdit(parent)
    {
        setEchoMode(QLineEdit::Password);
        setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    }

    /// Empties it; clear() would keep the text for an undo.
    void forget() { setText(QString()); }
};

} // namespace metascope
