// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemadiff.h"

#include "app/domain/columnkeys.h"
#include "app/domain/createcall.h"
#include "app/domain/indexplan.h"
#include "app/domain/planwords.h"
#include "app/domain/propertiesplan.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>
#include <iterator>

namespace metascope {

namespace {

struct DiffText {
    Q_DECLARE_TR_FUNCTIONS(metascope::ApplyPlan)
};

Failure invalid(const QString &message)
{
    return Failure(Error::local(ErrorKind::Validation, message));
}

PlanStep stepOf(StepKind kind, EntryKey key = {})
{
    PlanStep step;
    step.kind = kind;
    step.key = key;
    return step;
}

PutEntry entryOf(EntryKey key, const QString &name)
{
    PutEntry entry;
    entry.key = key;
    entry.name = name;
    return entry;
}

/// The members that turn one object into the other, the name left aside: that is a call of its own.
void diffMembers(const RawJson &from, const RawJson &to, PutEntry &entry)
{
    const auto isName = [](const QString &member) { return QStringView(member) == columnkey::name; };
    QSet<QString> seen;
    for (const RawJson::Member &member : to.members()) {
        if (isName(member.key) || seen.contains(member.key))
            continue;
        seen.insert(member.key);
        const auto is = to.member(member.key);
        if (from.member(member.key) != is)
            entry.members.append({member.key, *is});
    }
    for (const RawJson::Member &member : from.members()) {
        if (!isName(member.key) && !seen.contains(member.key) && !entry.removedMembers.contains(member.key))
            entry.removedMembers.append(member.key);
    }
    if (!entry.members.isEmpty() || !entry.removedMembers.isEmpty())
        entry.origin = PutEntry::Origin::Changed;
}

/// Follows the table through the plan while it makes it.
class Planner {
public:
    Planner(const TableSchema &base, const TableSchema &target) : m_plan{base, target, {}}
    {
        for (const Keyed<Field> &field : base.fields)
            m_standing.append({field.key, field.value.name, !findEntry(target.fields, field.key)});
    }

    Result<ApplyPlan> run()
    {
        if (const auto fine = checkFields(); !fine)
            return Failure(fine.error());
        const auto indexes = planIndexes(m_plan.base, m_plan.target);
        if (!indexes)
            return Failure(indexes.error());
        const auto properties = planProperties(m_plan.base, m_plan.target);
        if (!properties)
            return Failure(properties.error());
        m_plan.steps.append(indexes->deletes);
        clearDroppedNames();
        renameKept();
        createFields();
        putList();
        m_plan.steps.append(indexes->creates);
        m_plan.steps.append(*properties);
        deleteFields();
        return m_plan;
    }

private:
    /// A field as the table has it at this point of the plan.
    struct Standing {
        EntryKey key;
        QString name;
        bool dropped = false;
    };

    [[nodiscard]] Result<Done> checkFields() const
    {
        const QList<Keyed<Field>> &base = m_plan.base.fields;
        const QList<Keyed<Field>> &target = m_plan.target.fields;
        if (!base.isEmpty() && (target.isEmpty() || target.front() != base.front()))
            return invalid(DiffText::tr("The primary key must stay the first field, as it is."));
        QHash<QString, bool> taken; // whether the one that has the name is as loaded
        for (const Keyed<Field> &field : target) {
            const QString &name = field.value.name;
            if (name.isEmpty())
                return invalid(DiffText::tr("A field has no name."));
            const Keyed<Field> *before = findEntry(base, field.key);
            const bool loaded = before && before->value.name == name;
            const QString collision = collisionKey(name);
            if (const auto other = taken.constFind(collision); other != taken.constEnd() && !(loaded && *other))
                return invalid(DiffText::tr("Two fields are named %1.").arg(name));
            taken.insert(collision, loaded && taken.value(collision, true));
        }
        return Done{};
    }

    [[nodiscard]] bool isTaken(const QString &name, EntryKey except = {}) const
    {
        return std::ranges::any_of(m_standing, [&](const Standing &field) {
            return field.key != except && collisionKey(field.name) == collisionKey(name);
        });
    }

    /// A name that nothing has, had or will have in this plan.
    [[nodiscard]] QString temporaryName(const QString &name) const
    {
        const auto isUsed = [this](const QString &wanted) {
            const auto same = [&wanted](const Keyed<Field> &field) {
                return collisionKey(field.value.name) == collisionKey(wanted);
            };
            return isTaken(wanted) || std::ranges::any_of(m_plan.base.fields, same)
                || std::ranges::any_of(m_plan.target.fields, same);
        };
        QString wanted = name + QStringLiteral("_tmp");
        for (int i = 2; isUsed(wanted); ++i)
            wanted = name + QStringLiteral("_tmp%1").arg(i);
        return wanted;
    }

    void rename(Standing &field, const QString &name, const QString &sentence)
    {
        PlanStep step = stepOf(StepKind::Rename, field.key);
        step.sentence = sentence;
        step.name = field.name;
        step.newName = name;
        step.body = RawJson::object({{columnkey::oldName.toString(), RawJson::string(field.name)},
                                     {columnkey::newName.toString(), RawJson::string(name)}});
        m_plan.steps.append(step);
        field.name = name;
    }

