// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/faultrule.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QStringList>

#include <algorithm>
#include <array>

namespace metascope::sandbox {

namespace {

struct RuleText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::FaultRule)
};

enum class Argument { None, Optional, Required };

struct KindRow {
    const char *name;
    FaultKind kind;
    const char *argumentName = "";
    Argument argument = Argument::None;
    int least = 0;
    int most = 0;
};

constexpr int TenMinutes = 600'000; // milliseconds
constexpr std::array<KindRow, 17> Kinds{{
    {"latency", FaultKind::Latency, "MS", Argument::Required, 0, TenMinutes},
    {"status", FaultKind::Status, "CODE", Argument::Required, 200, 599},
    {"429", FaultKind::TooManyRequests, "SECONDS", Argument::Optional, 0, 86'400},
    {"html502", FaultKind::Html502},
    {"close-before", FaultKind::CloseBefore},
    {"reset-before", FaultKind::ResetBefore},
    {"reset-body", FaultKind::ResetBody},
    {"truncate", FaultKind::Truncate},
    {"bad-json", FaultKind::BadJson},
    {"bad-utf8", FaultKind::BadUtf8},
    {"wrong-type", FaultKind::WrongType},
    {"null-body", FaultKind::NullBody},
    {"redirect", FaultKind::Redirect},
    {"trickle", FaultKind::Trickle},
    {"hang", FaultKind::Hang},
    {"huge", FaultKind::Huge, "MB", Argument::Required, 1, 1'000},
    {"apply-then-502", FaultKind::ApplyThen502},
}};

Failure invalid(const QString &sentence)
{
    return Failure(Error::local(ErrorKind::Validation, sentence));
}

Result<Fault> parseFault(const QString &word)
{
    const qsizetype equals = word.indexOf(QLatin1Char('='));
    const QString name = equals < 0 ? word : word.left(equals);
    const auto *row
        = std::ranges::find_if(Kinds, [&](const KindRow &each) { return name == QLatin1String(each.name); });
    if (row == Kinds.end())
        return invalid(RuleText::tr("\"%1\" is not a kind of fault; there is %2.").arg(name, FaultRule::kinds()));
    if (equals < 0) {
        if (row->argument == Argument::Required)
            return invalid(
                RuleText::tr("The fault \"%1\" needs a number: %1=%2.").arg(name, QLatin1String(row->argumentName)));
        return Fault{row->kind, std::nullopt};
    }
    if (row->argument == Argument::None)
        return invalid(RuleText::tr("The fault \"%1\" takes no argument.").arg(name));
    bool isNumber = false;
    const int value = word.mid(equals + 1).toInt(&isNumber);
    if (!isNumber || value < row->least || value > row->most) {
        return invalid(
            RuleText::tr("The argument of \"%1\" is a number from %2 to %3.").arg(name).arg(row->least).arg(row->most));
    }
    return Fault{row->kind, value};
}

Result<int> parseCount(const QString &word)
{
    bool isNumber = false;
    const int count = word.mid(1).toInt(&isNumber);
    if (!word.startsWith(QLatin1Char('x')) || !isNumber || count < 1)
        return invalid(RuleText::tr("\"%1\" is not a number of times, such as x1.").arg(word));
    return count;
}

} // namespace

QString FaultRule::kinds()
{
    QStringList words;
    for (const KindRow &row : Kinds) {
        const QString name = QString::fromLatin1(row.name);
        if (row.argument != Argument::Required)
            words.append(name);
        if (row.argument != Argument::None)
            words.append(name + QLatin1Char('=') + QLatin1String(row.argumentName));
    }
    return words.join(QStringLiteral(", "));
}

Result<FaultRule> FaultRule::parse(const QString &text)
{
    const QStringList words = text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() < 3 || words.size() > 4) {
        return invalid(RuleText::tr("\"%1\" is not a fault rule: METHOD PATHGLOB KIND[=ARG] [xN], "
                                    "such as \"PUT */schema 429 x1\".")
                           .arg(text));
    }
    auto pattern = RequestPattern::parse(words[0] + QLatin1Char(' ') + words[1]);
    if (!pattern)
        return Failure(pattern.error());
    const auto fault = parseFault(words[2]);
    if (!fault)
        return Failure(fault.error());
    std::optional<int> remaining;
    if (words.size() == 4) {
        const auto count = parseCount(words[3]);
        if (!count)
            return Failure(count.error());
        remaining = *count;
    }
    return FaultRule{*std::move(pattern), *fault, remaining};
}

} // namespace metascope::sandbox
