// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/field.h"
#include "app/domain/fieldtype.h"

namespace metascope {

/// How a validator of a type is called on screen; its own name for an unknown one.
QString validatorLabel(const QString &type, QStringView name);
QString nameOf(const ValidatorRow &row);

/// What the field says for it; nothing where it says nothing or `null`.
std::optional<RawJson> validatorValue(const Field &field, QStringView name);
/// Sets it, or takes it out; every other validator stays byte for byte. A list that becomes empty is none.
void setValidator(Field &field, QStringView name, const std::optional<RawJson> &value);
/// What was typed as its argument: a number keeps its text; what is none is kept as a text, for checkFieldOptions() to say so.
/// Nothing for an empty text.
std::optional<RawJson> validatorFromText(const ValidatorRow &row, const QString &text);
/// Those that the documents do not list for the type: shown, and kept as they are.
QList<RawJson::Member> otherValidators(const Field &field);

} // namespace metascope
