// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/textfetch.h"
#include "app/session/workspacelint.h"
#include "ui/problems/problem.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

#include <functional>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QModelIndex;
class QStackedWidget;

namespace metascope {

class CallTable;
class EmptyState;
class IconProvider;
class MessageBar;
class ProblemsModel;
class RulesButton;
class SchemaCoverage;
class Settings;
class Theme;

/// What the dock "Problems" shows: the findings in the open table or in a workspace, with filter, fixes and rules.
class ProblemsPane final : public QWidget {
    Q_OBJECT
public:
    /// A table that is open in an editor: what is found in what is staged there.
    struct OpenTable {
        NodePath path;
        QString name;
        QList<LintFinding> findings;
        bool isCurrent = false; ///< it is in front
    };
    /// The workspace that is meant, by what is in front.
    struct Place {
        NodePath workspace;
        QString name; ///< for people
        bool operator==(const Place &) const = default;
    };
    /// The commands; owned by the dock, which is there before this.
    struct Actions {
        QAction *goTo;
        QAction *fix;
        QAction *switchOff;
        [[nodiscard]] QList<QAction *> all() const { return {goTo, fix, switchOff}; }
    };
    /// All of it outlives the pane. Without a cache and a fetch nothing but the open table can be looked at.
    struct Parts {
        WorkspaceCache *cache = nullptr;
        TextFetch *fetch = nullptr;
        Settings &settings;
        const Theme &theme;
        const IconProvider &icons;
        Actions actions;
        std::function<QList<OpenTable>()> openTables;
        std::function<std::optional<Place>()> place;
    };

    explicit ProblemsPane(const Parts &parts, QWidget *parent = nullptr);
    ~ProblemsPane() override;

    /// Open tables, what is found in them, or the place are others.
    void refresh();
    /// Looks through the workspace's tables, and not the open one alone.
    void showWorkspace();
    void focusFilter();
    /// Forgets what was found and looked for.
    void clear();

Q_SIGNALS:
    void openRequested(const metascope::Problem &problem);
    void fixRequested(const QList<metascope::Problem> &problems);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildTools();
    void buildTable();
    void look();
    void looked(const NodePath &workspace, const Result<WorkspaceProblems> &found);
    void collect();
    void showRows();
    void showNothing();
    void showMenu(const QPoint &position);
    void pickChanged();
    void open(const QModelIndex &index);
    void fix();
    void switchOff();
    [[nodiscard]] bool isOfWorkspace() const;
    [[nodiscard]] QList<Problem> picked() const;

    Parts m_parts;
    WorkspaceLint *m_lint = nullptr;
    ProblemsModel *m_model;
    QLineEdit *m_filter;
    QComboBox *m_where;
    QComboBox *m_least;
    QLabel *m_count;
    RulesButton *m_rules;
    MessageBar *m_bar;
    QStackedWidget *m_pages;
    CallTable *m_table;
    EmptyState *m_empty;
    SchemaCoverage *m_coverage = nullptr;
    std::optional<Place> m_place;
    std::optional<NodePath> m_looked; ///< the workspace that m_known is of
    WorkspaceProblems m_known;
    QList<Problem> m_all;
    QString m_tableName; ///< of the open table in front; empty without one
    bool m_hasTable = false;
    QTimer m_typing; ///< not each key is worth a filtering
    ReplyScope m_looking;
};

} // namespace metascope
