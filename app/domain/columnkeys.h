// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>

/// The member names of a column's and an index's JSON, as the API spells them.
namespace metascope::columnkey {

inline constexpr QStringView name = u"name";
inline constexpr QStringView type = u"type";
inline constexpr QStringView description = u"description";
inline constexpr QStringView nullable = u"nullable";
inline constexpr QStringView defaultValue = u"default";
inline constexpr QStringView required = u"required";
inline constexpr QStringView access = u"access";
inline constexpr QStringView sensitive = u"sensitive";
inline constexpr QStringView style = u"style";
inline constexpr QStringView format = u"format";
inline constexpr QStringView values = u"values";
inline constexpr QStringView value = u"value"; ///< of a member of `values`
inline constexpr QStringView reference = u"tableref_id";
inline constexpr QStringView children = u"children";
inline constexpr QStringView validators = u"validators";
inline constexpr QStringView filters = u"filters"; ///< what the create calls name the validators
inline constexpr QStringView vector = u"vector";
inline constexpr QStringView size = u"size"; ///< of `vector`

inline constexpr QStringView id = u"id";
inline constexpr QStringView fields = u"fields";
inline constexpr QStringView op = u"op";
inline constexpr QStringView lang = u"lang";
inline constexpr QStringView priority = u"priority";

inline constexpr QStringView oldName = u"old_name"; ///< of the rename call
inline constexpr QStringView newName = u"new_name";

} // namespace metascope::columnkey
