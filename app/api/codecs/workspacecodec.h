// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/rawjson.h"
#include "app/domain/record.h"
#include "app/domain/workspace.h"

namespace metascope {

/// `/auth/me` of either part. Everything in `extras` is read leniently: documents and observation differ.
Result<Person> personFromJson(const RawJson &json);
Result<InstanceInfo> instanceFromJson(const RawJson &json, const QString &path);
Result<Workspace> workspaceFromJson(const RawJson &json, const QString &path);
/// Rows that are not live may leave `live` out.
Result<Branch> branchFromJson(const RawJson &json, const QString &path);
Result<DataSource> dataSourceFromJson(const RawJson &json, const QString &path);
Result<Record> recordFromJson(const RawJson &json, const QString &path);
/// Any object of a list or a get, of the kind's own key and name. XanoScript may be a text or `{status, value, message}`.
Result<ObjectSummary> objectFromJson(Kind kind, const RawJson &json, const QString &path);

} // namespace metascope
