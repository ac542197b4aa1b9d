// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/flatstyle.h"

#include "ui/theme/stylemark.h"

#include <QtGui/QPainter>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTableView>

#include <algorithm>

namespace metascope {

namespace {

constexpr qreal radius = 4;
constexpr int focusWidth = 2;

} // namespace

FlatStyle::FlatStyle() : QProxyStyle(QStringLiteral("Fusion")), m_tokens(ThemeTokens::lightTokens()) {}

void FlatStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) || qobject_cast<QTabBar *>(widget)
        || qobject_cast<QScrollBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

QColor FlatStyle::edgeColor(const QStyleOption *option) const
{
    return option->state.testFlag(State_Enabled) ? m_tokens.control : m_tokens.line;
}

void FlatStyle::box(QPainter *painter, const QRect &rect, const QColor &fill, const QColor &edge, bool focused) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const qreal width = focused ? focusWidth : 1;
    painter->setPen(QPen(focused ? m_tokens.accent : edge, width));
    painter->setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    const qreal inset = width / 2;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius);
    painter->restore();
}

void FlatStyle::mark(QPainter *painter, const QRect &rect, Mark mark, const QColor &color) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->translate(QRectF(rect).center());
    switch (mark) {
    case Mark::Check: painter->drawPolyline(QPolygonF({{-3.5, 0.25}, {-1, 2.75}, {3.5, -2.75}})); break;
    case Mark::Dash: painter->drawLine(QPointF(-3, 0), QPointF(3, 0)); break;
    case Mark::Close:
        painter->drawLine(QPointF(-3, -3), QPointF(3, 3));
        painter->drawLine(QPointF(3, -3), QPointF(-3, 3));
        break;
    case Mark::ChevronDown: painter->drawPolyline(QPolygonF({{-3.5, -1.75}, {0, 1.75}, {3.5, -1.75}})); break;
    case Mark::ChevronUp: painter->drawPolyline(QPolygonF({{-3.5, 1.75}, {0, -1.75}, {3.5, 1.75}})); break;
    case Mark::ChevronRight: painter->drawPolyline(QPolygonF({{-1.75, -3.5}, {1.75, 0}, {-1.75, 3.5}})); break;
    }
    painter->restore();
}

QIcon FlatStyle::standardIcon(StandardPixmap icon, const QStyleOption *option, const QWidget *widget) const
{
    switch (icon) {
    case SP_LineEditClearButton: return QIcon(new StyleMark(StyleMark::Shape::Clear));
    case SP_ToolBarHorizontalExtensionButton: return QIcon(new StyleMark(StyleMark::Shape::More));
    default: return QProxyStyle::standardIcon(icon, option, widget);
    }
}

void FlatStyle::button(const QStyleOption *option, QPainter *painter) const
{
    const auto *details = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool flat = details && details->features.testFlag(QStyleOptionButton::Flat);
    const bool primary = details && details->features.testFlag(QStyleOptionButton::DefaultButton) && enabled;
    const bool pressed = option->state.testFlag(State_Sunken) || option->state.testFlag(State_On);
    const bool hovered = enabled && option->state.testFlag(State_MouseOver);
    if (flat && !pressed && !hovered)
        return;
    QColor fill = primary ? m_tokens.accent : m_tokens.base;
    if (!enabled)
        fill = m_tokens.window;
    else if (pressed)
        fill = primary ? (m_tokens.dark ? fill.lighter(115) : fill.darker(120)) : m_tokens.line;
    else if (hovered)
        fill = primary ? (m_tokens.dark ? fill.lighter(108) : fill.darker(108)) : m_tokens.alternate;
    box(painter, option->rect, fill, flat || primary ? fill : edgeColor(option), false);
}

