// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <optional>

namespace metascope {

/// Bytes as text, every one of them. Nothing where they are no UTF-8; `isCut` allows the last character to be incomplete,
/// which is left out then.
std::optional<QString> utf8Text(const QByteArray &bytes, bool isCut = false);

/// A header's value: UTF-8 where it is that, else each byte as the character of that number.
QString headerText(const QByteArray &value);

} // namespace metascope
