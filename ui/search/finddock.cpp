// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/search/finddock.h"

#include "app/model/backgroundloader.h"

#include "app/session/cachednode.h"
#include "app/session/explorersource.h"
#include "ui/search/coveragebar.h"
#include "ui/search/finddelegate.h"
#include "ui/search/findmodel.h"
#include "ui/search/kindbutton.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/thinprogress.h"

#include <QtCore/QLocale>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTreeView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

constexpr std::chrono::milliseconds typingPause(150);
constexpr std::chrono::milliseconds newsPause(500);
constexpr qsizetype mostObjects = 200;
constexpr qsizetype mostWorkspaces = 500;
/// So many names are shown in the menu of places at most.
constexpr qsizetype longestPlace = 60;
constexpr int shownCharacters = 24;
constexpr int leastRows = 4;

} // namespace

FindDock::FindDock(const Parts &parts, QWidget *parent)
    : QDockWidget(tr("Find in Workspace"), parent), m_parts(parts), m_model(new FindModel(parts.icons, this)),
      m_text(new QLineEdit(this)), m_where(new QComboBox(this)), m_kinds(new KindButton(parts.icons, this)),
      m_count(new QLabel(this)), m_progress(new ThinProgress(parts.theme, this)),
      m_bar(new MessageBar(parts.theme, parts.icons, this)), m_pages(new QStackedWidget(this)),
      m_results(new QTreeView(this)), m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("findDock"));
    setAccessibleName(windowTitle());
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this)); // its tab has the name
    m_bar->setClosable(true);
    buildResults();
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(buildTools());
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    setWidget(content);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    m_news.setSingleShot(true);
    m_news.setInterval(newsPause);
    connect(&m_typing, &QTimer::timeout, this, &FindDock::search);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_search.restart(); // what it looks for is not wanted any more
        m_typing.start();
    });
    if (!parts.cache || !parts.fetch) {
        giveUp(tr("The search looks through what is kept on this computer, and this run keeps nothing."));
        return;
    }
    m_coverage = new CoverageBar(*parts.cache, *parts.fetch, parts.loader, content);
    layout->addWidget(m_coverage);
    connect(m_coverage, &CoverageBar::failed, m_bar, [this](const Error &error) {
        if (error.kind != ErrorKind::Cancelled) // its instance was closed, which is told elsewhere
            m_bar->showError(error);
    });
    connect(m_coverage, &CoverageBar::skipped, this, [this](int count) {
        m_bar->showMessage(
            MessageBar::Kind::Warning,
            tr("%n object(s) could not be read: the token does not allow it, or they are gone.", nullptr, count));
    });
    connect(m_coverage, &CoverageBar::fetched, this, &FindDock::search);
    if (parts.loader)
        connect(parts.loader, &BackgroundLoader::finished, this, &FindDock::search);
    connect(parts.cache, &WorkspaceCache::unavailable, this, [this](const Error &error) { giveUp(describe(error)); });
    connect(&m_news, &QTimer::timeout, this, &FindDock::refillWorkspaces);
    connect(&parts.names, &NameIndex::changed, this, [this] {
        if (isVisible() && !m_news.isActive())
            m_news.start();
    });
    connect(m_where, &QComboBox::activated, this, &FindDock::chooseScope);
    connect(m_kinds, &KindButton::kindsChanged, this, &FindDock::search);
    refillWorkspaces();
    chooseScope();
}

FindDock::~FindDock() = default;

QWidget *FindDock::buildTools()
{
    auto *tools = new QWidget(this);
    m_text->setObjectName(QStringLiteral("findText"));
    m_text->setAccessibleName(tr("Find Text"));
    m_text->setPlaceholderText(tr("Find Text"));
    m_text->setToolTip(
        tr("Names, descriptions, docs, fields and XanoScript that are known here; case does not matter"));
    m_text->setClearButtonEnabled(true);
    m_text->addAction(m_parts.icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_text->installEventFilter(this);
    auto *label = new QLabel(tr("&In"), this);
    label->setBuddy(m_where);
    m_where->setObjectName(QStringLiteral("findWhere"));
    m_where->setAccessibleName(tr("In"));
    m_where->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_where->setMinimumContentsLength(shownCharacters);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);

    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(spacing::control, 0, spacing::control, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_text, 1);
    layout->addWidget(label);
    layout->addWidget(m_where);
    layout->addWidget(m_kinds);
    layout->addWidget(m_count);
    return tools;
}

