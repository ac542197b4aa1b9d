// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/writegate.h"
#include "app/domain/schemadiff.h"

namespace metascope {

/// A step as the write that a person confirms and the gate lets through.
ConfirmedWrite confirmedWrite(const PlanStep &step, WorkspaceId workspace, TableId table);
QList<ConfirmedWrite> confirmedWrites(const QList<PlanStep> &steps, WorkspaceId workspace, TableId table);

/// The body of a whole-list PUT around its array.
RawJson schemaPutBody(const RawJson &fields);

RawJson indexPutBody(const RawJson &indexes);

/// One step as the review shows it: what is sent if nobody else changes the table in between.
struct StepPreview {
    Request request; ///< with the body; requestTitle() gives method and path
    QStringList asRead; ///< of a whole-list PUT: the entries that go back as they are read
    QStringList changed; ///< of a whole-list PUT: the entries that are changed or added
};
QList<StepPreview> previewRequests(const ApplyPlan &plan, WorkspaceId workspace, TableId table);

} // namespace metascope
