// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"

#include <QtWidgets/QDialog>

class QComboBox;
class QListWidget;
class QPushButton;

namespace metascope {

/// Asks for a new index: btree or unique, over fields in an order, each with a direction. Nothing is staged here.
class IndexDialog final : public QDialog {
    Q_OBJECT
public:
    IndexDialog(const QStringList &fields, QWidget *parent);
    [[nodiscard]] Index index() const;

private:
    QComboBox *m_type;
    QComboBox *m_direction;
    QListWidget *m_fields;
    QPushButton *m_add;
};

} // namespace metascope
