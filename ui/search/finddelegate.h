// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

class FindModel;
class Theme;
struct SearchMatch;

/// Paints what a search found: an object with its kind and, muted, where it is; a line with where it stands and the match set
/// off in it. A line that is too long gives way around its match.
class FindDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// Both outlive it.
    FindDelegate(const Theme &theme, const FindModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// A part of a line that fits into `width`, and where the match is in it.
    struct Shown {
        QString text;
        qsizetype start = 0;
        qsizetype length = 0;
    };
    static Shown aroundMatch(const SearchMatch &match, const QFontMetrics &metrics, int width);

private:
    void paintObject(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintLine(QPainter &painter, const QStyleOptionViewItem &option, const SearchMatch &match) const;

    const Theme &m_theme;
    const FindModel &m_model;
};

} // namespace metascope