void FlatStyle::indicator(const QStyleOption *option, QPainter *painter, bool round) const
{
    const bool enabled = option->state.testFlag(State_Enabled);
    const bool filled = option->state.testFlag(State_On) || option->state.testFlag(State_NoChange);
    const QColor fill = filled ? (enabled ? m_tokens.accent : m_tokens.disabled) : m_tokens.base;
    const QColor edge = filled ? fill : edgeColor(option);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(edge, 1));
    painter->setBrush(fill);
    const QRectF rect = QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5);
    if (round) {
        painter->drawEllipse(rect);
        if (filled) {
            painter->setBrush(m_tokens.onAccent);
            painter->setPen(Qt::NoPen);
            painter->drawEllipse(rect.center(), rect.width() / 5, rect.width() / 5);
        }
    } else {
        painter->drawRoundedRect(rect, 3, 3);
    }
    painter->restore();
    if (filled && !round)
        mark(painter, option->rect, option->state.testFlag(State_NoChange) ? Mark::Dash : Mark::Check,
             m_tokens.onAccent);
}

void FlatStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    const bool focused = option->state.testFlag(State_HasFocus) && option->state.testFlag(State_Enabled);
    switch (element) {
    case PE_PanelButtonCommand: button(option, painter); return;
    case PE_FrameDefaultButton:
    case PE_FrameStatusBarItem:
    case PE_FrameDockWidget:
    case PE_FrameTabWidget: return;
    case PE_PanelButtonTool: {
        const bool pressed = option->state.testFlag(State_Sunken) || option->state.testFlag(State_On);
        const bool hovered = option->state.testFlag(State_MouseOver) && option->state.testFlag(State_Enabled);
        if (pressed || hovered)
            box(painter, option->rect, pressed ? m_tokens.line : m_tokens.alternate, m_tokens.line, false);
        return;
    }
    case PE_FrameFocusRect:
        if (option->state.testFlag(State_KeyboardFocusChange))
            box(painter, option->rect, {}, m_tokens.accent, true);
        return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (!frame || frame->lineWidth <= 0) {
            painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
            return;
        }
        box(painter, option->rect, option->palette.color(QPalette::Base), edgeColor(option), focused);
        return;
    }
    case PE_FrameLineEdit: box(painter, option->rect, {}, edgeColor(option), focused); return;
    case PE_Frame:
        if (const auto *edit = qobject_cast<const QPlainTextEdit *>(widget); edit && !edit->isReadOnly()) {
            box(painter, option->rect, {}, edgeColor(option), focused);
            return;
        }
        [[fallthrough]];
    case PE_FrameMenu:
        painter->save();
        painter->setPen(m_tokens.line);
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        painter->restore();
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: indicator(option, painter, false); return;
    case PE_IndicatorRadioButton: indicator(option, painter, true); return;
    case PE_IndicatorBranch:
        if (option->state.testFlag(State_Children))
            mark(painter, option->rect, option->state.testFlag(State_Open) ? Mark::ChevronDown : Mark::ChevronRight,
                 m_tokens.muted);
        return;
    case PE_IndicatorTabClose:
        if (option->state.testFlag(State_MouseOver) || option->state.testFlag(State_Raised)
            || option->state.testFlag(State_Sunken) || option->state.testFlag(State_Selected)) {
            if (option->state.testFlag(State_MouseOver))
                box(painter, option->rect, m_tokens.line, m_tokens.line, false);
        }
        mark(painter, option->rect, Mark::Close, m_tokens.muted);
        return;
    case PE_IndicatorArrowDown:
        mark(painter, option->rect, Mark::ChevronDown, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorArrowUp:
        mark(painter, option->rect, Mark::ChevronUp, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorArrowRight:
        mark(painter, option->rect, Mark::ChevronRight, option->palette.color(QPalette::ButtonText));
        return;
    case PE_IndicatorDockWidgetResizeHandle: {
        const QRect rect = option->rect;
        painter->fillRect(rect, m_tokens.window);
        painter->fillRect(rect.height() > rect.width() ? QRect(rect.left(), rect.top(), 1, rect.height())
                                                       : QRect(rect.left(), rect.top(), rect.width(), 1),
                          m_tokens.line);
        return;
    }
    case PE_FrameTabBarBase: {
        const auto *base = qstyleoption_cast<const QStyleOptionTabBarBase *>(option);
        const QRect rect = base ? base->rect : option->rect;
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_tokens.line);
        return;
    }
    default: QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_LayoutLeftMargin:
    case PM_LayoutRightMargin:
    case PM_LayoutTopMargin:
    case PM_LayoutBottomMargin: return spacing::edge;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return spacing::control;
    case PM_SmallIconSize:
    case PM_ListViewIconSize:
    case PM_TabBarIconSize:
    case PM_ButtonIconSize:
    case PM_ToolBarIconSize: return 16;
    case PM_TreeViewIndentation: return 16;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 24;
    case PM_HeaderMargin: return spacing::cell;
    case PM_FocusFrameHMargin:
        // Item views add one pixel to it, and headers none to theirs: so their texts stand in one line.
        return qobject_cast<const QTableView *>(widget) ? spacing::cell - 1
                                                        : QProxyStyle::pixelMetric(metric, option, widget);
    case PM_DefaultFrameWidth: return qobject_cast<const QPlainTextEdit *>(widget) ? 2 : 1; // room for the focus ring
    case PM_SplitterWidth: return 1;
    case PM_DockWidgetSeparatorExtent: return 4;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_ToolBarFrameWidth: return 0;
    case PM_TabBarTabHSpace: return 2 * spacing::edge;
    case PM_TabBarTabVSpace: return 2 * spacing::control;
    case PM_IndicatorHeight:
    case PM_IndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
    case PM_ExclusiveIndicatorWidth: return 16;
    case PM_ToolBarItemSpacing:
    case PM_ToolBarItemMargin: return spacing::tight;
    case PM_TabCloseIndicatorHeight:
    case PM_TabCloseIndicatorWidth: return 16;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

bool FlatStyle::opensMenu(const QStyleOptionToolButton &button)
{
    return button.features.testFlag(QStyleOptionToolButton::HasMenu)
        && !button.features.testFlag(QStyleOptionToolButton::MenuButtonPopup)
        && button.toolButtonStyle != Qt::ToolButtonIconOnly;
}

QSize FlatStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    QSize made = QProxyStyle::sizeFromContents(type, option, size, widget);
    const int font = option ? option->fontMetrics.height() : 0;
    switch (type) {
    case CT_ItemViewItem:
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType == QStyleOptionMenuItem::Separator)
            break;
        made.setHeight(std::max(made.height(), font + spacing::rowPadding));
        break;
    case CT_HeaderSection: made.setHeight(font + 2 * spacing::cell); break;
    case CT_LineEdit:
    case CT_ComboBox:
    case CT_SpinBox: made.setHeight(std::max(made.height(), font + spacing::edge)); break;
    case CT_PushButton:
        made.setHeight(std::max(made.height(), font + spacing::edge));
        made.setWidth(made.width() + spacing::control);
        break;
    case CT_ToolButton:
        // The text is centred: the mark gets its room on the right, and as much stays free on the left.
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option); tool && opensMenu(*tool))
            made.setWidth(made.width() + 2 * menuMarkRoom);
        break;
    default: break;
    }
    return made;
}

QRect FlatStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    const QRect rect = QProxyStyle::subElementRect(element, option, widget);
    const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
    // One that edits a cell in place has no frame and starts where the cell's text does.
    if (element == SE_LineEditContents && frame && frame->lineWidth > 0)
        return rect.adjusted(spacing::tight, 0, -spacing::tight, 0);
    return rect;
}

int FlatStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_Widget_Animation_Duration:
    case SH_ItemView_ActivateItemOnSingleClick: return 0;
    case SH_ItemView_ShowDecorationSelected:
    case SH_UnderlineShortcut: return 1;
    case SH_TabBar_ElideMode: return Qt::ElideRight;
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace metascope