void FindDock::buildResults()
{
    m_results->setObjectName(QStringLiteral("findResults"));
    m_results->setAccessibleName(tr("Find Results"));
    m_results->setModel(m_model);
    m_results->setItemDelegate(new FindDelegate(m_parts.theme, *m_model, m_results));
    m_results->setHeaderHidden(true);
    m_results->setUniformRowHeights(true);
    m_results->setExpandsOnDoubleClick(false);
    m_results->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_results->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_results->setMinimumHeight((fontMetrics().height() + spacing::rowPadding) * leastRows);
    m_results->installEventFilter(this);
    connect(m_results, &QTreeView::activated, this, &FindDock::open);
    connect(&m_parts.theme, &Theme::changed, m_results->viewport(), qOverload<>(&QWidget::update));
    m_pages->addWidget(m_results);
    m_pages->addWidget(m_empty);
}

void FindDock::refillWorkspaces()
{
    const QString before = m_where->currentData().toString();
    const bool wasEmpty = scope().instances.isEmpty();
    NameScope workspacesAlone;
    workspacesAlone.kinds.set(static_cast<std::size_t>(Kind::Workspace));
    const auto workspaces = m_parts.names.find(FuzzyPattern(), workspacesAlone, mostWorkspaces);
    QList<std::pair<QString, QString>> entries;
    for (const NameIndex::Match &each : workspaces.matches)
        entries.append({shortened(oneLine(tr("%1 › %2").arg(each.object.place, each.object.name)), longestPlace),
                        each.object.key});
    std::ranges::sort(entries, [](const auto &a, const auto &b) { return a.first.localeAwareCompare(b.first) < 0; });
    m_where->clear();
    m_where->addItem(tr("All Workspaces"), QString());
    for (const auto &[words, key] : std::as_const(entries))
        m_where->addItem(words, key);
    m_where->setCurrentIndex(std::max(0, m_where->findData(before)));
    // What was found stays as it is: the person may be reading it.
    if (m_coverage)
        m_coverage->setScope(scope());
    if (wasEmpty != scope().instances.isEmpty())
        search();
}

TextFetch::Scope FindDock::scope() const
{
    TextFetch::Scope scope;
    if (const auto path = NodePath::fromKey(m_where->currentData().toString()); path && path->workspace) {
        scope.instances = {path->instance};
        scope.workspace = path->workspace;
        return scope;
    }
    for (int i = 1; i < m_where->count(); ++i)
        if (const auto path = NodePath::fromKey(m_where->itemData(i).toString());
            path && !scope.instances.contains(path->instance))
            scope.instances.append(path->instance);
    return scope;
}

void FindDock::chooseScope()
{
    if (!m_coverage)
        return;
    m_coverage->setScope(scope());
    search();
}

void FindDock::search()
{
    m_typing.stop();
    m_search.restart();
    m_progress->setRunning(false);
    const QString text = m_text->text();
    if (!m_coverage)
        return;
    if (text.isEmpty()) {
        showNothing(tr("Type to search names, descriptions, docs, fields and XanoScript of what is known here."));
        return;
    }
    const TextFetch::Scope where = scope();
    if (where.instances.isEmpty()) {
        showNothing(tr("Nothing is known yet: open an instance in the Explorer."));
        return;
    }
    SearchScope limits{where.instances, {}, m_kinds->kinds()};
    if (where.workspace)
        limits.workspaces = {*where.workspace};
    m_progress->setRunning(true);
    m_search.await(m_parts.cache->search(text, limits, mostObjects), [this](const Result<SearchResult> &result) {
        m_progress->setRunning(false);
        if (!m_parts.cache->isAvailable())
            giveUp(tr("What is kept on this computer cannot be read in this run."));
        else if (result)
            showResult(*result);
        else if (result.error().kind != ErrorKind::Cancelled)
            m_bar->showError(result.error());
    });
}

QString FindDock::placeOf(const NodePath &path) const
{
    if (const auto known = m_parts.names.object(path.key()))
        return known->place;
    QStringList words;
    for (const NodePath &each : {NodePath::ofInstance(path.instance),
                                 NodePath::ofWorkspace(path.instance, path.workspace.value_or(WorkspaceId(0)))})
        if (const auto known = m_parts.names.object(each.key()))
            words.append(known->name);
    return words.join(QStringLiteral(" › "));
}

