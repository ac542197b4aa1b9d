// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/failuredelegate.h"

#include "ui/theme/theme.h"

namespace metascope {

FailureDelegate::FailureDelegate(const Theme &theme, Look look, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_look(std::move(look))
{}

void FailureDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    if (m_look.codeColumns.contains(index.column()))
        option->font = Theme::codeFont(option->font);
    if (index.column() != m_look.stateColumn || !m_look.hasFailed(index))
        return;
    option->palette.setColor(QPalette::Text, m_theme.tokens().error);
    option->palette.setColor(QPalette::HighlightedText, m_theme.tokens().error);
}

} // namespace metascope
