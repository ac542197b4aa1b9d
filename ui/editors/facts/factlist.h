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
    QString more = {}; ///< shown on hovering: the exact number of bytes, say
    QString swatch = {}; ///< `#RRGGBB`: drawn before the value
    bool operator==(const Fact &) const = default;
};

/// What is shown of an object beside its name, from its summary and from what else the server sent.
class FactList final {
    Q_DECLARE_TR_FUNCTIONS(metascope::FactList)
public:
    /// In short. Moments are told in `zone`, which stands behind them. What is not known or empty is left out.
    static QList<Fact> of(const ObjectSummary &object, const QTimeZone &zone = QTimeZone::utc());
    /// All that was sent, in the server's order, what this program knows nothing of by the server's own names. Left out: the
    /// name, what has a place of its own (inputs, headers, bodies, XanoScript), and secret values, which are `[redacted]`.
    static QList<Fact> all(const ObjectSummary &object, const QTimeZone &zone = QTimeZone::utc());
    /// A moment in `zone`, with its name.
    static QString moment(const QDateTime &moment, const QTimeZone &zone);
    /// `0.025` seconds as "25 ms"; nothing for what is no number.
    static std::optional<QString> duration(const RawJson &seconds);
};

} // namespace metascope
