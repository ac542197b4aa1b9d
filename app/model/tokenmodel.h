// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/model/rowtable.h"
#include "app/store/instanceregistry.h"

#include <QtCore/QSortFilterProxyModel>

#include <functional>

namespace metascope {

class RightsBook;

/// What is being done with an instance's token, as far as the model has to say it.
struct TokenUse {
    enum class State { Idle, Opening, InUse, Unreadable };
    State state = State::Idle;
    QString reason; ///< why it could not be read
    bool operator==(const TokenUse &) const = default;
};

/// One row of the table "Access Tokens": what is known. Its words are made when a cell is looked at, since of many rows
/// few are ever seen.
struct TokenRow {
    QString id; ///< the instance's
    QString instance;
    QString origin;
    QString store;
    bool hasToken = false;
    TokenPlace place = TokenPlace::Keychain;
    TokenFacts token;
    QList<SeenRight> seen;
    TokenUse use;
    ExpiryState expiryState = ExpiryState::Unknown;
    bool operator==(const TokenRow &) const = default;
};

/// The table "Access Tokens": one row for each instance, with the words of what is known about its token. Holds no
/// secret. A refresh is a diff by the instance's id.
class TokenModel final : public RowTable<TokenRow> {
    Q_OBJECT
public:
    enum Column {
        LabelColumn,
        InstanceColumn,
        PersonColumn,
        KindColumn,
        LastFourColumn,
        EndsColumn,
        ScopesColumn,
        LastUsedColumn,
        StoredInColumn,
        StateColumn,
        ColumnCount
    };
    enum Role {
        SortRole = Qt::UserRole + 20, ///< a number or text; invalid for what is not known
        InstanceIdRole, ///< QString
        ExpiryRole, ///< int: an ExpiryState
    };
    /// Where the model looks; what it refers to outlives the model.
    struct Sources {
        const InstanceRegistry &registry;
        const RightsBook &rights;
        std::function<QString(TokenPlace)> storeName;
        std::function<TokenUse(const InstanceId &)> use; ///< none: all idle
        std::function<QDateTime()> now; ///< none: the real time
    };

    explicit TokenModel(Sources sources, QObject *parent = nullptr);

    /// Looks again. Changes of the registry and of the book lead here by themselves; time and use do not.
    void refresh();

    [[nodiscard]] InstanceId instanceAt(const QModelIndex &index) const;
    /// Its first cell; invalid for one that is not listed.
    [[nodiscard]] QModelIndex indexOf(const InstanceId &instance) const;

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

private:
    [[nodiscard]] TokenRow rowOf(const InstanceEntry &entry) const;
    [[nodiscard]] static QString stateOf(const TokenRow &row);
    [[nodiscard]] static QString label(const TokenRow &row);
    /// With its date; empty where there is no token.
    [[nodiscard]] QString endsFully(const TokenRow &row) const;
    [[nodiscard]] QString text(const TokenRow &row, int column) const;
    [[nodiscard]] QVariant sortKey(const TokenRow &row, int column) const;

    Sources m_sources;
    QDateTime m_now; ///< of the last look: what all words about time are relative to
};

/// The order of its rows by SortRole. What is not known comes last, whichever way is sorted.
class TokenOrder final : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit TokenOrder(TokenModel &model, QObject *parent = nullptr);

protected:
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;
};

} // namespace metascope
