// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/kindset.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QList>
#include <QtCore/QString>

#include <array>

namespace metascope {

/// What stands before a colon for a kind; kinds of one sort may share theirs. Kinds whose objects have no names of their
/// own (the histories) have none.
struct KindPrefix {
    Kind kind;
    std::string_view prefix;
};

inline constexpr std::array kindPrefixes{
    KindPrefix{Kind::Instance, "i"},
    KindPrefix{Kind::Workspace, "w"},
    KindPrefix{Kind::Table, "t"},
    KindPrefix{Kind::ApiGroup, "g"},
    KindPrefix{Kind::Endpoint, "e"},
    KindPrefix{Kind::Function, "f"},
    KindPrefix{Kind::Task, "k"},
    KindPrefix{Kind::Middleware, "m"},
    KindPrefix{Kind::Addon, "a"},
    KindPrefix{Kind::TableTrigger, "tr"},
    KindPrefix{Kind::AgentTrigger, "tr"},
    KindPrefix{Kind::McpTrigger, "tr"},
    KindPrefix{Kind::RealtimeTrigger, "tr"},
    KindPrefix{Kind::WorkspaceTrigger, "tr"},
    KindPrefix{Kind::Agent, "ag"},
    KindPrefix{Kind::Tool, "to"},
    KindPrefix{Kind::McpServer, "mcp"},
    KindPrefix{Kind::RealtimeChannel, "c"},
    KindPrefix{Kind::File, "fi"},
    KindPrefix{Kind::Branch, "b"},
    KindPrefix{Kind::DataSource, "d"},
    KindPrefix{Kind::WorkflowTest, "te"},
    KindPrefix{Kind::UnitTest, "te"},
    KindPrefix{Kind::StaticHost, "h"},
    KindPrefix{Kind::Release, "r"},
};

/// What a person asks the palette for.
struct PaletteQuery {
    Q_DECLARE_TR_FUNCTIONS(metascope::PaletteQuery)

public:
    enum class Mode {
        Objects,
        Commands, ///< after `>`
        Prefixes, ///< after `?`: which prefixes there are
    };
    /// A prefix and what it stands for, for people.
    struct Help {
        QString prefix; ///< as it is typed, with its colon
        QString words;
    };

    Mode mode = Mode::Objects;
    KindSet kinds; ///< empty: all
    QString pattern; ///< without prefix and the space around it

    /// Only a known prefix is one: `x:y` is a pattern.
    static PaletteQuery parse(const QString &text);
    /// Every prefix once, in the order of the kinds, then that of the commands.
    static QList<Help> help();
};

} // namespace metascope
