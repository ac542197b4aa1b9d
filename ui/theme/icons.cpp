// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/tintedicon.h"

#include <algorithm>

namespace metascope {

namespace {

QString path(std::string_view file)
{
    return QStringLiteral(":/metascope/icons/%1.svg").arg(QLatin1String(file.data(), static_cast<int>(file.size())));
}

struct TypeIcon {
    std::string_view type;
    Icon icon;
};

constexpr std::array typeIcons{
    TypeIcon{"text", Icon::TypeText},
    TypeIcon{"int", Icon::TypeInt},
    TypeIcon{"decimal", Icon::TypeDecimal},
    TypeIcon{"bool", Icon::TypeBool},
    TypeIcon{"timestamp", Icon::TypeTimestamp},
    TypeIcon{"date", Icon::TypeTimestamp},
    TypeIcon{"enum", Icon::TypeEnum},
    TypeIcon{"json", Icon::TypeJson},
    TypeIcon{"object", Icon::TypeObject},
    TypeIcon{"uuid", Icon::TypeUuid},
    TypeIcon{"email", Icon::TypeEmail},
    TypeIcon{"password", Icon::Key},
    TypeIcon{"vector", Icon::TypeVector},
    TypeIcon{"attachment", Icon::TypeFile},
    TypeIcon{"audio", Icon::TypeFile},
    TypeIcon{"image", Icon::TypeFile},
    TypeIcon{"video", Icon::TypeFile},
    TypeIcon{"geo_point", Icon::TypeGeo},
    TypeIcon{"geo_linestring", Icon::TypeGeo},
    TypeIcon{"geo_polygon", Icon::TypeGeo},
    TypeIcon{"geo_multipoint", Icon::TypeGeo},
    TypeIcon{"geo_multilinestring", Icon::TypeGeo},
    TypeIcon{"geo_multipolygon", Icon::TypeGeo},
};

} // namespace

QIcon IconProvider::icon(Icon icon, IconTint tint) const
{
    return QIcon(new TintedIcon(m_theme, path(iconFiles[static_cast<std::size_t>(icon)]), tint));
}

QIcon IconProvider::forKind(Kind kind, IconTint tint) const
{
    return QIcon(new TintedIcon(m_theme, path(kindRow(kind).icon), tint));
}

QIcon IconProvider::forFieldType(const QString &type, bool isReference, IconTint tint) const
{
    if (isReference)
        return icon(Icon::Reference, tint);
    const QByteArray name = type.toUtf8();
    const auto found = std::ranges::find(
        typeIcons, std::string_view(name.constData(), static_cast<std::size_t>(name.size())), &TypeIcon::type);
    return icon(found == typeIcons.end() ? Icon::TypeUnknown : found->icon, tint);
}

QIcon IconProvider::application()
{
    return QIcon(path("app"));
}

} // namespace metascope
