// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/indexchoice.h"
#include "ui/theme/icons.h"

#include <QtWidgets/QWidget>

class QComboBox;
class QSpinBox;
class QToolButton;
class QVBoxLayout;

namespace metascope {

/// The fields of an index in their order, each with its direction, operator or weight: one line of editors for each.
class IndexFieldRows final : public QWidget {
    Q_OBJECT
public:
    /// `fields`: those of the table. `icons` must outlive it.
    IndexFieldRows(const QList<Field> &fields, const IconProvider &icons, QWidget *parent = nullptr);

    /// Offers what a type can hold and asks for; what is chosen already stays where it fits.
    void setType(const IndexChoice &type);
    void setFields(const QList<IndexField> &fields);
    [[nodiscard]] QList<IndexField> fields() const;
    /// Whether the table has any field that the type can hold.
    [[nodiscard]] bool hasChoices() const { return !m_choices.isEmpty(); }
    void addRow();

Q_SIGNALS:
    void edited();

private:
    struct Row {
        QWidget *line;
        QComboBox *field;
        QComboBox *op;
        QSpinBox *weight;
        QToolButton *up;
        QToolButton *remove;
    };

    void append(const IndexField &field);
    void fill(const Row &row, const IndexField &field) const;
    void removeRow(QWidget *line);
    void moveUp(QWidget *line);
    void renumber();
    QToolButton *makeButton(Icon icon, const QString &text, QWidget *line);

    QList<Field> m_all;
    QStringList m_choices;
    const IndexChoice *m_type;
    const IconProvider &m_icons;
    QVBoxLayout *m_lines;
    QList<Row> m_rows;
};

} // namespace metascope
