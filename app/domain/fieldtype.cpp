// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldtype.h"

#include <algorithm>

namespace metascope {

const FieldTypeRow *fieldTypeRow(const QString &name)
{
    const auto same = [&name](const FieldTypeRow &row) {
        return name == QLatin1String(row.name.data(), static_cast<qsizetype>(row.name.size()));
    };
    const auto found = std::ranges::find_if(fieldTypes, same);
    return found == fieldTypes.end() ? nullptr : &*found;
}

} // namespace metascope
