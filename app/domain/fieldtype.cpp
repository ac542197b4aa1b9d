// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldtype.h"

#include <algorithm>

namespace metascope {

namespace {

using Value = ValidatorRow::Value;

constexpr std::array rangeValidators{ValidatorRow{"min"}, ValidatorRow{"max"}};
constexpr std::array textValidators{
    ValidatorRow{"trim", Value::Flag},
    ValidatorRow{"min"},
    ValidatorRow{"max"},
    ValidatorRow{"lower", Value::Flag},
    ValidatorRow{"upper", Value::Flag},
    ValidatorRow{"startsWith", Value::Text},
    ValidatorRow{"alphaOk", Value::Flag},
    ValidatorRow{"digitOk", Value::Flag},
    ValidatorRow{"pattern", Value::Text},
    ValidatorRow{"ok", Value::Text},
};
constexpr std::array passwordValidators{
    ValidatorRow{"salt", Value::Text}, ValidatorRow{"min"},           ValidatorRow{"max"},
    ValidatorRow{"minAlpha"},          ValidatorRow{"minLowerAlpha"}, ValidatorRow{"minUpperAlpha"},
    ValidatorRow{"minDigit"},          ValidatorRow{"minSymbol"},
};

} // namespace

std::span<const ValidatorRow> validatorsOfType(const QString &type)
{
    const FieldTypeRow *row = fieldTypeRow(type);
    if (!row || !row->hasFilters)
        return {};
    if (row->name == "text")
        return textValidators;
    if (row->name == "password")
        return passwordValidators;
    return rangeValidators;
}

const FieldTypeRow *fieldTypeRow(const QString &name)
{
    const auto same = [&name](const FieldTypeRow &row) {
        return name == QLatin1String(row.name.data(), static_cast<qsizetype>(row.name.size()));
    };
    const auto found = std::ranges::find_if(fieldTypes, same);
    return found == fieldTypes.end() ? nullptr : &*found;
}

} // namespace metascope
