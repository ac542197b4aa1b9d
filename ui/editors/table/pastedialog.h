// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/fieldpaste.h"

#include <QtWidgets/QDialog>

class QPushButton;
class QStandardItemModel;

namespace metascope {

/// Shows what a text was read as before it is staged: each field can be left out. A field whose name is taken is left out
/// at first; it gets a number when it is wanted all the same. Nothing is staged here.
class PasteDialog final : public QDialog {
    Q_OBJECT
public:
    /// `taken`: the names that the table has.
    PasteDialog(const PastedFields &pasted, const QStringList &taken, QWidget *parent);
    /// Those that are wanted, in their order.
    [[nodiscard]] QList<Field> fields() const;

private:
    void updateButton();

    PastedFields m_pasted;
    QStandardItemModel *m_rows;
    QPushButton *m_add;
};

} // namespace metascope
