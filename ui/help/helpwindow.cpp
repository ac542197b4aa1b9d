// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helpwindow.h"

#include "ui/help/helppages.h"
#include "ui/help/helptext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QScreen>
#include <QtGui/QShortcut>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {

constexpr int nameRole = Qt::UserRole;

QToolButton *headButton(const QString &text, const char *name, const QIcon &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(QLatin1String(name));
    button->setText(text);
    button->setAccessibleName(text);
    button->setIcon(icon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

HelpWindow::HelpWindow(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent, Qt::Window), m_list(new QListWidget), m_text(new HelpText(theme)), m_find(new QLineEdit),
      m_told(new QLabel(this))
{
    setObjectName(QStringLiteral("helpWindow"));
    setWindowTitle(tr("Metascope Help"));
    m_list->setObjectName(QStringLiteral("helpPages"));
    m_list->setAccessibleName(tr("Pages"));
    for (const QString &name : helppages::names()) {
        auto *item = new QListWidgetItem(helppages::title(name), m_list);
        item->setData(nameRole, name);
    }
    m_text->setObjectName(QStringLiteral("helpText"));
    m_text->setAccessibleName(tr("Help Page"));
    m_told->setObjectName(QStringLiteral("helpTold"));
    m_told->setTextFormat(Qt::PlainText);
    m_told->setForegroundRole(QPalette::PlaceholderText);
    // A long address must not widen the window.
    m_told->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_told->setContentsMargins(spacing::edge, spacing::tight, spacing::edge, spacing::tight);

    auto *parts = new QSplitter(this);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_list);
    parts->addWidget(m_text);
    parts->setStretchFactor(1, 1);
    const int listWidth = fontMetrics().averageCharWidth() * 28;
    const int textWidth = m_text->columnWidth() + 2 * spacing::group;
    parts->setSizes({listWidth, textWidth});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(buildHead(icons));
    layout->addWidget(parts, 1);
    layout->addWidget(m_told);
    resize(QSize(listWidth + textWidth, fontMetrics().height() * 44).boundedTo(screen()->availableSize()));

    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item && item->data(nameRole).toString() != here().page)
            go(item->data(nameRole).toString(), {});
    });
    connect(m_text, &QTextBrowser::anchorClicked, this, &HelpWindow::follow);
    connect(m_text, &QTextBrowser::highlighted, this, &HelpWindow::pointAt);
    addShortcuts();
    go(helppages::names().constFirst(), {});
    m_text->setFocus(Qt::OtherFocusReason);
}

QWidget *HelpWindow::buildHead(const IconProvider &icons)
{
    auto *head = new QWidget(this);
    m_back = headButton(tr("Back"), "helpBack", icons.icon(Icon::Back), head);
    m_forward = headButton(tr("Forward"), "helpForward", icons.icon(Icon::Forward), head);
    m_find->setObjectName(QStringLiteral("helpFind"));
    m_find->setAccessibleName(tr("Find in Page"));
    m_find->setPlaceholderText(tr("Find in Page"));
    m_find->addAction(icons.icon(Icon::Search, IconTint::Muted), QLineEdit::LeadingPosition);
    m_find->setClearButtonEnabled(true);
    m_find->setMaximumWidth(fontMetrics().averageCharWidth() * 40);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(spacing::control, spacing::tight, spacing::edge, spacing::tight);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_back);
    layout->addWidget(m_forward);
    layout->addStretch(1);
    layout->addWidget(m_find, 1);
    connect(m_back, &QToolButton::clicked, this, [this] { step(-1); });
    connect(m_forward, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_find, &QLineEdit::textChanged, m_told, &QLabel::clear);
    return head;
}

