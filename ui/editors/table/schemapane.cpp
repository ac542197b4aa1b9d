// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/schemapane.h"

#include "app/model/indexmodel.h"
#include "app/model/schemamodel.h"
#include "ui/editors/table/fielddelegate.h"
#include "ui/editors/table/fieldform.h"
#include "ui/editors/table/indexdialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QSortFilterProxyModel>
#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

void dress(QTableView *view)
{
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setTabKeyNavigation(false);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() + spacing::rowPadding);
    view->horizontalHeader()->setStretchLastSection(true);
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    view->setFrameShape(QFrame::NoFrame);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
}

/// In characters, but never less than the column's head needs.
void setColumnWidths(QTableView *view, std::initializer_list<std::pair<int, int>> widths)
{
    const int character = view->fontMetrics().averageCharWidth();
    const QHeaderView &head = *view->horizontalHeader();
    for (const auto &[column, characters] : widths)
        view->setColumnWidth(column, std::max(character * characters, head.sectionSizeHint(column)));
}

QPushButton *actionButton(QAction *action, QWidget *parent)
{
    auto *button = new QPushButton(action->text(), parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setAccessibleName(button->text());
    button->setEnabled(action->isEnabled());
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    QObject::connect(action, &QAction::enabledChanged, button, &QWidget::setEnabled);
    return button;
}

} // namespace

SchemaPane::SchemaPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_document(document), m_fieldModel(new SchemaModel(this)),
      m_filtered(new QSortFilterProxyModel(this)), m_indexModel(new IndexModel(this)), m_tabs(new QTabWidget(this)),
      m_fields(new QTableView), m_indexes(new QTableView), m_filter(new QLineEdit), m_form(new FieldForm)
{
    setObjectName(QStringLiteral("schemaPane"));
    m_add = addCommand(tr("Add Field"), "addField", QKeySequence(), &SchemaPane::addField);
    m_duplicate = addCommand(tr("Duplicate Field"), "duplicateField", QKeySequence(Qt::CTRL | Qt::Key_D),
                             &SchemaPane::duplicateField);
    m_rename = addCommand(tr("Rename Field"), "renameField", QKeySequence(Qt::Key_F2), &SchemaPane::renameField);
    m_remove
        = addCommand(tr("Remove Field"), "removeField", QKeySequence(QKeySequence::Delete), &SchemaPane::removeField);
    m_restore = addCommand(tr("Restore Field"), "restoreField", QKeySequence(), &SchemaPane::restoreField);
    m_up = addCommand(tr("Move Up"), "moveFieldUp", QKeySequence(Qt::ALT | Qt::Key_Up), &SchemaPane::moveUp);
    m_down = addCommand(tr("Move Down"), "moveFieldDown", QKeySequence(Qt::ALT | Qt::Key_Down), &SchemaPane::moveDown);
    m_addIndex = addCommand(tr("Add Index…"), "addIndex", QKeySequence(), &SchemaPane::addIndex);
    m_removeIndex = addCommand(tr("Remove Index"), "removeIndex", QKeySequence(), &SchemaPane::removeIndex);

    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(QStringLiteral("schemaTabs"));
    m_tabs->tabBar()->setAccessibleName(tr("Parts of the Table"));
    m_tabs->addTab(buildFields(icons, theme), tr("Schema"));
    m_tabs->addTab(buildIndexes(icons, theme), tr("Indexes"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);

    connect(&m_document, &SchemaDocument::changed, this, &SchemaPane::documentChanged);
    connect(m_fieldModel, &SchemaModel::moveRequested, this,
            [this](EntryKey key, qsizetype position) { m_document.moveField(key, position); });
    connect(m_form, &FieldForm::nameEdited, this, [this](const QString &name) {
        if (const auto key = currentKey())
            m_document.renameField(*key, name);
    });
    connect(m_form, &FieldForm::fieldEdited, this, [this](const Field &field, const QString &member) {
        if (const auto key = currentKey())
            m_document.changeField(*key, field, member);
    });
    documentChanged();
}

QAction *SchemaPane::addCommand(const QString &text, const char *name, const QKeySequence &keys,
                                void (SchemaPane::*run)())
{
    auto *action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, run);
    m_actions.append(action);
    return action;
}

