// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/expirychoice.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {

struct ChoiceText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ExpiryChoice)
};

} // namespace

TokenExpiry ExpiryChoice::from(const QDateTime &made) const
{
    if (!after)
        return {TokenExpiry::Source::Person, std::nullopt};
    return {TokenExpiry::Source::Person, made.toUTC().addSecs(std::chrono::seconds(*after).count())};
}

QList<ExpiryChoice> expiryChoices()
{
    using std::chrono::hours;
    return {{ChoiceText::tr("1 hour"), hours(1)},        {ChoiceText::tr("1 day"), hours(24)},
            {ChoiceText::tr("7 days"), hours(24 * 7)},   {ChoiceText::tr("30 days"), hours(24 * 30)},
            {ChoiceText::tr("90 days"), hours(24 * 90)}, {ChoiceText::tr("Never"), std::nullopt}};
}

} // namespace metascope