void HelpWindow::addShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto call) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, call);
    };
    on(QKeySequence::Back, [this] { step(-1); });
    on(QKeySequence::Forward, [this] { step(1); });
    on(QKeySequence::Find, [this] {
        m_find->setFocus(Qt::ShortcutFocusReason);
        m_find->selectAll();
    });
    on(QKeySequence::FindNext, [this] { find(false); });
    on(QKeySequence::FindPrevious, [this] { find(true); });
    on(QKeySequence::ZoomIn, [this] { m_text->zoomIn(); });
    on(QKeySequence::ZoomOut, [this] { m_text->zoomOut(); });
    on(QKeySequence::Close, [this] { close(); });
    m_back->setToolTip(tr("Back (%1)").arg(QKeySequence(QKeySequence::Back).toString(QKeySequence::NativeText)));
    m_forward->setToolTip(
        tr("Forward (%1)").arg(QKeySequence(QKeySequence::Forward).toString(QKeySequence::NativeText)));
}

void HelpWindow::keyPressEvent(QKeyEvent *event)
{
    const bool isFinding = m_find->hasFocus();
    if (event->key() == Qt::Key_Escape && isFinding)
        m_text->setFocus(Qt::OtherFocusReason);
    else if (event->key() == Qt::Key_Escape)
        close();
    else if (isFinding && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        find(event->modifiers().testFlag(Qt::ShiftModifier));
    else
        QWidget::keyPressEvent(event);
}

HelpWindow::Place HelpWindow::here() const
{
    return m_at < 0 ? Place() : m_places.at(m_at);
}

void HelpWindow::showPage(const QString &name)
{
    const HelpLink link = HelpLink::resolve(QUrl(name), here().page);
    if (link.kind == HelpLink::Kind::Page)
        go(link.page, link.anchor);
    else
        go(helppages::names().constFirst(), {});
}

void HelpWindow::follow(const QUrl &link)
{
    const HelpLink found = HelpLink::resolve(link, here().page);
    switch (found.kind) {
    case HelpLink::Kind::Page: go(found.page, found.anchor); return;
    case HelpLink::Kind::Browser: Q_EMIT openUrlRequested(found.url); return;
    case HelpLink::Kind::Refused:
        m_told->setText(
            tr("This link leads neither to a page of the help nor to an https address: it is not followed."));
    }
}

void HelpWindow::go(const QString &page, const QString &anchor)
{
    if (m_at >= 0)
        m_places[m_at].scroll = m_text->verticalScrollBar()->value();
    if (here().page != page || !anchor.isEmpty()) {
        m_places.resize(m_at + 1);
        m_places.append({page, 0});
        ++m_at;
    }
    display(page);
    m_text->scrollToAnchor(anchor);
}

void HelpWindow::step(int by)
{
    const qsizetype next = m_at + by;
    if (next < 0 || next >= m_places.size())
        return;
    m_places[m_at].scroll = m_text->verticalScrollBar()->value();
    m_at = next;
    display(here().page);
    m_text->verticalScrollBar()->setValue(here().scroll);
}

void HelpWindow::display(const QString &page)
{
    m_text->setPage(helppages::markdown(page));
    m_told->clear();
    m_list->setCurrentRow(static_cast<int>(helppages::names().indexOf(page)));
    m_back->setEnabled(m_at > 0);
    m_forward->setEnabled(m_at + 1 < m_places.size());
}

void HelpWindow::find(bool backward)
{
    if (m_find->text().isEmpty())
        return;
    if (m_text->findNext(m_find->text(), backward))
        m_told->clear();
    else
        m_told->setText(tr("“%1” does not stand on this page.").arg(m_find->text()));
}

void HelpWindow::pointAt(const QUrl &link)
{
    const HelpLink found = HelpLink::resolve(link, here().page);
    if (link.isEmpty() || found.kind == HelpLink::Kind::Refused)
        m_told->clear();
    else if (found.kind == HelpLink::Kind::Browser)
        m_told->setText(tr("In the browser: %1").arg(found.url.toDisplayString()));
    else
        m_told->setText(tr("Page: %1").arg(helppages::title(found.page)));
}

} // namespace metascope
