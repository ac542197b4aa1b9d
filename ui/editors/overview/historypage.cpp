// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/overview/historypage.h"

#include "app/domain/section.h"
#include "app/session/objectreads.h"
#include "app/session/seenruns.h"
#include "ui/editors/facts/codeparts.h"
#include "ui/editors/facts/factlist.h"
#include "ui/editors/facts/factrows.h"
#include "ui/editors/facts/facttable.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtCore/QSet>
#include <QtCore/QUrl>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

enum Column { TimeColumn, MethodColumn, NameColumn, StatusColumn, DurationColumn };

/// Which member says what ran.
struct Runner {
    const char16_t *member;
    Kind kind;
};
constexpr std::array runners{Runner{u"function_id", Kind::Function}, Runner{u"task_id", Kind::Task},
                             Runner{u"middleware_id", Kind::Middleware}, Runner{u"tool_id", Kind::Tool}};

QString textOf(const ObjectSummary &run, QStringView key)
{
    const auto value = run.raw.member(key);
    if (!value || value->isNull())
        return {};
    return value->toString().value_or(QString::fromUtf8(value->text()));
}

qint64 numberOf(const ObjectSummary &run, QStringView key)
{
    const auto value = run.raw.member(key);
    return value ? value->toInteger().value_or(0) : 0;
}

} // namespace

HistoryPage::HistoryPage(const EditorRequest &request, const ReadingParts &parts, QWidget *parent)
    : Editor(request, parent), m_parts(parts), m_progress(new ThinProgress(parts.theme, this)),
      m_bar(new MessageBar(parts.theme, parts.icons, this)), m_filter(new QLineEdit(this)), m_count(new QLabel(this)),
      m_empty(new EmptyState(this)), m_more(new QPushButton(tr("Load More"), this))
{
    setObjectName(QStringLiteral("historyPage"));
    if (m_parts.zone)
        m_zone = m_parts.zone(request.path.instance);
    buildPage();
    if (request.problem)
        HistoryPage::problemChanged();
    else
        HistoryPage::reload();
}

void HistoryPage::problemChanged()
{
    m_bar->showError(*request().problem);
    connect(m_bar->addButton(tr("Try Again")), &QPushButton::clicked, this, &Editor::loadRequested);
}

void HistoryPage::buildPage()
{
    const bool areRequests = request().path.kind == Kind::RequestHistory;
    auto *heading = new QLabel(kindPlural(request().path.kind.value_or(Kind::RequestHistory)), this);
    heading->setObjectName(QStringLiteral("historyHeading"));
    heading->setFont(Theme::titleFont(font()));
    m_filter->setObjectName(QStringLiteral("historyFilter"));
    m_filter->setPlaceholderText(tr("Filter Runs"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(m_parts.icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_count->setObjectName(QStringLiteral("historyCount"));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_more->setObjectName(QStringLiteral("historyMore"));
    m_more->setAccessibleName(m_more->text());
    m_more->setToolTip(tr("Reads the next %1: one request").arg(newestRuns));
    m_more->setEnabled(false);
    m_table = new FactTable(heading->text(),
                            new FactRows({{tr("Time"), false, false, 32},
                                          {tr("Method"), false, true, 9},
                                          {areRequests ? tr("Path") : tr("Name"), false, areRequests, 0},
                                          {tr("Status"), true, false, 9},
                                          {tr("Duration"), true, false, 12}}),
                            m_parts.theme, m_parts.icons, this);
    m_table->setObjectName(QStringLiteral("historyRuns"));
    m_table->setColumnHidden(MethodColumn, !areRequests);
    m_table->setColumnHidden(StatusColumn, !areRequests);
    m_table->setSortable(TimeColumn, Qt::DescendingOrder);
    m_empty->setObjectName(QStringLiteral("historyEmpty"));
    m_empty->hide();

    auto *tools = new QHBoxLayout;
    tools->setSpacing(spacing::control);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_count);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::control);
    head->setSpacing(spacing::control);
    head->addWidget(heading);
    head->addLayout(tools);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(spacing::group, spacing::control, spacing::group, spacing::control);
    foot->addWidget(m_more);
    foot->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    layout->addLayout(foot);
    setFocusProxy(m_table);

    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_table->order().setText(text);
        refresh();
    });
    connect(m_empty, &EmptyState::actionTriggered, m_filter, &QLineEdit::clear);
    connect(m_table, &FactTable::opened, this, &HistoryPage::open);
    connect(m_more, &QPushButton::clicked, this, [this] { read(m_next.value_or(1)); });
}

void HistoryPage::reload()
{
    if (isStandIn())
        Q_EMIT loadRequested();
    else
        read(1);
}

void HistoryPage::read(int page)
{
    const EditorRequest &wanted = request();
    if (!wanted.session || !wanted.path.workspace || !wanted.path.kind)
        return;
    m_scope.restart();
    m_bar->dismiss();
    m_progress->setRunning(true);
    m_more->setEnabled(false);
    const ObjectPlace place{*wanted.path.workspace, wanted.target.branch, {}};
    m_scope.await(wanted.session->objects().page(*wanted.path.kind, place, page, newestRuns),
                  [this, page](const Result<Page<ObjectSummary>> &result) { arrived(page, result); });
}

