// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/editorarea.h"

#include "ui/shell/restoredtab.h"
#include "ui/shell/targetbar.h"
#include "ui/theme/icons.h"
#include "ui/theme/tablook.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtCore/QScopedValueRollback>
#include <QtCore/QSet>
#include <QtWidgets/QTabBar>

namespace metascope {

namespace {

constexpr int longestTab = 32; ///< in characters
constexpr qsizetype longestToolTip = 500; ///< the same

/// A table is shared by all branches, and its schema by all data sources.
bool isShared(const NodePath &path)
{
    return path.kind == Kind::Table;
}

} // namespace

EditorArea::EditorArea(const EditorRegistry &registry, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QTabWidget(parent), m_registry(registry), m_theme(theme), m_icons(icons)
{
    setObjectName(QStringLiteral("editors"));
    setDocumentMode(true);
    setTabsClosable(true);
    setMovable(true);
    // Names are shortened by us; a bar that is full scrolls rather than making all of them unreadable.
    setElideMode(Qt::ElideNone);
    setUsesScrollButtons(true);
    tabBar()->setObjectName(QStringLiteral("editorTabs"));
    tabBar()->setAccessibleName(tr("Editors"));
    tabBar()->setExpanding(false);
    connect(this, &QTabWidget::tabCloseRequested, this, &EditorArea::closeTab);
    connect(this, &QTabWidget::tabBarDoubleClicked, this, &EditorArea::pin);
    tabBar()->setContextMenuPolicy(Qt::CustomContextMenu);
    tabBar()->installEventFilter(this);
    connect(tabBar(), &QWidget::customContextMenuRequested, this, &EditorArea::showTabMenu);
    connect(this, &QTabWidget::tabBarClicked, this, &EditorArea::loadIfRestored);
    connect(this, &QTabWidget::currentChanged, this, &EditorArea::currentTabChanged);
    connect(tabBar(), &QTabBar::tabMoved, this, &EditorArea::tabsChanged);
}

Editor *EditorArea::editor(int index) const
{
    return qobject_cast<Editor *>(widget(index));
}

void EditorArea::currentTabChanged()
{
    Editor *current = currentEditor();
    m_undo.setActiveStack(current ? current->undoStack() : nullptr);
    Q_EMIT currentEditorChanged(current);
    Q_EMIT tabsChanged();
    if (m_isArranging)
        return;
    if (current)
        Q_EMIT activated(current);
    loadIfRestored(currentIndex());
}

void EditorArea::loadIfRestored(int index)
{
    Editor *each = editor(index);
    const auto *restored = qobject_cast<const RestoredTab *>(each);
    if (m_due.remove(each) || (restored && restored->canLoad()))
        Q_EMIT each->loadRequested();
}

void EditorArea::instanceReachable(const InstanceId &instance)
{
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = editor(i);
            each && each->request().problem && each->request().path.instance == instance)
            m_due.insert(each);
    if (m_due.contains(currentEditor()))
        loadIfRestored(currentIndex());
}

int EditorArea::indexOf(const EditorRequest &request) const
{
    int standIn = -1;
    for (int i = 0; i < count(); ++i) {
        const Editor *each = editor(i);
        if (!each || each->request().path != request.path)
            continue;
        const Target &target = each->request().target;
        if (isShared(request.path)
            || (target.branch == request.target.branch && target.dataSource == request.target.dataSource))
            return i;
        if (standIn < 0 && each->isStandIn())
            standIn = i;
    }
    return standIn;
}

int EditorArea::previewIndex() const
{
    for (int i = 0; i < count(); ++i)
        if (isPreview(i) && editor(i)->stagedChanges() == 0 && !editor(i)->isWriting())
            return i;
    return -1;
}

bool EditorArea::isPreview(int index) const
{
    return tabBar()->tabData(index).value<TabLook>().preview;
}

bool EditorArea::activate(const NodePath &path, bool pinned, const EditorSpot &spot)
{
    for (int i = 0; i < count(); ++i) {
        const Editor *each = editor(i);
        // What shows what is kept is good enough for as long as no more can be had without asking a person; who is there
        // already asks for more.
        const bool isEnough
            = each && each->request().problem && i != currentIndex() && !(m_isOpen && m_isOpen(path.instance));
        const bool givesWay = each && each->isStandIn() && !isEnough;
        if (!each || each->request().path != path || givesWay
            || (m_isCurrent && !isShared(path) && !m_isCurrent(each->request().target)))
            continue;
        if (pinned)
            pin(i);
        setCurrentIndex(i);
        point(i, spot);
        return true;
    }
    return false;
}

bool EditorArea::open(const EditorRequest &request, bool pinned)
{
    return place(request, pinned, previewIndex());
}

bool EditorArea::openInNewTab(const EditorRequest &request)
{
    return place(request, true, -1);
}

bool EditorArea::place(const EditorRequest &request, bool pinned, int replaced)
{
    if (const int index = indexOf(request); index >= 0) {
        if (pinned)
            pin(index);
        Editor *found = editor(index);
        const bool isAlike = request.problem && found->request().problem && found->request().target == request.target;
        if (isAlike)
            found->setProblem(*request.problem);
        if (isAlike || !found->isStandIn()) {
            setCurrentIndex(index);
            point(index, request.spot);
            return true;
        }
        replaced = index;
        pinned = !isPreview(index);
    }
    Editor *made = put(request, pinned, replaced);
    if (!made)
        return false;
    setCurrentWidget(made);
    return true;
}

void EditorArea::giveWay(const Editor *editor, const Error &why)
{
    const int index = QTabWidget::indexOf(editor);
    if (index < 0)
        return; // another one has taken its place, and it is about to go
    EditorRequest request = editor->request();
    request.name = editor->title();
    request.session = nullptr;
    request.problem = why;
    put(request, !isPreview(index), index);
}

Editor *EditorArea::put(const EditorRequest &request, bool pinned, int replaced)
{
    Editor *made = m_registry.create(request.path.kind.value_or(Kind::Workspace), request, this);
    if (!made)
        return nullptr;
    const bool isInFront = replaced >= 0 && replaced == currentIndex();
    const int index = insertTab(replaced < 0 ? count() : replaced, made,
                                m_icons.forKind(request.path.kind.value_or(Kind::Workspace), IconTint::Muted), {});
    adopt(made);
    setPreview(index, !pinned);
    refreshTab(made);
    refreshNamesakes(*made);
    if (isInFront)
        setCurrentIndex(index);
    point(index, request.spot);
    if (replaced >= 0) {
        Editor *gone = editor(index + 1);
        release(index + 1);
        gone->deleteLater();
    }
    Q_EMIT tabsChanged();
    return made;
}

void EditorArea::addRestored(const EditorRequest &request, bool pinned)
{
    for (int i = 0; i < count(); ++i)
        if (editor(i) && editor(i)->request().path == request.path)
            return;
    const QScopedValueRollback arranging(m_isArranging, true);
    auto *made = new RestoredTab(request, m_isOpen, this);
    const int index = addTab(made, m_icons.forKind(request.path.kind.value_or(Kind::Workspace), IconTint::Muted), {});
    adopt(made);
    setPreview(index, !pinned);
    refreshTab(made);
    refreshNamesakes(*made);
    Q_EMIT tabsChanged();
}

void EditorArea::show(int index)
{
    const QScopedValueRollback arranging(m_isArranging, true);
    setCurrentIndex(index);
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
    connect(editor, &Editor::objectRequested, this, [this](const NodePath &path, const QString &name, bool pinned) {
        Q_EMIT objectRequested(path, name, pinned, Target());
    });
    connect(editor, &Editor::loadRequested, this, [this, editor] {
        const EditorRequest &wanted = editor->request();
        Q_EMIT objectRequested(wanted.path, editor->title(), !isPreview(QTabWidget::indexOf(editor)),
                               wanted.keepsBranch ? wanted.target : Target());
    });
    connect(editor, &Editor::unreachable, this, [this, editor](const Error &why) { giveWay(editor, why); });
    if (editor->undoStack())
        m_undo.addStack(editor->undoStack());
}

void EditorArea::pin(int index)
{
    if (index < 0 || !isPreview(index))
        return;
    setPreview(index, false);
    Q_EMIT tabsChanged();
}

void EditorArea::point(int index, const EditorSpot &spot)
{
    if (!spot.isEmpty())
        editor(index)->showSpot(spot);
}

void EditorArea::setPreview(int index, bool preview)
{
    tabBar()->setTabData(index, QVariant::fromValue(TabLook{preview}));
    tabBar()->update();
}

bool EditorArea::hasNamesake(const Editor &editor) const
{
    const Target &target = editor.request().target;
    for (int i = 0; i < count() && !target.branch.value().isEmpty(); ++i) {
        const Editor *each = this->editor(i);
        if (!each || each == &editor || each->title() != editor.title() || isShared(each->request().path))
            continue;
        const Target &other = each->request().target;
        if (other.instance == target.instance && other.workspace == target.workspace && other.branch != target.branch)
            return true;
    }
    return false;
}

void EditorArea::refreshNamesakes(const Editor &editor)
{
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = this->editor(i); each && each != &editor && each->title() == editor.title())
            refreshTab(each);
}

