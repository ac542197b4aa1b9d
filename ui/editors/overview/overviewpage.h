// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/overview.h"
#include "ui/editors/editor.h"
#include "ui/editors/facts/readingparts.h"

#include <QtCore/QTimer>

class QLabel;
class QScrollArea;
class QVBoxLayout;

namespace metascope {

class FactForm;
class MessageBar;
class PageSection;

/// A workspace at a glance, from what the explorer's tree knows of it; follows the tree. Has the tree load branches and data
/// sources where they are not loaded yet (two requests at most; which branch is live the session mostly knows) and nothing else until a person asks for it; as a
/// stand-in, nothing. Its request's path is the workspace's, without a kind.
class OverviewPage final : public Editor {
    Q_OBJECT
public:
    /// `tree` must outlive the page.
    OverviewPage(const EditorRequest &request, const ReadingParts &parts, LazyTree &tree, QWidget *parent = nullptr);

    /// Has branches and data sources read again.
    void reload() override;
    void setTimeZone(const QTimeZone &zone) override;

protected:
    void problemChanged() override;

private:
    void buildPage();
    [[nodiscard]] QModelIndex node(const QString &key) const;
    /// Takes the steps that cost nothing, and the two lists.
    void loadWhatIsNeeded();
    void refresh();
    void readLiveBranch();
    void showFacts(const Overview &overview);
    void showGroups(const Overview &overview);
    void showSide(const Overview &overview);
    void showRecent(const Overview &overview);
    void load(const QString &key);
    void loadAll();
    void open(const QString &key);

    ReadingParts m_parts;
    LazyTree &m_tree;
    QTimeZone m_zone = QTimeZone::utc();
    QTimer m_later; ///< many changes of the tree are one of the page
    bool m_asked = false; ///< the two lists
    ReplyScope m_scope;
    BranchLabel m_live; ///< empty while it is not known
    Overview m_overview;
    MessageBar *m_bar;
    QScrollArea *m_scroll;
    FactForm *m_facts;
    QLabel *m_problems;
    PageSection *m_groups;
    PageSection *m_branches;
    PageSection *m_dataSources;
    PageSection *m_largest;
    PageSection *m_recent;
};

} // namespace metascope
