// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/trafficlog.h"
#include "app/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QString>

namespace metascope {

struct HarOptions {
    bool hasBodies = false; ///< bodies are data of a workspace: they are left out unless asked for
    QString version; ///< of this program
};

/// Exchanges as an HTTP Archive of version 1.2: JSON in UTF-8, in the order given. What was redacted when an exchange was
/// written down stays so. Fields that were not measured or not kept hold what the format has for that; an entry without an
/// answer has the status 0 and says in its comment what happened. Remarks in the file are in English, like its keys.
QByteArray harText(const QList<TrafficEntry> &entries, const HarOptions &options = {});

/// Writes `text` to a file that its owner alone can read (0600), as a whole or not at all. Error: Storage.
Result<Done> saveHar(const QString &fileName, const QByteArray &text);

} // namespace metascope
