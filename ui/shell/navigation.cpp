// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "ui/shell/editorarea.h"
#include "ui/theme/icons.h"

#include <QtGui/QAction>

#include <utility>

namespace metascope {

Navigation::Navigation(EditorArea &editors, const IconProvider &icons, QObject *parent)
    : QObject(parent), m_editors(editors), m_back(new QAction(icons.icon(Icon::Back), tr("&Back"), this)),
      m_forward(new QAction(icons.icon(Icon::Forward), tr("&Forward"), this))
{
    m_back->setObjectName(QStringLiteral("actionBack"));
    m_back->setShortcut(Qt::ALT | Qt::Key_Left);
    m_forward->setObjectName(QStringLiteral("actionForward"));
    m_forward->setShortcut(Qt::ALT | Qt::Key_Right);
    connect(m_back, &QAction::triggered, this, [this] { go(-1); });
    connect(m_forward, &QAction::triggered, this, [this] { go(1); });
    connect(&editors, &EditorArea::activated, this, &Navigation::visit);
    connect(&editors, &EditorArea::currentEditorChanged, this, [this](Editor *editor) {
        m_before = std::exchange(m_front, editor);
        update();
    });
    update();
}

void Navigation::visit(Editor *editor)
{
    // A tab that was restored came to the front by itself: the way begins there.
    if (m_entries.isEmpty() && m_before && m_before != editor) {
        m_entries.append({m_before->request().path, m_before->title(), m_before, m_before->request().target});
        m_position = 0;
    }
    const NodePath &path = editor->request().path;
    if (m_position >= 0 && m_entries[m_position].path == path) {
        m_entries[m_position].editor = editor;
        m_entries[m_position].target = editor->request().target;
    } else {
        m_entries.resize(m_position + 1);
        m_entries.append({path, editor->title(), editor, editor->request().target});
        if (m_entries.size() > most)
            m_entries.removeFirst();
        m_position = m_entries.size() - 1;
    }
    update();
}

qsizetype Navigation::next(int by) const
{
    const Editor *current = m_editors.currentEditor();
    qsizetype at = m_position + by;
    // What a closed tab has left in front is no step away.
    while (at >= 0 && at < m_entries.size() && current && m_entries[at].path == current->request().path)
        at += by;
    return at >= 0 && at < m_entries.size() ? at : -1;
}

void Navigation::go(int by)
{
    const qsizetype at = next(by);
    if (at < 0)
        return;
    m_position = at;
    const Entry entry = m_entries[at];
    if (entry.editor && m_editors.QTabWidget::indexOf(entry.editor) >= 0)
        m_editors.setCurrentWidget(entry.editor);
    else
        Q_EMIT objectRequested(entry.path, entry.name, true, entry.target);
    update();
}

void Navigation::forget(const InstanceId &instance)
{
    for (qsizetype i = m_entries.size() - 1; i >= 0; --i) {
        if (m_entries[i].path.instance != instance)
            continue;
        m_entries.removeAt(i);
        if (m_position >= i)
            --m_position;
    }
    if (m_position < 0 && !m_entries.isEmpty())
        m_position = 0;
    update();
}

void Navigation::update()
{
    m_back->setEnabled(next(-1) >= 0);
    m_forward->setEnabled(next(1) >= 0);
}

} // namespace metascope
