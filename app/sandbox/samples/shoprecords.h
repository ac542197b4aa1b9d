// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/samples/workspacewriter.h"

namespace metascope::sandbox {

/// The ids of the shop's tables.
struct ShopTables {
    qint64 user = 0;
    qint64 customer = 0;
    qint64 category = 0;
    qint64 product = 0;
    qint64 order = 0;
    qint64 item = 0;
    qint64 payment = 0;
    qint64 shipment = 0;
    qint64 supplier = 0;
    qint64 stock = 0;
    qint64 cart = 0;
    qint64 review = 0;
    qint64 voucher = 0;
    qint64 audit = 0;
};

/// Records of every table that belong together: totals are the sums of their lines, references meet their records.
/// There are four customers, ten orders and twenty lines for each unit of `size`.
void fillShopRecords(WorkspaceWriter &writer, const ShopTables &tables, const QString &source, int size);

/// A person's name, another one for each of the first hundred numbers.
QByteArray personName(int n);

} // namespace metascope::sandbox
