// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/workspace.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QList>
#include <QtCore/QTimeZone>

namespace metascope {

/// One thing that is known of an object, as a person reads it.
struct Fact {
    QString label;
    QString value; ///< plain text of the server's or of ours; may be long
    bool isCode = false; ///< drawn in the fixed font: an id
    bool operator==(const Fact &) const = default;
};

/// What is shown of an object beside its name, from its summary and from what else the server sent.
class FactList final {
    Q_DECLARE_TR_FUNCTIONS(metascope::FactList)
public:
    /// Moments are told in `zone`, which stands behind them. What is not known or empty is left out.
    static QList<Fact> of(const ObjectSummary &object, const QTimeZone &zone = QTimeZone::utc());
    /// A moment in `zone`, with its name.
    static QString moment(const QDateTime &moment, const QTimeZone &zone);
};

} // namespace metascope
