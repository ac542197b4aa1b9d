// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/codecs/listcodec.h"
#include "app/api/replyscope.h"
#include "ui/editors/editor.h"
#include "ui/editors/facts/readingparts.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace metascope {

class EmptyState;
class FactTable;
class MessageBar;
class ThinProgress;

/// The runs of a history, the newest first, a page at a time. Its request's path is the history's own, without an object.
/// A run opens by Enter or a double click.
class HistoryPage final : public Editor {
    Q_OBJECT
public:
    HistoryPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent = nullptr);

    /// The newest runs again; older ones that were loaded stay.
    void reload() override;
    void setTimeZone(const QTimeZone &zone) override;

protected:
    void problemChanged() override;

private:
    void buildPage();
    void read(int page);
    void arrived(int page, const Result<Page<ObjectSummary>> &result);
    void showRuns();
    void refresh();
    void open(const QString &key);
    /// What ran, in words.
    [[nodiscard]] QString nameOf(const ObjectSummary &run) const;

    ReadingParts m_parts;
    QTimeZone m_zone = QTimeZone::utc();
    ReplyScope m_scope;
    QList<ObjectSummary> m_runs; ///< newest first, each once
    std::optional<int> m_next; ///< the page after those that were read
    bool m_isKnown = false;
    ThinProgress *m_progress;
    MessageBar *m_bar;
    QLineEdit *m_filter;
    QLabel *m_count;
    FactTable *m_table;
    EmptyState *m_empty;
    QPushButton *m_more;
};

} // namespace metascope
