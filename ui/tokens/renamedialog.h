// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

namespace metascope {

/// Asks for the label of a token.
class RenameDialog final : public QDialog {
    Q_OBJECT
public:
    /// `fallback` is what is shown where there is no label.
    RenameDialog(const QString &label, const QString &fallback, QWidget *parent);

Q_SIGNALS:
    /// Without space around it; empty: no label.
    void renamed(const QString &label);
};

} // namespace metascope