void FindDock::showResult(const SearchResult &result)
{
    QList<FindHit> hits;
    hits.reserve(result.hits.size());
    bool isCut = result.hasMore;
    for (const SearchHit &each : result.hits) {
        const NodePath path = cachednode::nodeOf(each.place, each.object);
        const TreeItem item = ExplorerSource::itemOf(each.object, cachednode::parentOf(each.place));
        hits.append({path, each.object.kind, item.name, placeOf(path), each.matches});
        isCut = isCut || each.hasMore;
    }
    m_model->setHits(std::move(hits));
    const int objects = m_model->rowCount();
    const QString found
        = tr("%1 in %2").arg(tr("%n line(s)", nullptr, m_model->lineCount()), tr("%n object(s)", nullptr, objects));
    QString words = isCut ? tr("at least %1").arg(found) : found;
    if (result.namesOnly)
        words = tr("%1; of one or two characters only names are searched").arg(words);
    m_count->setText(words);
    m_count->setVisible(objects > 0);
    if (objects == 0) {
        const QString text = shortened(oneLine(m_text->text()), longestPlace);
        showNothing(result.namesOnly ? tr("No name holds “%1”. Texts are searched from three characters on.").arg(text)
                                     : tr("“%1” was found nowhere in what is kept here.").arg(text));
        return;
    }
    m_results->expandAll();
    m_results->scrollToTop();
    m_pages->setCurrentWidget(m_results);
}

void FindDock::showNothing(const QString &sentence)
{
    m_model->setHits({});
    m_count->hide();
    m_empty->setContent(sentence);
    m_pages->setCurrentWidget(m_empty);
}

void FindDock::giveUp(const QString &why)
{
    m_search.restart();
    m_progress->setRunning(false);
    for (QWidget *each : QWidgetList{m_text, m_where, m_kinds})
        each->setEnabled(false);
    if (m_coverage)
        m_coverage->hide();
    m_coverage = nullptr; // stays hidden, and a child of this
    showNothing(why);
}

void FindDock::open(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const FindHit &hit = m_model->hit(index);
    const SearchMatch *match = m_model->match(index);
    const bool isField = match && match->part == SearchPart::Field;
    Q_EMIT openRequested(hit.path, hit.name, match && match->part == SearchPart::Script ? match->line : 0,
                         isField ? match->text : QString());
}

void FindDock::goToResults()
{
    if (m_model->rowCount() == 0)
        return;
    m_results->setFocus(Qt::TabFocusReason);
    if (!m_results->currentIndex().isValid())
        m_results->setCurrentIndex(m_model->index(0, 0));
}

bool FindDock::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDockWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_text && (key == Qt::Key_Down || isEnter)) {
        if (m_typing.isActive())
            search();
        else
            goToResults();
        return true;
    }
    if (watched == m_text && key == Qt::Key_Escape && !m_text->text().isEmpty()) {
        m_text->clear();
        return true;
    }
    const bool isAtTop = m_results->currentIndex() == m_model->index(0, 0);
    if (watched == m_results && (key == Qt::Key_Escape || (key == Qt::Key_Up && isAtTop))) {
        m_text->setFocus(Qt::BacktabFocusReason);
        return true;
    }
    return QDockWidget::eventFilter(watched, event);
}

void FindDock::showEvent(QShowEvent *event)
{
    QDockWidget::showEvent(event);
    if (m_coverage)
        m_news.start();
}

void FindDock::clear()
{
    m_text->clear();
    m_bar->dismiss();
    search();
}

void FindDock::focusFind(const std::optional<NodePath> &inWorkspace)
{
    show();
    raise();
    if (m_coverage)
        refillWorkspaces();
    if (inWorkspace && inWorkspace->workspace) {
        const auto key = NodePath::ofWorkspace(inWorkspace->instance, *inWorkspace->workspace).key();
        if (const int at = m_where->findData(key); at >= 0 && at != m_where->currentIndex()) {
            m_where->setCurrentIndex(at);
            chooseScope();
        }
    }
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
}

} // namespace metascope
