// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/indexespane.h"

#include "app/model/indexmodel.h"
#include "app/model/roles.h"
#include "ui/editors/table/fielddelegate.h"
#include "ui/editors/table/indexdialog.h"
#include "ui/editors/table/schemaviews.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace metascope {

IndexesPane::IndexesPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_document(document), m_icons(icons), m_model(new IndexModel(this)), m_view(new QTableView(this))
{
    setObjectName(QStringLiteral("indexesPane"));
    m_add = addCommand(tr("Add Index…"), "addIndex", QKeySequence(Qt::Key_Insert), &IndexesPane::addIndex);
    m_edit = addCommand(tr("Edit Index…"), "editIndex", QKeySequence(Qt::Key_F2), &IndexesPane::editIndex);
    m_remove
        = addCommand(tr("Remove Index"), "removeIndex", QKeySequence(QKeySequence::Delete), &IndexesPane::removeIndex);
    m_discard = addCommand(tr("Discard This Change"), "discardIndexChange", QKeySequence(Qt::CTRL | Qt::Key_Backspace),
                           &IndexesPane::discardChange);
    m_view->setModel(m_model);
    m_view->setAccessibleName(tr("Indexes"));
    m_view->setObjectName(QStringLiteral("indexes"));
    schemaviews::dress(m_view);
    m_view->setItemDelegate(new FieldDelegate(theme, icons, IndexModel::ChangeColumn, -1, m_view));
    schemaviews::setColumnWidths(
        m_view, {{IndexModel::ChangeColumn, 16}, {IndexModel::TypeColumn, 20}, {IndexModel::FieldsColumn, 60}});
    m_view->addActions(m_actions);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &IndexesPane::updateCommands);
    connect(m_view, &QTableView::activated, m_edit, &QAction::trigger);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    bar->setSpacing(spacing::control);
    bar->addStretch();
    for (QAction *action : {m_remove, m_edit, m_add})
        bar->addWidget(schemaviews::actionButton(action, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);
}

QAction *IndexesPane::addCommand(const QString &text, const char *name, const QKeySequence &keys,
                                 void (IndexesPane::*run)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, [this, run] {
        Q_EMIT commandStarted();
        (this->*run)();
    });
    m_actions.append(action);
    return action;
}

void IndexesPane::setEditable(bool editable)
{
    m_editable = editable;
    updateCommands();
}

void IndexesPane::showDocument(const QList<Finding> &findings)
{
    m_model->setSchema(m_document.base(), m_document.current());
    m_model->setFindings(findings);
    updateCommands();
}

std::optional<EntryKey> IndexesPane::currentKey() const
{
    return m_model->keyAt(m_view->currentIndex());
}

const Keyed<Index> *IndexesPane::current() const
{
    const auto key = currentKey();
    return key ? findEntry(m_document.current().indexes, *key) : nullptr;
}

void IndexesPane::updateCommands()
{
    const Keyed<Index> *index = current();
    const bool changeable = m_editable && index && !index->value.isPrimary();
    m_add->setEnabled(m_editable);
    m_edit->setEnabled(changeable);
    m_remove->setEnabled(changeable);
    m_discard->setEnabled(m_editable && m_view->currentIndex().data(roles::Change).toInt() != 0);
}

void IndexesPane::ask(std::optional<EntryKey> changed)
{
    QList<Field> fields;
    for (const Keyed<Field> &field : m_document.current().fields)
        fields.append(field.value);
    const Keyed<Index> *index = changed ? findEntry(m_document.current().indexes, *changed) : nullptr;
    auto *dialog = new IndexDialog(fields, index ? std::optional(index->value) : std::nullopt, m_icons, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, changed] {
        if (changed)
            m_document.changeIndex(*changed, dialog->index());
        else
            m_view->setCurrentIndex(m_model->indexOf(m_document.addIndex(dialog->index())));
    });
    dialog->open();
}

void IndexesPane::addIndex()
{
    ask(std::nullopt);
}

void IndexesPane::editIndex()
{
    ask(currentKey());
}

void IndexesPane::removeIndex()
{
    if (const auto key = currentKey())
        m_document.removeIndex(*key);
}

void IndexesPane::discardChange()
{
    if (const auto key = currentKey())
        m_document.revertIndex(*key);
}

void IndexesPane::showEntry(EntryKey key)
{
    m_view->setCurrentIndex(m_model->indexOf(key));
    m_view->setFocus(Qt::OtherFocusReason);
}

} // namespace metascope
