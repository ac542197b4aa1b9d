// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/columnpage.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QGridLayout>

namespace metascope {

ColumnPage::ColumnPage(const QString &objectName, QWidget *parent) : QScrollArea(parent)
{
    setObjectName(objectName);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);

    auto *page = new QWidget(this);
    auto *column = new QWidget(page);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 104);
    m_column = new QVBoxLayout(column);
    m_column->setSpacing(spacing::control);
    auto *outer = new QGridLayout(page);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(1, 8);
    outer->setColumnStretch(2, 1);
    outer->setRowMinimumHeight(0, 2 * spacing::group);
    outer->setRowStretch(1, 1);
    outer->addWidget(column, 1, 1);
    setWidget(page);
}

} // namespace metascope
