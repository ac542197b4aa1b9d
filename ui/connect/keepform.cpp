// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/keepform.h"

#include "app/domain/expirychoice.h"
#include "ui/theme/theme.h"

#include <QtCore/QLocale>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>

namespace metascope {

KeepForm::KeepForm(const QString &keychainName, QWidget *parent)
    : QWidget(parent), m_place(new QComboBox(this)), m_ends(new QComboBox(this)), m_ownEnd(new QLabel(this))
{
    m_place->setObjectName(QStringLiteral("tokenPlace"));
    m_place->setAccessibleName(tr("Keep the Token"));
    m_place->addItem(tr("In the keychain: %1").arg(keychainName), QVariant::fromValue(TokenPlace::Keychain));
    m_place->addItem(tr("In memory, for this session only"), QVariant::fromValue(TokenPlace::Session));
    m_place->addItem(tr("Nowhere: ask every time"), QVariant::fromValue(TokenPlace::Ask));
    auto *placeLabel = new QLabel(tr("&Keep the Token"), this);
    placeLabel->setBuddy(m_place);

    m_ends->setObjectName(QStringLiteral("tokenEnds"));
    m_ends->setAccessibleName(tr("Ends"));
    m_ends->addItem(tr("Not known"));
    const QList<ExpiryChoice> choices = expiryChoices();
    for (const ExpiryChoice &each : choices)
        m_ends->addItem(each.after ? tr("%1 from now").arg(each.label) : each.label);
    m_ends->setToolTip(tr("As chosen when the token was made at Xano: 7 days, unless chosen otherwise"));
    auto *endsLabel = new QLabel(tr("&Ends"), this);
    endsLabel->setBuddy(m_ends);
    m_ownEnd->setObjectName(QStringLiteral("tokenOwnEnd"));
    m_ownEnd->setTextFormat(Qt::PlainText);
    m_ownEnd->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(spacing::group);
    layout->setVerticalSpacing(spacing::control);
    layout->addWidget(placeLabel, 0, 0);
    layout->addWidget(m_place, 1, 0);
    layout->addWidget(endsLabel, 0, 1);
    layout->addWidget(m_ends, 1, 1);
    layout->addWidget(m_ownEnd, 1, 1);
    layout->setColumnStretch(0, 3);
    layout->setColumnStretch(1, 2);
    reset();
}

void KeepForm::reset()
{
    m_place->setCurrentIndex(0);
    m_ends->setCurrentIndex(0);
    setOwnExpiry(std::nullopt);
}

void KeepForm::setOwnExpiry(const std::optional<QDateTime> &end)
{
    m_ends->setVisible(!end);
    m_ownEnd->setVisible(end.has_value());
    if (end)
        m_ownEnd->setText(
            tr("%1, as the token says").arg(QLocale().toString(end->toLocalTime(), QLocale::ShortFormat)));
}

TokenChoice KeepForm::choice() const
{
    TokenChoice choice;
    choice.place = m_place->currentData().value<TokenPlace>();
    if (const int index = m_ends->currentIndex() - 1; index >= 0)
        choice.expiry = expiryChoices().at(index).from(QDateTime::currentDateTimeUtc());
    return choice;
}

} // namespace metascope
