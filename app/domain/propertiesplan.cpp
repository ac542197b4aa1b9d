// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/propertiesplan.h"

#include "app/domain/planwords.h"
#include "app/domain/tableschema.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

namespace {

struct PropertiesPlanText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ApplyPlan)
};

Failure invalid(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

PlanStep stepOf(StepKind kind, const QString &sentence, const RawJson &body)
{
    PlanStep step;
    step.kind = kind;
    step.sentence = sentence;
    step.body = body;
    return step;
}

/// Whether the autocomplete has to be sent. Nobody has said whether it follows when a field is renamed or dropped, so that it
/// is what the target says both ways.
bool needsAutocomplete(const TableSchema &base, const TableSchema &target)
{
    // What the server does not tell, and nobody has set, is not to be emptied.
    if (!target.properties->autocomplete)
        return false;
    const QStringList was = base.properties->autocomplete.value_or(QStringList());
    QStringList followed;
    for (const QString &name : was) {
        const auto field = std::ranges::find_if(
            base.fields, [&name](const Keyed<Field> &entry) { return entry.value.name == name; });
        const Keyed<Field> *is = field == base.fields.end() ? nullptr : findEntry(target.fields, field->key);
        if (is || field == base.fields.end())
            followed.append(is ? is->value.name : name);
    }
    return *target.properties->autocomplete != was || *target.properties->autocomplete != followed;
}

} // namespace

Result<QList<PlanStep>> planProperties(const TableSchema &base, const TableSchema &target)
{
    QList<PlanStep> steps;
    if (!base.properties || !target.properties)
        return steps;
    const TableProperties &was = *base.properties;
    const TableProperties &is = *target.properties;
    QList<TableProperty> changed = changedProperties(was, is);
    changed.removeAll(TableProperty::Autocomplete);
    const bool security = changed.removeAll(TableProperty::Guid) > 0;
    if (is.name.isEmpty())
        return invalid(PropertiesPlanText::tr("The table needs a name."));
    if (security && is.guid.isEmpty())
        return invalid(PropertiesPlanText::tr("The table needs a GUID."));
    if (!changed.isEmpty())
        steps.append(
            stepOf(StepKind::PutProperties, planwords::putProperties(was, is, changed), propertiesBody(was, is)));
    if (security)
        steps.append(stepOf(StepKind::PutSecurity, planwords::putSecurity(is), securityBody(is)));
    if (!needsAutocomplete(base, target))
        return steps;
    for (const QString &name : is.autocomplete.value_or(QStringList())) {
        if (std::ranges::none_of(target.fields,
                                 [&name](const Keyed<Field> &field) { return field.value.name == name; }))
            return invalid(PropertiesPlanText::tr("The autocomplete uses %1, which is no field.").arg(name));
    }
    steps.append(stepOf(StepKind::PutAutocomplete, planwords::putAutocomplete(is), autocompleteBody(is)));
    return steps;
}

} // namespace metascope
