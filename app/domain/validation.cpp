// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/validation.h"

#include "app/domain/fieldcheck.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDate>
#include <QtCore/QSet>
#include <QtCore/QUuid>

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
            const bool named = !before || before->value.name != field.value.name;
            if (named)
                checkName(field.value);
            if (!before || !sameButName(before->value, field.value))
                checkOptions(before, field.value);
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
        m_findings.append({m_key, member, Severity::Problem, message, {}});
    }
    void warning(FieldMember member, const QString &message)
    {
        m_findings.append({m_key, member, Severity::Warning, message, {}});
    }

    void checkName(const Field &field)
    {
        const bool isDouble = std::ranges::any_of(m_current.fields, [&](const Keyed<Field> &other) {
            return other.key != m_key && collisionKey(other.value.name) == collisionKey(field.name);
        });
        const bool isPrimary = !m_base.fields.isEmpty() && m_base.fields.front().key == m_key;
        if (!isPrimary && !isDouble && collisionKey(field.name) == QLatin1String("id"))
            problem(FieldMember::Name, CheckText::tr("“id” is the name of the primary key."));
        take(checkFieldName(field.name, isDouble));
    }

    void checkOptions(const Keyed<Field> *before, const Field &field)
    {
        take(checkFieldOptions(field, before ? &before->value : nullptr, m_tables));
    }

    void take(const QList<FieldFinding> &found)
    {
        for (const FieldFinding &each : found)
            m_findings.append({m_key, each.member, each.severity, each.message, each.path});
    }

    void checkIndex(const Index &index)
    {
        if (index.fields.isEmpty())
            problem(FieldMember::Index, CheckText::tr("The index needs at least one field."));
        if (index.type == QLatin1String("search") && index.name.isEmpty())
            problem(FieldMember::Index, CheckText::tr("A search index needs a name."));
        if (index.type == QLatin1String("search") && index.lang.isEmpty())
            problem(FieldMember::Index, CheckText::tr("A search index needs a language."));
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
    if (field.type == QLatin1String("date") && !QDate::fromString(text, Qt::ISODate).isValid())
        return std::nullopt;
    if (field.type == QLatin1String("uuid") && QUuid::fromString(text).isNull())
        return std::nullopt;
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
