// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editorregistry.h"

#include <QtCore/QPointer>
#include <QtGui/QUndoGroup>
#include <QtWidgets/QTabWidget>

#include <functional>
#include <optional>

namespace metascope {

class IconProvider;
class Theme;
struct TargetMark;

/// The editors in the centre. One object has one tab; a preview (in italics) is replaced by the next one, unless it was
/// pinned or has staged changes.
class EditorArea final : public QTabWidget {
    Q_OBJECT
public:
    using Marks = std::function<TargetMark(const Target &)>;

    /// `registry`, `theme` and `icons` must outlive the area.
    EditorArea(const EditorRegistry &registry, const Theme &theme, const IconProvider &icons,
               QWidget *parent = nullptr);

    /// What a tab's target is marked with. Asked anew by targetsChanged().
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    /// Marks or guard levels have changed.
    void targetsChanged();

    /// Brings the object's tab to the front, making it where needed. False for a kind without an editor.
    bool open(const EditorRequest &request, bool pinned);
    /// Whether the object has a tab already; brings it to the front (and pins it).
    bool activate(const NodePath &path, bool pinned);
    [[nodiscard]] Editor *editor(int index) const;
    [[nodiscard]] Editor *currentEditor() const { return editor(currentIndex()); }
    [[nodiscard]] bool isPreview(int index) const;
    /// Stays, and says so in writingKept(), while the editor's writes are under way.
    void closeTab(int index);
    void closeAll();
    /// Whether an editor (of that instance) has writes under way.
    [[nodiscard]] bool isWriting(const std::optional<InstanceId> &instance = std::nullopt) const;
    /// Closes the tabs of an instance, before its session goes.
    void closeInstance(const InstanceId &instance);
    void step(int by);
    [[nodiscard]] QUndoGroup &undoGroup() { return m_undo; }

Q_SIGNALS:
    void currentEditorChanged(metascope::Editor *editor);
    /// A tab with staged changes was closed: they are kept as a draft.
    void draftKept(const QString &title, int changes);
    /// A tab was not closed: its writes are under way.
    void writingKept(const QString &title);
    void statusMessage(const QString &text);

private:
    [[nodiscard]] int indexOf(const NodePath &path) const;
    void pin(int index);
    void setPreview(int index, bool preview);
    void refreshTab(const Editor *editor);
    void refreshMark(int index, const TargetMark &mark);
    void adopt(Editor *editor);
    /// Takes the tab out; its editor is the caller's to delete.
    void release(int index);

    const EditorRegistry &m_registry;
    const Theme &m_theme;
    const IconProvider &m_icons;
    Marks m_marks;
    QUndoGroup m_undo;
};

} // namespace metascope
