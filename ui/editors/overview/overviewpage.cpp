// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/overview/overviewpage.h"

#include "app/domain/section.h"
#include "ui/editors/facts/factform.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/facttable.h"
#include "ui/editors/overview/pagesection.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QLocale>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace metascope {

namespace {

constexpr std::chrono::milliseconds settleTime{50};
constexpr int stateColumn = 2; ///< of the groups

bool canLoad(const OverviewGroup &group)
{
    return group.state == LazyTree::State::NotLoaded || group.state == LazyTree::State::Failed;
}

} // namespace

OverviewPage::OverviewPage(const EditorRequest &request, const ReadingParts &parts, LazyTree &tree, QWidget *parent)
    : Editor(request, parent), m_parts(parts), m_tree(tree), m_asked(request.problem.has_value()),
      m_bar(new MessageBar(parts.theme, parts.icons, this)), m_scroll(new QScrollArea(this)), m_facts(new FactForm),
      m_problems(new QLabel)
{
    setObjectName(QStringLiteral("overviewPage"));
    if (m_parts.zone)
        m_zone = m_parts.zone(request.path.instance);
    buildPage();
    m_later.setSingleShot(true);
    m_later.setInterval(settleTime);
    connect(&m_later, &QTimer::timeout, this, &OverviewPage::refresh);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    connect(&tree, &QAbstractItemModel::rowsInserted, this, later);
    connect(&tree, &QAbstractItemModel::rowsRemoved, this, later);
    connect(&tree, &QAbstractItemModel::dataChanged, this, later);
    connect(&tree, &QAbstractItemModel::layoutChanged, this, later);
    refresh();
    if (request.problem)
        OverviewPage::problemChanged();
    readLiveBranch();
}

void OverviewPage::problemChanged()
{
    // Of the groups each has its own date beside it.
    QDateTime readAt
        = node(NodePath::ofInstance(request().path.instance).key()).data(LazyTree::ReadAtRole).toDateTime();
    for (const OverviewGroup &group : std::as_const(m_overview.groups))
        if (!readAt.isValid() || group.readAt > readAt)
            readAt = group.readAt;
    if (readAt.isValid())
        m_bar->showOld(FactList::moment(readAt, m_zone), *request().problem);
    else
        m_bar->showError(*request().problem);
    connect(m_bar->addButton(tr("Try Again")), &QPushButton::clicked, this, &Editor::loadRequested);
}

void OverviewPage::buildPage()
{
    const auto section = [this](const QString &title, const char *name, const QList<FactColumn> &columns) {
        auto *made = new PageSection(title, name, columns, m_parts.theme, m_parts.icons);
        connect(&made->table(), &FactTable::opened, this, &OverviewPage::open);
        return made;
    };
    m_groups
        = section(tr("Contents"), "overviewGroups",
                  {{tr("List"), false, false, 0}, {tr("Objects"), true, false, 10}, {tr("State"), false, false, 18}});
    m_branches = section(
        tr("Branches"), "overviewBranches",
        {{tr("Label"), false, true, 28}, {tr("State"), false, false, 8}, {tr("Description"), false, false, 0}});
    m_dataSources = section(tr("Data Sources"), "overviewDataSources", {{tr("Label"), false, true, 0}});
    m_largest
        = section(tr("Largest"), "overviewLargest", {{tr("Name"), false, false, 0}, {tr("Objects"), true, false, 10}});
    m_recent
        = section(tr("Recently Changed"), "overviewRecent",
                  {{tr("Name"), false, false, 0}, {tr("Kind"), false, false, 18}, {tr("Changed"), false, false, 30}});
    connect(&m_groups->table(), &FactTable::linkClicked, this, &OverviewPage::load);
    connect(m_groups, &PageSection::commandTriggered, this, &OverviewPage::loadAll);
    m_problems->setObjectName(QStringLiteral("overviewProblems"));
    m_problems->setTextFormat(Qt::PlainText);
    m_problems->setWordWrap(true);
    m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_problems->setFocusPolicy(Qt::NoFocus);
    auto *problemTitle = new QLabel(tr("Problems"));
    problemTitle->setFont(Theme::titleFont(font()));
    auto *heading = new ElidedLabel(this);
    heading->setObjectName(QStringLiteral("overviewHeading"));
    heading->setFont(Theme::titleFont(font()));
    heading->setText(request().name);

    auto *left = new QVBoxLayout;
    left->setSpacing(spacing::group);
    left->addWidget(m_groups);
    left->addStretch();
    auto *right = new QVBoxLayout;
    right->setSpacing(spacing::group);
    right->addWidget(m_branches);
    right->addWidget(m_dataSources);
    right->addWidget(m_largest);
    auto *problems = new QVBoxLayout;
    problems->setSpacing(spacing::control);
    problems->addWidget(problemTitle);
    problems->addWidget(m_problems);
    right->addLayout(problems);
    right->addWidget(m_recent);
    right->addStretch();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(2 * spacing::group);
    columns->addLayout(left, 1);
    columns->addLayout(right, 1);

    auto *content = new QWidget;
    auto *page = new QVBoxLayout(content);
    page->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::group);
    page->setSpacing(spacing::group);
    page->addWidget(heading);
    page->addWidget(m_facts);
    page->addLayout(columns);
    page->addStretch();
    m_scroll->setObjectName(QStringLiteral("overviewScroll"));
    m_scroll->setAccessibleName(tr("Overview"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(content);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_scroll);
    setFocusProxy(&m_groups->table());
}

