// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/fielddelegate.h"

#include "app/domain/schemachanges.h"
#include "app/model/roles.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>
#include <QtWidgets/QApplication>

namespace metascope {

namespace {

constexpr int indentPerLevel = 16;

struct Look {
    QString mark;
    const MarkColors *colors = nullptr;
    bool struck = false;
};

Look lookOf(const QModelIndex &index, const ThemeTokens &tokens)
{
    const auto changes = EntryChanges::fromInt(index.data(roles::Change).toInt());
    if (changes.testFlag(EntryChange::Added))
        return {QStringLiteral("+"), &tokens.added, false};
    if (changes.testFlag(EntryChange::Removed))
        return {QStringLiteral("\u2212"), &tokens.removed, true};
    if (changes)
        return {QStringLiteral("~"), &tokens.changed, false};
    return {};
}

} // namespace

FieldDelegate::FieldDelegate(const Theme &theme, const IconProvider &icons, int changeColumn, int nameColumn,
                             QObject *parent)
    : QStyledItemDelegate(parent), m_theme(theme), m_icons(icons), m_changeColumn(changeColumn),
      m_nameColumn(nameColumn)
{}

QSize FieldDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QSize size = QStyledItemDelegate::sizeHint(option, index);
    return {size.width() + spacing::control, option.fontMetrics.height() + spacing::rowPadding};
}

void FieldDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    QStyledItemDelegate::initStyleOption(option, index);
    const Look look = lookOf(index, m_theme.tokens());
    option->font.setStrikeOut(look.struck && index.column() != m_changeColumn);
    if (look.colors) {
        if (!option->state.testFlag(QStyle::State_Selected))
            option->backgroundBrush = look.colors->ground;
        option->palette.setColor(QPalette::Text, look.colors->mark);
        option->palette.setColor(QPalette::HighlightedText, look.colors->mark);
    }
    if (index.column() == m_changeColumn) {
        if (!look.mark.isEmpty())
            option->text = look.mark + QLatin1Char(' ') + option->text;
        return;
    }
    if (index.column() != m_nameColumn)
        return;
    if (index.data(roles::Finding).toInt() > 0) {
        option->icon = m_icons.icon(index.data(roles::Finding).toInt() > 1 ? Icon::Error : Icon::Warning,
                                    index.data(roles::Finding).toInt() > 1 ? IconTint::Error : IconTint::Changed);
        option->features |= QStyleOptionViewItem::HasDecoration;
    } else if (const QString type = index.data(roles::FieldType).toString(); !type.isEmpty()) {
        option->icon = index.data(roles::Primary).toBool() ? m_icons.icon(Icon::Key, IconTint::Muted)
                                                           : m_icons.forFieldType(type);
        option->features |= QStyleOptionViewItem::HasDecoration;
    }
    option->decorationSize = QSize(16, 16);
}

void FieldDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int depth = index.column() == m_nameColumn ? index.data(roles::Depth).toInt() : 0;
    if (depth == 0) {
        QStyledItemDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    painter->fillRect(option.rect,
                      ground.state.testFlag(QStyle::State_Selected) ? ground.palette.highlight()
                                                                    : ground.backgroundBrush);
    QStyleOptionViewItem inner = option;
    inner.rect.setLeft(inner.rect.left() + depth * indentPerLevel);
    QStyledItemDelegate::paint(painter, inner, index);
}

} // namespace metascope
