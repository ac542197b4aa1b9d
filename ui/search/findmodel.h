// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/store/cachetypes.h"

#include <QtCore/QAbstractItemModel>

namespace metascope {

class IconProvider;

/// An object in which a text was found.
struct FindHit {
    NodePath path;
    Kind kind = Kind::Table;
    QString name; ///< as the explorer shows it
    QString place; ///< for people: "Acme › shop"
    QList<SearchMatch> matches;
};

/// What a search found: objects, and below each its lines. All texts are what the server sent; accessible descriptions say the
/// rest.
class FindModel final : public QAbstractItemModel {
    Q_OBJECT
public:
    /// `icons` outlives it.
    explicit FindModel(const IconProvider &icons, QObject *parent = nullptr);

    void setHits(QList<FindHit> hits);
    /// Of the row itself, or of the object that the line stands in.
    [[nodiscard]] const FindHit &hit(const QModelIndex &index) const;
    /// The line of a row; null for an object's.
    [[nodiscard]] const SearchMatch *match(const QModelIndex &index) const;
    [[nodiscard]] int lineCount() const { return m_lines; }
    /// Where the line stands: "XanoScript, line 12".
    [[nodiscard]] static QString partInWords(const SearchMatch &match);

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    [[nodiscard]] QModelIndex parent(const QModelIndex &child) const override;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const IconProvider &m_icons;
    QList<FindHit> m_hits;
    int m_lines = 0;
};

} // namespace metascope
