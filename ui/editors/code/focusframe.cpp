// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/focusframe.h"

#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFrame>

#include <algorithm>

namespace metascope {

namespace {

constexpr int ring = 2; ///< pixels, as the style's

} // namespace

FocusFrame::FocusFrame(const Theme &theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(ring, ring, ring, ring);
    layout->setSpacing(0);
    connect(&theme, &Theme::changed, this, [this] { update(); });
}

void FocusFrame::adopt(QWidget *view)
{
    if (auto *frame = qobject_cast<QFrame *>(view))
        frame->setFrameShape(QFrame::NoFrame);
    layout()->addWidget(view);
    view->installEventFilter(this);
}

void FocusFrame::paintEvent(QPaintEvent *)
{
    const auto views = findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly);
    const bool focused = std::ranges::any_of(views, [](const QWidget *view) { return view->hasFocus(); });
    const int width = focused ? ring : 1;
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tokens().base);
    painter.setPen(QPen(focused ? m_theme.tokens().accent : m_theme.tokens().line, width, Qt::SolidLine, Qt::SquareCap,
                        Qt::MiterJoin));
    const qreal inset = width / 2.0;
    painter.drawRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset));
}

bool FocusFrame::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    return QWidget::eventFilter(watched, event);
}

} // namespace metascope
