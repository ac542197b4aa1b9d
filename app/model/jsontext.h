// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

/// What is done over the text of a whole JSON document at once; each in one pass, whatever its depth. The text must be
/// valid, as RawJson::text() is.
namespace metascope::json {

/// Indented by two spaces for reading; keys, strings and numbers keep their text. Nothing where that would make the text
/// so much larger that it can only be meant to (deep nesting without content).
std::optional<QByteArray> laidOut(const QByteArray &text);

/// The bytes at which the values begin whose key or own text contains `wanted`, in their order, each once; an object or an
/// array is found by its key alone. Capitals count only with `caseSensitive`. Nothing for an empty text.
QList<qsizetype> find(const QByteArray &text, const QString &wanted, bool caseSensitive = false);

} // namespace metascope::json
