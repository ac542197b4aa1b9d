// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/kind.h"

#include <QtCore/QCoreApplication>

namespace metascope {

QString kindName(Kind kind)
{
    return QCoreApplication::translate("Kind", kindRow(kind).name);
}

QString kindPlural(Kind kind)
{
    return QCoreApplication::translate("Kind", kindRow(kind).plural);
}

} // namespace metascope
