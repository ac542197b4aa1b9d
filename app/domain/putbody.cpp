// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/columnkeys.h"
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

std::optional<QString> nameOf(const RawJson &entry)
{
    const auto name = entry.member(columnkey::name);
    return name ? name->toString() : std::nullopt;
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
            = std::ranges::find_if(left, [&entry](const RawJson &read) { return nameOf(read) == entry.name; });
        if (found == left.end())
            return conflict(PutText::tr("The field %1 is no longer on the server.").arg(entry.name));
        RawJson json = *found;
        for (const auto &[key, value] : entry.members)
            json = json.with(key, value);
        for (const QString &key : entry.removedMembers)
            json = json.without(key);
        body.append(json);
        left.erase(found);
    }
    if (!left.isEmpty())
        return conflict(PutText::tr("The field %1 is new on the server, and this list would leave it out.")
                            .arg(nameOf(left.front()).value_or(QString())));
    return RawJson::array(body);
}

} // namespace metascope
