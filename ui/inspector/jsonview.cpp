// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/jsonview.h"

#include "app/model/jsontext.h"
#include "app/model/jsontreemodel.h"
#include "ui/editors/code/codepane.h"
#include "ui/editors/code/findbar.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

#include <algorithm>
#include <chrono>

namespace metascope {

namespace {

using namespace std::chrono_literals;
constexpr auto typingPause = 120ms;
constexpr qsizetype foundAtOnce = 200'000; ///< bytes; a longer text is searched when typing pauses

QToolButton *stepButton(const QString &text, const char *name, const QIcon &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setIcon(icon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

JsonView::JsonView(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_icons(icons), m_model(new JsonTreeModel(this)), m_find(new QLineEdit(this)),
      m_count(new QLabel(this)), m_note(new QLabel(this)), m_tabs(new QTabWidget(this)), m_tree(new QTreeView(this)),
      m_textPage(new QWidget(this)),
      m_copyPath(addCommand(tr("Copy &Path"), "jsonCopyPath", Qt::CTRL | Qt::SHIFT | Qt::Key_C)),
      m_copyValue(addCommand(tr("Copy &Value"), "jsonCopyValue", QKeySequence::Copy))
{
    setObjectName(QStringLiteral("jsonView"));
    m_note->setObjectName(QStringLiteral("jsonNote"));
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_note->hide();
    m_tabs->setObjectName(QStringLiteral("jsonTabs"));
    m_tabs->setAccessibleName(tr("JSON"));
    m_tabs->tabBar()->setAccessibleName(tr("JSON"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildTree(), tr("Tree"));
    auto *textLayout = new QVBoxLayout(m_textPage);
    textLayout->setContentsMargins(0, 0, 0, 0);
    m_tabs->addTab(m_textPage, tr("Text"));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(buildFind(icons));
    layout->addWidget(m_note);
    layout->addWidget(m_tabs, 1);

    m_typing.setSingleShot(true);
    m_typing.setInterval(typingPause);
    connect(&m_typing, &QTimer::timeout, this, &JsonView::find);
    connect(m_find, &QLineEdit::textChanged, this, [this] {
        if (m_model->json().text().size() <= foundAtOnce)
            find();
        else
            m_typing.start();
    });
    connect(m_find, &QLineEdit::returnPressed, this, [this] { step(1); });
    connect(m_previous, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (tab == TextTab)
            showText();
        find();
    });
    connect(m_copyPath, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_tree->currentIndex().data(JsonTreeModel::PathRole).toString());
    });
    connect(m_copyValue, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_tree->currentIndex().data(JsonTreeModel::CopyRole).toString());
    });
    const auto on = [this](const QKeySequence &keys, auto call) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, call);
        m_tree->addAction(action);
        m_find->addAction(action);
        action->setVisible(false);
    };
    on(QKeySequence::Find, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    on(QKeySequence::FindNext, [this] { step(1); });
    on(QKeySequence::FindPrevious, [this] { step(-1); });
    setFocusProxy(m_tree);
    updateCommands();
    showCount(0, 0);
}

JsonView::~JsonView() = default;

QAction *JsonView::addCommand(const QString &text, const char *name, QKeySequence keys)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    return action;
}

