// SPDX-License-Identifier: GPL-3.0-or-later
// The controls of FlatStyle that consist of several parts.
#include "ui/theme/flatstyle.h"

#include "ui/theme/tablook.h"

#include <QtGui/QPainter>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>

namespace metascope {

void FlatStyle::tab(const QStyleOption *option, QPainter *painter) const
{
    const bool selected = option->state.testFlag(State_Selected);
    const bool hovered = option->state.testFlag(State_MouseOver);
    const QRect rect = option->rect;
    painter->fillRect(rect, selected ? m_tokens.base : hovered ? m_tokens.alternate : m_tokens.window);
    painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), m_tokens.line);
    if (selected)
        painter->fillRect(QRect(rect.left(), rect.top(), rect.width(), 2), m_tokens.accent);
    else
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_tokens.line);
}

void FlatStyle::header(const QStyleOption *option, QPainter *painter) const
{
    const QRect rect = option->rect;
    painter->fillRect(rect, m_tokens.window);
    painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_tokens.line);
    painter->fillRect(QRect(rect.right(), rect.top(), 1, rect.height()), m_tokens.line);
}

void FlatStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_TabBarTabShape: tab(option, painter); return;
    case CE_TabBarTabLabel:
        if (const auto *bar = qobject_cast<const QTabBar *>(widget)) {
            const auto *details = qstyleoption_cast<const QStyleOptionTab *>(option);
            QFont font = bar->font();
            font.setItalic(details && bar->tabData(details->tabIndex).value<TabLook>().preview);
            painter->save();
            painter->setFont(font);
            QProxyStyle::drawControl(element, option, painter, widget);
            painter->restore();
            return;
        }
        break;
    case CE_HeaderSection: header(option, painter); return;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, m_tokens.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_tokens.line);
        return;
    case CE_ToolBar:
        painter->fillRect(option->rect, m_tokens.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), m_tokens.line);
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button
            && button->features.testFlag(QStyleOptionButton::DefaultButton) && button->state.testFlag(State_Enabled)) {
            QStyleOptionButton copy = *button;
            copy.palette.setColor(QPalette::ButtonText, m_tokens.onAccent);
            QProxyStyle::drawControl(element, &copy, painter, widget);
            return;
        }
        break;
    case CE_MenuBarItem:
    case CE_MenuBarEmptyArea:
        painter->fillRect(option->rect, m_tokens.window);
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && element == CE_MenuBarItem) {
            if (item->state.testFlag(State_Selected) || item->state.testFlag(State_Sunken))
                painter->fillRect(item->rect, m_tokens.selection);
            drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine,
                         item->palette, item->state.testFlag(State_Enabled), item->text, QPalette::ButtonText);
        }
        return;
    case CE_Splitter: painter->fillRect(option->rect, m_tokens.line); return;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::comboBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (!combo)
        return;
    const bool enabled = combo->state.testFlag(State_Enabled);
    const bool focused = enabled && combo->state.testFlag(State_HasFocus);
    if (combo->frame)
        box(painter, combo->rect, enabled ? m_tokens.base : m_tokens.window, edgeColor(combo), focused);
    else
        painter->fillRect(combo->rect, m_tokens.base);
    mark(painter, subControlRect(CC_ComboBox, combo, SC_ComboBoxArrow, widget), Mark::ChevronDown,
         enabled ? m_tokens.muted : m_tokens.disabled);
}

void FlatStyle::spinBox(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(option);
    if (!spin)
        return;
    const bool enabled = spin->state.testFlag(State_Enabled);
    if (spin->frame)
        box(painter, spin->rect, enabled ? m_tokens.base : m_tokens.window, edgeColor(spin),
            enabled && spin->state.testFlag(State_HasFocus));
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    const auto color = [this, spin, enabled](QAbstractSpinBox::StepEnabledFlag step) {
        return enabled && spin->stepEnabled.testFlag(step) ? m_tokens.muted : m_tokens.line;
    };
    mark(painter, subControlRect(CC_SpinBox, spin, SC_SpinBoxUp, widget), Mark::ChevronUp,
         color(QAbstractSpinBox::StepUpEnabled));
    mark(painter, subControlRect(CC_SpinBox, spin, SC_SpinBoxDown, widget), Mark::ChevronDown,
         color(QAbstractSpinBox::StepDownEnabled));
}

void FlatStyle::scrollBar(const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option);
    if (!slider)
        return;
    painter->fillRect(slider->rect, m_tokens.base);
    if (slider->minimum >= slider->maximum)
        return;
    const QRect handle = subControlRect(CC_ScrollBar, slider, SC_ScrollBarSlider, widget);
    const bool active = slider->activeSubControls.testFlag(SC_ScrollBarSlider)
        && (slider->state.testFlag(State_MouseOver) || slider->state.testFlag(State_Sunken));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(active ? m_tokens.control : m_tokens.line);
    painter->drawRoundedRect(QRectF(handle).adjusted(3, 3, -3, -3), 3, 3);
    painter->restore();
}

void FlatStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox: comboBox(option, painter, widget); return;
    case CC_SpinBox: spinBox(option, painter, widget); return;
    case CC_ScrollBar: scrollBar(option, painter, widget); return;
    case CC_ToolButton:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option); tool && opensMenu(*tool)) {
            QStyleOptionToolButton plain = *tool;
            plain.features &= ~QStyleOptionToolButton::HasMenu;
            QProxyStyle::drawComplexControl(control, &plain, painter, widget);
            const bool enabled = tool->state.testFlag(State_Enabled);
            const QRect room(tool->rect.right() - menuMarkRoom, tool->rect.top(), menuMarkRoom, tool->rect.height());
            mark(painter, room, Mark::ChevronDown, enabled ? m_tokens.text : m_tokens.disabled);
            return;
        }
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    default: QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace metascope