void HistoryPage::arrived(int page, const Result<Page<ObjectSummary>> &result)
{
    m_progress->setRunning(false);
    if (!result) {
        m_bar->showError(result.error());
        QPushButton *retry = m_bar->addButton(tr("Retry"));
        connect(retry, &QPushButton::clicked, this, [this, page] { read(page); });
        refresh();
        return;
    }
    // What ran meanwhile moves the others on: a page can repeat the end of the one before.
    QList<ObjectSummary> runs = page == 1 ? result->items : m_runs;
    runs += page == 1 ? m_runs : result->items;
    QSet<QString> keys;
    m_runs.clear();
    for (ObjectSummary &run : runs) {
        if (keys.contains(run.key))
            continue;
        keys.insert(run.key);
        m_runs.append(std::move(run));
    }
    const bool isFirst = !m_isKnown;
    m_isKnown = true;
    // The newest read again say nothing of where the oldest ended; and a page that names itself as the next is the last.
    if (isFirst || page != 1)
        m_next = result->nextPage && *result->nextPage > page ? result->nextPage : std::nullopt;
    if (m_parts.runs)
        m_parts.runs->add(request().path, result->items);
    showRuns();
    Q_EMIT statusMessage(tr("Read %n run(s)", nullptr, static_cast<int>(result->items.size())));
}

QString HistoryPage::nameOf(const ObjectSummary &run) const
{
    if (run.kind == Kind::RequestHistory) {
        const QString path = QUrl(run.name).path();
        return path.isEmpty() ? shownUri(run.name) : path;
    }
    for (const auto &[member, kind] : runners) {
        const qint64 id = numberOf(run, QStringView(member));
        if (id <= 0)
            continue;
        NodePath node = NodePath::ofKind(request().path.instance, *request().path.workspace, kind);
        node.object = QString::number(id);
        const QString name = m_parts.nameOf ? m_parts.nameOf(node.key()) : QString();
        return name.isEmpty() ? QStringLiteral("%1 %2").arg(kindName(kind)).arg(id) : name;
    }
    if (const qint64 id = numberOf(run, u"trigger_id"); id > 0)
        return tr("Trigger %1").arg(id);
    return run.name;
}

void HistoryPage::showRuns()
{
    QList<FactRow> rows;
    rows.reserve(m_runs.size());
    for (const ObjectSummary &run : std::as_const(m_runs)) {
        const RawJson seconds = run.raw.member(u"duration").value_or(RawJson());
        FactRow row;
        row.id = SeenRuns::pathOf(request().path, run).key();
        row.cells = {run.createdAt ? FactList::moment(*run.createdAt, m_zone) : QStringLiteral("–"), run.verb,
                     nameOf(run), textOf(run, u"status"), FactList::duration(seconds).value_or(QString())};
        // Runs of one second stand in the order of their numbers.
        const qint64 time = run.createdAt ? run.createdAt->toMSecsSinceEpoch() : 0;
        row.sortKeys = {run.createdAt ? QVariant(time) : QVariant(),
                        {},
                        {},
                        run.raw.member(u"status") ? QVariant(numberOf(run, u"status")) : QVariant(),
                        seconds.isNull() ? QVariant() : QVariant(seconds.text().toDouble())};
        if (run.kind == Kind::RequestHistory)
            row.more = shownUri(run.name);
        rows.append(std::move(row));
    }
    m_table->rows().setRows(rows);
    refresh();
}

void HistoryPage::setTimeZone(const QTimeZone &zone)
{
    m_zone = zone;
    showRuns();
}

void HistoryPage::refresh()
{
    const int all = m_table->rows().rowCount();
    const int seen = m_table->order().rowCount();
    m_count->setText(!m_isKnown       ? QString()
                         : seen < all ? tr("%1 of %2 loaded").arg(seen).arg(all)
                                      : tr("%n run(s) loaded", nullptr, all));
    m_more->setEnabled(m_next.has_value() && !m_progress->isRunning());
    m_more->setToolTip(m_isKnown && !m_next ? tr("These are all that the server keeps")
                                            : tr("Reads the next %1: one request").arg(newestRuns));
    const bool isBare = m_isKnown && seen == 0;
    if (all > 0)
        m_empty->setContent(tr("No run that is loaded matches."), tr("Clear Filter"));
    else
        m_empty->setContent(tr("Nothing has run yet."));
    m_empty->setVisible(isBare);
    m_table->setVisible(!isBare);
}

void HistoryPage::open(const QString &key)
{
    const auto path = NodePath::fromKey(key);
    const auto found
        = std::ranges::find_if(m_runs, [&path](const ObjectSummary &run) { return path && run.key == path->object; });
    if (found != m_runs.end())
        Q_EMIT objectRequested(*path, ExplorerSource::itemOf(*found, request().path).name, true);
}

} // namespace metascope
