// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldcheck.h"

#include "app/domain/fieldplace.h"
#include "app/domain/fieldvalidator.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

struct CheckText {
    Q_DECLARE_TR_FUNCTIONS(metascope::Validation)
};

/// Deeper is no schema that anybody has meant; the recursion ends there.
constexpr int deepest = 64;

/// Collects the findings of one field.
class FieldCheck {
public:
    explicit FieldCheck(const std::optional<QList<TableId>> &tables) : m_tables(tables) {}

    void options(const Field &field, const Field *before)
    {
        if (field.type == QLatin1String("enum"))
            values(field);
        if (field.defaultValue)
            defaultOf(field);
        if (field.reference && field.reference->value() <= 0)
            problem(FieldMember::Reference, CheckText::tr("Choose the table that it refers to."));
        else if (field.reference && m_tables && !m_tables->contains(*field.reference))
            problem(FieldMember::Reference, CheckText::tr("The referenced table does not exist."));
        if (field.type == QLatin1String("vector") && field.vectorSize && *field.vectorSize < 1)
            problem(FieldMember::Vector, CheckText::tr("A vector has a size of at least 1."));
        validators(field);
        children(field, before);
    }

    QList<FieldFinding> take() { return m_findings; }

private:
    void problem(FieldMember member, const QString &message)
    {
        m_findings.append({member, Severity::Problem, message, m_path});
    }
    void warning(FieldMember member, const QString &message)
    {
        m_findings.append({member, Severity::Warning, message, m_path});
    }

    void values(const Field &field)
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

    void defaultOf(const Field &field)
    {
        const QString text = defaultText(*field.defaultValue);
        if (text.isEmpty() || defaultFromText(field, text))
            return;
        if (field.isList())
            problem(FieldMember::Default, CheckText::tr("The default of a list is a JSON list."));
        else if (field.type == QLatin1String("enum"))
            problem(FieldMember::Default, CheckText::tr("The default is not one of the values."));
        else
            problem(FieldMember::Default, CheckText::tr("The default does not fit the type %1.").arg(field.type));
    }

    void validators(const Field &field)
    {
        for (const ValidatorRow &row : validatorsOfType(field.type)) {
            const auto value = validatorValue(field, nameOf(row));
            if (value && row.value == ValidatorRow::Value::Integer && !value->toInteger()
                && value->kind() == RawJson::Kind::String)
                problem(FieldMember::Validators,
                        CheckText::tr("“%1” needs a whole number.").arg(validatorLabel(field.type, nameOf(row))));
            if (value && row.name == "pattern" && !QRegularExpression(value->toString().value_or(QString())).isValid())
                warning(FieldMember::Validators, CheckText::tr("The regular expression does not look like one."));
        }
        const auto number = [&field](QStringView name) {
            const auto value = validatorValue(field, name);
            return value ? value->toInteger() : std::nullopt;
        };
        const auto least = number(u"min");
        const auto most = number(u"max");
        if (least && most && *least > *most && !validatorsOfType(field.type).empty())
            problem(FieldMember::Validators, CheckText::tr("The minimum is above the maximum."));
    }

    void children(const Field &field, const Field *before)
    {
        if (m_path.size() >= deepest)
            return;
        QSet<QString> names;
        for (qsizetype i = 0; i < field.children.size(); ++i) {
            const Field &child = field.children.at(i);
            const Field *loaded = before ? loadedChild(before->children, field.children, child) : nullptr;
            const bool isDouble = names.contains(collisionKey(child.name));
            names.insert(collisionKey(child.name));
            if (loaded && sameColumn(*loaded, child) && !isDouble)
                continue;
            m_path.append(i);
            for (const FieldFinding &each : checkFieldName(child.name, isDouble))
                m_findings.append({each.member, each.severity, each.message, m_path});
            if (!loaded || !sameButName(*loaded, child))
                options(child, loaded);
            m_path.removeLast();
        }
        if (field.type == QLatin1String("object") && field.children.isEmpty()
            && !(before && before->children.isEmpty()))
            warning(FieldMember::Children, CheckText::tr("The object has no fields inside."));
    }

    const std::optional<QList<TableId>> &m_tables;
    QList<qsizetype> m_path;
    QList<FieldFinding> m_findings;
};

} // namespace

QList<FieldFinding> checkFieldName(const QString &name, bool isDouble)
{
    if (name.isEmpty())
        return {{FieldMember::Name, Severity::Problem, CheckText::tr("The field needs a name."), {}}};
    QList<FieldFinding> findings;
    const auto add = [&findings](Severity severity, const QString &message) {
        findings.append({FieldMember::Name, severity, message, {}});
    };
    if (isDouble)
        add(Severity::Problem, CheckText::tr("Another field has this name already (case does not count)."));
    if (name.trimmed() != name)
        add(Severity::Warning, CheckText::tr("The name begins or ends with a space."));
    if (std::ranges::any_of(name, [](QChar c) { return c.category() == QChar::Other_Control; }))
        add(Severity::Warning, CheckText::tr("The name holds a control character."));
    if (name.contains(QLatin1Char('/')))
        add(Severity::Warning, CheckText::tr("The name holds a slash: some servers cannot delete such a field."));
    return findings;
}

QList<FieldFinding> checkFieldOptions(const Field &field, const Field *before,
                                      const std::optional<QList<TableId>> &tables)
{
    FieldCheck check(tables);
    check.options(field, before);
    return check.take();
}

} // namespace metascope
