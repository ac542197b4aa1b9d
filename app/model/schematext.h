// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemachanges.h"
#include "app/domain/validation.h"

namespace metascope::schematext {

/// The word of the Change column: `added`, `removed`, `changed` or nothing.
QString changeWord(EntryChanges changes);
/// "renamed from a; type and options changed; moved": all that is staged, for the tooltip; empty where nothing is.
QString changeText(EntryChanges changes, const QString &before);
/// `yes` or `no`.
QString yesNo(bool value);
/// The findings about an entry, one a line; about what stands inside it down the way `child` where that is not empty.
QString findingText(const QList<Finding> &findings, EntryKey key, const QList<qsizetype> &child = {});
/// The value of roles::Finding for an entry or a field inside it.
int findingLevel(const QList<Finding> &findings, EntryKey key, const QList<qsizetype> &child = {});

/// Plain text as it stands, for a tooltip (which would take some texts for markup). Empty for an empty one.
QString toolTip(const QString &text);

} // namespace metascope::schematext
