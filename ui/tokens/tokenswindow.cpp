// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/tokenswindow.h"

#include "ui/theme/theme.h"
#include "ui/tokens/tokendelegate.h"
#include "ui/tokens/tokendetail.h"
#include "ui/tokens/tokenreveal.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/thinprogress.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace metascope {

namespace {

QPushButton *footButton(const char *name, const QString &text, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    button->setAutoDefault(false);
    return button;
}

} // namespace

TokensWindow::TokensWindow(const Parts &parts, QWidget *parent)
    : QDialog(parent), m_parts(parts),
      m_model(new TokenModel({parts.registry, parts.rights,
                              [this](TokenPlace place) { return m_parts.keeper.storeName(place); },
                              [this](const InstanceId &instance) { return useOf(instance); }, parts.now},
                             this)),
      m_order(new TokenOrder(*m_model, this)), m_pages(new QStackedWidget(this)),
      m_splitter(new QSplitter(Qt::Vertical)), m_bar(new MessageBar(parts.theme, parts.icons, this)),
      m_progress(new ThinProgress(parts.theme, this)), m_table(new QTableView), m_actions(new TokenActions),
      m_reveal(new TokenReveal), m_detail(new TokenDetail), m_runningLabel(new QLabel(this)),
      m_cancel(footButton("cancelAction", tr("Cancel"), this))
{
    setObjectName(QStringLiteral("tokensWindow"));
    setWindowTitle(tr("Access Tokens"));
    setModal(false);
    buildTable();
    m_splitter->setObjectName(QStringLiteral("tokensSplitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(buildLower());
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    auto *empty = new EmptyState;
    empty->setContent(tr("No access tokens yet."), tr("Connect…"));
    m_pages->addWidget(m_splitter);
    m_pages->addWidget(empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::edge, spacing::edge, spacing::edge, spacing::edge);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_bar);
    layout->addWidget(m_progress);
    layout->addWidget(m_pages, 1);
    layout->addLayout(buildFoot());
    const QSize wanted(fontMetrics().averageCharWidth() * 185, fontMetrics().height() * 50);
    resize(wanted.boundedTo(screen()->availableSize()));

    m_bar->setClosable(true);
    m_ticks.setInterval(std::chrono::minutes(1));
    connect(&m_ticks, &QTimer::timeout, m_model, &TokenModel::refresh);
    connect(&m_ticks, &QTimer::timeout, this, &TokensWindow::refresh);
    connect(empty, &EmptyState::actionTriggered, this, &TokensWindow::connectRequested);
    connect(m_actions, &TokenActions::triggered, this, &TokensWindow::run);
    connect(m_detail, &TokenDetail::setEndRequested, this, &TokensWindow::setEnd);
    connect(m_detail, &TokenDetail::stopTrustingRequested, this, &TokensWindow::askToStopTrusting);
    connect(m_detail, &TokenDetail::recordedEdited, this, [this](const ScopeGrid &grid) {
        if (const auto entry = picked())
            edit(entry->id, [&grid](TokenFacts &facts) { facts.recorded = grid; });
    });
    connect(&m_parts.sessions, &Sessions::stateChanged, m_model, &TokenModel::refresh);
    connect(&m_parts.sessions, &Sessions::stateChanged, this, &TokensWindow::refresh);
    connect(&m_parts.registry, &InstanceRegistry::changed, this, &TokensWindow::refresh);
    connect(&m_parts.rights, &RightsBook::changed, this, &TokensWindow::refresh);
    connect(&m_parts.clipboard, &SecretClipboard::cleared, this, [this] {
        if (!m_copied.isEmpty() && m_bar->text().contains(m_copied))
            m_bar->dismiss();
    });
    refresh();
}

void TokensWindow::buildTable()
{
    m_table->setObjectName(QStringLiteral("accessTokens"));
    m_table->setAccessibleName(tr("Access Tokens"));
    m_table->setModel(m_order);
    m_table->setItemDelegate(new TokenDelegate(m_parts.theme, m_table));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setShowGrid(false);
    m_table->setAlternatingRowColors(true);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(m_table->fontMetrics().height() + spacing::rowPadding);
    QHeaderView *head = m_table->horizontalHeader();
    head->setStretchLastSection(true);
    head->setHighlightSections(false);
    head->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    head->setSortIndicator(TokenModel::EndsColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    const int character = m_table->fontMetrics().averageCharWidth();
    using enum TokenModel::Column;
    for (const auto &[column, characters] : std::initializer_list<std::pair<int, int>>{{LabelColumn, 17},
                                                                                       {InstanceColumn, 16},
                                                                                       {PersonColumn, 15},
                                                                                       {KindColumn, 11},
                                                                                       {LastFourColumn, 11},
                                                                                       {EndsColumn, 20},
                                                                                       {ScopesColumn, 20},
                                                                                       {LastUsedColumn, 14},
                                                                                       {StoredInColumn, 20}})
        m_table->setColumnWidth(column, std::max(character * characters, head->sectionSizeHint(column)));
    m_table->setMinimumHeight(m_table->verticalHeader()->defaultSectionSize() * 5);
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        m_reveal->conceal();
        refresh();
    });
}

