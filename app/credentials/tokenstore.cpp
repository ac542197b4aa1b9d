// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokenstore.h"

#include <QtCore/QUuid>

namespace metascope {

QString newTokenId()
{
    constexpr qsizetype length = 12;
    return QUuid::createUuid().toString(QUuid::Id128).first(length);
}

} // namespace metascope
