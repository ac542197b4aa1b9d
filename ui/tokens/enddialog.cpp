// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/enddialog.h"

#include "app/domain/expirychoice.h"
#include "app/model/tokenwords.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QDateTimeEdit>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

/// In the combo's data; a row of expiryChoices() is its index.
constexpr int onADate = -1;
constexpr int notKnown = -2;

QDateTimeEdit *dateEdit(const char *name, const QString &label, const QDateTime &value, QWidget *parent)
{
    auto *edit = new QDateTimeEdit(value.toLocalTime(), parent);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(label);
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

EndDialog::EndDialog(const TokenExpiry &expiry, const QDateTime &now, QWidget *parent)
    : QDialog(parent), m_now(now), m_after(new QComboBox(this)), m_madeLabel(new QLabel(tr("&Made"), this)),
      m_made(dateEdit("tokenMade", tr("Made"), now, this)), m_dateLabel(new QLabel(tr("&Date"), this)),
      m_date(dateEdit("tokenEndDate", tr("Date"), expiry.at.value_or(now.addDays(7)), this)),
      m_outcome(new QLabel(this))
{
    setObjectName(QStringLiteral("endDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Set End"));
    m_after->setObjectName(QStringLiteral("tokenEndsAfter"));
    m_after->setAccessibleName(tr("Ends"));
    const QList<ExpiryChoice> choices = expiryChoices();
    for (int i = 0; i < choices.size(); ++i)
        m_after->addItem(
            choices.at(i).after ? tr("%1 after it was made").arg(choices.at(i).label) : choices.at(i).label, i);
    m_after->addItem(tr("On a date"), onADate);
    m_after->addItem(tr("Not known"), notKnown);
    m_outcome->setObjectName(QStringLiteral("tokenEndOutcome"));
    m_outcome->setForegroundRole(QPalette::PlaceholderText);

    auto *intro = new QLabel(tr("As chosen when the token was made at Xano: 7 days, unless chosen otherwise."), this);
    intro->setWordWrap(true);
    auto *afterLabel = new QLabel(tr("&Ends"), this);
    afterLabel->setBuddy(m_after);
    m_madeLabel->setBuddy(m_made);
    m_dateLabel->setBuddy(m_date);
    auto *buttons = new QDialogButtonBox(this);
    m_set = buttons->addButton(tr("Set End"), QDialogButtonBox::AcceptRole);
    m_set->setObjectName(QStringLiteral("confirmEnd"));
    m_set->setAccessibleName(m_set->text());
    m_set->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelEnd"));
    cancel->setAccessibleName(cancel->text());

    auto *layout = new QGridLayout(this);
    layout->setHorizontalSpacing(spacing::group);
    layout->setVerticalSpacing(spacing::control);
    layout->addWidget(intro, 0, 0, 1, 2);
    layout->addWidget(afterLabel, 1, 0);
    layout->addWidget(m_after, 1, 1);
    layout->addWidget(m_madeLabel, 2, 0);
    layout->addWidget(m_made, 2, 1);
    layout->addWidget(m_dateLabel, 3, 0);
    layout->addWidget(m_date, 3, 1);
    layout->addWidget(m_outcome, 4, 1);
    layout->setRowMinimumHeight(5, spacing::control);
    layout->addWidget(buttons, 6, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);

    // What is known already; else what Xano chooses where nobody does.
    m_after->setCurrentIndex(m_after->findData(expiry.at ? onADate : 0));
    for (int i = 0; i < choices.size() && !expiry.at; ++i)
        if (expiry.isNever() ? !choices.at(i).after : choices.at(i).after == std::chrono::hours(24 * 7))
            m_after->setCurrentIndex(i);
    connect(m_after, &QComboBox::currentIndexChanged, this, &EndDialog::refresh);
    connect(m_made, &QDateTimeEdit::dateTimeChanged, this, &EndDialog::refresh);
    connect(m_date, &QDateTimeEdit::dateTimeChanged, this, &EndDialog::refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT chosen(this->expiry());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    refresh();
}

TokenExpiry EndDialog::expiry() const
{
    const int choice = m_after->currentData().toInt();
    if (choice == notKnown)
        return {};
    if (choice == onADate)
        return {TokenExpiry::Source::Person, m_date->dateTime().toUTC()};
    return expiryChoices().at(choice).from(m_made->dateTime());
}

void EndDialog::refresh()
{
    const int choice = m_after->currentData().toInt();
    const bool isCounted = choice >= 0 && expiryChoices().at(choice).after;
    m_madeLabel->setEnabled(isCounted);
    m_made->setEnabled(isCounted);
    m_dateLabel->setEnabled(choice == onADate);
    m_date->setEnabled(choice == onADate);
    m_outcome->setText(tr("Ends: %1").arg(tokenwords::endsFully(expiry(), m_now)));
}

} // namespace metascope