QWidget *JsonView::buildFind(const IconProvider &icons)
{
    auto *row = new QWidget(this);
    m_find->setObjectName(QStringLiteral("jsonFind"));
    m_find->setAccessibleName(tr("Find in JSON"));
    m_find->setPlaceholderText(tr("Find in JSON"));
    m_find->setClearButtonEnabled(true);
    m_find->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_count->setObjectName(QStringLiteral("jsonFindCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_previous = stepButton(tr("Previous Match"), "jsonFindPrevious", icons.icon(Icon::Up), row);
    m_next = stepButton(tr("Next Match"), "jsonFindNext", icons.icon(Icon::Down), row);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_find, 1);
    layout->addWidget(m_count);
    layout->addWidget(m_previous);
    layout->addWidget(m_next);
    return row;
}

QWidget *JsonView::buildTree()
{
    auto *page = new QWidget(this);
    m_tree->setObjectName(QStringLiteral("jsonTree"));
    m_tree->setAccessibleName(tr("JSON Tree"));
    m_tree->setModel(m_model);
    m_tree->setUniformRowHeights(true);
    m_tree->setAllColumnsShowFocus(true);
    m_tree->setTabKeyNavigation(false);
    m_tree->setTextElideMode(Qt::ElideRight);
    m_tree->setFont(Theme::codeFont(font()));
    // By name: the header would take the tree's font for what this one does not ask for.
    QFont plain = font();
    plain.setFamilies({font().family()});
    m_tree->header()->setFont(plain);
    m_tree->header()->setSectionsMovable(false);
    m_tree->addActions({m_copyPath, m_copyValue});
    m_tree->setContextMenuPolicy(Qt::ActionsContextMenu);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(spacing::control);
    for (QAction *action : {m_copyPath, m_copyValue}) {
        auto *button = new QPushButton(QString(action->text()).remove(QLatin1Char('&')), page);
        button->setObjectName(action->objectName() + QStringLiteral("Button"));
        button->setAccessibleName(button->text());
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        connect(action, &QAction::changed, button, [button, action] { button->setEnabled(action->isEnabled()); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_tree, 1);
    layout->addLayout(buttons);

    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &JsonView::updateCommands);
    connect(m_model, &QAbstractItemModel::modelReset, this, &JsonView::updateCommands);
    const auto *bar = m_tree->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, &JsonView::loadMore);
    connect(bar, &QScrollBar::rangeChanged, this, &JsonView::loadMore);
    return page;
}

void JsonView::setJson(const RawJson &json)
{
    if (!m_source && json == m_model->json())
        return;
    m_source.reset();
    tell({});
    m_model->setJson(json);
    m_textIsOld = true;
    m_tabs->setTabEnabled(TreeTab, true);
    fitColumns();
    if (m_tabs->currentIndex() == TextTab)
        showText();
    find();
}

void JsonView::setSource(const QByteArray &text)
{
    const auto json = RawJson::parse(text);
    if (json) {
        setJson(*json);
        return;
    }
    setJson(RawJson());
    m_source = text;
    m_textIsOld = true;
    tell(tr("Shown as it was sent: this is no JSON, or it is nested deeper than 512 levels (%1).")
             .arg(describe(json.error())));
    m_tabs->setCurrentIndex(TextTab);
    m_tabs->setTabEnabled(TreeTab, false);
    showText();
}

void JsonView::showText()
{
    if (!m_textIsOld)
        return;
    m_textIsOld = false;
    if (!m_text) {
        m_text = new CodePane(tr("JSON Text"), m_theme, m_icons, m_textPage);
        m_text->setFindBarEnabled(false);
        m_textPage->layout()->addWidget(m_text);
        connect(m_text, &CodePane::findChanged, this, &JsonView::showCount);
        connect(m_text, &CodePane::findRequested, this, [this] {
            m_find->setFocus(Qt::ShortcutFocusReason);
            m_find->selectAll();
        });
    }
    if (m_source) {
        m_text->setText(QString::fromUtf8(*m_source), code::Language::Json);
        return;
    }
    const QByteArray &sent = m_model->json().text();
    const auto laidOut = json::laidOut(sent);
    if (!laidOut)
        tell(tr("The text is shown as it was sent: indented it would be many times as large."));
    m_text->setText(QString::fromUtf8(laidOut.value_or(sent)), code::Language::Json);
}

void JsonView::find()
{
    m_typing.stop();
    if (m_tabs->currentIndex() == TextTab) {
        m_text->find(m_find->text());
        showCount(m_text->findCurrent(), m_text->findCount());
        return;
    }
    m_hits = json::find(m_model->json().text(), m_find->text());
    m_hit = -1;
    if (m_hits.isEmpty())
        showCount(0, 0);
    else
        pointAt(0);
}

void JsonView::step(int by)
{
    if (m_typing.isActive())
        find();
    if (m_tabs->currentIndex() == TextTab) {
        m_text->stepFind(by);
        return;
    }
    const qsizetype count = m_hits.size();
    if (count > 0)
        pointAt((m_hit + by + count) % count);
}

void JsonView::pointAt(qsizetype hit)
{
    m_hit = hit;
    const QModelIndex index = m_model->indexAt(m_hits.at(hit));
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    showCount(hit + 1, m_hits.size());
}

void JsonView::showCount(qsizetype current, qsizetype count)
{
    m_count->setText(findCountText(current, count, !m_find->text().isEmpty()));
    m_previous->setEnabled(count > 0);
    m_next->setEnabled(count > 0);
}

void JsonView::loadMore()
{
    // QTreeView asks for more at the top level alone.
    const int bottom = m_tree->viewport()->height();
    for (QModelIndex index = m_tree->indexAt({0, 0}); index.isValid(); index = m_tree->indexBelow(index)) {
        if (m_tree->visualRect(index).top() > bottom)
            return;
        const QModelIndex parent = index.parent();
        if (index.row() + 1 == m_model->rowCount(parent) && m_model->canFetchMore(parent))
            m_model->fetchMore(parent);
    }
}

void JsonView::fitColumns()
{
    m_tree->resizeColumnToContents(JsonTreeModel::KeyColumn);
    const int most = std::max(m_tree->viewport()->width(), fontMetrics().averageCharWidth() * 40) / 2;
    const int wanted = m_tree->columnWidth(JsonTreeModel::KeyColumn) + spacing::edge;
    m_tree->setColumnWidth(JsonTreeModel::KeyColumn, std::min(wanted, most));
}

void JsonView::updateCommands()
{
    const bool isThere = m_tree->currentIndex().isValid();
    m_copyPath->setEnabled(isThere);
    m_copyValue->setEnabled(isThere);
}

void JsonView::tell(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
}

} // namespace metascope
