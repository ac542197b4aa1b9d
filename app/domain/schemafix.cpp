// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemafix.h"

#include <algorithm>

namespace metascope {

namespace {

template <typename T>
void takeOver(T &target, const T &before, const T &after)
{
    if (before != after)
        target = after;
}

} // namespace

bool applyFix(const FieldFix &fix, Field &field)
{
    Field *target = &field;
    for (const QString &name : fix.path) {
        const auto child = std::ranges::find(target->children, name, &Field::name);
        if (child == target->children.end())
            return false;
        target = &*child;
    }
    takeOver(target->type, fix.before.type, fix.after.type);
    takeOver(target->description, fix.before.description, fix.after.description);
    takeOver(target->required, fix.before.required, fix.after.required);
    takeOver(target->nullable, fix.before.nullable, fix.after.nullable);
    takeOver(target->sensitive, fix.before.sensitive, fix.after.sensitive);
    takeOver(target->defaultValue, fix.before.defaultValue, fix.after.defaultValue);
    takeOver(target->values, fix.before.values, fix.after.values);
    takeOver(target->reference, fix.before.reference, fix.after.reference);
    return true;
}

} // namespace metascope
