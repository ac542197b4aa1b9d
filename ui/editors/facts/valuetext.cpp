// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/valuetext.h"

#include <QtGui/QTextDocument>
#include <QtGui/QWheelEvent>

#include <cmath>

namespace metascope {

ValueText::ValueText(const QString &text, QWidget *parent) : QTextEdit(parent)
{
    setReadOnly(true);
    setAcceptRichText(false);
    setUndoRedoEnabled(false);
    setTabChangesFocus(true);
    setFocusPolicy(Qt::ClickFocus);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setFrameShape(NoFrame);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    document()->setDocumentMargin(0);
    setPlainText(text);
    fit();
}

QSize ValueText::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 20, height()};
}

void ValueText::fit()
{
    const int wanted = static_cast<int>(std::ceil(document()->size().height()));
    if (wanted != height())
        setFixedHeight(wanted);
}

void ValueText::resizeEvent(QResizeEvent *event)
{
    QTextEdit::resizeEvent(event);
    fit();
}

void ValueText::wheelEvent(QWheelEvent *event)
{
    event->ignore(); // it has nothing to scroll; what it stands in has
}

} // namespace metascope
