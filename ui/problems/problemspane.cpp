// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/problems/problemspane.h"

#include "app/store/settings.h"
#include "ui/activity/actionbutton.h"
#include "ui/activity/calltable.h"
#include "ui/problems/problemfilter.h"
#include "ui/problems/problemsmodel.h"
#include "ui/problems/rulesbutton.h"
#include "ui/problems/schemacoverage.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"

#include <QtCore/QLocale>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

constexpr std::chrono::milliseconds typingPause(100);
constexpr qsizetype longestName = 60;
constexpr int leastRows = 4;

NodePath workspaceOf(const NodePath &path)
{
    return NodePath::ofWorkspace(path.instance, path.workspace.value_or(WorkspaceId()));
}

} // namespace

ProblemsPane::ProblemsPane(const Parts &parts, QWidget *parent)
    : QWidget(parent), m_parts(parts), m_model(new ProblemsModel(parts.icons, this)), m_filter(new QLineEdit(this)),
      m_where(new QComboBox(this)), m_least(new QComboBox(this)), m_count(new QLabel(this)),
      m_rules(new RulesButton(parts.settings, this)), m_bar(new MessageBar(parts.theme, parts.icons, this)),
      m_pages(new QStackedWidget(this)), m_table(new CallTable(this)), m_empty(new EmptyState(this))
{
    setObjectName(QStringLiteral("problemsPane"));
    m_bar->setClosable(true);
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(buildTools());
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    if (parts.cache && parts.fetch) {
        m_lint = new WorkspaceLint(*parts.cache, this);
        m_coverage = new SchemaCoverage(*parts.fetch, this);
        m_coverage->hide();
        layout->addWidget(m_coverage);
        connect(m_coverage, &SchemaCoverage::fetched, this, &ProblemsPane::look);
        connect(m_coverage, &SchemaCoverage::failed, m_bar, &MessageBar::showError);
        connect(m_coverage, &SchemaCoverage::skipped, this, [this](int count) {
            m_bar->showMessage(
                MessageBar::Kind::Warning,
                tr("%n table(s) could not be read: the token does not allow it, or they are gone.", nullptr, count));
        });
    } else {
        m_where->setEnabled(false);
    }
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &ProblemsPane::showRows);
    connect(m_filter, &QLineEdit::textChanged, &m_typing, qOverload<>(&QTimer::start));
    connect(m_least, &QComboBox::activated, this, &ProblemsPane::showRows);
    connect(m_where, &QComboBox::activated, this, [this] {
        look();
        refresh();
    });
    connect(&parts.settings, &Settings::lintRulesChanged, this, &ProblemsPane::look);
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        if (m_all.isEmpty())
            return showWorkspace();
        m_filter->clear();
        m_least->setCurrentIndex(0);
        showRows();
    });
    connect(parts.actions.goTo, &QAction::triggered, this, [this] { open(m_table->currentIndex()); });
    connect(parts.actions.fix, &QAction::triggered, this, &ProblemsPane::fix);
    connect(parts.actions.switchOff, &QAction::triggered, this, &ProblemsPane::switchOff);
    refresh();
}

ProblemsPane::~ProblemsPane() = default;

