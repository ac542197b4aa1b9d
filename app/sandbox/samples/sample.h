// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/database.h"
#include "app/sandbox/options.h"

#include <QtCore/QList>
#include <QtCore/QString>

namespace metascope::sandbox {

/// An instance of a sample, before anything is in it.
struct SampleInstance {
    QString name;
};

/// The instances that the options ask for; at least one.
QList<SampleInstance> sampleInstances(const ApiOptions &options);
/// Fills an empty database. Within a transaction of the caller.
void fillSample(const ApiOptions &options, Database &database);

} // namespace metascope::sandbox
