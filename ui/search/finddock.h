// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/domain/nodepath.h"
#include "app/search/nameindex.h"
#include "app/session/textfetch.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDockWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace metascope {

class BackgroundLoader;
class CoverageBar;
class EmptyState;
class FindModel;
class IconProvider;
class KindButton;
class MessageBar;
class Theme;
class ThinProgress;

/// The bottom dock "Find in Workspace": what is known of names, descriptions, docs, fields and scripts, searched on this
/// computer, by object and line. Sends nothing by itself.
class FindDock final : public QDockWidget {
    Q_OBJECT
public:
    /// All of it outlives the dock. Without a cache (both null) the dock says why nothing can be searched.
    struct Parts {
        WorkspaceCache *cache = nullptr;
        TextFetch *fetch = nullptr;
        BackgroundLoader *loader = nullptr; ///< of the explorer: which lists are not loaded; null where nobody knows
        NameIndex &names;
        const Theme &theme;
        const IconProvider &icons;
    };

    explicit FindDock(const Parts &parts, QWidget *parent = nullptr);
    ~FindDock() override;

    /// Shows the dock and puts the focus into its edit. With a workspace (or something in it) that one is searched.
    void focusFind(const std::optional<NodePath> &inWorkspace = {});
    /// Forgets what was looked for and found.
    void clear();

Q_SIGNALS:
    /// The person opens an object; at a `line` of its script, or 0 where no line of that was meant, or at a `field`, by its
    /// path.
    void openRequested(const metascope::NodePath &path, const QString &name, int line, const QString &field);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildTools();
    void buildResults();
    void refillWorkspaces();
    void chooseScope();
    void search();
    void showResult(const SearchResult &result);
    void showNothing(const QString &sentence);
    void giveUp(const QString &why);
    void open(const QModelIndex &index);
    void goToResults();
    [[nodiscard]] QString placeOf(const NodePath &path) const;
    [[nodiscard]] TextFetch::Scope scope() const;

    Parts m_parts;
    FindModel *m_model;
    QLineEdit *m_text;
    QComboBox *m_where;
    KindButton *m_kinds;
    QLabel *m_count;
    ThinProgress *m_progress;
    MessageBar *m_bar;
    QStackedWidget *m_pages;
    QTreeView *m_results;
    EmptyState *m_empty;
    CoverageBar *m_coverage = nullptr;
    QTimer m_typing; ///< not each key is worth a search
    QTimer m_news; ///< names come in lists
    ReplyScope m_search;
};

} // namespace metascope
