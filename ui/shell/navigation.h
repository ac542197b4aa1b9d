// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editors/editor.h"

#include <QtCore/QPointer>

class QAction;

namespace metascope {

class EditorArea;
class IconProvider;

/// Back and Forward over the objects in the order in which they came to the front; a closed one is opened again. GUI thread.
class Navigation final : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype most = 100;

    /// `editors` outlives this.
    Navigation(EditorArea &editors, const IconProvider &icons, QObject *parent = nullptr);

    [[nodiscard]] QAction *back() const { return m_back; }
    [[nodiscard]] QAction *forward() const { return m_forward; }
    /// Leads to nothing of the instance any more.
    void forget(const InstanceId &instance);

Q_SIGNALS:
    /// An object is to be opened that has no tab any more.
    void objectRequested(const metascope::NodePath &path, const QString &name, bool pinned,
                         const metascope::Target &target);

private:
    struct Entry {
        NodePath path;
        QString name;
        QPointer<Editor> editor;
        Target target;
    };
    void visit(Editor *editor);
    void go(int by);
    [[nodiscard]] qsizetype next(int by) const;
    void update();

    EditorArea &m_editors;
    QAction *m_back;
    QAction *m_forward;
    QList<Entry> m_entries;
    qsizetype m_position = -1;
    QPointer<Editor> m_front;
    QPointer<Editor> m_before; ///< in front before that
};

} // namespace metascope
