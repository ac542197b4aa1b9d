// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

class IconProvider;
class Theme;

/// Paints FactRows: in one line each, code in the fixed font, with the icon of a row's kind.
class FactDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    /// The collaborators must outlive the delegate.
    FactDelegate(const Theme &theme, const IconProvider &icons, QObject *parent = nullptr);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
    const IconProvider &m_icons;
};

} // namespace metascope
