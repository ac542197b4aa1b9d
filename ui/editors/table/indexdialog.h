// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"
#include "ui/editors/table/formrow.h"

#include <QtWidgets/QDialog>

#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace metascope {

class IconProvider;
class IndexFieldRows;

/// Asks for a new index, or for another form of one that is there: its type, its fields with direction, operator or
/// weight, and of a search index its name and language. Nothing is staged here.
class IndexDialog final : public QDialog {
    Q_OBJECT
public:
    /// `fields`: those of the table. `index`: what is to be changed; none for a new one. `icons` must outlive it.
    IndexDialog(const QList<Field> &fields, const std::optional<Index> &index, const IconProvider &icons,
                QWidget *parent);
    /// With everything of the given one that is not edited here.
    [[nodiscard]] Index index() const;

private:
    void chooseType();
    void updateState();

    Index m_index;
    QComboBox *m_type;
    QLineEdit *m_name;
    QComboBox *m_language;
    IndexFieldRows *m_fields;
    QPushButton *m_accept;
    FormRow m_typeRow;
    FormRow m_nameRow;
    FormRow m_languageRow;
    FormRow m_fieldsRow;
};

} // namespace metascope
