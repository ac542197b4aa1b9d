// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/inputs.h"

#include "app/domain/columnkeys.h"

#include <QtCore/QStringList>

namespace metascope {

namespace {

QString textOf(const RawJson &object, QStringView key)
{
    const auto value = object.member(key);
    return value ? value->toString().value_or(QString()) : QString();
}

bool flagOf(const RawJson &object, QStringView key)
{
    const auto value = object.member(key);
    return value && value->toBool().value_or(false);
}

InputRow rowOf(const RawJson &input, const QString &above)
{
    InputRow row;
    row.path = above + textOf(input, columnkey::name);
    row.type = textOf(input, columnkey::type);
    if (textOf(input, columnkey::style) == QLatin1String("list"))
        row.type += QLatin1String("[]");
    const auto table = input.member(columnkey::reference);
    if (const auto id = table ? table->toInteger() : std::nullopt; id.value_or(0) > 0)
        row.reference = TableId(*id);
    row.required = flagOf(input, columnkey::required);
    row.nullable = flagOf(input, columnkey::nullable);
    if (const auto value = input.member(columnkey::defaultValue); value && !value->isNull())
        row.defaultValue = value;
    row.description = textOf(input, columnkey::description);
    return row;
}

void collect(const RawJson &list, const QString &above, int depth, InputRows &inputs)
{
    const QList<RawJson> elements = list.elements();
    for (const RawJson &input : elements) {
        if (inputs.rows.size() >= mostInputs) {
            inputs.isCut = true;
            return;
        }
        if (!input.isObject()) {
            ++inputs.unknown;
            continue;
        }
        inputs.rows.append(rowOf(input, above));
        const auto children = input.member(columnkey::children);
        if (!children || !children->isArray() || children->text() == "[]")
            continue;
        if (depth >= deepestInput)
            inputs.isCut = true;
        else
            collect(*children, QString(inputs.rows.constLast().path + QLatin1Char('.')), depth + 1, inputs);
    }
}

} // namespace

InputRows inputsFromJson(const RawJson &list)
{
    InputRows inputs;
    collect(list, {}, 1, inputs);
    return inputs;
}

QString inputNames(const InputRows &inputs)
{
    QStringList names;
    names.reserve(inputs.rows.size());
    for (const InputRow &row : inputs.rows)
        names.append(row.path);
    return names.join(QStringLiteral(", "));
}

} // namespace metascope
