// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/schemamodel.h"

#include "app/model/roles.h"
#include "app/model/schematext.h"

#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QMimeData>
#include <QtCore/QUuid>

#include <algorithm>

namespace metascope {

namespace {

const QString &dragType()
{
    static const QString type = QStringLiteral("application/x-metascope-field");
    return type;
}

} // namespace

SchemaModel::SchemaModel(QObject *parent) : RowTable<SchemaRow>(parent), m_dragToken(QUuid::createUuid().toByteArray())
{}

void SchemaModel::setSchema(const TableSchema &base, const TableSchema &current)
{
    update(rowsOf(base, current));
}

void SchemaModel::setFindings(const QList<Finding> &findings)
{
    if (m_findings == findings)
        return;
    m_findings = findings;
    for (qsizetype i = 0; i < rows().size(); ++i)
        touch(i);
}

void SchemaModel::setTableNames(const QHash<TableId, QString> &names)
{
    m_tableNames = names;
    for (qsizetype i = 0; i < rows().size(); ++i) {
        if (rows().at(i).field.isReference())
            touch(i);
    }
}

QList<SchemaRow> SchemaModel::rowsOf(const TableSchema &base, const TableSchema &current)
{
    QList<SchemaRow> list;
    for (const FieldRow &row : fieldRows(base, current)) {
        const SchemaRow top{QString::number(row.key.value()),
                            row.key,
                            0,
                            row.field.name,
                            row.field,
                            row.before,
                            row.changes,
                            row.primary,
                            {}};
        list.append(top);
        appendChildren(list, top, row.before ? &*row.before : nullptr);
    }
    return list;
}

void SchemaModel::appendChildren(QList<SchemaRow> &rows, const SchemaRow &parent, const Field *loaded)
{
    const EntryChanges gone = parent.changes & EntryChanges(EntryChange::Removed | EntryChange::Added);
    const QList<Field> &children = parent.field.children;
    for (qsizetype i = 0; i < children.size(); ++i) {
        const Field &child = children.at(i);
        const Field *before = loaded ? loadedChild(loaded->children, children, child) : nullptr;
        SchemaRow row{QStringLiteral("%1/%2").arg(parent.id).arg(i),
                      parent.key,
                      parent.depth + 1,
                      parent.path + QLatin1Char('.') + child.name,
                      child,
                      std::nullopt,
                      gone,
                      false,
                      parent.child};
        row.child.append(i);
        if (before)
            row.before = *before;
        if (!gone) {
            row.changes.setFlag(EntryChange::Added, !before);
            row.changes.setFlag(EntryChange::Renamed, before && before->name != child.name);
            row.changes.setFlag(EntryChange::Options, before && !sameButName(*before, child));
        }
        rows.append(row);
        appendChildren(rows, row, before);
    }
}

std::optional<EntryKey> SchemaModel::keyAt(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return std::nullopt;
    return rows().at(index.row()).key;
}

QModelIndex SchemaModel::indexOf(EntryKey key) const
{
    // The top-level row precedes the nested ones, which carry the same key.
    const auto found = std::ranges::find(rows(), key, &SchemaRow::key);
    return found == rows().end() ? QModelIndex()
                                 : index(static_cast<int>(std::distance(rows().begin(), found)), NameColumn);
}

std::optional<FieldPlace> SchemaModel::placeAt(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return std::nullopt;
    const SchemaRow &row = rows().at(index.row());
    return FieldPlace{row.key, row.child};
}

QModelIndex SchemaModel::indexOf(const FieldPlace &place) const
{
    const auto found = std::ranges::find_if(
        rows(), [&place](const SchemaRow &row) { return row.key == place.key && row.child == place.path; });
    return found == rows().end() ? QModelIndex()
                                 : index(static_cast<int>(std::distance(rows().begin(), found)), NameColumn);
}

int SchemaModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SchemaModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SchemaRow &row = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole: return display(row, index.column());
    case Qt::ToolTipRole: return toolTip(row);
    case Qt::AccessibleDescriptionRole:
        return QString(schematext::changeText(row.changes, row.before ? row.before->name : QString())
                       + (findingText(row).isEmpty() ? QString() : QLatin1Char('\n') + findingText(row)))
            .trimmed();
    case roles::EntryKey: return row.key.value();
    case roles::Depth: return row.depth;
    case roles::Change: return static_cast<int>(row.changes);
    case roles::Finding: return schematext::findingLevel(m_findings, row.key, row.child);
    case roles::Primary: return row.primary;
    case roles::FieldType: return row.field.type;
    default: return {};
    }
}

