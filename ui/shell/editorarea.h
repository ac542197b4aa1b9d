// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editorregistry.h"

#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtGui/QUndoGroup>
#include <QtWidgets/QTabWidget>

#include <functional>
#include <optional>

namespace metascope {

class IconProvider;
class Theme;
struct TargetMark;

/// The editors in the centre. One object has one tab (one for each branch and data source that it was opened in, but for a
/// table, which all of them share); a preview (in italics) is replaced by the next one, unless it was pinned or has staged
/// changes.
class EditorArea final : public QTabWidget {
    Q_OBJECT
public:
    using Marks = std::function<TargetMark(const Target &)>;
    using IsOpen = std::function<bool(const InstanceId &)>;
    using IsCurrent = std::function<bool(const Target &)>;
    /// A tab that was closed by hand.
    struct ClosedTab {
        NodePath path;
        QString name;
        Target target;
    };
    static constexpr qsizetype mostClosed = 20;

    /// `registry`, `theme` and `icons` must outlive the area.
    EditorArea(const EditorRegistry &registry, const Theme &theme, const IconProvider &icons,
               QWidget *parent = nullptr);

    /// What a tab's target is marked with. Asked anew by targetsChanged().
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    /// Whether an instance is open: a tab of the last run is loaded when a person comes to it only then.
    void setIsOpen(IsOpen isOpen) { m_isOpen = std::move(isOpen); }
    /// Whether a target has the branch and the data source that its workspace is opened with now.
    void setIsCurrent(IsCurrent isCurrent) { m_isCurrent = std::move(isCurrent); }
    /// What the menu of a tab offers, about that tab; not owned.
    void setTabActions(const QList<QAction *> &actions) { m_tabActions = actions; }
    /// Marks, guard levels, or what is current have changed.
    void targetsChanged();

    /// Brings the object's tab to the front, making it where needed. False for a kind without an editor.
    bool open(const EditorRequest &request, bool pinned);
    /// The same, pinned, and a preview stays as well.
    bool openInNewTab(const EditorRequest &request);
    /// Whether the object has a tab already that shows it as it would be opened now; brings it to the front (and pins it).
    bool activate(const NodePath &path, bool pinned, const EditorSpot &spot = {});
    /// Something of the instance can be read now. Of the tabs that show what was kept, since it could not, the one in front is
    /// loaded, and each other one when it comes to the front.
    void instanceReachable(const InstanceId &instance);
    /// Adds a tab of the last run, which stands for its object until a person asks for it. Without a session. No effect for
    /// an object that has a tab.
    void addRestored(const EditorRequest &request, bool pinned);
    /// Brings a tab to the front as it is: one of the last run is not loaded by that.
    void show(int index);
    /// Tells the editors of the nodes of these keys, and of what stood below them, that they are gone from the server.
    void tellGone(const QStringList &keys);
    [[nodiscard]] Editor *editor(int index) const;
    [[nodiscard]] Editor *currentEditor() const { return editor(currentIndex()); }
    [[nodiscard]] bool isPreview(int index) const;
    /// Stays, and says so in writingKept(), while the editor's writes are under way.
    void closeTab(int index);
    void closeAll();
    /// Of the tab that the commands are about: the one whose menu is open, else the one in front.
    [[nodiscard]] int commandIndex() const;
    void closeOthers();
    void closeToTheRight();
    /// Asks for the tab that was closed last and is not open.
    void reopenClosed();
    /// Latest first, at most mostClosed.
    [[nodiscard]] const QList<ClosedTab> &closedTabs() const { return m_closed; }
    void setClosedTabs(QList<ClosedTab> tabs);
    /// Nothing of the instance is among the closed tabs any more.
    void forgetClosed(const InstanceId &instance);
    /// Whether an editor (of that instance) has writes under way.
    [[nodiscard]] bool isWriting(const std::optional<InstanceId> &instance = std::nullopt) const;
    /// Closes the tabs of an instance, before its session goes.
    void closeInstance(const InstanceId &instance);
    /// The same of each instance of which a tab shows what is kept.
    void closeKept();
    void step(int by);
    [[nodiscard]] QUndoGroup &undoGroup() { return m_undo; }

Q_SIGNALS:
    void currentEditorChanged(metascope::Editor *editor);
    /// The same, where a person or an opening brought it to the front, and not the closing of another tab.
    void activated(metascope::Editor *editor);
    /// The tabs of an instance are about to be closed with its session.
    void instanceClosing(const metascope::InstanceId &instance);
    /// A tab with staged changes was closed: they are kept as a draft.
    void draftKept(const QString &title, int changes);
    /// A tab was not closed: its writes are under way.
    void writingKept(const QString &title);
    void statusMessage(const QString &text);
    /// An object is to be opened again, in the branch and the data source of `target` (without them: as any other), that
    /// has no loaded tab.
    void objectRequested(const metascope::NodePath &path, const QString &name, bool pinned,
                         const metascope::Target &target);
    /// Tabs came, went, moved, were renamed or pinned, or another one is in front; or the closed ones are others.
    void tabsChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int indexOf(const EditorRequest &request) const;
    [[nodiscard]] int previewIndex() const;
    bool place(const EditorRequest &request, bool pinned, int replaced);
    /// Makes its tab in place of that one, or at the end. Null for a kind without an editor.
    Editor *put(const EditorRequest &request, bool pinned, int replaced);
    /// A page that could read nothing leaves its tab to what is kept.
    void giveWay(const Editor *editor, const Error &why);
    void currentTabChanged();
    void loadIfRestored(int index);
    void showTabMenu(const QPoint &position);
    void pin(int index);
    void point(int index, const EditorSpot &spot);
    void setPreview(int index, bool preview);
    void refreshTab(const Editor *editor);
    /// Whether another tab has its title and shows another branch of its workspace.
    [[nodiscard]] bool hasNamesake(const Editor &editor) const;
    void refreshNamesakes(const Editor &editor);
    void refreshMark(int index, const TargetMark &mark);
    void adopt(Editor *editor);
    /// Takes the tab out; its editor is the caller's to delete.
    void release(int index);
    void remember(const Editor &editor);

    const EditorRegistry &m_registry;
    const Theme &m_theme;
    const IconProvider &m_icons;
    Marks m_marks;
    IsOpen m_isOpen;
    IsCurrent m_isCurrent;
    QList<QAction *> m_tabActions;
    QSet<const Editor *> m_due; ///< stand-ins whose object can be read by now, for all that is known
    QPointer<QWidget> m_commandTab; ///< whose menu an action was chosen in
    QList<ClosedTab> m_closed;
    bool m_isArranging = false; ///< tabs come to the front, but no person brings them there
    QUndoGroup m_undo;
};

} // namespace metascope
