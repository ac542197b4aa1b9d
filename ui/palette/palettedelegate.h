// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

class QTextLayout;

namespace metascope {

class PaletteModel;
class Theme;
struct PaletteRow;

/// Paints a row of the palette: icon, name with what the pattern met set off, detail, and at the right where it is. All of
/// it is plain text on one line; what is too long gives way, the name last.
class PaletteDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    PaletteDelegate(const Theme &theme, const PaletteModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    /// What name and detail would like to have.
    [[nodiscard]] static int leadingWidth(const QStyleOptionViewItem &option, const PaletteRow &row);
    /// Draws the name into `room` and gives back the width that it took.
    int paintName(QPainter &painter, const QStyleOptionViewItem &option, const PaletteRow &row,
                  const QRect &room) const;

    const Theme &m_theme;
    const PaletteModel &m_model;
};

} // namespace metascope
