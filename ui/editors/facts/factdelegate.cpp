// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factdelegate.h"

#include "ui/editors/facts/factrows.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/onelinetext.h"

namespace metascope {

namespace {
constexpr qsizetype longestCell = 500; ///< more than any column is wide
}

FactDelegate::FactDelegate(const Theme &theme, const IconProvider &icons, QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_icons(icons)
{}

void FactDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    option->text = oneLine(shortened(option->text, longestCell));
    if (index.data(FactRows::CodeRole).toBool())
        option->font = Theme::codeFont(option->font);
    if (index.data(FactRows::StrongRole).toBool())
        option->font.setWeight(QFont::DemiBold);
    if (const int kind = index.data(FactRows::KindRole).toInt(); kind >= 0 && index.column() == 0) {
        option->icon = m_icons.forKind(static_cast<Kind>(kind), IconTint::Muted);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
    if (index.data(FactRows::LinkRole).toBool()) {
        option->font.setUnderline(true);
        option->palette.setColor(QPalette::Text, m_theme.tokens().accent);
        option->palette.setColor(QPalette::HighlightedText, m_theme.tokens().accent);
    }
    // Not enough is known for a word: the sign for "nothing" is quieter than words.
    if (option->text == QStringLiteral("–"))
        option->palette.setColor(QPalette::Text, m_theme.tokens().muted);
}

} // namespace metascope
