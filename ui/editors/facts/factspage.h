// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/domain/workspace.h"
#include "ui/editors/editor.h"
#include "ui/editors/facts/readingparts.h"

namespace metascope {

class FactsView;
class MessageBar;
class ThinProgress;

/// One object of any kind for reading: all that the server tells of it. What is known stays while it is read again, when
/// it cannot be read and when it is gone from the server; a bar says so. As a stand-in it shows what is kept.
class FactsPage : public Editor {
    Q_OBJECT
public:
    FactsPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent = nullptr);
    /// Without a cache.
    FactsPage(const EditorRequest &request, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    void reload() override;
    void objectGone() override;
    void setTimeZone(const QTimeZone &zone) override;
    void showSpot(const EditorSpot &spot) override;

protected:
    [[nodiscard]] const ReadingParts &parts() const { return m_parts; }
    [[nodiscard]] const QTimeZone &zone() const { return m_zone; }
    [[nodiscard]] FactsView &view() { return *m_view; }
    /// That object is shown from now on.
    virtual void adopted(const ObjectSummary &object) { Q_UNUSED(object) }
    /// What of it is told as facts.
    [[nodiscard]] virtual ObjectSummary factsOf(ObjectSummary object) const { return object; }
    void problemChanged() override;

private:
    /// As a stand-in.
    void showKept();
    void askLastKnown();
    void read();
    void arrived(const Result<ObjectSummary> &result);
    void adopt(const ObjectSummary &object, const QDateTime &readAt);
    void point();
    /// Says in the bar what is wrong, if anything is.
    void tell();
    void tellGone();
    void tellOld();

    ReadingParts m_parts;
    QTimeZone m_zone = QTimeZone::utc();
    ReplyScope m_scope;
    std::optional<ObjectSummary> m_shown;
    QDateTime m_readAt; ///< of what is shown
    std::optional<Error> m_error; ///< of the last reading
    bool m_isReading = false;
    int m_line = 0; ///< to be pointed at; until the server has answered, whose text may be another one than the kept
    QString m_lineShownIn; ///< the script that it was pointed at in
    FactsView *m_view;
    ThinProgress *m_progress;
    MessageBar *m_bar;
};

} // namespace metascope
