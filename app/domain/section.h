// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <QtCore/QObject>
#include <QtCore/QString>

#include <array>
#include <optional>
#include <string_view>
#include <variant>

namespace metascope {

/// What stands below a workspace beside single kinds: kinds that belong together.
enum class Section { Triggers, Ai, Tests, RequestHistory };

struct SectionRow {
    Section section;
    std::string_view key; ///< in node keys; differs from every kind's
    const char *name; ///< the title, for tr() in the context "Section"
};

inline constexpr std::array sectionTable{
    SectionRow{Section::Triggers, "triggers", QT_TRANSLATE_NOOP("Section", "Triggers")},
    SectionRow{Section::Ai, "ai", QT_TRANSLATE_NOOP("Section", "AI")},
    SectionRow{Section::Tests, "tests", QT_TRANSLATE_NOOP("Section", "Tests")},
    SectionRow{Section::RequestHistory, "history", QT_TRANSLATE_NOOP("Section", "Request History")},
};

constexpr const SectionRow &sectionRow(Section section)
{
    return sectionTable[static_cast<std::size_t>(section)];
}

static_assert(
    [] {
        for (std::size_t i = 0; i < sectionTable.size(); ++i) {
            if (sectionTable[i].section != static_cast<Section>(i))
                return false;
            for (const KindRow &kind : kindTable)
                if (kind.key == sectionTable[i].key)
                    return false;
        }
        return true;
    }(),
    "in the order of the enumeration, and no kind's key");

/// The section that a kind stands in, or nothing for one that stands right below its workspace (or an API group).
constexpr std::optional<Section> sectionOf(Kind kind)
{
    switch (kind) {
    case Kind::TableTrigger:
    case Kind::AgentTrigger:
    case Kind::McpTrigger:
    case Kind::RealtimeTrigger:
    case Kind::WorkspaceTrigger: return Section::Triggers;
    case Kind::Agent:
    case Kind::Tool:
    case Kind::McpServer: return Section::Ai;
    case Kind::WorkflowTest:
    case Kind::UnitTest: return Section::Tests;
    case Kind::RequestHistory:
    case Kind::FunctionHistory:
    case Kind::TaskHistory:
    case Kind::TriggerHistory:
    case Kind::MiddlewareHistory:
    case Kind::ToolHistory: return Section::RequestHistory;
    default: return std::nullopt;
    }
}

/// What stands right below a workspace, in the order of the explorer.
using WorkspaceGroup = std::variant<Kind, Section>;
inline constexpr std::array<WorkspaceGroup, 16> workspaceGroups{
    Kind::Table,           Kind::ApiGroup,   Kind::Function,    Kind::Task,
    Kind::Middleware,      Kind::Addon,      Section::Triggers, Section::Ai,
    Kind::RealtimeChannel, Kind::File,       Kind::Branch,      Kind::DataSource,
    Section::Tests,        Kind::StaticHost, Kind::Release,     Section::RequestHistory};

/// Whether what a list of that kind holds are runs, of which there is no end: the newest are shown.
constexpr bool isHistory(Kind kind)
{
    return sectionOf(kind) == Section::RequestHistory;
}

/// "Triggers", for people.
QString sectionName(Section section);

} // namespace metascope
