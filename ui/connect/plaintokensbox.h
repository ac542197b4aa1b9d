// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/plaintokens.h"

#include <QtWidgets/QDialog>

namespace metascope {

/// Shows what would be cut out of the file of Xano's command line, and asks. Deletes itself when closed.
class PlainTokensBox final : public QDialog {
    Q_OBJECT
public:
    explicit PlainTokensBox(const PlainTokenRemoval &removal, QWidget *parent);

Q_SIGNALS:
    void confirmed();
};

} // namespace metascope
