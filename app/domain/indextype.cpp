// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/indextype.h"

namespace metascope {

namespace {

constexpr std::array<std::string_view, 2> directions{"asc", "desc"};
constexpr std::array<std::string_view, 1> spatialOperators{"gist_geometry_ops_2d"};
constexpr std::array<std::string_view, 4> vectorOperators{"vector_ip_ops", "vector_cosine_ops", "vector_l1_ops",
                                                          "vector_l2_ops"};

} // namespace

std::span<const std::string_view> operatorsOf(const QString &type)
{
    if (type == QLatin1String("btree") || type == QLatin1String("unique"))
        return directions;
    if (type == QLatin1String("spatial"))
        return spatialOperators;
    if (type == QLatin1String("vector"))
        return vectorOperators;
    return {};
}

} // namespace metascope
