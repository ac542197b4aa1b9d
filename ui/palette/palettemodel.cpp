// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palettemodel.h"

#include "ui/widgets/onelinetext.h"

namespace metascope {

namespace {

constexpr qsizetype longestToolTip = 500;

QString toolTip(const PaletteRow &row)
{
    QStringList lines{row.text, row.detail, row.description};
    lines.removeAll(QString());
    lines.removeDuplicates();
    for (QString &line : lines)
        line = shortened(oneLine(line), longestToolTip).toHtmlEscaped();
    return lines.join(QStringLiteral("<br>"));
}

} // namespace

void PaletteModel::setRows(QList<PaletteRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int PaletteModel::choosable(int from, int step) const
{
    for (int number = from; number >= 0 && number < rowCount(); number += step)
        if (m_rows[number].type != PaletteRow::Type::Heading)
            return number;
    return -1;
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteRow &own = m_rows[index.row()];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole: return own.text;
    case Qt::AccessibleDescriptionRole: return own.description;
    case Qt::DecorationRole: return own.icon;
    case Qt::ToolTipRole: return own.type == PaletteRow::Type::Heading ? QString() : toolTip(own);
    default: return {};
    }
}

Qt::ItemFlags PaletteModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || m_rows[index.row()].type == PaletteRow::Type::Heading)
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

} // namespace metascope
