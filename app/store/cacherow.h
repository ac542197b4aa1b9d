// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cacheredactor.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtCore/QVariant>

namespace metascope {

/// An object as the database holds it.
struct CacheRow {
    QString key;
    qint64 number = 0;
    QString name;
    QVariant folded; ///< empty where it is the name itself
    QString verb;
    QString tags; ///< an array in JSON
    QString description;
    QVariant created; ///< milliseconds, or empty
    QVariant updated;
    QByteArray raw; ///< without secrets and tokens, and without the script
    QString docs;
    QString fields;
    QString script;
    QByteArray digest; ///< of everything above

    [[nodiscard]] qint64 bytes() const;
};

CacheRow rowOf(const ObjectSummary &object, const CacheRedactor &redactor);

/// The tags that rowOf() made a text of; none where it is no such text.
QStringList tagsFromColumn(const QString &column);

/// Milliseconds since the epoch, as the database holds a moment.
QVariant momentToColumn(const std::optional<QDateTime> &moment);
std::optional<QDateTime> momentFromColumn(const QVariant &column);

/// The JSON as it was, with the script that stands elsewhere put back. What is no JSON any more becomes `null`.
RawJson rawFromRow(const QByteArray &raw, const QString &script);

} // namespace metascope
