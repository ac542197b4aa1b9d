// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/textfetch.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QLabel;
class QPushButton;

namespace metascope {

class BackgroundLoader;

/// Says how much can be searched, what the rest costs, and fetches it when the person says so: with the progress, what it
/// waits for, and Cancel. Beside that, which lists are not loaded, with Load, and which instances are not open.
class CoverageBar final : public QWidget {
    Q_OBJECT
public:
    /// All of it outlives it. `loader` knows which lists are not loaded; null where nobody does.
    CoverageBar(WorkspaceCache &cache, TextFetch &fetch, BackgroundLoader *loader, QWidget *parent = nullptr);

    /// Whose texts it is about; counts anew.
    void setScope(const TextFetch::Scope &scope);
    /// Counts anew.
    void refresh();

Q_SIGNALS:
    /// The fetch ended, or what is indexed is more than before.
    void fetched();
    /// For the bar above: what could not be read, or why it ended.
    void failed(const metascope::Error &error);
    void skipped(int count);

private:
    void count(const QList<InstanceId> &rest, const CacheCoverage &sum);
    void press();
    void showState();
    void showNotLoaded();
    void ended(const TextFetch::Outcome &outcome);

    WorkspaceCache &m_cache;
    TextFetch &m_fetch;
    BackgroundLoader *m_loader;
    TextFetch::Scope m_scope;
    CacheCoverage m_coverage;
    int m_requests = 0;
    ReplyScope m_counting;
    QTimer m_seconds;
    QLabel *m_words;
    QPushButton *m_button;
    QLabel *m_notLoaded;
    QPushButton *m_load;
};

} // namespace metascope
