// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/tokendelegate.h"

#include "app/model/tokenmodel.h"
#include "ui/theme/theme.h"

namespace metascope {

TokenDelegate::TokenDelegate(const Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) {}

void TokenDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (index.column() == TokenModel::LastFourColumn)
        option->font = Theme::codeFont(option->font);
    if (index.column() != TokenModel::EndsColumn && index.column() != TokenModel::StateColumn)
        return;
    const auto expiry = static_cast<ExpiryState>(index.data(TokenModel::ExpiryRole).toInt());
    if (expiry != ExpiryState::Soon && expiry != ExpiryState::Expired)
        return;
    const ThemeTokens &tokens = m_theme.tokens();
    const QColor color = expiry == ExpiryState::Soon ? tokens.changed.mark : tokens.error;
    option->palette.setColor(QPalette::Text, color);
    option->palette.setColor(QPalette::HighlightedText, color);
}

} // namespace metascope
