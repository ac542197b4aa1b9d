// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/tokenmodel.h"

#include "app/model/schematext.h"
#include "app/model/tokenwords.h"
#include "app/store/rightsbook.h"

#include <algorithm>
#include <limits>

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
    const QDateTime now = m_sources.now();
    QList<TokenRow> next;
    const QList<InstanceEntry> &entries = m_sources.registry.entries();
    next.reserve(entries.size());
    for (const InstanceEntry &entry : entries)
        next.append(rowOf(entry, now));
    update(next);
}

TokenRow TokenModel::rowOf(const InstanceEntry &entry, const QDateTime &now) const
{
    const TokenFacts &token = entry.token;
    TokenRow row;
    row.id = entry.id.value();
    row.label = !token.label.isEmpty() ? token.label : !token.person.isEmpty() ? token.person : entry.name;
    row.instance = entry.name;
    row.origin = entry.base.origin.toString();
    row.person = token.person.isEmpty() ? tr("not known") : token.person;
    row.kind = tokenwords::kind(token.kind);
    if (entry.tokenId.isEmpty()) {
        row.state = stateOf(entry, ExpiryState::Unknown, {});
        return row;
    }
    row.lastFour = token.lastFour;
    row.ends = tokenwords::ends(token.expiry, now);
    row.endsFully = tokenwords::endsFully(token.expiry, now);
    row.scopes = tokenwords::scopes(token.recorded, m_sources.rights.seen(entry.tokenId));
    row.recorded = token.recorded ? token.recorded->count() : -1;
    row.used = tokenwords::ago(token.lastUsed, now);
    if (token.lastUsed.isValid())
        row.usedAt = token.lastUsed.toMSecsSinceEpoch();
    row.store = m_sources.storeName(entry.place);
    row.expiryState = expiryState(token.expiry, now);
    if (token.expiry.at)
        row.endsAt = token.expiry.at->toMSecsSinceEpoch();
    else if (token.expiry.isNever())
        row.endsAt = std::numeric_limits<qint64>::max();
    row.state = stateOf(entry, row.expiryState, m_sources.use ? m_sources.use(entry.id) : TokenUse());
    return row;
}

QString TokenModel::stateOf(const InstanceEntry &entry, ExpiryState expiry, const TokenUse &use)
{
    if (entry.tokenId.isEmpty())
        return tr("no token stored");
    if (expiry == ExpiryState::Expired)
        return tr("expired");
    const QString soon = tr("expires soon");
    QString text;
    switch (use.state) {
    case TokenUse::State::Unreadable: return tr("could not be read: %1").arg(use.reason);
    case TokenUse::State::Opening: text = tr("being read"); break;
    case TokenUse::State::InUse: text = tr("in use"); break;
    case TokenUse::State::Idle:
        if (entry.place == TokenPlace::Session)
            text = tr("this session only");
        else if (entry.place == TokenPlace::Ask)
            text = tr("asked every time");
        else
            return expiry == ExpiryState::Soon ? soon : tr("ready");
    }
    return expiry == ExpiryState::Soon ? tr("%1, %2").arg(soon, text) : text;
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

QString TokenModel::text(const TokenRow &row, int column)
{
    switch (column) {
    case LabelColumn: return row.label;
    case InstanceColumn: return row.instance;
    case PersonColumn: return row.person;
    case KindColumn: return row.kind;
    case LastFourColumn: return row.lastFour;
    case EndsColumn: return row.ends;
    case ScopesColumn: return row.scopes;
    case LastUsedColumn: return row.used;
    case StoredInColumn: return row.store;
    case StateColumn: return row.state;
    default: return {};
    }
}

QVariant TokenModel::sortKey(const TokenRow &row, int column)
{
    switch (column) {
    case EndsColumn: return row.endsAt ? QVariant(*row.endsAt) : QVariant();
    case LastUsedColumn: return row.usedAt ? QVariant(*row.usedAt) : QVariant();
    case ScopesColumn: return row.recorded >= 0 ? QVariant(row.recorded) : QVariant();
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
        case EndsColumn: return schematext::toolTip(row.endsFully);
        default: return schematext::toolTip(text(row, index.column()));
        }
    case Qt::AccessibleDescriptionRole:
        switch (index.column()) {
        // Whoever moves along the first column hears what matters.
        case LabelColumn:
            return row.endsFully.isEmpty() ? tr("%1, %2").arg(row.instance, row.state)
                                           : tr("%1, %2, ends: %3").arg(row.instance, row.state, row.endsFully);
        case InstanceColumn: return row.origin;
        case LastFourColumn: return row.lastFour.isEmpty() ? QString() : tr("the last four characters of the token");
        case EndsColumn: return row.endsFully;
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
