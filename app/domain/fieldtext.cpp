// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldtext.h"

#include "app/domain/fieldtype.h"
#include "app/domain/fieldvalidator.h"
#include "app/domain/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <iterator>

namespace metascope::fieldtext {

namespace {

using Tables = QHash<TableId, QString>;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(metascope::FieldText)
};

constexpr int indent = 2;

QString tableName(TableId id, const Tables &tables)
{
    return tables.value(id, QString::number(id.value()));
}

QString typeText(const Field &field, const Tables &tables)
{
    QString text = field.type;
    if (field.reference)
        text = Words::tr("%1, reference to %2").arg(field.type, tableName(*field.reference, tables));
    if (!field.values.isEmpty())
        text += QStringLiteral(" (%1)").arg(field.values.join(QStringLiteral(", ")));
    return field.isList() ? Words::tr("%1 list").arg(text) : text;
}

/// One cell: a line of its own characters, without the mark that would end it.
QString cell(QString text)
{
    text.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('|'), QStringLiteral("\\|"));
    return text.simplified();
}

void appendMarkdown(QString &text, const Field &field, const QString &path, const Tables &tables)
{
    const auto yesNo = [](bool value) { return value ? Words::tr("yes") : Words::tr("no"); };
    const QStringList cells{path,
                            typeText(field, tables),
                            yesNo(field.required),
                            yesNo(field.nullable),
                            field.defaultValue ? defaultText(*field.defaultValue) : QString(),
                            field.description};
    QStringList escaped;
    std::ranges::transform(cells, std::back_inserter(escaped), cell);
    text += QStringLiteral("| %1 |\n").arg(escaped.join(QStringLiteral(" | ")));
    for (const Field &child : field.children)
        appendMarkdown(text, child, path + QLatin1Char('.') + child.name, tables);
}

/// A name or a value that needs no quotes, else with them.
QString word(const QString &text)
{
    const auto isPlain = [](QChar c) { return c == QLatin1Char('_') || (c.unicode() < 0x80 && c.isLetterOrNumber()); };
    const bool plain = !text.isEmpty() && !text.at(0).isDigit() && std::ranges::all_of(text, isPlain);
    return plain ? text : QString::fromUtf8(RawJson::string(text).text());
}

/// "filters=trim|min:3".
QString filtersText(const Field &field)
{
    QStringList filters;
    for (const ValidatorRow &row : validatorsOfType(field.type)) {
        const auto value = validatorValue(field, nameOf(row));
        if (!value || value->toBool() == false)
            continue;
        const bool bare = value->toBool() == true;
        filters.append(bare ? nameOf(row) : QStringLiteral("%1:%2").arg(nameOf(row), QString::fromUtf8(value->text())));
    }
    return filters.isEmpty() ? QString() : QStringLiteral(" filters=%1").arg(filters.join(QLatin1Char('|')));
}

QString defaultPart(const Field &field)
{
    if (!field.defaultValue)
        return {};
    const QString text = defaultText(*field.defaultValue);
    const bool quoted = field.defaultValue->kind() == RawJson::Kind::String;
    return text.isEmpty() ? QString() : QStringLiteral("=%1").arg(quoted ? word(text) : text);
}

QStringList optionLines(const Field &field, const Tables &tables)
{
    QStringList lines;
    const auto add = [&lines](const char *name, const QString &value) {
        lines.append(QStringLiteral("%1 = %2").arg(QLatin1String(name), value));
    };
    const auto quoted = [](const QString &text) { return QString::fromUtf8(RawJson::string(text).text()); };
    if (!field.description.isEmpty())
        add("description", quoted(field.description));
    if (field.reference)
        add("table", quoted(tableName(*field.reference, tables)));
    if (!field.values.isEmpty())
        add("values", QString::fromUtf8(RawJson::strings(field.values).text()));
    if (field.vectorSize && field.type == QLatin1String("vector"))
        add("size", QString::number(*field.vectorSize));
    if (field.sensitive)
        add("sensitive", QStringLiteral("true"));
    if (field.access != QLatin1String("public"))
        add("visibility", quoted(field.access));
    return lines;
}

void appendXanoScript(QString &text, const Field &field, int depth, const Tables &tables)
{
    const QString margin(depth * indent, QLatin1Char(' '));
    const QString inner = margin + QString(indent, QLatin1Char(' '));
    text += margin + field.type + (field.isList() ? QStringLiteral("[]") : QString())
        + (field.nullable ? QStringLiteral("?") : QString()) + QLatin1Char(' ') + word(field.name)
        + (field.required ? QString() : QStringLiteral("?")) + defaultPart(field) + filtersText(field);
    const QStringList lines = optionLines(field, tables);
    if (lines.isEmpty() && field.children.isEmpty()) {
        text += QLatin1Char('\n');
        return;
    }
    text += QStringLiteral(" {\n");
    for (const QString &line : lines)
        text += inner + line + QLatin1Char('\n');
    if (!field.children.isEmpty()) {
        text += inner + QStringLiteral("schema {\n");
        for (const Field &child : field.children)
            appendXanoScript(text, child, depth + 2, tables);
        text += inner + QStringLiteral("}\n");
    }
    text += margin + QStringLiteral("}\n");
}

} // namespace

QByteArray toJson(const QList<Field> &fields)
{
    QList<RawJson> list;
    std::ranges::transform(fields, std::back_inserter(list), fieldToJson);
    return RawJson::array(list).indented();
}

QString toMarkdown(const QList<Field> &fields, const QHash<TableId, QString> &tables)
{
    QString text = QStringLiteral("| %1 |\n|---|---|---|---|---|---|\n")
                       .arg(QStringList{Words::tr("Name"), Words::tr("Type"), Words::tr("Required"),
                                        Words::tr("Nullable"), Words::tr("Default"), Words::tr("Description")}
                                .join(QStringLiteral(" | ")));
    for (const Field &field : fields)
        appendMarkdown(text, field, field.name, tables);
    return text;
}

QString toXanoScript(const QList<Field> &fields, const QHash<TableId, QString> &tables)
{
    QString text = QStringLiteral("schema {\n");
    for (const Field &field : fields)
        appendXanoScript(text, field, 1, tables);
    return text + QStringLiteral("}\n");
}

} // namespace metascope::fieldtext
