// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/columnkeys.h"
#include "app/domain/jsonmembers.h"
#include "app/domain/schemadiff.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct PutText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ApplyPlan)
};

Failure conflict(const QString &message)
{
    return Failure(Error::local(ErrorKind::Conflict, message));
}

/// What tells the entries of the list apart.
QString identityOf(const PlanStep &step, const RawJson &entry)
{
    const bool isIndexes = step.kind == StepKind::PutIndexes;
    return textOr(entry, isIndexes ? columnkey::id : columnkey::name, {});
}

Failure isGone(const PlanStep &step, const QString &name)
{
    if (step.kind == StepKind::PutIndexes)
        return conflict(PutText::tr("The index %1 is no longer on the server.").arg(name));
    return conflict(PutText::tr("The field %1 is no longer on the server.").arg(name));
}

Failure isNew(const PlanStep &step, const QString &name)
{
    if (step.kind == StepKind::PutIndexes)
        return conflict(PutText::tr("The index %1 is new on the server, and this list would leave it out.").arg(name));
    return conflict(PutText::tr("The field %1 is new on the server, and this list would leave it out.").arg(name));
}

} // namespace

Result<RawJson> putBody(const PlanStep &step, const RawJson &asRead)
{
    QList<RawJson> left = asRead.elements();
    QList<RawJson> body;
    for (const PutEntry &entry : step.entries) {
        if (entry.origin == PutEntry::Origin::Added) {
            body.append(entry.json);
            continue;
        }
        const auto found
            = std::ranges::find_if(left, [&](const RawJson &read) { return identityOf(step, read) == entry.name; });
        if (found == left.end())
            return isGone(step, entry.name);
        RawJson json = *found;
        for (const auto &[key, value] : entry.members)
            json = json.with(key, value);
        for (const QString &key : entry.removedMembers)
            json = json.without(key);
        body.append(json);
        left.erase(found);
    }
    if (!left.isEmpty())
        return isNew(step, identityOf(step, left.front()));
    return RawJson::array(body);
}

} // namespace metascope
