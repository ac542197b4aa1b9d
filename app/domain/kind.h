// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>

#include <array>
#include <string_view>

namespace metascope {

/// The kinds of nodes in the explorer: groups are named by the kind that they hold.
enum class Kind { Instance, Workspace, Table, ApiGroup, Endpoint, Function, Task };

/// One row per kind: everything that the rest of the program asks about a kind in general.
struct KindRow {
    Kind kind;
    std::string_view key; ///< in deep links, drafts and settings
    const char *name; ///< singular, for tr() in the context "Kind"
    const char *plural; ///< the group's title, for tr() in the context "Kind"
    std::string_view icon; ///< file name below :/metascope/icons, without .svg
};

inline constexpr std::array kindTable{
    KindRow{Kind::Instance, "instance", QT_TRANSLATE_NOOP("Kind", "Instance"), QT_TRANSLATE_NOOP("Kind", "Instances"),
            "instance"},
    KindRow{Kind::Workspace, "workspace", QT_TRANSLATE_NOOP("Kind", "Workspace"),
            QT_TRANSLATE_NOOP("Kind", "Workspaces"), "workspace"},
    KindRow{Kind::Table, "table", QT_TRANSLATE_NOOP("Kind", "Table"), QT_TRANSLATE_NOOP("Kind", "Tables"), "table"},
    KindRow{Kind::ApiGroup, "apigroup", QT_TRANSLATE_NOOP("Kind", "API group"), QT_TRANSLATE_NOOP("Kind", "API"),
            "apigroup"},
    KindRow{Kind::Endpoint, "endpoint", QT_TRANSLATE_NOOP("Kind", "Endpoint"), QT_TRANSLATE_NOOP("Kind", "Endpoints"),
            "endpoint"},
    KindRow{Kind::Function, "function", QT_TRANSLATE_NOOP("Kind", "Function"), QT_TRANSLATE_NOOP("Kind", "Functions"),
            "function"},
    KindRow{Kind::Task, "task", QT_TRANSLATE_NOOP("Kind", "Task"), QT_TRANSLATE_NOOP("Kind", "Tasks"), "task"},
};

constexpr const KindRow &kindRow(Kind kind)
{
    return kindTable[static_cast<std::size_t>(kind)];
}

static_assert(
    [] {
        for (std::size_t i = 0; i < kindTable.size(); ++i)
            if (kindTable[i].kind != static_cast<Kind>(i))
                return false;
        return true;
    }(),
    "the rows stand in the order of the enumeration");

static_assert(
    [] {
        for (const KindRow &row : kindTable) {
            std::size_t same = 0;
            for (const KindRow &other : kindTable)
                same += other.key == row.key ? 1U : 0U;
            const bool isNamed = !std::string_view(row.name).empty() && !std::string_view(row.plural).empty();
            if (same != 1 || row.key.empty() || row.icon.empty() || !isNamed || row.key.find('/') != row.key.npos)
                return false;
        }
        return true;
    }(),
    "unique keys that fit into a path; names and icons for all");

/// "Table", for people.
QString kindName(Kind kind);
/// "Tables", for people.
QString kindPlural(Kind kind);

} // namespace metascope
