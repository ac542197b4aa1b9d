// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/overview/pagesection.h"

#include "ui/editors/facts/facttable.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {
constexpr int mostRows = 40;
}

PageSection::PageSection(const QString &title, const char *objectName, const QList<FactColumn> &columns,
                         const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_table(new FactTable(title, new FactRows(columns), theme, icons, this)),
      m_sentence(new QLabel(this)), m_command(new QPushButton(this))
{
    auto *heading = new QLabel(title, this);
    heading->setFont(Theme::titleFont(font()));
    heading->setBuddy(m_table);
    m_table->setObjectName(QLatin1String(objectName));
    m_table->setFitting(mostRows);
    m_sentence->setObjectName(QLatin1String(objectName) + QLatin1String("Sentence"));
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setWordWrap(true);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_command->setObjectName(QLatin1String(objectName) + QLatin1String("Command"));
    m_command->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(heading);
    layout->addWidget(m_table);
    layout->addWidget(m_sentence);
    layout->addWidget(m_command, 0, Qt::AlignLeft);
    connect(m_command, &QPushButton::clicked, this, &PageSection::commandTriggered);
}

void PageSection::setRows(const QList<FactRow> &rows, const QString &sentence, const QString &command)
{
    m_table->rows().setRows(rows);
    m_table->setVisible(!rows.isEmpty());
    m_sentence->setText(sentence);
    m_sentence->setVisible(!sentence.isEmpty());
    m_command->setText(command);
    m_command->setAccessibleName(command);
    m_command->setVisible(!command.isEmpty());
}

} // namespace metascope
