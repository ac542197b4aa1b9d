// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <array>
#include <cstddef>
#include <optional>

namespace metascope::sandbox {

/// What a token may be allowed to touch.
enum class Area { None, Workspace, Database, Content, Api, Function, Task, Addon, File, RequestHistory };
inline constexpr std::size_t AreaCount = 10;

/// One bit of an area's mask; 15 is all four.
enum class Right : unsigned { Create = 1, Read = 2, Update = 4, Delete = 8 };

/// What a call needs. Area::None: a valid token is enough.
struct Scope {
    Area area = Area::None;
    Right right = Right::Read;
};

/// The one workspace that a token is good for.
struct Binding {
    int instance = 0; ///< index of the instance
    qint64 workspace = 0;
};

/// A mask per area, for all workspaces or for one.
struct Grants {
    std::array<unsigned, AreaCount> masks{};
    std::optional<Binding> binding;

    [[nodiscard]] bool allow(Scope scope) const;
    /// Whether the binding, if any, lets through there. -1: the account. `workspace` is 0 for a call that names none.
    [[nodiscard]] bool reach(int instance, qint64 workspace) const;
    /// The same mask for every area.
    static Grants everywhere(unsigned mask);
};

/// As the operations' pages spell it ("Workspace Database: Read"); empty for Area::None.
QString scopeText(Scope scope);
/// The short word of an area in a made-up token, such as "database".
QString areaWord(Area area);

} // namespace metascope::sandbox