QModelIndex OverviewPage::node(const QString &key) const
{
    return m_tree.indexOf(key);
}

void OverviewPage::loadWhatIsNeeded()
{
    const QModelIndex workspace = node(request().path.key());
    if (!workspace.isValid())
        return;
    // The lists' own nodes, those of sections too, are asked of no server.
    if (m_tree.rowCount(workspace) == 0)
        m_tree.fetchMore(workspace);
    for (int row = 0; row < m_tree.rowCount(workspace); ++row) {
        const QModelIndex index = m_tree.index(row, 0, workspace);
        const auto path = NodePath::fromKey(index.data(LazyTree::KeyRole).toString());
        if (path && path->section && m_tree.rowCount(index) == 0)
            m_tree.fetchMore(index);
    }
    if (m_asked || m_tree.rowCount(workspace) == 0)
        return;
    m_asked = true;
    const auto &path = request().path;
    for (const Kind kind : {Kind::Branch, Kind::DataSource})
        m_tree.fetchMore(node(NodePath::ofKind(path.instance, *path.workspace, kind).key()));
}

void OverviewPage::readLiveBranch()
{
    if (!request().session || !request().path.workspace)
        return;
    m_scope.restart();
    m_scope.await(request().session->liveBranch(*request().path.workspace), [this](const Result<BranchLabel> &live) {
        if (live)
            m_live = *live;
        refresh();
    });
}

void OverviewPage::reload()
{
    if (isStandIn()) {
        Q_EMIT loadRequested();
        return;
    }
    readLiveBranch();
    const auto &path = request().path;
    for (const Kind kind : {Kind::Branch, Kind::DataSource})
        m_tree.refresh(node(NodePath::ofKind(path.instance, *path.workspace, kind).key()));
}

void OverviewPage::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    showGroups(m_overview);
    showRecent(m_overview);
    if (isStandIn())
        problemChanged();
}

void OverviewPage::refresh()
{
    if (!request().path.workspace)
        return;
    loadWhatIsNeeded();
    m_overview = overviewOf(m_tree, request().path);
    showFacts(m_overview);
    showGroups(m_overview);
    showSide(m_overview);
    showRecent(m_overview);
}

void OverviewPage::showFacts(const Overview &overview)
{
    QList<Fact> facts{{tr("Kind"), kindName(Kind::Workspace)},
                      {tr("ID"), QString::number(request().path.workspace->value()), true}};
    const auto item = m_tree.item(node(request().path.key()));
    if (item && !item->detail.isEmpty())
        facts.append({tr("Description"), item->detail});
    if (!m_live.value().isEmpty())
        facts.append({tr("Live branch"), m_live.value(), true});
    if (const BranchLabel &branch = request().target.branch; branch != m_live && !branch.value().isEmpty())
        facts.append({tr("Branch shown"), branch.value(), true});
    facts.append({tr("Known"), tr("%n object(s)", nullptr, static_cast<int>(overview.known))});
    if (item)
        setTitle(item->name);
    else
        facts.append({tr("State"), tr("The instance does not list this workspace any more.")});
    m_facts->setFacts(facts);
}

