// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/networklogdock.h"

#include "app/model/trafficfilter.h"
#include "app/transfer/curl.h"
#include "app/transfer/har.h"
#include "ui/activity/actionbutton.h"
#include "ui/activity/calltable.h"
#include "ui/activity/exchangepane.h"
#include "ui/activity/failuredelegate.h"
#include "ui/activity/hardialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDir>
#include <QtCore/QFutureWatcher>
#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

NetworkLogDock::NetworkLogDock(TrafficModel &model, const Theme &theme, const IconProvider &icons,
                               const QString &version, QWidget *parent)
    : QDockWidget(tr("Network Log"), parent), m_model(model), m_filtered(new TrafficFilter(model, this)),
      m_version(version), m_filter(new QLineEdit(this)), m_instance(new QComboBox(this)),
      m_onlyFailed(new QCheckBox(tr("Only Failed"), this)), m_paused(new QLabel(this)),
      m_bar(new MessageBar(theme, icons, this)), m_pages(new QStackedWidget(this)),
      m_splitter(new QSplitter(Qt::Horizontal)), m_table(new CallTable), m_empty(new EmptyState)
{
    setObjectName(QStringLiteral("networkLogDock"));
    setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    setTitleBarWidget(new QWidget(this)); // its tab has the name
    makeActions();

    m_table->setObjectName(QStringLiteral("networkLog"));
    m_table->setAccessibleName(tr("Network Log"));
    m_table->setModel(m_filtered);
    m_table->setFollowsEnd(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(
        new FailureDelegate(theme,
                            {TrafficModel::StatusColumn,
                             {TrafficModel::MethodColumn, TrafficModel::PathColumn},
                             [](const QModelIndex &index) { return index.data(TrafficModel::FailedRole).toBool(); }},
                            m_table));
    m_table->horizontalHeader()->setSortIndicator(TrafficModel::TimeColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    using enum TrafficModel::Column;
    m_table->setCharacters({{TimeColumn, 17},
                            {InstanceColumn, 12},
                            {MethodColumn, 8},
                            {StatusColumn, 18},
                            {DurationColumn, 10},
                            {SizeColumn, 10}});
    m_table->horizontalHeader()->setSectionResizeMode(PathColumn, QHeaderView::Stretch);
    m_table->addActions(m_actions.all());

    m_splitter->setObjectName(QStringLiteral("networkLogSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->setStretchFactor(0, 3);
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(m_empty);
    m_bar->setClosable(true);

    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(buildTools(icons));
    layout->addWidget(m_bar);
    layout->addWidget(m_pages, 1);
    setWidget(content);

    connect(m_filter, &QLineEdit::textChanged, m_filtered, &TrafficFilter::setText);
    connect(m_onlyFailed, &QCheckBox::toggled, m_filtered, &TrafficFilter::setOnlyFailed);
    connect(m_instance, &QComboBox::currentIndexChanged, this,
            [this] { m_filtered->setInstance(InstanceId(m_instance->currentData().toString())); });
    connect(m_empty, &EmptyState::actionTriggered, this, [this] {
        m_filter->clear();
        m_onlyFailed->setChecked(false);
        m_instance->setCurrentIndex(0);
    });
    connect(m_table, &CallTable::pickChanged, this, &NetworkLogDock::showPicked);
    connect(m_table, &QWidget::customContextMenuRequested, this, &NetworkLogDock::showMenu);
    connect(m_filtered, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &from, const QModelIndex &to) {
        // To show a long body is dear.
        if (const int row = m_table->currentIndex().row(); row >= from.row() && row <= to.row())
            showPicked();
    });
    connect(&m_model, &TrafficModel::missedChanged, this, &NetworkLogDock::refresh);
    connect(&m_model, &TrafficModel::instancesChanged, this, &NetworkLogDock::refillInstances);
    for (const QAbstractItemModel *rows :
         {static_cast<const QAbstractItemModel *>(&m_model), static_cast<const QAbstractItemModel *>(m_filtered)}) {
        connect(rows, &QAbstractItemModel::rowsInserted, this, &NetworkLogDock::refresh);
        connect(rows, &QAbstractItemModel::rowsRemoved, this, &NetworkLogDock::refresh);
    }
    connect(&theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
    refillInstances();
    showPicked();
    refresh();
}

void NetworkLogDock::makeActions()
{
    const auto add = [this](const QString &text, const char *name, const QString &explanation) {
        auto *action = new QAction(text, this);
        action->setObjectName(QLatin1String(name));
        action->setStatusTip(explanation);
        return action;
    };
    m_actions.copyCurl = add(tr("Copy as c&URL"), "actionCopyCurl",
                             tr("A command for the shell; it takes the token from the variable XANO_TOKEN"));
    m_actions.copyAddress = add(tr("Copy &Address"), "actionCopyAddress", tr("The address of the request"));
    m_actions.exportHar = add(tr("&Export HAR…"), "actionExportHar", tr("Writes what the list shows to a file"));
    m_actions.pause = add(tr("&Pause"), "actionPauseLog", tr("Keeps the list as it is; what comes is counted"));
    m_actions.pause->setCheckable(true);
    m_actions.clear = add(tr("C&lear"), "actionClearLog", tr("Takes all requests off the list"));
    connect(m_actions.copyCurl, &QAction::triggered, this, &NetworkLogDock::copyCurl);
    connect(m_actions.copyAddress, &QAction::triggered, this, &NetworkLogDock::copyAddress);
    connect(m_actions.exportHar, &QAction::triggered, this, &NetworkLogDock::askToExport);
    connect(m_actions.pause, &QAction::toggled, this, [this](bool isPaused) {
        m_model.setPaused(isPaused);
        refresh();
    });
    connect(m_actions.clear, &QAction::triggered, &m_model, &TrafficModel::clear);
}

QWidget *NetworkLogDock::buildTools(const IconProvider &icons)
{
    auto *tools = new QWidget(this);
    m_filter->setObjectName(QStringLiteral("filterRequests"));
    m_filter->setAccessibleName(tr("Filter Requests"));
    m_filter->setPlaceholderText(tr("Filter Requests"));
    m_filter->setToolTip(tr("Shows the requests whose instance, method, path and status contain all these words"));
    m_filter->setClearButtonEnabled(true);
    m_filter->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_instance->setObjectName(QStringLiteral("logInstance"));
    m_instance->setAccessibleName(tr("Instance"));
    m_instance->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    constexpr int shownCharacters = 16;
    m_instance->setMinimumContentsLength(shownCharacters);
    m_onlyFailed->setObjectName(QStringLiteral("logOnlyFailed"));
    m_onlyFailed->setAccessibleName(m_onlyFailed->text());
    m_paused->setObjectName(QStringLiteral("logPaused"));
    m_paused->setTextFormat(Qt::PlainText);

    auto *layout = new QHBoxLayout(tools);
    layout->setContentsMargins(spacing::control, 0, spacing::control, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_instance);
    layout->addWidget(m_onlyFailed);
    layout->addSpacing(spacing::control);
    layout->addWidget(m_paused);
    layout->addWidget(new ActionButton(m_actions.pause, "pauseLog", tools));
    layout->addWidget(new ActionButton(m_actions.clear, "clearLog", tools));
    layout->addWidget(new ActionButton(m_actions.exportHar, "exportHar", tools));
    layout->addWidget(new ActionButton(m_actions.copyCurl, "copyCurl", tools));
    return tools;
}

const TrafficEntry *NetworkLogDock::picked() const
{
    const QModelIndex current = m_table->currentIndex();
    return m_table->selectionModel()->isSelected(current) ? m_model.entryAt(m_filtered->mapToSource(current)) : nullptr;
}

void NetworkLogDock::showPicked()
{
    const TrafficEntry *entry = picked();
    if (!m_exchange && entry) { // a start does not pay for it
        m_exchange = new ExchangePane;
        m_splitter->addWidget(m_exchange);
        m_splitter->setStretchFactor(1, 2);
    }
    if (m_exchange) {
        m_exchange->setEntry(entry);
        m_exchange->setVisible(entry != nullptr);
    }
    m_actions.copyCurl->setEnabled(entry != nullptr);
    m_actions.copyAddress->setEnabled(entry != nullptr);
}

void NetworkLogDock::refresh()
{
    const bool isEmpty = m_model.rowCount() == 0;
    const bool nothingMatches = !isEmpty && m_filtered->rowCount() == 0;
    if (nothingMatches)
        m_empty->setContent(tr("No request matches."), tr("Clear Filter"));
    else
        m_empty->setContent(
            tr("No requests yet: each one that an open instance gets is listed here, without its token."));
    m_pages->setCurrentIndex(isEmpty || nothingMatches ? 1 : 0);
    m_actions.exportHar->setEnabled(m_filtered->rowCount() > 0);
    m_actions.clear->setEnabled(!isEmpty || m_model.missed() > 0);
    const bool isPaused = m_model.isPaused();
    m_actions.pause->setText(isPaused ? tr("Resu&me") : tr("&Pause"));
    m_paused->setVisible(isPaused);
    m_paused->setText(m_model.missed() == 0 ? tr("Paused")
                                            : tr("Paused, %n request(s) came meanwhile", nullptr, m_model.missed()));
}

void NetworkLogDock::refillInstances()
{
    const QString before = m_instance->currentData().toString();
    const QSignalBlocker blocker(m_instance);
    m_instance->clear();
    m_instance->addItem(tr("All Instances"), QString());
    const auto instances = m_model.instances();
    for (const auto &[id, name] : instances)
        m_instance->addItem(name, id.value());
    m_instance->setCurrentIndex(std::max(0, m_instance->findData(before)));
    m_instance->setVisible(instances.size() > 1);
    m_filtered->setInstance(InstanceId(m_instance->currentData().toString()));
}

void NetworkLogDock::showMenu(const QPoint &position)
{
    if (!m_table->indexAt(position).isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions.copyCurl, m_actions.copyAddress});
    menu->addSeparator();
    menu->addActions({m_actions.exportHar, m_actions.pause, m_actions.clear});
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

void NetworkLogDock::copyCurl()
{
    if (const TrafficEntry *entry = picked()) {
        QGuiApplication::clipboard()->setText(curlCommand(*entry));
        Q_EMIT statusMessage(tr("Copied. Set XANO_TOKEN in the shell before you run it."));
    }
}

void NetworkLogDock::copyAddress()
{
    if (const TrafficEntry *entry = picked())
        QGuiApplication::clipboard()->setText(entry->url.toString(QUrl::FullyEncoded));
}

void NetworkLogDock::askToExport()
{
    auto *dialog = new HarDialog(m_filtered->rowCount(), this);
    connect(dialog, &HarDialog::saveRequested, this, &NetworkLogDock::chooseFile);
    dialog->open();
}

void NetworkLogDock::chooseFile(bool hasBodies)
{
    auto *dialog = new QFileDialog(this, tr("Export HAR"), QDir::homePath(), tr("HTTP Archive (*.har)"));
    dialog->setObjectName(QStringLiteral("harFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("har"));
    dialog->selectFile(QStringLiteral("metascope-%1.har")
                           .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss"))));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, hasBodies](const QString &fileName) { exportTo(fileName, hasBodies); });
    dialog->open();
}

void NetworkLogDock::exportTo(const QString &fileName, bool hasBodies)
{
    QList<TrafficEntry> entries;
    entries.reserve(m_filtered->rowCount());
    for (int row = 0; row < m_filtered->rowCount(); ++row) {
        if (const TrafficEntry *entry = m_model.entryAt(m_filtered->mapToSource(m_filtered->index(row, 0))))
            entries.append(*entry);
    }
    std::ranges::stable_sort(entries, {}, &TrafficEntry::startedAt);
    const int count = static_cast<int>(entries.size());
    // Bodies can be many: the window does not wait for them.
    auto *watcher = new QFutureWatcher<Result<Done>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, fileName, count] {
        watcher->deleteLater();
        exported(fileName, count, watcher->result());
    });
    watcher->setFuture(
        QtConcurrent::run([fileName, entries = std::move(entries), options = HarOptions{hasBodies, m_version}] {
            return saveHar(fileName, harText(entries, options));
        }));
}

void NetworkLogDock::exported(const QString &fileName, int count, const Result<Done> &result)
{
    if (result)
        m_bar->showMessage(
            MessageBar::Kind::Info,
            tr("%n request(s) were written to %1.", nullptr, count).arg(QDir::toNativeSeparators(fileName)));
    else
        m_bar->showError(result.error());
}

void NetworkLogDock::focusFilter()
{
    show();
    raise();
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

} // namespace metascope