QString SchemaModel::display(const SchemaRow &row, int column) const
{
    switch (column) {
    case ChangeColumn: return schematext::changeWord(row.changes);
    case NameColumn: return row.path;
    case TypeColumn: return typeText(row.field);
    case RequiredColumn: return schematext::yesNo(row.field.required);
    case NullableColumn: return schematext::yesNo(row.field.nullable);
    case DefaultColumn: return row.field.defaultValue ? defaultText(*row.field.defaultValue) : QString();
    case DescriptionColumn: return row.field.description;
    default: return {};
    }
}

QString SchemaModel::typeText(const Field &field) const
{
    QString text = field.type;
    if (field.reference) {
        const QString name = m_tableNames.value(*field.reference);
        text = name.isEmpty() ? tr("reference to table %1").arg(field.reference->value())
                              : tr("reference to %1").arg(name);
    }
    return field.isList() ? tr("%1 list").arg(text) : text;
}

QString SchemaModel::findingText(const SchemaRow &row) const
{
    return schematext::findingText(m_findings, row.key, row.child);
}

QString SchemaModel::toolTip(const SchemaRow &row) const
{
    QStringList lines{row.path, typeText(row.field)};
    if (row.primary)
        lines.append(tr("Primary key: stays first, as it is"));
    if (!row.field.values.isEmpty())
        lines.append(row.field.values.join(QStringLiteral(", ")));
    lines.append(schematext::changeText(row.changes, row.before ? row.before->name : QString()));
    lines.append(findingText(row));
    lines.removeAll(QString());
    return schematext::toolTip(lines.join(QLatin1Char('\n')));
}

QVariant SchemaModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case ChangeColumn: return tr("Change");
    case NameColumn: return tr("Name");
    case TypeColumn: return tr("Type");
    case RequiredColumn: return tr("Required");
    case NullableColumn: return tr("Nullable");
    case DefaultColumn: return tr("Default");
    case DescriptionColumn: return tr("Description");
    default: return {};
    }
}

Qt::ItemFlags SchemaModel::flags(const QModelIndex &index) const
{
    // Drops go between rows, never onto one.
    if (!index.isValid())
        return Qt::ItemIsDropEnabled;
    Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    const SchemaRow &row = rows().at(index.row());
    if (row.depth == 0 && !row.primary && !row.changes.testFlag(EntryChange::Removed))
        flags |= Qt::ItemIsDragEnabled;
    return flags;
}

Qt::DropActions SchemaModel::supportedDropActions() const
{
    return Qt::MoveAction;
}

QStringList SchemaModel::mimeTypes() const
{
    return {dragType()};
}

QMimeData *SchemaModel::mimeData(const QModelIndexList &indexes) const
{
    const auto key = indexes.isEmpty() ? std::nullopt : keyAt(indexes.front());
    if (!key)
        return nullptr;
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << m_dragToken << key->value();
    auto *data = new QMimeData;
    data->setData(dragType(), bytes);
    return data;
}

std::optional<EntryKey> SchemaModel::draggedKey(const QMimeData *data) const
{
    if (!data || !data->hasFormat(dragType()))
        return std::nullopt;
    QByteArray token;
    quint64 key = 0;
    QDataStream stream(data->data(dragType()));
    stream >> token >> key;
    return stream.status() == QDataStream::Ok && token == m_dragToken ? std::optional(EntryKey(key)) : std::nullopt;
}

std::optional<qsizetype> SchemaModel::dropPosition(EntryKey key, int row, const QModelIndex &parent) const
{
    qsizetype before = row;
    if (row < 0)
        before = parent.isValid() ? parent.row() : rows().size();
    qsizetype position = 0;
    qsizetype from = -1;
    qsizetype staged = 0;
    for (qsizetype i = 0; i < rows().size(); ++i) {
        const SchemaRow &other = rows().at(i);
        if (other.depth > 0 || other.changes.testFlag(EntryChange::Removed))
            continue;
        if (other.key == key)
            from = staged;
        else if (i < before || other.primary)
            ++position;
        ++staged;
    }
    if (from < 0 || from == position)
        return std::nullopt;
    return position;
}

bool SchemaModel::canDropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                                  const QModelIndex &parent) const
{
    Q_UNUSED(column)
    const auto key = draggedKey(data);
    return action == Qt::MoveAction && key && dropPosition(*key, row, parent);
}

bool SchemaModel::dropMimeData(const QMimeData *data, Qt::DropAction action, int row, int column,
                               const QModelIndex &parent)
{
    if (canDropMimeData(data, action, row, column, parent)) {
        const EntryKey key = *draggedKey(data);
        Q_EMIT moveRequested(key, *dropPosition(key, row, parent));
    }
    return false;
}

} // namespace metascope
