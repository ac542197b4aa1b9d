// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/edit/applyrunner.h"
#include "app/edit/livelint.h"
#include "app/edit/schemadocument.h"
#include "app/edit/schemainverse.h"
#include "app/session/rightsadvice.h"
#include "app/session/tableschemaserver.h"
#include "ui/editors/editor.h"

#include <QtCore/QDateTime>

#include <functional>
#include <memory>

class QStackedWidget;

namespace metascope {

class ChangeBar;
class ConflictPage;
class DraftKeeper;
class IconProvider;
class MessageBar;
class ReviewPage;
class SchemaPane;
class Settings;
class Theme;
class ThinProgress;

/// The editor of one table's schema: loads it, lets it be staged in the schema pane, and leads through review, apply and
/// conflict. What is staged is kept as a draft on each change.
class TableEditor final : public Editor {
    Q_OBJECT
public:
    /// All of it must outlive the editor.
    struct Parts {
        const Theme &theme;
        const IconProvider &icons;
        DraftKeeper *drafts = nullptr; ///< null: staged changes go with the editor
        RightsAdvice advice; ///< empty: nothing is known about the token
        /// The fields and the indexes were read, as the server sent them; empty: nobody keeps them.
        std::function<void(const EditorRequest &, const RawJson &fields, const RawJson &indexes)> wasRead = {};
        const Settings *settings = nullptr; ///< which lint rules are off; null: none
        WriteLog *writeLog = nullptr; ///< learns what reading back has shown; null: nobody does
    };

    TableEditor(const EditorRequest &request, const Parts &parts, QWidget *parent = nullptr);
    ~TableEditor() override;

    [[nodiscard]] int stagedChanges() const override;
    [[nodiscard]] QUndoStack *undoStack() override;
    [[nodiscard]] QList<QAction *> editActions() override;
    [[nodiscard]] bool writesLive() const override { return true; }
    [[nodiscard]] bool isWriting() const override { return m_runner && !m_runner->isOver(); }
    void guardChanged() override;
    void showSpot(const EditorSpot &spot) override;
    void objectGone() override;
    void reload() override;

    [[nodiscard]] SchemaDocument &document() { return m_document; }
    /// What the lint finds in what is staged here.
    [[nodiscard]] LiveLint &lint() { return m_lint; }
    /// Goes to the field or index of a finding, made of any read of the table, once the table is there.
    void goTo(const LintFinding &finding);
    /// Stages the fixes of such findings as one step, once the table is there and nothing waits for a decision. What is not
    /// found in what is staged is left aside; the status line tells.
    void fix(const QList<LintFinding> &findings);
    /// Stages what takes a change back, once the table is read and a draft is decided about; the bar says what does not
    /// return, or why it cannot be taken back.
    void stageInverse(const MadeChange &change);

private:
    void loaded(const Result<RawJson> &fields, const Result<RawJson> &indexes, const Result<RawJson> &table);
    void failed(const Error &error);
    void offerDraft();
    void addDiscardDraft();
    void restoreDraft(const QByteArray &draft);
    void draftDecided();
    void documentChanged();
    /// The names for references: `again` asks the server also where the session knows them.
    void loadTables(bool again);
    void openReview();
    void tablesListed(const QList<ObjectSummary> &tables);
    void becomeEditable();
    [[nodiscard]] bool isReadOnly() const;
    [[nodiscard]] QString doubt() const;
    void apply();
    void applyEnded();
    void resolve(const QStringList &keepTheirs);
    void stageInverseNow();
    void stageInverseOfDone();
    void showInverse(const QString &name, const Inverse &inverse);
    /// A step whose outcome was unknown has one.
    void tellJudged(qsizetype step);
    void keepDraft();

    TableId m_table;
    std::unique_ptr<TableSchemaServer> m_server;
    SchemaDocument m_document;
    LiveLint m_lint;
    std::optional<LintFinding> m_goal; ///< to go to when the table is there
    QList<LintFinding> m_toFix; ///< likewise
    DraftKeeper *m_drafts;
    RightsAdvice m_advice;
    decltype(Parts::wasRead) m_wasRead;
    ReplyScope m_scope;
    ReplyScope m_tablesScope; ///< goes on through a reload
    std::unique_ptr<ApplyRunner> m_runner;
    ApplyPlan m_plan;
    WriteLog *m_writeLog;
    QString m_planId; ///< of the plan that is applied
    std::optional<MadeChange> m_wanted; ///< to be taken back once that is possible
    QDateTime m_readAt;
    bool m_loaded = false;
    QString m_field; ///< to be selected once it is there
    bool m_draftOffered = false; ///< a draft waits for the person's decision
    QStackedWidget *m_pages;
    SchemaPane *m_pane;
    ReviewPage *m_review;
    ConflictPage *m_conflict;
    ChangeBar *m_changeBar;
    ThinProgress *m_progress;
    MessageBar *m_bar;
};

} // namespace metascope
