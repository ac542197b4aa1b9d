// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

class ExplorerProxy;
class IconProvider;
class Theme;

/// Paints what stands right of a node's bare name: how many items it holds, that it is loading, that it failed, its words.
class ExplorerDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    ExplorerDelegate(const Theme &theme, const IconProvider &icons, const ExplorerProxy &model,
                     QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    [[nodiscard]] QString displayText(const QVariant &value, const QLocale &locale) const override;

private:
    /// Marks the characters that the filter met.
    void paintSpans(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    /// Draws from the right edge of `rect` leftwards and gives back the room that it took.
    int paintTrailing(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
    const IconProvider &m_icons;
    const ExplorerProxy &m_model;
};

} // namespace metascope