void EditorArea::refreshTab(const Editor *editor)
{
    const int index = QTabWidget::indexOf(editor);
    if (index < 0)
        return;
    const Target &target = editor->request().target;
    // One long name must not squeeze the other tabs; the tooltip has more of it.
    QString text = fontMetrics().elidedText(oneLine(editor->title()), Qt::ElideMiddle,
                                            fontMetrics().averageCharWidth() * longestTab);
    const bool isOfOther = m_isCurrent && editor->request().session && !m_isCurrent(target);
    if (!isShared(editor->request().path) && (isOfOther || hasNamesake(*editor)))
        text = tr("%1 · %2").arg(isolated(text), shortened(visibleName(target.branch.value()), longestTab));
    if (editor->stagedChanges() > 0)
        text += QStringLiteral(" ~");
    setTabText(index, text.replace(u'&', QStringLiteral("&&")));
    const TargetMark mark = m_marks ? m_marks(target) : TargetMark();
    refreshMark(index, mark);
    const QString where = tr("%1 in %2")
                              .arg(isolated(shortened(visibleName(editor->title()), longestToolTip)),
                                   TargetBar::describe(target, mark));
    // Escaped text alone is taken for plain or for rich text by what stands in it.
    setTabToolTip(index, QStringLiteral("<p>%1</p>").arg(where.toHtmlEscaped()));
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

void EditorArea::tellGone(const QStringList &keys)
{
    const QSet<QString> gone(keys.cbegin(), keys.cend());
    for (int i = 0; i < count() && !gone.isEmpty(); ++i) {
        Editor *each = editor(i);
        if (!each)
            continue;
        QString key = each->request().path.key();
        while (!gone.contains(key) && key.contains(u'/'))
            key.truncate(key.lastIndexOf(u'/'));
        const auto path = gone.contains(key) ? NodePath::fromKey(key) : std::nullopt;
        // The lists of a workspace are those of the branch that is current: what was opened in another one may be there still.
        if (path && (!path->kind || isShared(*path) || !m_isCurrent || m_isCurrent(each->request().target)))
            each->objectGone();
    }
}

void EditorArea::release(int index)
{
    const QScopedValueRollback arranging(m_isArranging, true);
    Editor *gone = editor(index);
    m_due.remove(gone);
    if (gone->stagedChanges() > 0)
        Q_EMIT draftKept(gone->title(), gone->stagedChanges());
    if (gone->undoStack())
        m_undo.removeStack(gone->undoStack());
    removeTab(index);
    refreshNamesakes(*gone);
}

bool EditorArea::isWriting(const std::optional<InstanceId> &instance) const
{
    for (int i = 0; i < count(); ++i)
        if (const Editor *each = editor(i);
            each && each->isWriting() && (!instance || each->request().path.instance == *instance))
            return true;
    return false;
}

void EditorArea::step(int by)
{
    if (count() > 0)
        setCurrentIndex((currentIndex() + by + count()) % count());
}

} // namespace metascope
