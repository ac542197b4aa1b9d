// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/target.h"
#include "app/session/explorersource.h"

#include <QtCore/QTimeZone>
#include <QtWidgets/QWidget>

#include <optional>

class QAction;
class QUndoStack;

namespace metascope {

class Session;

/// A place within an object that a person asked for.
struct EditorSpot {
    int line = 0; ///< of its XanoScript, from 1; 0: none
    QString field; ///< of a table, a nested one by its path (`group.title`)
    [[nodiscard]] bool isEmpty() const { return line <= 0 && field.isEmpty(); }
    bool operator==(const EditorSpot &) const = default;
};

/// What an editor is opened for.
struct EditorRequest {
    NodePath path; ///< of an object, never of a group
    QString name; ///< as listed; may have changed since
    Target target; ///< with the live branch unless chosen otherwise
    /// Open; outlives the editor (its tabs are closed before it). Null in a stand-in, which asks no server.
    Session *session = nullptr;
    EditorSpot spot = {}; ///< to be shown at first
    std::optional<Error> problem; ///< of a stand-in that shows what is kept: why the object cannot be read
    bool keepsBranch
        = true; ///< false: its branch is that of what is kept, and the object is read from whichever is current
};

/// A page in the centre of the window for one object. It loads by itself, tells its state through its signals and keeps
/// staged changes as drafts, so that closing it loses nothing.
class Editor : public QWidget {
    Q_OBJECT
public:
    explicit Editor(EditorRequest request, QWidget *parent = nullptr);

    [[nodiscard]] const EditorRequest &request() const { return m_request; }
    /// The object's present name; plain text.
    [[nodiscard]] QString title() const { return m_title; }
    /// How many changes are staged; not 0 marks the tab.
    [[nodiscard]] virtual int stagedChanges() const { return 0; }
    /// For Edit > Undo and Redo; null where nothing can be undone.
    [[nodiscard]] virtual QUndoStack *undoStack() { return nullptr; }
    /// Commands for the Edit menu, while this editor is in front; owned by the editor.
    [[nodiscard]] virtual QList<QAction *> editActions() { return {}; }
    /// Whether what it writes reaches live data (a schema always does).
    [[nodiscard]] virtual bool writesLive() const { return false; }
    /// Whether confirmed writes are under way: the editor must not go before their outcome was seen.
    [[nodiscard]] virtual bool isWriting() const { return false; }
    /// The guard level may have changed: what is shown of it follows.
    virtual void guardChanged() {}
    /// In whose zone moments are told from now on; UTC at first.
    virtual void setTimeZone(const QTimeZone &zone) { Q_UNUSED(zone) }
    /// Points at a place, now or as soon as it is there. What the object does not have is left alone.
    virtual void showSpot(const EditorSpot &spot) { Q_UNUSED(spot) }
    /// A list that was read anew does not hold its object any more, or what that stands in. What is shown and staged stays.
    virtual void objectGone() {}
    /// Fetches its object again; staged changes stay. A stand-in asks for the object itself.
    virtual void reload() = 0;
    /// Whether it is there until the object can be read: it gives its tab to an editor that does.
    [[nodiscard]] virtual bool isStandIn() const { return m_request.problem.has_value(); }
    /// Of a stand-in: it was tried again, and this is why the object still cannot be read.
    void setProblem(const Error &problem);

Q_SIGNALS:
    void titleChanged();
    void stagedChangesChanged();
    /// The person did something here that makes a preview worth keeping.
    void pinRequested();
    /// One line for the status bar.
    void statusMessage(const QString &text);
    /// The person asks for another node: an object or a history to open, another list to be shown in the explorer. `name`: that
    /// it is known by; `pinned`: to stay.
    void objectRequested(const metascope::NodePath &path, const QString &name, bool pinned);
    /// The person wants a stand-in's object itself, in this tab.
    void loadRequested();
    /// Nothing of the object could be read, since the server could not be asked: a stand-in has more to show.
    void unreachable(const metascope::Error &error);

protected:
    /// What a stand-in says is not true any more.
    virtual void problemChanged() {}
    void setTitle(const QString &title);

private:
    EditorRequest m_request;
    QString m_title;
};

} // namespace metascope
