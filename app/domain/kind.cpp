// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/kind.h"

#include <QtCore/QCoreApplication>

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

QString kindPlural(Kind kind)
{
    return QCoreApplication::translate("Kind", kindRow(kind).plural);
}

} // namespace metascope
