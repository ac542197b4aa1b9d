// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/edit/applyrunner.h"
#include "app/edit/planrequests.h"
#include "ui/widgets/messagebar.h"

namespace metascope::reviewwords {

/// The state of a step, in one word or two.
QString step(ApplyRunner::StepState state);
/// "2 done, 1 failed, 3 not sent".
QString tally(const ApplyRunner &runner);
bool isAllDone(const ApplyRunner &runner);
bool isNothingSent(const ApplyRunner &runner);
/// The call of a step as it would go out.
QString request(const StepPreview &preview);

/// What is said of a plan that failed or was stopped.
struct End {
    MessageBar::Kind kind = MessageBar::Kind::Info;
    QString text;
    QString details;
};
End end(const ApplyRunner &runner);

} // namespace metascope::reviewwords
