// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/section.h"

#include <QtCore/QCoreApplication>

namespace metascope {

QString sectionName(Section section)
{
    return QCoreApplication::translate("Section", sectionRow(section).name);
}

} // namespace metascope
