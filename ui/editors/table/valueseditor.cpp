// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/valueseditor.h"

#include "ui/theme/tokens.h"

#include <QtCore/QSignalBlocker>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace metascope {

namespace {

constexpr int shownRows = 4;

QListWidgetItem *itemOf(const QString &value)
{
    auto *item = new QListWidgetItem(value);
    item->setFlags(item->flags() | Qt::ItemIsEditable);
    return item;
}

} // namespace

ValuesEditor::ValuesEditor(const IconProvider &icons, Content content, QWidget *parent)
    : QWidget(parent), m_icons(icons), m_list(new QListWidget(this)), m_new(new QLineEdit(this))
{
    const bool tags = content == Content::Tags;
    m_list->setObjectName(tags ? QStringLiteral("tags") : QStringLiteral("enumValues"));
    m_list->setAccessibleName(tags ? tr("Tags") : tr("Values"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setUniformItemSizes(true);
    const int rowHeight = m_list->fontMetrics().height() + spacing::rowPadding;
    m_list->setFixedHeight(rowHeight * shownRows + 2 * m_list->frameWidth());
    m_list->installEventFilter(this);
    m_new->setObjectName(tags ? QStringLiteral("newTag") : QStringLiteral("newValue"));
    m_new->setAccessibleName(tags ? tr("New Tag") : tr("New Value"));
    m_new->setPlaceholderText(tags ? tr("New tag, or paste several lines") : tr("New value, or paste several lines"));
    m_new->installEventFilter(this);
    auto *buttons = new QVBoxLayout;
    buttons->setSpacing(spacing::tight);
    m_up = addButton(Icon::Up, tags ? tr("Move Tag Up") : tr("Move Value Up"), tags ? "tagUp" : "valueUp",
                     &ValuesEditor::moveUp);
    m_down = addButton(Icon::Down, tags ? tr("Move Tag Down") : tr("Move Value Down"), tags ? "tagDown" : "valueDown",
                       &ValuesEditor::moveDown);
    m_remove = addButton(Icon::Remove, tags ? tr("Remove Tag") : tr("Remove Value"), tags ? "removeTag" : "removeValue",
                         &ValuesEditor::removeSelected);
    for (QToolButton *button : {m_up, m_down, m_remove})
        buttons->addWidget(button);
    buttons->addStretch();
    QToolButton *add = addButton(Icon::Add, tags ? tr("Add Tag") : tr("Add Value"), tags ? "addTag" : "addValue",
                                 &ValuesEditor::addTyped);
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(spacing::tight);
    grid->addWidget(m_list, 0, 0);
    grid->addLayout(buttons, 0, 1);
    grid->addWidget(m_new, 1, 0);
    grid->addWidget(add, 1, 1);
    setFocusProxy(m_new);
    connect(m_new, &QLineEdit::returnPressed, this, &ValuesEditor::addTyped);
    connect(m_list, &QListWidget::itemChanged, this, &ValuesEditor::tell);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, &ValuesEditor::tell);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ValuesEditor::updateButtons);
    updateButtons();
}

QToolButton *ValuesEditor::addButton(Icon icon, const QString &text, const char *name, void (ValuesEditor::*run)())
{
    auto *button = new QToolButton(this);
    button->setIcon(m_icons.icon(icon));
    button->setAccessibleName(text);
    button->setToolTip(text);
    button->setObjectName(QString::fromLatin1(name));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    connect(button, &QToolButton::clicked, this, run);
    return button;
}

void ValuesEditor::showValues(const QStringList &shown)
{
    if (shown == values())
        return;
    const QSignalBlocker blocker(m_list);
    const int current = m_list->currentRow();
    m_list->clear();
    for (const QString &value : shown)
        m_list->addItem(itemOf(value));
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    updateButtons();
}

QStringList ValuesEditor::fromText(const QString &text)
{
    QStringList found;
    QString plain = text;
    plain.replace(QLatin1Char('\r'), QLatin1Char('\n')).replace(QLatin1Char('\t'), QLatin1Char('\n'));
    for (const QString &line : plain.split(QLatin1Char('\n')))
        if (!line.trimmed().isEmpty())
            found.append(line.trimmed());
    return found;
}

bool ValuesEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress && event->type() != QEvent::ShortcutOverride)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const bool isMove
        = key->modifiers().testFlag(Qt::AltModifier) && (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down);
    const bool isRemove = key->matches(QKeySequence::Delete);
    const bool isPaste = key->matches(QKeySequence::Paste);
    const bool inList = watched == m_list;
    const bool isOurs
        = inList ? isMove || isRemove || isPaste : isPaste && fromText(QGuiApplication::clipboard()->text()).size() > 1;
    if (!isOurs)
        return QWidget::eventFilter(watched, event);
    if (event->type() == QEvent::ShortcutOverride) {
        event->accept();
        return true;
    }
    if (isPaste)
        add(fromText(QGuiApplication::clipboard()->text()));
    else if (isRemove)
        removeSelected();
    else
        move(key->key() == Qt::Key_Up ? -1 : 1);
    return true;
}

QStringList ValuesEditor::values() const
{
    QStringList list;
    for (int row = 0; row < m_list->count(); ++row)
        list.append(m_list->item(row)->text());
    return list;
}

void ValuesEditor::add(const QStringList &added)
{
    if (added.isEmpty())
        return;
    {
        const QSignalBlocker blocker(m_list);
        for (const QString &value : added)
            m_list->addItem(itemOf(value));
        m_list->setCurrentRow(m_list->count() - 1);
    }
    m_list->scrollToBottom();
    tell();
}

void ValuesEditor::addTyped()
{
    const QString typed = m_new->text();
    if (typed.isEmpty())
        return;
    m_new->clear();
    add({typed});
}

void ValuesEditor::removeSelected()
{
    const auto items = m_list->selectedItems();
    if (items.isEmpty())
        return;
    const int row = m_list->row(items.constFirst());
    {
        const QSignalBlocker blocker(m_list);
        qDeleteAll(items);
        m_list->setCurrentRow(std::min(row, m_list->count() - 1));
    }
    tell();
}

void ValuesEditor::moveUp()
{
    move(-1);
}

void ValuesEditor::moveDown()
{
    move(1);
}

void ValuesEditor::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    {
        const QSignalBlocker blocker(m_list);
        m_list->insertItem(to, m_list->takeItem(from));
    }
    m_list->doItemsLayout();
    m_list->setCurrentRow(to);
    tell();
}

void ValuesEditor::tell()
{
    updateButtons();
    Q_EMIT valuesEdited(values());
}

void ValuesEditor::updateButtons()
{
    const int row = m_list->currentRow();
    const bool isSelected = !m_list->selectedItems().isEmpty();
    m_remove->setEnabled(isSelected);
    m_up->setEnabled(isSelected && row > 0);
    m_down->setEnabled(isSelected && row >= 0 && row < m_list->count() - 1);
}

} // namespace metascope
