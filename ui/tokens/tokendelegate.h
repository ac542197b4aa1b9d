// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QStyledItemDelegate>

namespace metascope {

class Theme;

/// Paints the rows of "Access Tokens": what ends soon or has ended in its colour, beside the model's words for it.
class TokenDelegate final : public QStyledItemDelegate {
    Q_OBJECT
public:
    TokenDelegate(const Theme &theme, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace metascope