QWidget *TokensWindow::buildLower()
{
    auto *lower = new QWidget;
    auto *layout = new QVBoxLayout(lower);
    layout->setContentsMargins(0, spacing::control, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_actions);
    layout->addWidget(m_reveal);
    layout->addSpacing(spacing::tight);
    layout->addWidget(m_detail, 1);
    return lower;
}

QLayout *TokensWindow::buildFoot()
{
    auto *foot = new QHBoxLayout;
    foot->setSpacing(spacing::control);
    m_runningLabel->setObjectName(QStringLiteral("runningAction"));
    m_runningLabel->setTextFormat(Qt::PlainText);
    auto *truth = new QLabel(tr("Tokens are created and revoked at Xano, not here."), this);
    truth->setForegroundRole(QPalette::PlaceholderText);
    QPushButton *help = footButton("tokensHelp", tr("Help"), this);
    help->setShortcut(QKeySequence::HelpContents);
    QPushButton *close = footButton("closeTokens", tr("Close"), this);
    foot->addWidget(truth);
    foot->addStretch(1);
    foot->addWidget(m_runningLabel);
    foot->addWidget(m_cancel);
    foot->addWidget(help);
    foot->addWidget(close);
    connect(m_cancel, &QPushButton::clicked, this, &TokensWindow::cancel);
    connect(help, &QPushButton::clicked, this, &TokensWindow::helpRequested);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    setRunning({});
    return foot;
}

TokenUse TokensWindow::useOf(const InstanceId &instance) const
{
    switch (m_parts.sessions.state(instance)) {
    case Sessions::State::Opening: return {TokenUse::State::Opening, {}};
    case Sessions::State::Open: return {TokenUse::State::InUse, {}};
    case Sessions::State::Failed:
        if (const auto error = m_parts.sessions.error(instance); error && error->kind != ErrorKind::Cancelled)
            return {TokenUse::State::Unreadable, error->message.isEmpty() ? title(error->kind) : error->message};
        break;
    case Sessions::State::Closed: break;
    }
    return {};
}

std::optional<InstanceEntry> TokensWindow::picked() const
{
    const QModelIndex current = m_order->mapToSource(m_table->currentIndex());
    return current.isValid() ? m_parts.registry.find(m_model->instanceAt(current)) : std::nullopt;
}

void TokensWindow::pick(const InstanceId &instance)
{
    if (const QModelIndex index = m_model->indexOf(instance); index.isValid())
        m_table->setCurrentIndex(m_order->mapFromSource(index));
}

void TokensWindow::refresh()
{
    m_pages->setCurrentIndex(m_model->rowCount() > 0 ? 0 : 1);
    const auto entry = picked();
    if (!entry || entry->tokenId != m_revealed)
        m_reveal->conceal();
    if (entry)
        m_detail->setContent(TokenDetail::Content{
            *entry, m_parts.rights.seen(entry->tokenId), m_parts.keeper.storeName(entry->place),
            m_model->indexOf(entry->id).siblingAtColumn(TokenModel::StateColumn).data().toString(), m_parts.now()});
    else
        m_detail->setContent(std::nullopt);
    m_actions->setReasons([this](Action action) { return reasonAgainst(action); });
}

void TokensWindow::setRunning(const QString &what)
{
    m_running = what;
    m_progress->setRunning(!what.isEmpty());
    m_runningLabel->setText(what);
    m_runningLabel->setVisible(!what.isEmpty());
    m_cancel->setVisible(!what.isEmpty());
    m_actions->setReasons([this](Action action) { return reasonAgainst(action); });
}

void TokensWindow::cancel()
{
    if (const auto giveUp = std::exchange(m_giveUpRemoval, nullptr)) {
        // It can have been carried out all the same: the keeper looks, and what it finds is told.
        setRunning(tr("Looking whether the token is gone…"));
        giveUp();
        return;
    }
    m_removal = 0;
    m_scope.restart();
    setRunning({});
}

QString TokensWindow::writingText()
{
    return tr("Changes of this instance are being applied: wait for their end.");
}

void TokensWindow::say(const QString &text)
{
    m_bar->showMessage(MessageBar::Kind::Info, text);
}

void TokensWindow::done(int result)
{
    cancel();
    m_reveal->conceal();
    m_ticks.stop();
    m_isStale = true;
    QDialog::done(result);
}

void TokensWindow::showEvent(QShowEvent *event)
{
    QDialog::showEvent(event);
    if (std::exchange(m_isStale, false))
        m_model->refresh();
    m_ticks.start();
    if (!m_table->currentIndex().isValid() && m_order->rowCount() > 0)
        m_table->setCurrentIndex(m_order->index(0, 0));
    m_table->setFocus(Qt::OtherFocusReason);
}

bool TokensWindow::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy)) {
        if (const QModelIndex current = m_table->currentIndex(); current.isValid())
            QGuiApplication::clipboard()->setText(current.siblingAtColumn(TokenModel::LabelColumn).data().toString());
        return true;
    }
    switch (key->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter: m_detail->takeFocus(); return true;
    case Qt::Key_Delete: run(Action::Remove); return true;
    case Qt::Key_F2: run(Action::Rename); return true;
    default: return QDialog::eventFilter(watched, event);
    }
}

} // namespace metascope
