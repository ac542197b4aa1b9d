// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/indexmodel.h"

#include "app/model/roles.h"
#include "app/model/schematext.h"

#include <algorithm>

namespace metascope {

namespace {

/// "created_at desc, name": the direction where it is not the usual one.
QString fieldsText(const Index &index)
{
    QStringList parts;
    for (const IndexField &field : index.fields) {
        const bool usual = field.op.isEmpty() || field.op == QLatin1String("asc");
        parts.append(usual ? field.name : QString(field.name + QLatin1Char(' ') + field.op));
    }
    return parts.join(QStringLiteral(", "));
}

} // namespace

IndexModel::IndexModel(QObject *parent) : RowTable<IndexTableRow>(parent) {}

void IndexModel::setSchema(const TableSchema &base, const TableSchema &current)
{
    QList<IndexTableRow> next;
    for (const IndexRow &row : indexRows(base, current))
        next.append({row.key, row});
    update(next);
}

void IndexModel::setFindings(const QList<Finding> &findings)
{
    if (m_findings == findings)
        return;
    m_findings = findings;
    for (qsizetype i = 0; i < rows().size(); ++i)
        touch(i);
}

std::optional<EntryKey> IndexModel::keyAt(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return std::nullopt;
    return rows().at(index.row()).id;
}

QModelIndex IndexModel::indexOf(EntryKey key) const
{
    const auto found = std::ranges::find(rows(), key, &IndexTableRow::id);
    return found == rows().end() ? QModelIndex() : index(static_cast<int>(std::distance(rows().begin(), found)), 0);
}

int IndexModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString IndexModel::findingText(EntryKey key) const
{
    return schematext::findingText(m_findings, key);
}

QVariant IndexModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const IndexRow &row = rows().at(index.row()).row;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case ChangeColumn: return schematext::changeWord(row.changes);
        case TypeColumn: return row.index.isUnique() ? tr("unique") : row.index.type;
        case FieldsColumn: return fieldsText(row.index);
        case IdColumn: return row.index.id;
        default: return {};
        }
    case Qt::AccessibleDescriptionRole: return findingText(row.key);
    case Qt::ToolTipRole: return schematext::toolTip(findingText(row.key));
    case roles::EntryKey: return row.key.value();
    case roles::Depth: return 0;
    case roles::Change: return static_cast<int>(row.changes);
    case roles::Finding: return schematext::findingLevel(m_findings, row.key);
    case roles::Primary: return row.index.isPrimary();
    default: return {};
    }
}

QVariant IndexModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ChangeColumn: return tr("Change");
    case TypeColumn: return tr("Type");
    case FieldsColumn: return tr("Fields");
    case IdColumn: return tr("Id");
    default: return {};
    }
}

} // namespace metascope
