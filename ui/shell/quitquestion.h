// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QMessageBox>

namespace metascope {

/// Asks whether to quit although confirmed writes are under way. Deletes itself.
class QuitQuestion final : public QMessageBox {
    Q_OBJECT
public:
    explicit QuitQuestion(QWidget *parent);

Q_SIGNALS:
    void quitAnyway();
};

} // namespace metascope
