// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/textfetch.h"
#include "app/session/workspacelint.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace metascope {

/// Says of how many tables of a workspace the fields are known, what the rest costs, and reads it when the person says so:
/// with the progress, what it waits for, and Cancel.
class SchemaCoverage final : public QWidget {
    Q_OBJECT
public:
    /// `fetch` outlives it.
    explicit SchemaCoverage(TextFetch &fetch, QWidget *parent = nullptr);

    /// Counts what is missing anew.
    void show(const NodePath &workspace, const WorkspaceProblems &problems);

Q_SIGNALS:
    /// More is known than before, or a reading ended.
    void fetched();
    /// Why it ended before its end.
    void failed(const metascope::Error &error);
    void skipped(int count);

private:
    void press();
    void showState();
    void ended(const TextFetch::Outcome &outcome);

    TextFetch &m_fetch;
    TextFetch::Scope m_scope;
    WorkspaceProblems m_problems;
    int m_known = 0;
    int m_requests = 0;
    ReplyScope m_counting;
    QTimer m_seconds; ///< for the countdown alone: what else changes is told
    QLabel *m_words;
    QPushButton *m_button;
};

} // namespace metascope