QWidget *ProblemsPane::buildTools()
{
    auto *tools = new QWidget(this);
    m_filter->setObjectName(QStringLiteral("filterProblems"));
    m_filter->setAccessibleName(tr("Filter Problems"));
    m_filter->setPlaceholderText(tr("Filter Problems"));
    m_filter->setToolTip(tr("Shows the problems whose table, field, sentence and rule contain all these words"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(m_parts.icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_filter->installEventFilter(this);
    const auto choice = [tools](QComboBox *box, const QString &words, const char *name, const QStringList &entries) {
        auto *label = new QLabel(words, tools);
        label->setBuddy(box);
        box->setObjectName(QLatin1String(name));
        box->setAccessibleName(QString(words).remove(QLatin1Char('&')));
        box->addItems(entries);
        return label;
    };
    QLabel *where = choice(m_where, tr("&In"), "problemsWhere", {tr("Open Table"), tr("Whole Workspace")});
    QLabel *least = choice(m_least, tr("S&how"), "problemsLeast",
                           {tr("Everything"), tr("Warnings and Problems"), tr("Problems Alone")});
    m_count->setObjectName(QStringLiteral("problemsCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(spacing::control, 0, spacing::control, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_filter, 1);
    layout->addWidget(where);
    layout->addWidget(m_where);
    layout->addWidget(least);
    layout->addWidget(m_least);
    layout->addWidget(m_count);
    layout->addWidget(new ActionButton(m_parts.actions.fix, "fixProblems", tools));
    layout->addWidget(new ActionButton(m_parts.actions.switchOff, "switchOffRule", tools));
    layout->addWidget(m_rules);
    return tools;
}

void ProblemsPane::buildTable()
{
    m_table->setObjectName(QStringLiteral("problems"));
    m_table->setAccessibleName(tr("Problems"));
    m_table->setModel(m_model);
    m_table->setMinimumHeight((fontMetrics().height() + spacing::rowPadding) * leastRows);
    using enum ProblemsModel::Column;
    m_table->setCharacters({{SeverityColumn, 15}, {TableColumn, 20}, {FieldColumn, 26}, {RuleColumn, 26}});
    m_table->horizontalHeader()->setSectionResizeMode(SentenceColumn, QHeaderView::Stretch);
    m_table->installEventFilter(this);
    connect(m_table, &CallTable::pickChanged, this, &ProblemsPane::pickChanged);
    connect(m_table, &QAbstractItemView::activated, this, &ProblemsPane::open);
    connect(m_table, &QWidget::customContextMenuRequested, this, &ProblemsPane::showMenu);
    connect(&m_parts.theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
}

bool ProblemsPane::isOfWorkspace() const
{
    return m_where->currentIndex() == 1;
}

void ProblemsPane::showWorkspace()
{
    if (!m_lint)
        return;
    m_where->setCurrentIndex(1);
    look();
    refresh();
}

void ProblemsPane::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void ProblemsPane::clear()
{
    m_looking.restart();
    m_looked.reset();
    m_known = {};
    m_bar->dismiss();
    m_filter->clear();
    m_where->setCurrentIndex(0);
    refresh();
}

void ProblemsPane::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
    look(); // what is kept may be more than it was
}

void ProblemsPane::refresh()
{
    const bool isReading = isOfWorkspace() && m_parts.fetch && m_parts.fetch->isRunning();
    // What is being read stays in sight.
    if (auto place = m_parts.place(); !isReading && place != m_place) {
        m_place = std::move(place);
        look();
    }
    collect();
    showRows();
}

void ProblemsPane::look()
{
    if (m_coverage)
        m_coverage->setVisible(isOfWorkspace() && m_place);
    if (!isOfWorkspace() || !m_place || !m_lint || !isVisible())
        return;
    m_looking.restart();
    const NodePath workspace = m_place->workspace;
    m_looking.await(m_lint->look(workspace, m_parts.settings.lintRulesOff(workspace)),
                    [this, workspace](const Result<WorkspaceProblems> &found) { looked(workspace, found); });
}

void ProblemsPane::looked(const NodePath &workspace, const Result<WorkspaceProblems> &found)
{
    if (!found) {
        if (found.error().kind != ErrorKind::Cancelled)
            m_bar->showError(found.error());
        return;
    }
    m_known = *found;
    m_looked = workspace;
    m_coverage->show(workspace, m_known);
    collect();
    showRows();
}

void ProblemsPane::collect()
{
    m_all.clear();
    const auto add = [this](const NodePath &path, const QString &name, const QList<LintFinding> &findings) {
        for (const LintFinding &each : findings)
            m_all.append({path, name, each});
    };
    const QList<OpenTable> open = m_parts.openTables();
    const auto current = std::ranges::find(open, true, &OpenTable::isCurrent);
    m_hasTable = current != open.end();
    m_tableName = m_hasTable ? current->name : QString();
    const auto placed = m_place ? std::optional(m_place->workspace) : std::nullopt;
    m_rules->setWorkspace(m_hasTable && !isOfWorkspace() ? std::optional(workspaceOf(current->path)) : placed);
    if (!isOfWorkspace()) {
        if (m_hasTable)
            add(current->path, current->name, current->findings);
        return;
    }
    if (!m_place || m_looked != m_place->workspace)
        return;
    // What is staged counts, where a table is open.
    QList<const OpenTable *> rest;
    for (const OpenTable &table : open)
        if (workspaceOf(table.path) == m_looked)
            rest.append(&table);
    for (const LintedTable &table : std::as_const(m_known.tables)) {
        const auto live = std::ranges::find(rest, table.path, [](const OpenTable *each) { return each->path; });
        if (live == rest.end()) {
            add(table.path, table.name, table.findings);
            continue;
        }
        add((*live)->path, (*live)->name, (*live)->findings);
        rest.erase(live);
    }
    for (const OpenTable *table : std::as_const(rest))
        add(table->path, table->name, table->findings);
}

void ProblemsPane::showRows()
{
    m_typing.stop();
    const auto least = static_cast<LintSeverity>(m_least->currentIndex());
    const QList<Problem> shown = filterProblems(m_all, m_filter->text(), least);
    m_model->setProblems(shown);
    m_table->setColumnHidden(ProblemsModel::TableColumn, !isOfWorkspace());
    const ProblemCounts counts = countProblems(m_all);
    QString words = describe(counts);
    if (shown.size() < m_all.size())
        words = tr("%1 of %2 shown: %3").arg(QLocale().toString(shown.size()), QLocale().toString(m_all.size()), words);
    m_count->setText(words);
    m_count->setVisible(!m_all.isEmpty());
    if (shown.isEmpty())
        showNothing();
    m_pages->setCurrentWidget(shown.isEmpty() ? static_cast<QWidget *>(m_empty) : m_table);
    pickChanged();
}

void ProblemsPane::showNothing()
{
    if (!m_all.isEmpty())
        return m_empty->setContent(tr("No problem matches."), tr("Clear Filter"));
    const QString workspace = m_lint ? tr("Look at the Whole Workspace") : QString();
    if (!isOfWorkspace() && !m_hasTable)
        return m_empty->setContent(tr("Open a table: what the lint finds in it is listed here, with its fixes."),
                                   m_place ? workspace : QString());
    if (!isOfWorkspace())
        return m_empty->setContent(tr("Nothing was found in %1.").arg(shortened(oneLine(m_tableName), longestName)),
                                   workspace);
    if (!m_place)
        return m_empty->setContent(tr("Select a workspace, or something in it, in the Explorer."));
    if (m_looked != m_place->workspace)
        return m_empty->setContent(tr("Looking at the tables that are known…"));
    m_empty->setContent(
        m_known.tables.isEmpty()
            ? tr("The fields of no table of %1 are known.").arg(shortened(oneLine(m_place->name), longestName))
            : tr("Nothing was found in the tables of %1 that are known.")
                  .arg(shortened(oneLine(m_place->name), longestName)));
}

QList<Problem> ProblemsPane::picked() const
{
    QList<Problem> problems;
    const auto rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        problems.append(*m_model->problem(row));
    return problems;
}

void ProblemsPane::pickChanged()
{
    const QList<Problem> problems = picked();
    const auto isFixable = [](const Problem &each) { return each.finding.fix.has_value(); };
    const auto fixable = std::ranges::count_if(problems, isFixable);
    m_parts.actions.goTo->setEnabled(m_model->problem(m_table->currentIndex()) != nullptr);
    m_parts.actions.switchOff->setEnabled(!problems.isEmpty());
    m_parts.actions.fix->setEnabled(fixable > 0);
    QString words;
    if (fixable == 1)
        words = std::ranges::find_if(problems, isFixable)->finding.fix->name;
    else if (fixable > 1)
        words = tr("Stages %n fix(es)", nullptr, static_cast<int>(fixable));
    else if (!problems.isEmpty())
        words = tr("No fix can be given: decide in the table.");
    m_parts.actions.fix->setStatusTip(words);
}

void ProblemsPane::showMenu(const QPoint &position)
{
    if (!m_table->indexAt(position).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_parts.actions.all());
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void ProblemsPane::open(const QModelIndex &index)
{
    if (const Problem *problem = m_model->problem(index))
        Q_EMIT openRequested(*problem);
}

void ProblemsPane::fix()
{
    QList<Problem> problems = picked();
    problems.removeIf([](const Problem &each) { return !each.finding.fix; });
    Q_EMIT fixRequested(problems);
}

void ProblemsPane::switchOff()
{
    const QList<Problem> problems = picked();
    if (problems.isEmpty())
        return;
    const NodePath workspace = workspaceOf(problems.constFirst().table);
    LintRuleSet off = m_parts.settings.lintRulesOff(workspace);
    for (const Problem &each : problems)
        off.set(each.finding.rule, true);
    m_parts.settings.setLintRulesOff(workspace, off);
}

bool ProblemsPane::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const bool isEnter = key == Qt::Key_Return || key == Qt::Key_Enter;
    if (watched == m_filter && (key == Qt::Key_Down || isEnter)) {
        showRows();
        if (m_model->rowCount() > 0) {
            m_table->setFocus(Qt::TabFocusReason);
            if (!m_table->currentIndex().isValid())
                m_table->setCurrentIndex(m_model->index(0, 0));
        }
        return true;
    }
    if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
        m_filter->clear();
        return true;
    }
    if (watched == m_table && (key == Qt::Key_Escape || (key == Qt::Key_Up && m_table->currentIndex().row() == 0))) {
        m_filter->setFocus(Qt::BacktabFocusReason);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace metascope
