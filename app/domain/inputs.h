// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"
#include "app/base/rawjson.h"

#include <QtCore/QList>
#include <QtCore/QString>

#include <optional>

namespace metascope {

/// One input of an endpoint, a function or the like, as a row of a table.
struct InputRow {
    enum class Form {
        Input,
        Fields, ///< stands for the fields of a table, whose names are not told (`dblink`)
        Raw, ///< could not be understood: `path` is a line as it is written, and nothing else is told
    };

    QString path; ///< its name; of one within another, the names on the way with dots between (`address.street`)
    QString type; ///< as the server names it, with `[]` behind the type of a list; empty where none was sent
    std::optional<TableId> reference; ///< the table that it names a record of
    QString referenceName = {}; ///< the same, where a name is told instead
    bool required = false;
    bool nullable = false;
    std::optional<RawJson> defaultValue;
    QString description;
    QString rules = {}; ///< filters, and what else was said of it, as it is written
    Form form = Form::Input;
    bool operator==(const InputRow &) const = default;
};

struct InputRows {
    QList<InputRow> rows; ///< in the server's order, each followed by what is within it
    qsizetype unknown = 0; ///< entries that are no object: they are counted and left out
    bool isCut = false; ///< there are more, or deeper ones, than are told
    bool operator==(const InputRows &) const = default;
};

/// More inputs than these are not told, nor what is within more than so many others: nobody wrote them by hand.
inline constexpr qsizetype mostInputs = 1000;
inline constexpr int deepestInput = 16;

/// From the member `input` of an object's JSON; anything but an array has no rows.
InputRows inputsFromJson(const RawJson &list);
/// "city, address.street": the names alone, for a cell.
QString inputNames(const InputRows &inputs);

} // namespace metascope
