// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factform.h"

#include "ui/editors/facts/swatch.h"
#include "ui/editors/facts/valuetext.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>

namespace metascope {

FactForm::FactForm(QWidget *parent) : QWidget(parent), m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(spacing::edge);
    m_layout->setVerticalSpacing(spacing::tight);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
}

void FactForm::setFacts(const QList<Fact> &facts)
{
    if (facts == m_facts)
        return;
    m_facts = facts;
    while (m_layout->rowCount() > 0)
        m_layout->removeRow(0);
    int row = 0;
    for (const Fact &fact : facts) {
        auto *label = new QLabel(fact.label, this);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        auto *value = new ValueText(fact.value, this);
        value->setObjectName(QStringLiteral("fact%1").arg(row++));
        value->setAccessibleName(fact.label);
        if (fact.isCode)
            value->setFont(Theme::codeFont(font()));
        if (!fact.more.isEmpty())
            value->setToolTip(fact.more.toHtmlEscaped());
        if (fact.swatch.isEmpty()) {
            m_layout->addRow(label, value);
            continue;
        }
        auto *line = new QWidget(this);
        auto *lineLayout = new QHBoxLayout(line);
        lineLayout->setContentsMargins(0, 0, 0, 0);
        lineLayout->setSpacing(spacing::control);
        lineLayout->addWidget(new Swatch(QColor(fact.swatch), line), 0, Qt::AlignVCenter);
        lineLayout->addWidget(value, 1);
        m_layout->addRow(label, line);
    }
}

} // namespace metascope