    void stepAside(Standing &field)
    {
        const QString name = temporaryName(field.name);
        rename(field, name, planwords::stepAside(field.name, name, field.dropped));
    }

    void clearDroppedNames()
    {
        QSet<QString> wanted;
        for (const Keyed<Field> &field : m_plan.target.fields) {
            const Keyed<Field> *before = findEntry(m_plan.base.fields, field.key);
            if (!before || before->value.name != field.value.name)
                wanted.insert(collisionKey(field.value.name));
        }
        for (Standing &field : m_standing) {
            if (field.dropped && wanted.contains(collisionKey(field.name)))
                stepAside(field);
        }
    }

    void renameKept()
    {
        QList<qsizetype> pending;
        for (qsizetype i = 0; i < m_standing.size(); ++i) {
            if (!m_standing[i].dropped && m_standing[i].name != targetName(m_standing[i]))
                pending.append(i);
        }
        while (!pending.isEmpty()) {
            const qsizetype before = pending.size();
            pending.removeIf([this](qsizetype at) { return tryRename(m_standing[at]); });
            // Only a ring is left: one of its names gives way, and the others follow.
            if (pending.size() == before)
                stepAside(m_standing[pending.front()]);
        }
    }

    [[nodiscard]] QString targetName(const Standing &field) const
    {
        return findEntry(m_plan.target.fields, field.key)->value.name;
    }

    bool tryRename(Standing &field)
    {
        const QString name = targetName(field);
        if (isTaken(name, field.key))
            return false;
        // A server that compares names without case could take `Title` to `title` for two claims to one name.
        if (collisionKey(field.name) == collisionKey(name))
            stepAside(field);
        rename(field, name, planwords::rename(field.name, name));
        return true;
    }

    void createFields()
    {
        for (const Keyed<Field> &field : m_plan.target.fields) {
            if (findEntry(m_plan.base.fields, field.key))
                continue;
            const auto call = createCallOf(field.value);
            if (!call)
                continue;
            PlanStep step = stepOf(StepKind::Create, field.key);
            step.sentence = planwords::create(field.value);
            step.name = field.value.name;
            step.type = *call;
            step.body = createBody(field.value);
            m_plan.steps.append(step);
            m_standing.append({field.key, field.value.name, false});
        }
    }

    [[nodiscard]] const Standing *standing(EntryKey key) const
    {
        const auto found = std::ranges::find(m_standing, key, &Standing::key);
        return found == m_standing.end() ? nullptr : &*found;
    }

    /// The entry of the list for a field of the target, and what it changes in words.
    PutEntry targetEntry(const Keyed<Field> &field, QStringList &parts, QStringList &losses) const
    {
        PutEntry entry = entryOf(field.key, field.value.name);
        const Keyed<Field> *before = findEntry(m_plan.base.fields, field.key);
        if (!standing(field.key)) {
            entry.origin = PutEntry::Origin::Added;
            entry.json = fieldToJson(field.value);
            parts.append(planwords::create(field.value));
        } else if (before) {
            diffMembers(fieldToJson(before->value), fieldToJson(field.value), entry);
            if (entry.origin == PutEntry::Origin::Changed) {
                parts.append(planwords::changeField(before->value, field.value, entry));
                losses.append(planwords::changeFieldLoses(before->value, field.value));
            }
        }
        return entry;
    }

    void putList()
    {
        PlanStep step = stepOf(StepKind::PutSchema);
        QStringList parts;
        QStringList losses;
        for (const Keyed<Field> &field : m_plan.target.fields)
            step.entries.append(targetEntry(field, parts, losses));
        // What is to be dropped still stands in the table: it is sent along, after what precedes it there.
        EntryKey previous;
        QList<EntryKey> order;
        for (const Standing &field : m_standing) {
            const auto after = std::ranges::find(step.entries, previous, &PutEntry::key);
            if (field.dropped)
                step.entries.insert(after == step.entries.end() ? 0 : std::distance(step.entries.begin(), after) + 1,
                                    entryOf(field.key, field.name));
            previous = field.key;
            order.append(field.key);
        }
        QList<EntryKey> wanted;
        for (const PutEntry &entry : step.entries) {
            if (entry.origin != PutEntry::Origin::Added)
                wanted.append(entry.key);
        }
        const bool reordered = wanted != order;
        if (parts.isEmpty() && !reordered)
            return;
        losses.removeAll(QString());
        step.sentence = planwords::put(parts, reordered);
        step.loses = losses.join(QLatin1Char(' '));
        m_plan.steps.append(step);
    }

    void deleteFields()
    {
        for (const Standing &field : m_standing) {
            if (!field.dropped)
                continue;
            const QString loaded = findEntry(m_plan.base.fields, field.key)->value.name;
            PlanStep step = stepOf(StepKind::DeleteField, field.key);
            step.sentence = planwords::deleteField(loaded, field.name);
            step.loses = planwords::deleteFieldLoses(loaded);
            step.destructive = true;
            step.name = field.name;
            m_plan.steps.append(step);
        }
    }

    ApplyPlan m_plan;
    QList<Standing> m_standing;
};

} // namespace

Result<ApplyPlan> planChanges(const TableSchema &base, const TableSchema &target)
{
    return Planner(base, target).run();
}

} // namespace metascope
