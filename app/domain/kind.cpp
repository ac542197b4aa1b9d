// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/kind.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace metascope {

QString kindName(Kind kind)
{
    return QCoreApplication::translate("Kind", kindRow(kind).name);
}

QString kindKey(Kind kind)
{
    const std::string_view key = kindRow(kind).key;
    return QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size()));
}

std::optional<Kind> kindFromKey(const QString &key)
{
    const auto found = std::ranges::find_if(kindTable, [&key](const KindRow &row) {
        return key == QLatin1String(row.key.data(), static_cast<qsizetype>(row.key.size()));
    });
    return found == kindTable.end() ? std::nullopt : std::optional(found->kind);
}

QString kindPlural(Kind kind)
{
    return QCoreApplication::translate("Kind", kindRow(kind).plural);
}

} // namespace metascope
