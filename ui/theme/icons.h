// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <QtCore/QObject>
#include <QtCore/QSize>
#include <QtGui/QIcon>

#include <array>
#include <string_view>

namespace metascope {

class Theme;

/// The drawings at hand; the order is that of iconFiles.
enum class Icon {
    Instance,
    Workspace,
    Table,
    ApiGroup,
    Endpoint,
    Function,
    Task,
    Folder,
    FolderOpen,
    Branch,
    DataSource,
    Add,
    Remove,
    Duplicate,
    Up,
    Down,
    Undo,
    Redo,
    Refresh,
    Search,
    Key,
    Browser,
    Demo,
    Import,
    Warning,
    Error,
    Info,
    Close,
    Check,
    Back,
    Forward,
    Expand,
    Collapse,
    Reference,
    Lock,
    Moon,
    TypeText,
    TypeInt,
    TypeDecimal,
    TypeBool,
    TypeTimestamp,
    TypeEnum,
    TypeJson,
    TypeObject,
    TypeUuid,
    TypeEmail,
    TypeFile,
    TypeGeo,
    TypeVector,
    TypeUnknown,
    IndexBtree,
    IndexUnique
};

/// File names below :/metascope/icons, without .svg.
inline constexpr std::array<std::string_view, 52> iconFiles{
    "instance",      "workspace",   "table",      "apigroup",   "endpoint", "function",  "task",        "folder",
    "folderopen",    "branch",      "datasource", "add",        "remove",   "duplicate", "up",          "down",
    "undo",          "redo",        "refresh",    "search",     "key",      "browser",   "demo",        "import",
    "warning",       "error",       "info",       "close",      "check",    "back",      "forward",     "expand",
    "collapse",      "reference",   "lock",       "moon",       "typetext", "typeint",   "typedecimal", "typebool",
    "typetimestamp", "typeenum",    "typejson",   "typeobject", "typeuuid", "typeemail", "typefile",    "typegeo",
    "typevector",    "typeunknown", "indexbtree", "indexunique"};
static_assert(iconFiles.size() == static_cast<std::size_t>(Icon::IndexUnique) + 1);

/// What an icon is drawn in; each is a colour of the theme.
enum class IconTint { Text, Muted, Accent, OnAccent, Added, Changed, Removed, Error, Info };

/// Icons of the own set, drawn as vectors at whatever size and scale is asked for, in a colour of the theme. A QIcon from
/// here follows a change of the theme by itself. Disabled icons are drawn in the colour of disabled text.
class IconProvider final {
public:
    /// `theme` must outlive this provider; the icons themselves may outlive both.
    explicit IconProvider(const Theme &theme) : m_theme(theme) {}

    [[nodiscard]] QIcon icon(Icon icon, IconTint tint = IconTint::Text) const;
    [[nodiscard]] QIcon forKind(Kind kind, IconTint tint = IconTint::Text) const;
    /// For a field's type as the server names it; a reference has its own. Unknown types have theirs.
    [[nodiscard]] QIcon forFieldType(const QString &type, bool isReference = false,
                                     IconTint tint = IconTint::Muted) const;
    /// The application's own icon, in its own colours.
    [[nodiscard]] static QIcon application();

private:
    const Theme &m_theme;
};

} // namespace metascope
