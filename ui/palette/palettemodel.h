// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/fuzzymatch.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QPointer>
#include <QtGui/QAction>
#include <QtGui/QIcon>

namespace metascope {

/// One row of the palette.
struct PaletteRow {
    enum class Type {
        Heading, ///< of the rows below it; cannot be chosen
        Object,
        Command,
        Prefix, ///< puts its text into the edit
    };
    Type type = Type::Object;
    QString text; ///< the bare name, whatever is in it
    QString detail; ///< beside the text
    QString trailing; ///< at the right
    QString description; ///< in words, for those who do not see the row
    QIcon icon;
    QList<MatchSpan> spans; ///< of `text`: what the pattern met
    QString key; ///< of an object; the text to be typed of a prefix
    QPointer<QAction> action; ///< of a command
};

/// The rows of the palette. DisplayRole is the bare name; the delegate paints the rest from row().
class PaletteModel final : public QAbstractListModel {
    Q_OBJECT
public:
    explicit PaletteModel(QObject *parent = nullptr) : QAbstractListModel(parent) {}

    void setRows(QList<PaletteRow> rows);
    [[nodiscard]] const PaletteRow &row(int number) const { return m_rows[number]; }
    /// The first row that can be chosen, from `from` on in steps of `step` (1 or -1); -1 if there is none.
    [[nodiscard]] int choosable(int from, int step) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    QList<PaletteRow> m_rows;
};

} // namespace metascope
