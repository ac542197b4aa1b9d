// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/actionrow.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QStyleOption>
#include <QtWidgets/QStylePainter>

namespace metascope {

namespace {
constexpr int iconExtent = 24;
constexpr int textLeft = spacing::group + iconExtent + spacing::group;
} // namespace

ActionRow::ActionRow(const Theme &theme, const QIcon &icon, const QString &label, const QString &explanation,
                     QWidget *parent)
    : QPushButton(icon, label, parent), m_theme(theme), m_explanation(explanation)
{
    setAccessibleName(label);
    setAccessibleDescription(explanation);
    setSizePolicy(QSizePolicy::MinimumExpanding, QSizePolicy::Fixed);
    connect(&m_theme, &Theme::changed, this, [this] { update(); });
}

QFont ActionRow::labelFont() const
{
    QFont made = font();
    made.setWeight(QFont::DemiBold);
    return made;
}

QSize ActionRow::sizeHint() const
{
    const QFontMetrics label(labelFont());
    const int text = std::max(label.horizontalAdvance(this->text()), fontMetrics().horizontalAdvance(m_explanation));
    return {textLeft + text + spacing::group,
            2 * spacing::edge + label.height() + spacing::tight + fontMetrics().height()};
}

void ActionRow::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    painter.drawPrimitive(QStyle::PE_PanelButtonCommand, option);
    const QRect box = rect();
    icon().paint(&painter, QRect(spacing::group, (box.height() - iconExtent) / 2, iconExtent, iconExtent),
                 Qt::AlignCenter, isEnabled() ? QIcon::Normal : QIcon::Disabled);
    const ThemeTokens &tokens = m_theme.tokens();
    const QFontMetrics label(labelFont());
    QRect line(textLeft, spacing::edge, box.width() - textLeft - spacing::group, label.height());
    painter.setFont(labelFont());
    painter.setPen(isEnabled() ? tokens.text : tokens.disabled);
    painter.drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                     label.elidedText(text(), Qt::ElideRight, line.width()));
    line.moveTop(line.bottom() + 1 + spacing::tight);
    line.setHeight(fontMetrics().height());
    painter.setFont(font());
    painter.setPen(isEnabled() ? tokens.muted : tokens.disabled);
    painter.drawText(line, static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter),
                     fontMetrics().elidedText(m_explanation, Qt::ElideRight, line.width()));
    if (hasFocus()) {
        QStyleOptionFocusRect ring;
        ring.initFrom(this);
        painter.drawPrimitive(QStyle::PE_FrameFocusRect, ring);
    }
}

} // namespace metascope
