// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <array>
#include <span>
#include <string_view>

namespace metascope {

/// The languages that a search index can be made for (api-reference, index / search).
inline constexpr std::array<std::string_view, 22> searchLanguages{
    "simple",    "arabic",     "danish",  "dutch",   "english",    "finnish", "french",    "german",
    "hungarian", "indonesian", "irish",   "italian", "lithuanian", "nepali",  "norwegian", "portuguese",
    "romanian",  "russian",    "spanish", "swedish", "tamil",      "turkish"};

/// What the create call of that type (btree, unique, spatial, vector) takes beside a field's name; nothing for others.
std::span<const std::string_view> operatorsOf(const QString &type);

} // namespace metascope
