// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"

namespace metascope {

/// One row of a table, in the server's own text.
struct Record {
    RecordId id;
    RawJson raw;
    bool operator==(const Record &) const = default;
};

/// The records of one table in one data source.
struct RecordPlace {
    WorkspaceId workspace;
    TableId table;
    DataSourceLabel dataSource;
    bool operator==(const RecordPlace &) const = default;
};

} // namespace metascope
