// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldvalidator.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

/// How a validator is called on screen; of `min` and `max` that depends on the type.
struct Label {
    std::string_view name;
    const char *text;
};

constexpr std::array labels{
    Label{"trim", QT_TRANSLATE_NOOP("FieldValidator", "Trim spaces")},
    Label{"min", QT_TRANSLATE_NOOP("FieldValidator", "Minimum length")},
    Label{"max", QT_TRANSLATE_NOOP("FieldValidator", "Maximum length")},
    Label{"lower", QT_TRANSLATE_NOOP("FieldValidator", "To lower case")},
    Label{"upper", QT_TRANSLATE_NOOP("FieldValidator", "To upper case")},
    Label{"startsWith", QT_TRANSLATE_NOOP("FieldValidator", "Begins with")},
    Label{"alphaOk", QT_TRANSLATE_NOOP("FieldValidator", "Letters are allowed")},
    Label{"digitOk", QT_TRANSLATE_NOOP("FieldValidator", "Digits are allowed")},
    Label{"pattern", QT_TRANSLATE_NOOP("FieldValidator", "Regular expression")},
    Label{"ok", QT_TRANSLATE_NOOP("FieldValidator", "Further characters allowed")},
    Label{"salt", QT_TRANSLATE_NOOP("FieldValidator", "Salt")},
    Label{"minAlpha", QT_TRANSLATE_NOOP("FieldValidator", "At least letters")},
    Label{"minLowerAlpha", QT_TRANSLATE_NOOP("FieldValidator", "At least small letters")},
    Label{"minUpperAlpha", QT_TRANSLATE_NOOP("FieldValidator", "At least capital letters")},
    Label{"minDigit", QT_TRANSLATE_NOOP("FieldValidator", "At least digits")},
    Label{"minSymbol", QT_TRANSLATE_NOOP("FieldValidator", "At least symbols")},
};
constexpr std::array numberLabels{
    Label{"min", QT_TRANSLATE_NOOP("FieldValidator", "Smallest value")},
    Label{"max", QT_TRANSLATE_NOOP("FieldValidator", "Largest value")},
};

} // namespace

QString validatorLabel(const QString &type, QStringView name)
{
    const auto find = [name](const auto &list) {
        const auto found = std::ranges::find_if(list, [name](const Label &label) {
            return name == QLatin1String(label.name.data(), static_cast<qsizetype>(label.name.size()));
        });
        return found == list.end() ? QString() : QCoreApplication::translate("FieldValidator", found->text);
    };
    const bool isLength = type == QLatin1String("text") || type == QLatin1String("password");
    const QString label = isLength ? QString() : find(numberLabels);
    if (!label.isEmpty())
        return label;
    const QString known = find(labels);
    return known.isEmpty() ? name.toString() : known;
}

QString nameOf(const ValidatorRow &row)
{
    return QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size()));
}

std::optional<RawJson> validatorValue(const Field &field, QStringView name)
{
    const auto value = field.validators ? field.validators->member(name) : std::nullopt;
    return value && !value->isNull() ? value : std::nullopt;
}

void setValidator(Field &field, QStringView name, const std::optional<RawJson> &value)
{
    const RawJson before = field.validators && field.validators->isObject() ? *field.validators : RawJson::object({});
    const RawJson after = value ? before.with(name, *value) : before.without(name);
    field.validators = after.members().isEmpty() ? std::nullopt : std::optional(after);
}

std::optional<RawJson> validatorFromText(const ValidatorRow &row, const QString &text)
{
    if (text.isEmpty())
        return std::nullopt;
    if (row.value == ValidatorRow::Value::Integer) {
        const auto number = RawJson::parse(text.trimmed().toUtf8());
        if (number && number->kind() == RawJson::Kind::Number && number->toInteger())
            return *number;
    }
    return RawJson::string(text);
}

QList<RawJson::Member> otherValidators(const Field &field)
{
    if (!field.validators)
        return {};
    const std::span<const ValidatorRow> known = validatorsOfType(field.type);
    QList<RawJson::Member> others = field.validators->members();
    others.removeIf([&known](const RawJson::Member &member) {
        return std::ranges::any_of(known, [&member](const ValidatorRow &row) { return nameOf(row) == member.key; });
    });
    return others;
}

} // namespace metascope