QWidget *SchemaPane::buildFields(const IconProvider &icons, const Theme &theme)
{
    m_filtered->setSourceModel(m_fieldModel);
    m_filtered->setFilterKeyColumn(SchemaModel::NameColumn);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_filter->setPlaceholderText(tr("Filter Fields"));
    m_filter->setAccessibleName(tr("Filter Fields"));
    m_filter->setObjectName(QStringLiteral("filterFields"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(m_filter->fontMetrics().averageCharWidth() * 40);
    connect(m_filter, &QLineEdit::textChanged, m_filtered, &QSortFilterProxyModel::setFilterFixedString);

    m_fields->setModel(m_filtered);
    m_fields->setAccessibleName(tr("Fields"));
    m_fields->setObjectName(QStringLiteral("fields"));
    dress(m_fields);
    m_fields->setItemDelegate(
        new FieldDelegate(theme, icons, SchemaModel::ChangeColumn, SchemaModel::NameColumn, m_fields));
    m_fields->setDragDropMode(QAbstractItemView::InternalMove);
    m_fields->setDragDropOverwriteMode(false);
    m_fields->setDefaultDropAction(Qt::MoveAction);
    setColumnWidths(m_fields,
                    {{SchemaModel::ChangeColumn, 16},
                     {SchemaModel::NameColumn, 28},
                     {SchemaModel::TypeColumn, 26},
                     {SchemaModel::RequiredColumn, 10},
                     {SchemaModel::NullableColumn, 10},
                     {SchemaModel::DefaultColumn, 14}});
    for (QAction *action : {m_add, m_duplicate, m_rename, m_remove, m_restore, m_up, m_down})
        m_fields->addAction(action);
    connect(m_fields->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SchemaPane::showCurrent);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    bar->setSpacing(spacing::control);
    bar->addWidget(m_filter);
    bar->addStretch();
    bar->addWidget(actionButton(m_remove, this));
    bar->addWidget(actionButton(m_add, this));
    auto *top = new QWidget;
    auto *topLayout = new QVBoxLayout(top);
    topLayout->setContentsMargins(0, 0, 0, 0);
    topLayout->setSpacing(0);
    topLayout->addLayout(bar);
    topLayout->addWidget(m_fields, 1);

    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(top);
    splitter->addWidget(scroll);
    splitter->setStretchFactor(0, 1);
    // The form stands whole under the list, as high as the options of a plain field.
    const int row = m_filter->sizeHint().height() + spacing::control;
    splitter->setSizes({row * 10, row * 6 + spacing::edge});
    return splitter;
}

QWidget *SchemaPane::buildIndexes(const IconProvider &icons, const Theme &theme)
{
    m_indexes->setModel(m_indexModel);
    m_indexes->setAccessibleName(tr("Indexes"));
    m_indexes->setObjectName(QStringLiteral("indexes"));
    dress(m_indexes);
    m_indexes->setItemDelegate(new FieldDelegate(theme, icons, IndexModel::ChangeColumn, -1, m_indexes));
    setColumnWidths(m_indexes,
                    {{IndexModel::ChangeColumn, 16}, {IndexModel::TypeColumn, 20}, {IndexModel::FieldsColumn, 40}});
    m_indexes->addAction(m_addIndex);
    m_indexes->addAction(m_removeIndex);
    connect(m_indexes->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SchemaPane::showCurrent);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(spacing::edge, spacing::control, spacing::edge, spacing::control);
    bar->setSpacing(spacing::control);
    bar->addStretch();
    bar->addWidget(actionButton(m_removeIndex, this));
    bar->addWidget(actionButton(m_addIndex, this));
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_indexes, 1);
    return page;
}

void SchemaPane::setTables(const QList<ObjectSummary> &tables)
{
    QHash<TableId, QString> names;
    QList<TableId> ids;
    for (const ObjectSummary &table : tables) {
        names.insert(TableId(table.id.value()), table.name);
        ids.append(TableId(table.id.value()));
    }
    m_tables = ids;
    m_fieldModel->setTableNames(names);
    m_form->setTables(tables);
    documentChanged();
}

void SchemaPane::setEditable(bool editable)
{
    m_editable = editable;
    m_add->setEnabled(editable);
    m_addIndex->setEnabled(editable);
    m_form->setEnabled(editable);
    m_fields->setDragDropMode(editable ? QAbstractItemView::InternalMove : QAbstractItemView::NoDragDrop);
    showCurrent();
}

void SchemaPane::setIndexesKnown(bool known)
{
    constexpr int indexes = 1;
    m_tabs->setTabVisible(indexes, known);
}

void SchemaPane::documentChanged()
{
    m_findings = validate(m_document.base(), m_document.current(), m_tables);
    m_fieldModel->setSchema(m_document.base(), m_document.current());
    m_fieldModel->setFindings(m_findings);
    m_indexModel->setSchema(m_document.base(), m_document.current());
    m_indexModel->setFindings(m_findings);
    showCurrent();
}

std::optional<EntryKey> SchemaPane::currentKey() const
{
    return m_fieldModel->keyAt(m_filtered->mapToSource(m_fields->currentIndex()));
}

std::optional<EntryKey> SchemaPane::currentIndexKey() const
{
    return m_indexModel->keyAt(m_indexes->currentIndex());
}

bool SchemaPane::showField(const QString &path)
{
    for (int row = 0; row < m_fieldModel->rowCount(); ++row) {
        const QModelIndex index = m_fieldModel->index(row, SchemaModel::NameColumn);
        if (index.data().toString() != path)
            continue;
        m_tabs->setCurrentIndex(0);
        m_filter->clear();
        m_fields->setCurrentIndex(m_filtered->mapFromSource(index));
        m_fields->scrollTo(m_fields->currentIndex());
        return true;
    }
    return false;
}

void SchemaPane::select(EntryKey key)
{
    const QModelIndex index = m_filtered->mapFromSource(m_fieldModel->indexOf(key));
    if (!index.isValid()) {
        m_filter->clear(); // a new field must not be filtered out of sight
        m_fields->setCurrentIndex(m_filtered->mapFromSource(m_fieldModel->indexOf(key)));
    } else {
        m_fields->setCurrentIndex(index);
    }
    m_fields->scrollTo(m_fields->currentIndex());
}

void SchemaPane::showCurrent()
{
    const auto key = currentKey();
    const auto staged = key ? m_document.field(*key) : std::nullopt;
    const bool primary = key && m_document.isPrimary(*key);
    const Keyed<Field> *loaded = key ? findEntry(m_document.base().fields, *key) : nullptr;
    const bool removed = key && !staged && loaded;
    if (staged || removed) {
        QList<Finding> findings;
        for (const Finding &finding : m_findings)
            if (finding.key == *key)
                findings.append(finding);
        m_form->show(staged ? *staged : loaded->value, primary, removed, findings);
    } else {
        m_form->clear();
    }
    const bool changeable = m_editable && staged && !primary;
    m_duplicate->setEnabled(changeable);
    m_rename->setEnabled(changeable);
    m_remove->setEnabled(changeable);
    m_restore->setEnabled(m_editable && removed);
    const qsizetype at = key ? entryPosition(m_document.current().fields, *key) : -1;
    m_up->setEnabled(changeable && m_document.canMoveField(*key, at - 1));
    m_down->setEnabled(changeable && m_document.canMoveField(*key, at + 1));
    const auto indexKey = currentIndexKey();
    const Keyed<Index> *index = indexKey ? findEntry(m_document.current().indexes, *indexKey) : nullptr;
    m_removeIndex->setEnabled(m_editable && index && !index->value.isPrimary());
}

void SchemaPane::addField()
{
    Field field;
    field.type = QStringLiteral("text");
    m_tabs->setCurrentIndex(0);
    select(m_document.addField(field, std::nullopt));
    m_form->editName();
}

void SchemaPane::duplicateField()
{
    if (const auto key = currentKey())
        if (const auto copy = m_document.duplicateField(*key))
            select(*copy);
}

void SchemaPane::renameField()
{
    m_form->editName();
}

void SchemaPane::removeField()
{
    if (const auto key = currentKey())
        m_document.removeField(*key);
}

void SchemaPane::restoreField()
{
    if (const auto key = currentKey())
        m_document.restoreField(*key);
}

void SchemaPane::moveUp()
{
    move(-1);
}

void SchemaPane::moveDown()
{
    move(1);
}

void SchemaPane::move(qsizetype by)
{
    if (const auto key = currentKey()) {
        m_document.moveField(*key, entryPosition(m_document.current().fields, *key) + by);
        select(*key);
    }
}

void SchemaPane::addIndex()
{
    QStringList names;
    for (const Keyed<Field> &field : m_document.current().fields)
        names.append(field.value.name);
    auto *dialog = new IndexDialog(names, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const EntryKey key = m_document.addIndex(dialog->index());
        m_indexes->setCurrentIndex(m_indexModel->indexOf(key));
    });
    dialog->open();
}

void SchemaPane::removeIndex()
{
    if (const auto key = currentIndexKey())
        m_document.removeIndex(*key);
}

} // namespace metascope
