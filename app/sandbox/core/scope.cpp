// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/scope.h"

namespace metascope::sandbox {

bool Grants::allow(Scope scope) const
{
    if (scope.area == Area::None)
        return true;
    return (masks[static_cast<std::size_t>(scope.area)] & static_cast<unsigned>(scope.right)) != 0;
}

bool Grants::reach(int instance, qint64 workspace) const
{
    if (!binding || instance < 0)
        return true;
    return instance == binding->instance && (workspace == 0 || workspace == binding->workspace);
}

Grants Grants::everywhere(unsigned mask)
{
    Grants grants;
    grants.masks.fill(mask);
    return grants;
}

QString scopeText(Scope scope)
{
    static constexpr std::array<const char *, AreaCount> areas{"",
                                                               "Instance Workspace",
                                                               "Workspace Database",
                                                               "Workspace Content",
                                                               "Workspace Api",
                                                               "Workspace Function",
                                                               "Workspace Task",
                                                               "Workspace Addon",
                                                               "Workspace File",
                                                               "Workspace Request History"};
    if (scope.area == Area::None)
        return {};
    const char *right = "";
    switch (scope.right) {
    case Right::Create: right = "Create"; break;
    case Right::Read: right = "Read"; break;
    case Right::Update: right = "Update"; break;
    case Right::Delete: right = "Delete"; break;
    }
    return QLatin1String(areas[static_cast<std::size_t>(scope.area)]) + QLatin1String(": ") + QLatin1String(right);
}

QString areaWord(Area area)
{
    static constexpr std::array<const char *, AreaCount> words{
        "", "workspace", "database", "content", "api", "function", "task", "addon", "file", "requesthistory"};
    return QString::fromLatin1(words[static_cast<std::size_t>(area)]);
}

} // namespace metascope::sandbox
