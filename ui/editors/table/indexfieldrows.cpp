// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/indexfieldrows.h"

#include "ui/theme/tokens.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace metascope {

namespace {

constexpr int largestWeight = 1000;

QString text(std::string_view word)
{
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

/// Selects it; one that is not offered is added as it stands.
void select(QComboBox *box, const QString &wanted)
{
    if (box->findText(wanted) < 0)
        box->addItem(wanted);
    box->setCurrentIndex(box->findText(wanted));
}

} // namespace

IndexFieldRows::IndexFieldRows(const QList<Field> &fields, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_all(fields), m_type(&indexChoices().front()), m_icons(icons), m_lines(new QVBoxLayout(this))
{
    m_lines->setContentsMargins(0, 0, 0, 0);
    m_lines->setSpacing(spacing::tight);
}

void IndexFieldRows::setType(const IndexChoice &type)
{
    const QList<IndexField> before = fields();
    m_type = &type;
    m_choices.clear();
    for (const Field &field : std::as_const(m_all))
        if (canIndex(type, field))
            m_choices.append(field.name);
    QList<IndexField> kept;
    for (const IndexField &field : before)
        if (m_choices.contains(field.name))
            kept.append(field);
    setFields(kept);
    Q_EMIT edited();
}

void IndexFieldRows::setFields(const QList<IndexField> &fields)
{
    for (const Row &row : std::as_const(m_rows))
        delete row.line;
    m_rows.clear();
    for (const IndexField &field : fields)
        append(field);
    renumber();
}

QList<IndexField> IndexFieldRows::fields() const
{
    QList<IndexField> list;
    for (const Row &row : m_rows) {
        IndexField field;
        field.name = row.field->currentText();
        if (m_type->option == IndexOption::Weight)
            field.priority = row.weight->value();
        else
            field.op = row.op->currentText();
        list.append(field);
    }
    return list;
}

void IndexFieldRows::addRow()
{
    const QList<IndexField> used = fields();
    const auto isFree
        = [&used](const QString &name) { return std::ranges::find(used, name, &IndexField::name) == used.end(); };
    const auto free = std::ranges::find_if(m_choices, isFree);
    if (m_choices.isEmpty())
        return;
    IndexField field;
    field.name = free == m_choices.end() ? m_choices.constFirst() : *free;
    append(field);
    renumber();
    m_rows.constLast().field->setFocus();
    Q_EMIT edited();
}

QToolButton *IndexFieldRows::makeButton(Icon icon, const QString &text, QWidget *line)
{
    auto *button = new QToolButton(line);
    button->setIcon(m_icons.icon(icon));
    button->setToolTip(text);
    button->setAccessibleName(text);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void IndexFieldRows::append(const IndexField &field)
{
    auto *line = new QWidget(this);
    const Row row{line,
                  new QComboBox(line),
                  new QComboBox(line),
                  new QSpinBox(line),
                  makeButton(Icon::Up, tr("Move Field Up"), line),
                  makeButton(Icon::Remove, tr("Remove Field"), line)};
    row.field->addItems(m_choices);
    row.weight->setRange(1, largestWeight);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(row.field, 2);
    layout->addWidget(row.op, 1);
    layout->addWidget(row.weight, 1);
    layout->addWidget(row.up);
    layout->addWidget(row.remove);
    fill(row, field);
    m_lines->addWidget(line);
    m_rows.append(row);
    connect(row.field, &QComboBox::activated, this, &IndexFieldRows::edited);
    connect(row.op, &QComboBox::activated, this, &IndexFieldRows::edited);
    connect(row.weight, &QSpinBox::valueChanged, this, &IndexFieldRows::edited);
    connect(row.up, &QToolButton::clicked, this, [this, line] { moveUp(line); });
    connect(row.remove, &QToolButton::clicked, this, [this, line] { removeRow(line); });
}

void IndexFieldRows::fill(const Row &row, const IndexField &field) const
{
    const bool weighted = m_type->option == IndexOption::Weight;
    select(row.field, field.name);
    row.op->setVisible(!weighted);
    row.weight->setVisible(weighted);
    const QSignalBlocker blocker(row.weight);
    row.weight->setValue(static_cast<int>(std::clamp<qint64>(field.priority.value_or(1), 1, largestWeight)));
    row.op->clear();
    for (const std::string_view op : m_type->operators)
        row.op->addItem(text(op));
    // An operator of another type is none of this one.
    const bool isForeign = std::ranges::any_of(indexChoices(), [&](const IndexChoice &other) {
        return &other != m_type && row.op->findText(field.op) < 0
            && std::ranges::any_of(other.operators, [&field](std::string_view op) { return text(op) == field.op; });
    });
    if (!field.op.isEmpty() && !isForeign)
        select(row.op, field.op);
}

void IndexFieldRows::removeRow(QWidget *line)
{
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    if (found == m_rows.end())
        return;
    m_rows.erase(found);
    line->hide();
    line->setParent(nullptr);
    line->deleteLater(); // its button is running
    renumber();
    Q_EMIT edited();
}

void IndexFieldRows::moveUp(QWidget *line)
{
    const auto found = std::ranges::find(m_rows, line, &Row::line);
    if (found == m_rows.end() || found == m_rows.begin())
        return;
    const qsizetype at = std::distance(m_rows.begin(), found);
    m_rows.move(at, at - 1);
    m_lines->removeWidget(line);
    m_lines->insertWidget(static_cast<int>(at) - 1, line);
    renumber();
    Q_EMIT edited();
}

void IndexFieldRows::renumber()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const Row &row = m_rows.at(i);
        const auto name = [i](const char *what) { return QStringLiteral("%1-%2").arg(QLatin1String(what)).arg(i); };
        row.field->setObjectName(name("indexField"));
        row.op->setObjectName(name("indexOperator"));
        row.weight->setObjectName(name("indexWeight"));
        row.up->setObjectName(name("indexFieldUp"));
        row.remove->setObjectName(name("removeIndexField"));
        row.field->setAccessibleName(tr("Field %1").arg(i + 1));
        row.op->setAccessibleName(tr("Operator of Field %1").arg(i + 1));
        row.weight->setAccessibleName(tr("Weight of Field %1").arg(i + 1));
        row.up->setEnabled(i > 0);
    }
}

} // namespace metascope
