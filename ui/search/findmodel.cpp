// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/findmodel.h"

#include "ui/theme/icons.h"
#include "ui/widgets/onelinetext.h"

#include <QtCore/QLocale>

namespace metascope {

namespace {

constexpr quintptr objectRow = 0;
constexpr qsizetype longestToolTip = 500;

} // namespace

FindModel::FindModel(const IconProvider &icons, QObject *parent) : QAbstractItemModel(parent), m_icons(icons) {}

void FindModel::setHits(QList<FindHit> hits)
{
    beginResetModel();
    m_hits = std::move(hits);
    m_lines = 0;
    for (const FindHit &hit : std::as_const(m_hits))
        m_lines += static_cast<int>(hit.matches.size());
    endResetModel();
}

const FindHit &FindModel::hit(const QModelIndex &index) const
{
    const auto id = index.internalId();
    return m_hits.at(id == objectRow ? index.row() : static_cast<qsizetype>(id) - 1);
}

const SearchMatch *FindModel::match(const QModelIndex &index) const
{
    return index.internalId() == objectRow ? nullptr : &hit(index).matches.at(index.row());
}

QString FindModel::partInWords(const SearchMatch &match)
{
    const QString line = QLocale().toString(match.line);
    switch (match.part) {
    case SearchPart::Name: return tr("name");
    case SearchPart::Description: return match.line == 1 ? tr("description") : tr("description, line %1").arg(line);
    case SearchPart::Docs: return tr("docs, line %1").arg(line);
    case SearchPart::Field: return tr("field");
    case SearchPart::Script: return tr("XanoScript, line %1").arg(line);
    }
    return {};
}

QModelIndex FindModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? static_cast<quintptr>(parent.row()) + 1 : objectRow);
}

QModelIndex FindModel::parent(const QModelIndex &child) const
{
    const auto id = child.isValid() ? child.internalId() : objectRow;
    return id == objectRow ? QModelIndex() : createIndex(static_cast<int>(id) - 1, 0, objectRow);
}

int FindModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return static_cast<int>(m_hits.size());
    return parent.internalId() == objectRow && parent.column() == 0
        ? static_cast<int>(m_hits.at(parent.row()).matches.size())
        : 0;
}

int FindModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant FindModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const FindHit &object = hit(index);
    const SearchMatch *line = match(index);
    switch (role) {
    case Qt::DisplayRole: return line ? oneLine(line->text).trimmed() : object.name;
    case Qt::DecorationRole: return line ? QVariant() : QVariant(m_icons.forKind(object.kind));
    case Qt::ToolTipRole: return shortened(line ? line->text.trimmed() : object.name, longestToolTip).toHtmlEscaped();
    case Qt::AccessibleDescriptionRole:
        if (line)
            return partInWords(*line);
        return tr("%1, %2, %3")
            .arg(kindName(object.kind), object.place,
                 tr("%n line(s)", nullptr, static_cast<int>(object.matches.size())));
    default: return {};
    }
}

} // namespace metascope
