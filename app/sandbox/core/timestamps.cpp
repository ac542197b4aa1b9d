// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/timestamps.h"

#include <QtCore/QDateTime>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

RawJson timestamp(qint64 milliseconds, Spelling spelling)
{
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(milliseconds, Qt::UTC);
    switch (spelling) {
    case Spelling::Zone: return RawJson::string(QString(moment.toString(u"yyyy-MM-dd HH:mm:ss"_s) + "+0000"_L1));
    case Spelling::Rfc3339: return RawJson::string(QString(moment.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s) + "000Z"_L1));
    case Spelling::Milliseconds: return RawJson::integer(milliseconds);
    }
    return {};
}

} // namespace metascope::sandbox
