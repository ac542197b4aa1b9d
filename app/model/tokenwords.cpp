// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/model/tokenwords.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>

namespace metascope::tokenwords {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::TokenModel)
};

constexpr int unusedAfterDays = 30;

/// "3 days": the largest unit that fits, rounded down.
QString span(std::chrono::seconds length)
{
    using namespace std::chrono;
    if (length >= days(1))
        return Words::tr("%n day(s)", nullptr, static_cast<int>(floor<days>(length).count()));
    if (length >= hours(1))
        return Words::tr("%n hour(s)", nullptr, static_cast<int>(floor<hours>(length).count()));
    if (length >= minutes(1))
        return Words::tr("%n minute(s)", nullptr, static_cast<int>(floor<minutes>(length).count()));
    return Words::tr("less than a minute");
}

std::chrono::seconds between(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::seconds(from.secsTo(to));
}

/// The operation's words end in the right: "Workspace Database: Update".
bool names(const SeenRight &seen, const QString &right)
{
    return seen.scope.section(u':', -1).contains(right);
}

QString apiName(ScopeRight right)
{
    switch (right) {
    case ScopeRight::Create: return QStringLiteral("Create");
    case ScopeRight::Read: return QStringLiteral("Read");
    case ScopeRight::Update: return QStringLiteral("Update");
    case ScopeRight::Delete: break;
    }
    return QStringLiteral("Delete");
}

} // namespace

QString ends(const TokenExpiry &expiry, const QDateTime &now)
{
    if (!expiry.at)
        return expiry.isNever() ? Words::tr("never") : Words::tr("not known");
    if (*expiry.at <= now)
        return Words::tr("expired %1 ago").arg(span(between(*expiry.at, now)));
    return Words::tr("in %1").arg(span(between(now, *expiry.at)));
}

QString endsFully(const TokenExpiry &expiry, const QDateTime &now)
{
    if (!expiry.at)
        return ends(expiry, now);
    const QString date = QLocale().toString(expiry.at->toLocalTime(), QLocale::ShortFormat);
    return expiry.source == TokenExpiry::Source::Token
        ? Words::tr("%1 (%2), as the token says").arg(ends(expiry, now), date)
        : Words::tr("%1 (%2)").arg(ends(expiry, now), date);
}

QString ago(const QDateTime &at, const QDateTime &now)
{
    if (!at.isValid())
        return Words::tr("not yet");
    return Words::tr("%1 ago").arg(span(std::max(between(at, now), std::chrono::seconds(0))));
}

QString kind(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Instance: return Words::tr("instance");
    case TokenKind::Account: return Words::tr("account");
    case TokenKind::SignedIn: return Words::tr("sign-in");
    case TokenKind::Unknown: break;
    }
    return Words::tr("not known");
}

QString kindFully(TokenKind kind)
{
    switch (kind) {
    case TokenKind::Instance: return Words::tr("instance token");
    case TokenKind::Account: return Words::tr("account token");
    case TokenKind::SignedIn: return Words::tr("sign-in, one workspace");
    case TokenKind::Unknown: break;
    }
    return Words::tr("not known");
}

QString scopes(const std::optional<ScopeGrid> &recorded, const QList<SeenRight> &seen)
{
    constexpr auto all = scopeAreas.size() * scopeRights.size();
    const QString text
        = recorded ? Words::tr("%1 of %2 recorded").arg(recorded->count()).arg(all) : Words::tr("not recorded");
    const auto doubtful = std::ranges::count(seen, false, &SeenRight::granted);
    return doubtful > 0 ? Words::tr("%1, %2 doubtful").arg(text).arg(doubtful) : text;
}

QString seen(const SeenRight &right)
{
    return right.granted ? Words::tr("present") : Words::tr("doubtful");
}

QString doubts(const QList<SeenRight> &refused, const QDateTime &now)
{
    if (refused.isEmpty())
        return {};
    const SeenRight &first = refused.constFirst();
    return Words::tr("This will probably be refused: Xano answered 403 to a call that needs “%1” %2. It can be the "
                     "token's scopes, your role, the plan, or a token that covers another workspace.")
        .arg(first.scope, ago(first.at, now));
}

QString leastPrivilege(const std::optional<ScopeGrid> &recorded, const QList<SeenRight> &seen, const QDateTime &now)
{
    const QDateTime since = now.addDays(-unusedAfterDays);
    const auto isRecent = [&since](const SeenRight &right) { return right.granted && right.at >= since; };
    if (!recorded || std::ranges::none_of(seen, isRecent))
        return {};
    QStringList unused;
    for (const ScopeRight right : {ScopeRight::Create, ScopeRight::Update, ScopeRight::Delete}) {
        const auto isRecorded = [&](ScopeArea area) { return recorded->has(area, right); };
        const auto isUse = [&](const SeenRight &each) { return isRecent(each) && names(each, apiName(right)); };
        if (std::ranges::any_of(scopeAreas, isRecorded)) {
            if (std::ranges::any_of(seen, isUse))
                return {};
            unused.append(scopeRightName(right));
        }
    }
    if (unused.isEmpty())
        return {};
    return Words::tr("Recorded with %1, but nothing here used a right to write in the last %2 days. Where reading is "
                     "enough, a token without them can do less harm.")
        .arg(unused.join(QStringLiteral(", ")))
        .arg(unusedAfterDays);
}

} // namespace metascope::tokenwords
