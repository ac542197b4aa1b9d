// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/call.h"

namespace metascope::sandbox {

/// One object of the table `logic`, which holds everything that has XanoScript; `row` has the columns that listWhere() reads.
RawJson objectJson(const Call &call, const QString &kind, const Database::Row &row);

/// The objects of a kind that meet `condition` (` AND …` with its `values`), a page of them.
Answer listWhere(Call &call, const QString &kind, const QString &condition, const QVariantList &values,
                 const QString &defaultSort = QStringLiteral("created_at"));
/// Those of the branch that the query names. 404 for an unknown one.
Answer listOf(Call &call, const QString &kind);
/// The one that the path's `argument` numbers. 404 where there is none.
Answer getOf(Call &call, const QString &kind, QStringView argument);

/// The same as handlers.
template <const char16_t *Kind>
Answer listKind(Call &call)
{
    return listOf(call, QString::fromUtf16(Kind));
}

template <const char16_t *Kind, const char16_t *Argument>
Answer getKind(Call &call)
{
    return getOf(call, QString::fromUtf16(Kind), Argument);
}

inline constexpr std::array scriptListQuery{branchParameter,   draftParameter,  scriptParameter, pageParameter,
                                            pageSizeParameter, searchParameter, sortParameter,   orderParameter};
inline constexpr std::array scriptQuery{draftParameter, scriptParameter};

} // namespace metascope::sandbox
