// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/typebox.h"

#include "app/domain/fieldtype.h"
#include "ui/theme/icons.h"

#include <optional>

namespace metascope {

namespace {

constexpr int referenceRole = Qt::UserRole + 1;

QString nameOfType(const FieldTypeRow &row)
{
    return QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size()));
}

} // namespace

TypeBox::TypeBox(const IconProvider &icons, QWidget *parent) : QComboBox(parent), m_icons(icons)
{
    const auto add = [this](const QString &text, const QString &type, bool reference) {
        addItem(m_icons.forFieldType(type, reference), text, type);
        setItemData(count() - 1, reference, referenceRole);
    };
    std::optional<FieldTypeGroup> group;
    for (const FieldTypeRow &row : fieldTypes) {
        if (group && *group != row.group)
            insertSeparator(count());
        group = row.group;
        add(nameOfType(row), nameOfType(row), false);
    }
    insertSeparator(count());
    add(tr("reference to a table"), QStringLiteral("int"), true);
    add(tr("reference to a table (uuid)"), QStringLiteral("uuid"), true);
    setMaxVisibleItems(count());
    connect(this, &QComboBox::activated, this, [this](int index) {
        Q_EMIT typeChosen(itemData(index).toString(), itemData(index, referenceRole).toBool());
    });
}

void TypeBox::showField(const Field &field)
{
    for (int i = 0; i < count(); ++i) {
        if (itemData(i).toString() != field.type || itemData(i, referenceRole).toBool() != field.isReference())
            continue;
        if (i != currentIndex())
            setCurrentIndex(i);
        return;
    }
    const QString text = field.isReference() ? tr("%1, reference to a table").arg(field.type) : field.type;
    addItem(m_icons.forFieldType(field.type, field.isReference()), text, field.type);
    setItemData(count() - 1, field.isReference(), referenceRole);
    setCurrentIndex(count() - 1);
}

bool TypeBox::isSameType(const Field &a, const Field &b)
{
    return a.type == b.type && a.isReference() == b.isReference();
}

Field withType(Field field, const QString &type, bool reference)
{
    field.type = type;
    if (!reference)
        field.reference.reset();
    else if (!field.reference)
        field.reference = TableId(0);
    if (type == QLatin1String("vector") && !field.vectorSize)
        field.vectorSize = 3; // what the API takes where it is told nothing
    return field;
}

} // namespace metascope
