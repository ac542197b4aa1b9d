// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/database.h"
#include "app/sandbox/options.h"

namespace metascope::sandbox {

/// A small shop: related tables with records, endpoints, functions and tasks, two branches, three data sources.
void fillShop(Database &database, int instance, qint64 workspace, const QString &name);
/// Every field type and option, and JSON that only a careful client gives back as it was.
void fillTypes(Database &database, int instance, qint64 workspace);
/// A small workspace of a customer of an agency.
void fillCustomer(Database &database, int instance, qint64 workspace, const QString &name);
/// A workspace of many objects; a thousand endpoints to an API group.
void fillScale(Database &database, int instance, qint64 workspace, const Scale &scale);

} // namespace metascope::sandbox
