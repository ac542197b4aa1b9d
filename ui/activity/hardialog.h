// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QDialog>

class QCheckBox;

namespace metascope {

/// Asks what of the exchanges goes into the file. Bodies are off by default.
class HarDialog final : public QDialog {
    Q_OBJECT
public:
    /// `count`: how many exchanges it is about.
    explicit HarDialog(int count, QWidget *parent = nullptr);

Q_SIGNALS:
    void saveRequested(bool hasBodies);

private:
    QCheckBox *m_bodies;
};

} // namespace metascope
