// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/problem.h"

#include <array>
#include <span>

namespace metascope::sandbox {

/// What a value of the query or of the body has to be.
enum class Type { Text, Integer, Number, Flag, List, Object };

/// A value that a route reads from the query or from the body. What it does not declare never reaches its handler, so
/// the declaration is the truth that the contract test compares with the API's documents.
struct Parameter {
    const char *name = "";
    Type type = Type::Text;
    bool isRequired = false;
    const char *words = nullptr; ///< the only texts that are taken, with `|` between them
};

inline constexpr Parameter branchParameter{"branch"};
inline constexpr Parameter draftParameter{"include_draft", Type::Flag};
inline constexpr Parameter scriptParameter{"include_xanoscript", Type::Flag};
inline constexpr Parameter middlewareParameter{"middleware", Type::Flag};
inline constexpr Parameter pageParameter{"page", Type::Integer};
inline constexpr Parameter pageSizeParameter{"per_page", Type::Integer};
inline constexpr Parameter searchParameter{"search"};
inline constexpr Parameter sortParameter{"sort", Type::Text, false, "created_at|updated_at|name"};
inline constexpr Parameter orderParameter{"order", Type::Text, false, "asc|desc"};

/// The body of a record: its members are the table's columns.
inline constexpr std::array anyMember{Parameter{"*"}};

/// Checks a text of the query. 400 naming the parameter.
Outcome<QString> readText(const Parameter &parameter, const QString &text);
/// The members of `body` that are declared, their text untouched. 400 naming the first that is missing or of the wrong
/// kind; null stands for a member that is left out, and a number or flag may come as its text, as in a query.
Outcome<RawJson> readMembers(std::span<const Parameter> parameters, const RawJson &body);
/// The parameters as the route table prints them.
RawJson parametersAsJson(std::span<const Parameter> parameters);

} // namespace metascope::sandbox
