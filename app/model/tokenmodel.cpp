// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/tokenmodel.h"

#include "app/model/schematext.h"
#include "app/model/tokenwords.h"
#include "app/store/rightsbook.h"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <utility>

namespace metascope {

TokenModel::TokenModel(Sources sources, QObject *parent) : RowTable<TokenRow>(parent), m_sources(std::move(sources))
{
    if (!m_sources.now)
        m_sources.now = &QDateTime::currentDateTimeUtc;
    connect(&m_sources.registry, &InstanceRegistry::changed, this, &TokenModel::refresh);
    connect(&m_sources.rights, &RightsBook::changed, this, &TokenModel::refresh);
    refresh();
}

void TokenModel::refresh()
{
    const QDateTime before = std::exchange(m_now, m_sources.now());
    QList<TokenRow> next;
    const QList<InstanceEntry> &entries = m_sources.registry.entries();
    next.reserve(entries.size());
    for (const InstanceEntry &entry : entries)
        next.append(rowOf(entry));
    const bool isFirst = rowCount() == 0;
    update(next);
    // Words such as "in 3 hours" are of no row, but of the time.
    constexpr qint64 shortest = 1000;
    if (!isFirst && rowCount() > 0 && std::abs(before.msecsTo(m_now)) >= shortest)
        Q_EMIT dataChanged(index(0, EndsColumn), index(rowCount() - 1, StateColumn));
}

TokenRow TokenModel::rowOf(const InstanceEntry &entry) const
{
    TokenRow row;
    row.id = entry.id.value();
    row.instance = entry.name;
    row.origin = entry.base.origin.toString();
    row.hasToken = !entry.tokenId.isEmpty();
    row.token = entry.token;
    if (!row.hasToken)
        return row;
    row.place = entry.place;
    row.store = m_sources.storeName(entry.place);
    row.seen = m_sources.rights.seen(entry.tokenId);
    row.expiryState = expiryState(entry.token.expiry, m_now);
    if (m_sources.use)
        row.use = m_sources.use(entry.id);
    return row;
}

QString TokenModel::stateOf(const TokenRow &row)
{
    if (!row.hasToken)
        return tr("no token stored");
    if (row.expiryState == ExpiryState::Expired)
        return tr("expired");
    const bool isSoon = row.expiryState == ExpiryState::Soon;
    const QString soon = tr("expires soon");
    QString text;
    switch (row.use.state) {
    case TokenUse::State::Unreadable: return tr("could not be read: %1").arg(row.use.reason);
    case TokenUse::State::Opening: text = tr("being read"); break;
    case TokenUse::State::InUse: text = tr("in use"); break;
    case TokenUse::State::Idle:
        if (row.place == TokenPlace::Session)
            text = tr("this session only");
        else if (row.place == TokenPlace::Ask)
            text = tr("asked every time");
        else
            return isSoon ? soon : tr("ready");
    }
    return isSoon ? tr("%1, %2").arg(soon, text) : text;
}

QString TokenModel::label(const TokenRow &row)
{
    const TokenFacts &token = row.token;
    return !token.label.isEmpty() ? token.label : !token.person.isEmpty() ? token.person : row.instance;
}

QString TokenModel::endsFully(const TokenRow &row) const
{
    return row.hasToken ? tokenwords::endsFully(row.token.expiry, m_now) : QString();
}

InstanceId TokenModel::instanceAt(const QModelIndex &index) const
{
    if (!index.isValid() || !checkIndex(index))
        return {};
    return InstanceId(rows().at(index.row()).id);
}

QModelIndex TokenModel::indexOf(const InstanceId &instance) const
{
    const auto found = std::ranges::find(rows(), instance.value(), &TokenRow::id);
    return found == rows().end() ? QModelIndex() : index(static_cast<int>(std::distance(rows().begin(), found)), 0);
}

int TokenModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString TokenModel::text(const TokenRow &row, int column) const
{
    switch (column) {
    case LabelColumn: return label(row);
    case InstanceColumn: return row.instance;
    case PersonColumn: return row.token.person.isEmpty() ? tr("not known") : row.token.person;
    case KindColumn: return tokenwords::kind(row.token.kind);
    case StateColumn: return stateOf(row);
    default: break;
    }
    if (!row.hasToken)
        return {};
    switch (column) {
    case LastFourColumn: return row.token.lastFour;
    case EndsColumn: return tokenwords::ends(row.token.expiry, m_now);
    case ScopesColumn: return tokenwords::scopes(row.token.recorded, row.seen);
    case LastUsedColumn: return tokenwords::ago(row.token.lastUsed, m_now);
    case StoredInColumn: return row.store;
    default: return {};
    }
}

QVariant TokenModel::sortKey(const TokenRow &row, int column) const
{
    const TokenFacts &token = row.token;
    switch (column) {
    case EndsColumn:
        if (!row.hasToken)
            return {};
        if (token.expiry.at)
            return token.expiry.at->toMSecsSinceEpoch();
        return token.expiry.isNever() ? QVariant(std::numeric_limits<qint64>::max()) : QVariant();
    case LastUsedColumn:
        return row.hasToken && token.lastUsed.isValid() ? QVariant(token.lastUsed.toMSecsSinceEpoch()) : QVariant();
    case ScopesColumn: return row.hasToken && token.recorded ? QVariant(token.recorded->count()) : QVariant();
    default: {
        const QString shown = text(row, column);
        return shown.isEmpty() ? QVariant() : QVariant(shown);
    }
    }
}

QVariant TokenModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TokenRow &row = rows().at(index.row());
    switch (role) {
    case Qt::DisplayRole: return text(row, index.column());
    case Qt::ToolTipRole:
        switch (index.column()) {
        case InstanceColumn: return schematext::toolTip(row.instance + u'\n' + row.origin);
        case EndsColumn: return schematext::toolTip(endsFully(row));
        default: return schematext::toolTip(text(row, index.column()));
        }
    case Qt::AccessibleDescriptionRole:
        switch (index.column()) {
        // Whoever moves along the first column hears what matters.
        case LabelColumn:
            return row.hasToken ? tr("%1, %2, ends: %3").arg(row.instance, stateOf(row), endsFully(row))
                                : tr("%1, %2").arg(row.instance, stateOf(row));
        case InstanceColumn: return row.origin;
        case LastFourColumn:
            return text(row, LastFourColumn).isEmpty() ? QString() : tr("the last four characters of the token");
        case EndsColumn: return endsFully(row);
        default: return {};
        }
    case SortRole: return sortKey(row, index.column());
    case InstanceIdRole: return row.id;
    case ExpiryRole: return static_cast<int>(row.expiryState);
    default: return {};
    }
}

QVariant TokenModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case LabelColumn: return tr("Label");
    case InstanceColumn: return tr("Instance");
    case PersonColumn: return tr("Person");
    case KindColumn: return tr("Kind");
    case LastFourColumn: return tr("Last Four");
    case EndsColumn: return tr("Ends");
    case ScopesColumn: return tr("Scopes");
    case LastUsedColumn: return tr("Last Used");
    case StoredInColumn: return tr("Stored In");
    case StateColumn: return tr("State");
    default: return {};
    }
}

TokenOrder::TokenOrder(TokenModel &model, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSortRole(TokenModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setSourceModel(&model);
}

bool TokenOrder::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const bool isLeftKnown = left.data(sortRole()).isValid();
    const bool isRightKnown = right.data(sortRole()).isValid();
    // The proxy turns this around for a descending order.
    if (isLeftKnown != isRightKnown)
        return sortOrder() == Qt::AscendingOrder ? isLeftKnown : isRightKnown;
    return QSortFilterProxyModel::lessThan(left, right);
}

} // namespace metascope
