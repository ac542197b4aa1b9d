// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/reviewwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace metascope {

namespace {

using StepState = ApplyRunner::StepState;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::ReviewPage)
};

qsizetype firstOf(const ApplyRunner &runner, StepState state)
{
    for (qsizetype i = 0; i < runner.plan().steps.size(); ++i)
        if (runner.stepState(i) == state)
            return i;
    return -1;
}

} // namespace

QString reviewwords::step(StepState state)
{
    switch (state) {
    case StepState::Waiting: return Words::tr("waiting");
    case StepState::Running: return Words::tr("running…");
    case StepState::Done: return Words::tr("done");
    case StepState::Failed: return Words::tr("failed");
    case StepState::Unknown: return Words::tr("unknown");
    case StepState::Skipped: return Words::tr("not sent");
    }
    return {};
}

QString reviewwords::tally(const ApplyRunner &runner)
{
    QStringList parts;
    for (const StepState state : {StepState::Done, StepState::Failed, StepState::Unknown, StepState::Skipped})
        if (const int count = runner.count(state); count > 0)
            parts.append(QStringLiteral("%1 %2").arg(count).arg(step(state)));
    return parts.join(QStringLiteral(", "));
}

bool reviewwords::isAllDone(const ApplyRunner &runner)
{
    return runner.count(StepState::Done) == runner.plan().steps.size();
}

bool reviewwords::isNothingSent(const ApplyRunner &runner)
{
    return runner.count(StepState::Skipped) == runner.plan().steps.size();
}

QString reviewwords::request(const StepPreview &preview)
{
    QString text = requestTitle(preview.request);
    if (preview.request.body)
        text += QLatin1Char('\n') + QString::fromUtf8(preview.request.body->indented());
    if (!preview.asRead.isEmpty())
        text += QLatin1Char('\n')
            + Words::tr("As read right before, byte for byte: %1").arg(preview.asRead.join(QStringLiteral(", ")));
    return text;
}

reviewwords::End reviewwords::end(const ApplyRunner &runner)
{
    const auto &error = runner.error();
    const QString details = error ? describe(*error) : QString();
    const QString tally = Words::tr("The steps: %1.").arg(reviewwords::tally(runner));
    // What reading back has shown, rather than what was not known before.
    if (const qsizetype bad = std::max(firstOf(runner, StepState::Failed), firstOf(runner, StepState::Unknown));
        bad >= 0) {
        const QString what
            = Words::tr("Step %1 of %2: %3").arg(bad + 1).arg(runner.plan().steps.size()).arg(runner.stepNote(bad));
        return {MessageBar::Kind::Error, what + QLatin1Char(' ') + tally, details};
    }
    if (error && error->kind != ErrorKind::Cancelled)
        return {MessageBar::Kind::Error, details, error->endpoint};
    if (isAllDone(runner))
        return {MessageBar::Kind::Info, Words::tr("Stopped after the last step: everything was done."), {}};
    return {MessageBar::Kind::Warning,
            Words::tr("Stopped. What was not sent is still staged.") + QLatin1Char(' ') + tally,
            {}};
}

} // namespace metascope
