// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/kind.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace metascope {

/// A place in a XanoScript where an object or a field may be named. A value; nothing is known of what the name means.
struct ScriptName {
    enum class Context {
        Statement, ///< the word after a statement with a dot: `db.query NAME`, `function.run "NAME"`
        Database, ///< `$db.NAME`
        Quoted, ///< a text that stands for itself: `table = "NAME"`, `["NAME"]`
        Key, ///< `NAME: 1`, `NAME = 1`
        Member, ///< `$order.NAME`
    };

    Context context = Context::Quoted;
    QString head; ///< the statement (`db.query`), or the key before a quoted text (`table`); else empty
    QString name; ///< without quotes, escapes resolved
    int line = 1; ///< from 1
    bool operator==(const ScriptName &) const = default;
};

/// Every such place in `script`, in its order. Comments and texts over several lines hold none. Linear in the length of the
/// text, whatever that is.
QList<ScriptName> namesInScript(const QString &script);

/// Whether an object of that kind and name can be meant there. A guess: a text can happen to be the name of something.
bool mayName(const ScriptName &place, Kind kind, const QString &name);
/// The same for a field, by its own name.
bool mayNameField(const ScriptName &place, const QString &name);

} // namespace metascope
