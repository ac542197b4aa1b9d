// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/tokenfacts.h"

#include <QtCore/QCoreApplication>

#include <bit>

namespace metascope {

namespace {

struct ScopeText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Scope)
};

QChar letterOf(ScopeRight right)
{
    switch (right) {
    case ScopeRight::Create: return u'C';
    case ScopeRight::Read: return u'R';
    case ScopeRight::Update: return u'U';
    case ScopeRight::Delete: break;
    }
    return u'D';
}

} // namespace

QString scopeAreaName(ScopeArea area)
{
    switch (area) {
    case ScopeArea::Database: return ScopeText::tr("Database");
    case ScopeArea::Content: return ScopeText::tr("Content");
    case ScopeArea::LiveDataSource: return ScopeText::tr("Live Data Source");
    case ScopeArea::ApiGroups: return ScopeText::tr("API Groups");
    case ScopeArea::Functions: return ScopeText::tr("Functions");
    case ScopeArea::Addons: return ScopeText::tr("Addons");
    case ScopeArea::Tasks: return ScopeText::tr("Tasks");
    case ScopeArea::Files: return ScopeText::tr("Files");
    case ScopeArea::RequestHistory: break;
    }
    return ScopeText::tr("Request History");
}

QString scopeRightName(ScopeRight right)
{
    switch (right) {
    case ScopeRight::Create: return ScopeText::tr("Create");
    case ScopeRight::Read: return ScopeText::tr("Read");
    case ScopeRight::Update: return ScopeText::tr("Update");
    case ScopeRight::Delete: break;
    }
    return ScopeText::tr("Delete");
}

void ScopeGrid::set(ScopeArea area, ScopeRight right, bool granted)
{
    unsigned char &rights = m_areas[at(area)];
    rights = static_cast<unsigned char>(granted ? rights | bit(right) : rights & ~bit(right));
}

int ScopeGrid::count() const
{
    int sum = 0;
    for (const unsigned char rights : m_areas)
        sum += std::popcount(rights);
    return sum;
}

QString ScopeGrid::letters(ScopeArea area) const
{
    QString text;
    for (const ScopeRight right : scopeRights)
        if (has(area, right))
            text += letterOf(right);
    return text;
}

void ScopeGrid::setLetters(ScopeArea area, const QString &letters)
{
    for (const ScopeRight right : scopeRights)
        set(area, right, letters.contains(letterOf(right)));
}

ExpiryState expiryState(const TokenExpiry &expiry, const QDateTime &now)
{
    if (!expiry.at)
        return expiry.isNever() ? ExpiryState::Never : ExpiryState::Unknown;
    if (*expiry.at <= now)
        return ExpiryState::Expired;
    const auto left = std::chrono::milliseconds(now.msecsTo(*expiry.at));
    return left <= expiryNotice ? ExpiryState::Soon : ExpiryState::Fine;
}

} // namespace metascope
