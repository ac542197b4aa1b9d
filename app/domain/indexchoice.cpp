// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/indexchoice.h"

#include <algorithm>
#include <array>

namespace metascope {

namespace {

using Text = std::string_view;

/// Set by a PUT of the whole list alone: there is no create call that would name it.
constexpr std::array ginOperators{Text("jsonb_path_op")};

QString text(Text word)
{
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

std::span<const IndexChoice> indexChoices()
{
    static const std::array choices{
        IndexChoice{"btree", "btree", IndexOption::Operator, operatorsOf(QStringLiteral("btree"))},
        IndexChoice{"btree|unique", "unique", IndexOption::Operator, operatorsOf(QStringLiteral("unique"))},
        IndexChoice{"gin", "gin", IndexOption::Operator, ginOperators},
        IndexChoice{"search", "search", IndexOption::Weight, {}},
        IndexChoice{"spatial", "spatial", IndexOption::Operator, operatorsOf(QStringLiteral("spatial"))},
        IndexChoice{"vector", "vector", IndexOption::Operator, operatorsOf(QStringLiteral("vector"))},
    };
    return choices;
}

const IndexChoice *indexChoice(const QString &type)
{
    const auto choices = indexChoices();
    const auto found = std::ranges::find_if(
        choices, [&type](const IndexChoice &row) { return type == text(row.type) || type == text(row.word); });
    return found == choices.end() ? nullptr : &*found;
}

bool canIndex(const IndexChoice &row, const Field &field)
{
    if (row.word == "spatial")
        return field.type.startsWith(QLatin1String("geo_"));
    if (row.word == "vector")
        return field.type == QLatin1String("vector");
    return true;
}

} // namespace metascope
