// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

class IconProvider;
class Theme;

/// Paints the rows of "Fields" and "Indexes": the marks and grounds of what is staged, the type's icon, nesting, findings.
/// The texts themselves are the model's.
class FieldDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// `nameColumn` is indented by nesting, `changeColumn` carries the mark.
    FieldDelegate(const Theme &theme, const IconProvider &icons, int changeColumn, int nameColumn, QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    const IconProvider &m_icons;
    int m_changeColumn;
    int m_nameColumn;
};

} // namespace metascope
