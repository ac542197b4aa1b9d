// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "ui/editors/editorregistry.h"
#include "ui/shell/commands.h"

#include <QtWidgets/QMainWindow>

#include <chrono>
#include <functional>

class QMenu;
class QStackedWidget;

namespace metascope {

class EditorArea;
class EditorOpener;
class EmptyState;
class ExplorerDock;
class LazyTree;
class MessageBar;
class NameIndex;
class InstanceRegistry;
class TargetBar;
class TargetCommands;
class TargetSettings;

/// The window: explorer at the left, pages or editors in the centre, the target on top. It shows and forwards; what its
/// commands do to instances and settings is decided by whoever connects to its signals.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    /// What the window works with; all of it must outlive the window.
    struct Parts {
        Theme &theme;
        const IconProvider &icons;
        LazyTree &tree;
        NameIndex &names;
        const EditorRegistry &editors;
        InstanceRegistry &registry;
        ExplorerSource::OpenSession openSession;
        bool readOnly = false;
        bool demo = false;
        ExplorerSource::FindSession findSession = {};
    };
    enum class Page { Welcome, Connect, Editors };
    /// The menus that what stands around adds its commands to.
    struct Menus {
        QMenu *file = nullptr;
        QMenu *view = nullptr;
        QMenu *go = nullptr;
        QMenu *workspace = nullptr;
        QMenu *tools = nullptr;
    };

    explicit MainWindow(const Parts &parts, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// The two pages that are no editors; the window takes them over. Welcome is shown first.
    void setPages(QWidget *welcome, QWidget *connectPage);
    void showPage(Page page);
    /// Asks for the tab of an object, a workspace or a history; what goes wrong is told in the bar. At another node it points in the
    /// explorer.
    void openObject(const NodePath &path, const QString &name, bool pinned);
    /// The same as a preview, and points at a place in it.
    void openAt(const NodePath &path, const QString &name, const EditorSpot &spot)
    {
        request(path, name, false, false, {}, spot);
    }
    /// The same, pinned, and no preview is replaced.
    void openInNewTab(const NodePath &path, const QString &name);
    /// The same for what was open before: in the branch and the data source of `target`, where it has a branch.
    void reopen(const NodePath &path, const QString &name, bool pinned, const Target &target);
    /// Closes what belongs to an instance, before its session goes.
    void closeInstance(const InstanceId &instance);

    [[nodiscard]] const Menus &menus() const { return m_menus; }
    [[nodiscard]] const Commands &commands() const { return m_commands; }
    [[nodiscard]] ExplorerDock &explorer() const { return *m_explorer; }
    [[nodiscard]] EditorOpener &opener() const { return *m_opener; }
    [[nodiscard]] EditorArea &editors() const { return *m_editors; }
    [[nodiscard]] TargetBar &targetBar() const { return *m_targetBar; }
    /// `targetOf` tells what the workspace of a node is opened with now; nothing where its instance is not open.
    void setTargets(std::function<std::optional<Target>(const NodePath &)> targetOf);
    /// The target, or what is shown of it, has changed.
    void updateTarget();
    /// For what is no page's own: above the centre.
    [[nodiscard]] MessageBar &messages() const { return *m_messages; }
    void showStatus(const QString &text);
    /// Checks the one that is set.
    void setIdleLock(std::chrono::minutes limit);

    /// The docks and bars, for the settings (size and place: saveGeometry()).
    [[nodiscard]] QByteArray layoutState() const;
    /// What cannot be understood leaves the window as it was made.
    void restoreLayout(const QByteArray &geometry, const QByteArray &state);

Q_SIGNALS:
    void connectRequested();
    void demoRequested();
    void removeInstanceRequested(const metascope::InstanceId &instance);
    /// The theme has it already.
    void themeChosen(metascope::Theme::Mode mode);
    void accessTokensRequested();
    void lockRequested();
    void idleLockChosen(std::chrono::minutes limit);
    void helpRequested();
    void debugInfoRequested();
    void closing();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildCentre();
    void buildMenus();
    void connectCommands();
    void refillEditMenu();
    void updateCentre();
    void request(const NodePath &path, const QString &name, bool pinned, bool newTab, const Target &as = {},
                 const EditorSpot &spot = {});
    [[nodiscard]] std::optional<Target> currentTarget() const;

    Theme &m_theme;
    bool m_demo;
    bool m_quitAnyway = false; ///< although writes are under way
    EditorArea *m_editors;
    EditorOpener *m_opener;
    ExplorerDock *m_explorer;
    TargetBar *m_targetBar;
    TargetSettings *m_targets;
    TargetCommands *m_targetCommands;
    MessageBar *m_messages;
    QStackedWidget *m_stack;
    QStackedWidget *m_editorStack;
    EmptyState *m_nothingOpen;
    QWidget *m_welcome = nullptr;
    QWidget *m_connect = nullptr;
    Commands m_commands;
    NameIndex &m_names;
    Menus m_menus;
    std::function<std::optional<Target>(const NodePath &)> m_targetOf;
    QMenu *m_editMenu = nullptr;
    ReplyScope m_opening; ///< only the last request for an editor counts
};

} // namespace metascope
