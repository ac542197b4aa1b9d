// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/schemadiff.h"

namespace metascope::planwords {

/// "text, required, nullable": what a field is, in one phrase.
QString fieldPhrase(const Field &field);
/// "unique on email, name".
QString indexPhrase(const Index &index);
QString deleteIndex(const Index &index, const QString &droppedField);
QString createIndex(const Index &index);
QString rename(const QString &from, const QString &to);
/// A rename that only makes room.
QString stepAside(const QString &from, const QString &to, bool dropped);
QString create(const Field &field);
QString deleteField(const QString &loaded, const QString &standing);
QString deleteFieldLoses(const QString &loaded);
/// "change amount (type from text to decimal; required)".
QString changeField(const Field &before, const Field &after, const PutEntry &entry);
/// What the change of a field may cost; empty where nothing.
QString changeFieldLoses(const Field &before, const Field &after);
/// The one sentence of a whole-list PUT from those of its parts.
QString put(const QStringList &parts, bool reordered);
/// The same of indexes; `added` are the phrases of the new ones.
QString putIndexes(const QStringList &added);
QString propertyPhrase(TableProperty property);
QString putProperties(const TableProperties &before, const TableProperties &after, const QList<TableProperty> &changed);
QString putSecurity(const TableProperties &after);
QString putAutocomplete(const TableProperties &after);

} // namespace metascope::planwords