void OverviewPage::showGroups(const Overview &overview)
{
    QList<FactRow> rows;
    int loadable = 0;
    for (const OverviewGroup &group : overview.groups) {
        FactRow row{group.key, {group.title, group.isKnown ? QLocale().toString(group.count) : QStringLiteral("–")}};
        row.icon = static_cast<int>(group.kind);
        if (group.isKnown && !group.isCounted && group.count > 0)
            row.cells[1] = tr("newest %1").arg(group.count);
        QString state;
        switch (group.state) {
        case LazyTree::State::NotLoaded: state = tr("Load"); break;
        case LazyTree::State::Loading: state = tr("loading…"); break;
        case LazyTree::State::Loaded:
            state = group.readAt.isValid() ? tr("as of %1").arg(FactList::moment(group.readAt, m_zone)) : QString();
            break;
        case LazyTree::State::Failed: state = tr("failed: Retry"); break;
        case LazyTree::State::Absent: state = tr("not available"); break;
        }
        row.cells.append(state);
        row.more = group.problem;
        if (canLoad(group)) {
            row.link = stateColumn;
            loadable += isHistory(group.kind) ? 0 : 1;
        }
        rows.append(std::move(row));
    }
    m_groups->setRows(rows, rows.isEmpty() ? tr("Nothing is known of this workspace yet.") : QString(),
                      loadable > 0 ? tr("Load the Other Lists (%n request(s))", nullptr, loadable) : QString());
}

void OverviewPage::showSide(const Overview &overview)
{
    const auto sentence = [&overview](Kind kind, const QString &none) {
        const OverviewGroup *group = overview.group(kind);
        if (!group || group->state == LazyTree::State::NotLoaded)
            return tr("Not loaded.");
        switch (group->state) {
        case LazyTree::State::Loading: return tr("Loading…");
        case LazyTree::State::Failed: return group->problem;
        case LazyTree::State::Absent: return tr("Not available here.");
        default: return none;
        }
    };
    QList<FactRow> rows;
    for (const OverviewObject &branch : overview.branches) {
        FactRow row{branch.key, {branch.name, {}, branch.detail}};
        row.isStrong = branch.name == m_live.value();
        if (row.isStrong)
            row.cells[1] = tr("LIVE");
        rows.append(std::move(row));
    }
    m_branches->setRows(rows, rows.isEmpty() ? sentence(Kind::Branch, tr("There are no branches.")) : QString());
    rows.clear();
    for (const OverviewObject &source : overview.dataSources)
        rows.append({source.key, {source.name}});
    m_dataSources->setRows(rows,
                           rows.isEmpty() ? sentence(Kind::DataSource, tr("There are no data sources.")) : QString());
    rows.clear();
    for (const OverviewObject &each : overview.largest) {
        FactRow row{each.key, {each.name, QLocale().toString(each.count)}};
        row.icon = static_cast<int>(each.kind);
        rows.append(std::move(row));
    }
    m_largest->setRows(rows, rows.isEmpty() ? tr("No list is loaded yet.") : QString());

    QStringList problems;
    for (const OverviewGroup &group : overview.groups)
        if (group.state == LazyTree::State::Failed)
            problems.append(tr("%1 could not be read: %2").arg(group.title, group.problem));
    if (!overview.absent.isEmpty())
        problems.append(tr("Not available here, by the plan, the engine or the token: %1.")
                            .arg(overview.absent.join(QStringLiteral(", "))));
    if (!overview.empty.isEmpty())
        problems.append(tr("Empty: %1.").arg(overview.empty.join(QStringLiteral(", "))));
    m_problems->setText(problems.isEmpty() ? tr("None among what is loaded.") : problems.join(QLatin1Char('\n')));
    m_problems->setForegroundRole(problems.isEmpty() ? QPalette::PlaceholderText : QPalette::WindowText);
}

void OverviewPage::showRecent(const Overview &overview)
{
    QList<FactRow> rows;
    for (const OverviewObject &each : overview.recent) {
        FactRow row{each.key, {each.name, kindName(each.kind), FactList::moment(*each.updatedAt, m_zone)}};
        row.icon = static_cast<int>(each.kind);
        row.more = each.detail;
        rows.append(std::move(row));
    }
    m_recent->setRows(rows,
                      rows.isEmpty()
                          ? tr("No dates are known yet: load a list.")
                          : tr("Among the %n object(s) that are known.", nullptr, static_cast<int>(overview.known)));
}

void OverviewPage::load(const QString &key)
{
    const QModelIndex index = node(key);
    if (m_tree.state(index) == LazyTree::State::Failed)
        m_tree.refresh(index);
    else
        m_tree.fetchMore(index);
}

void OverviewPage::loadAll()
{
    for (const OverviewGroup &group : std::as_const(m_overview.groups))
        if (canLoad(group) && !isHistory(group.kind))
            load(group.key);
}

void OverviewPage::open(const QString &key)
{
    const auto path = NodePath::fromKey(key);
    const QModelIndex index = node(key);
    if (!path || !index.isValid())
        return;
    const bool isUnloaded = !path->isObject() && m_tree.state(index) != LazyTree::State::Loaded;
    if (isUnloaded && !(path->kind && isHistory(*path->kind)))
        load(key);
    else
        Q_EMIT objectRequested(*path, index.data().toString(), true);
}

} // namespace metascope
