// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/code/codeview.h"

namespace metascope {

struct FindOptions {
    bool matchCase = false;
    bool wholeWord = false;
    bool operator==(const FindOptions &) const = default;
};

/// Where `wanted` stands in `text`, in its order, without overlaps. Nothing for an empty `wanted`.
QList<CodeRange> findAll(const QString &text, const QString &wanted, FindOptions options);
/// The first of `matches` (in their order) that begins at `from` or later, else the first; -1 where there is none.
qsizetype matchFrom(const QList<CodeRange> &matches, qsizetype from);

/// Whether letters or marks that run from right to left stand in `text`: the code editor cannot place them.
bool runsRightToLeft(const QString &text);

} // namespace metascope
