// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editorarea.h"

#include "ui/shell/targetbar.h"
#include "ui/theme/icons.h"
#include "ui/theme/tablook.h"
#include "ui/widgets/badge.h"

#include <QtWidgets/QTabBar>

namespace metascope {

namespace {

constexpr int longestTab = 32; ///< in characters

} // namespace

EditorArea::EditorArea(const EditorRegistry &registry, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QTabWidget(parent), m_registry(registry), m_theme(theme), m_icons(icons)
{
    setObjectName(QStringLiteral("editors"));
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    setElideMode(Qt::ElideRight);
    tabBar()->setObjectName(QStringLiteral("editorTabs"));
    tabBar()->setAccessibleName(tr("Editors"));
    tabBar()->setExpanding(false);
    connect(this, &QTabWidget::tabCloseRequested, this, &EditorArea::closeTab);
    connect(this, &QTabWidget::tabBarDoubleClicked, this, &EditorArea::pin);
    connect(this, &QTabWidget::currentChanged, this, [this] {
        Editor *current = currentEditor();
        m_undo.setActiveStack(current ? current->undoStack() : nullptr);
        Q_EMIT currentEditorChanged(current);
    });
}

Editor *EditorArea::editor(int index) const
{
    return qobject_cast<Editor *>(widget(index));
}

int EditorArea::indexOf(const NodePath &path) const
{
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = editor(i); each && each->request().path == path)
            return i;
    return -1;
}

bool EditorArea::isPreview(int index) const
{
    return tabBar()->tabData(index).value<TabLook>().preview;
}

bool EditorArea::activate(const NodePath &path, bool pinned)
{
    const int index = indexOf(path);
    if (index < 0)
        return false;
    if (pinned)
        pin(index);
    setCurrentIndex(index);
    return true;
}

bool EditorArea::open(const EditorRequest &request, bool pinned)
{
    if (activate(request.path, pinned))
        return true;
    Editor *made = m_registry.create(*request.path.kind, request, this);
    if (!made)
        return false;
    int at = count();
    for (int i = 0; i < count(); ++i) {
        if (!isPreview(i) || editor(i)->stagedChanges() > 0)
            continue;
        at = i;
        break;
    }
    const bool replaces = at < count();
    const int index = insertTab(at, made, m_icons.forKind(*request.path.kind, IconTint::Muted), {});
    adopt(made);
    setPreview(index, !pinned);
    refreshTab(made);
    setCurrentIndex(index);
    if (replaces)
        closeTab(index + 1);
    return true;
}

void EditorArea::adopt(Editor *editor)
{
    connect(editor, &Editor::titleChanged, this, [this, editor] { refreshTab(editor); });
    connect(editor, &Editor::stagedChangesChanged, this, [this, editor] {
        if (editor->stagedChanges() > 0)
            pin(QTabWidget::indexOf(editor));
        refreshTab(editor);
    });
    connect(editor, &Editor::pinRequested, this, [this, editor] { pin(QTabWidget::indexOf(editor)); });
    connect(editor, &Editor::statusMessage, this, &EditorArea::statusMessage);
    if (editor->undoStack())
        m_undo.addStack(editor->undoStack());
}

void EditorArea::pin(int index)
{
    if (index >= 0 && isPreview(index))
        setPreview(index, false);
}

void EditorArea::setPreview(int index, bool preview)
{
    tabBar()->setTabData(index, QVariant::fromValue(TabLook{preview}));
    tabBar()->update();
}

void EditorArea::refreshTab(const Editor *editor)
{
    const int index = QTabWidget::indexOf(editor);
    if (index < 0)
        return;
    // One long name must not squeeze the other tabs; the tooltip has it whole.
    QString text = fontMetrics().elidedText(editor->title().simplified(), Qt::ElideRight,
                                            fontMetrics().averageCharWidth() * longestTab);
    if (editor->stagedChanges() > 0)
        text += QStringLiteral(" ~");
    setTabText(index, text.replace(u'&', QStringLiteral("&&")));
    const Target &target = editor->request().target;
    const TargetMark mark = m_marks ? m_marks(target) : TargetMark();
    refreshMark(index, mark);
    const QString where = tr("%1 in %2").arg(editor->title(), TargetBar::describe(target, mark));
    setTabToolTip(index, where.toHtmlEscaped());
    if (QWidget *close = tabBar()->tabButton(index, QTabBar::RightSide)) {
        close->setAccessibleName(tr("Close"));
        close->setToolTip(tr("Close"));
    }
}

void EditorArea::refreshMark(int index, const TargetMark &mark)
{
    auto *badge = qobject_cast<Badge *>(tabBar()->tabButton(index, QTabBar::LeftSide));
    if (mark.isEmpty()) {
        if (badge) {
            tabBar()->setTabButton(index, QTabBar::LeftSide, nullptr);
            badge->deleteLater();
        }
        return;
    }
    if (badge && badge->text() == Badge::wordOf(mark)) {
        badge->setMark(mark);
        return;
    }
    if (!badge)
        badge = new Badge(m_theme, tabBar());
    badge->setMark(mark);
    badge->resize(badge->sizeHint());
    // A tab that is given the widget it has already hides it.
    tabBar()->setTabButton(index, QTabBar::LeftSide, nullptr);
    tabBar()->setTabButton(index, QTabBar::LeftSide, badge);
}

void EditorArea::targetsChanged()
{
    for (int i = 0; i < count(); ++i)
        if (Editor *each = editor(i)) {
            refreshTab(each);
            each->guardChanged();
        }
}

void EditorArea::closeTab(int index)
{
    Editor *gone = editor(index);
    if (!gone)
        return;
    if (gone->isWriting()) {
        setCurrentIndex(index);
        Q_EMIT writingKept(gone->title());
        return;
    }
    release(index);
    gone->deleteLater();
}

void EditorArea::release(int index)
{
    Editor *gone = editor(index);
    if (gone->stagedChanges() > 0)
        Q_EMIT draftKept(gone->title(), gone->stagedChanges());
    if (gone->undoStack())
        m_undo.removeStack(gone->undoStack());
    removeTab(index);
}

void EditorArea::closeAll()
{
    for (int i = count() - 1; i >= 0; --i)
        closeTab(i);
}

bool EditorArea::isWriting(const std::optional<InstanceId> &instance) const
{
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = editor(i);
            each && each->isWriting() && (!instance || each->request().path.instance == *instance))
            return true;
    return false;
}

void EditorArea::closeInstance(const InstanceId &instance)
{
    for (int i = count() - 1; i >= 0; --i) {
        Editor *each = editor(i);
        if (!each || each->request().path.instance != instance)
            continue;
        // Its session goes at once; the editor must not outlive it.
        release(i);
        delete each;
    }
}

void EditorArea::step(int by)
{
    if (count() > 0)
        setCurrentIndex((currentIndex() + by + count()) % count());
}

} // namespace metascope
