// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/validation.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

struct CheckText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Validation)
};

/// Collects the findings of one schema.
class Check {
public:
    Check(const TableSchema &base, const TableSchema &current, const std::optional<QList<TableId>> &tables)
        : m_base(base), m_current(current), m_tables(tables)
    {}

    QList<Finding> run()
    {
        for (const Keyed<Field> &field : m_current.fields) {
            m_key = field.key;
            const Keyed<Field> *before = findEntry(m_base.fields, field.key);
            if (!before || before->value.name != field.value.name)
                checkName(field.value);
            if (!before || !sameButName(before->value, field.value))
                checkOptions(field.value);
        }
        for (const Keyed<Index> &index : m_current.indexes) {
            m_key = index.key;
            const Keyed<Index> *before = findEntry(m_base.indexes, index.key);
            if (!before || before->value != index.value)
                checkIndex(index.value);
        }
        return m_findings;
    }

private:
    void problem(FieldMember member, const QString &message)
    {
        m_findings.append({m_key, member, Severity::Problem, message});
    }
    void warning(FieldMember member, const QString &message)
    {
        m_findings.append({m_key, member, Severity::Warning, message});
    }

    void checkName(const Field &field)
    {
        const QString &name = field.name;
        if (name.isEmpty()) {
            problem(FieldMember::Name, CheckText::tr("The field needs a name."));
            return;
        }
        const bool isDouble = std::ranges::any_of(m_current.fields, [&](const Keyed<Field> &other) {
            return other.key != m_key && collisionKey(other.value.name) == collisionKey(name);
        });
        const bool isPrimary = !m_base.fields.isEmpty() && m_base.fields.front().key == m_key;
        if (isDouble)
            problem(FieldMember::Name, CheckText::tr("Another field has this name already (case does not count)."));
        else if (!isPrimary && collisionKey(name) == QLatin1String("id"))
            problem(FieldMember::Name, CheckText::tr("“id” is the name of the primary key."));
        if (name.trimmed() != name)
            warning(FieldMember::Name, CheckText::tr("The name begins or ends with a space."));
        if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
            warning(FieldMember::Name, CheckText::tr("The name holds a control character."));
        if (name.contains(QLatin1Char('/')))
            warning(FieldMember::Name,
                    CheckText::tr("The name holds a slash: some servers cannot delete such a field."));
    }

    void checkOptions(const Field &field)
    {
        if (field.type == QLatin1String("enum"))
            checkValues(field);
        if (field.defaultValue)
            checkDefault(field);
        if (field.reference && m_tables && !m_tables->contains(*field.reference))
            problem(FieldMember::Reference, CheckText::tr("The referenced table does not exist."));
    }

    void checkValues(const Field &field)
    {
        if (field.values.isEmpty()) {
            problem(FieldMember::Values, CheckText::tr("An enum needs at least one value."));
            return;
        }
        QSet<QString> seen;
        for (const QString &value : field.values) {
            if (value.isEmpty())
                problem(FieldMember::Values, CheckText::tr("A value is empty."));
            else if (seen.contains(value))
                problem(FieldMember::Values, CheckText::tr("The value “%1” stands twice.").arg(value));
            seen.insert(value);
        }
    }

    void checkDefault(const Field &field)
    {
        const QString text = defaultText(*field.defaultValue);
        if (text.isEmpty() || defaultFromText(field, text))
            return;
        if (field.type == QLatin1String("enum"))
            problem(FieldMember::Default, CheckText::tr("The default is not one of the values."));
        else
            problem(FieldMember::Default, CheckText::tr("The default does not fit the type %1.").arg(field.type));
    }

    void checkIndex(const Index &index)
    {
        if (index.fields.isEmpty())
            problem(FieldMember::Index, CheckText::tr("The index needs at least one field."));
        QSet<QString> seen;
        for (const IndexField &field : index.fields) {
            const bool exists = std::ranges::any_of(
                m_current.fields, [&field](const Keyed<Field> &entry) { return entry.value.name == field.name; });
            if (!exists)
                problem(FieldMember::Index, CheckText::tr("There is no field named “%1”.").arg(field.name));
            else if (seen.contains(field.name))
                problem(FieldMember::Index, CheckText::tr("The field “%1” stands twice.").arg(field.name));
            seen.insert(field.name);
        }
        const bool isDouble = std::ranges::any_of(m_current.indexes, [&](const Keyed<Index> &other) {
            return other.key != m_key && sameIndex(other.value, index);
        });
        if (isDouble)
            warning(FieldMember::Index, CheckText::tr("Another index is the same."));
    }

    const TableSchema &m_base;
    const TableSchema &m_current;
    const std::optional<QList<TableId>> &m_tables;
    EntryKey m_key;
    QList<Finding> m_findings;
};

std::optional<RawJson> parsed(const QString &text, RawJson::Kind kind)
{
    const auto json = RawJson::parse(text.trimmed().toUtf8());
    return json && json->kind() == kind ? std::optional(*json) : std::nullopt;
}

} // namespace

QList<Finding> validate(const TableSchema &base, const TableSchema &current,
                        const std::optional<QList<TableId>> &tables)
{
    return Check(base, current, tables).run();
}

bool hasProblems(const QList<Finding> &findings)
{
    return std::ranges::find(findings, Severity::Problem, &Finding::severity) != findings.end();
}

std::optional<RawJson> defaultFromText(const Field &field, const QString &text)
{
    if (field.isList())
        return parsed(text, RawJson::Kind::Array);
    if (field.type == QLatin1String("int")) {
        const auto number = parsed(text, RawJson::Kind::Number);
        return number && number->toInteger() ? number : std::nullopt;
    }
    if (field.type == QLatin1String("decimal"))
        return parsed(text, RawJson::Kind::Number);
    if (field.type == QLatin1String("bool"))
        return parsed(text, RawJson::Kind::Bool);
    if (field.type == QLatin1String("json")) {
        const auto json = RawJson::parse(text.toUtf8());
        return json ? std::optional(*json) : std::nullopt;
    }
    if (field.type == QLatin1String("enum") && !field.values.contains(text))
        return std::nullopt;
    return RawJson::string(text);
}

QString defaultText(const RawJson &value)
{
    if (const auto text = value.toString())
        return *text;
    return QString::fromUtf8(value.text());
}

} // namespace metascope
