// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/fieldspane.h"

#include "app/domain/columnkeys.h"
#include "app/domain/fieldtext.h"
#include "app/model/schemamodel.h"
#include "ui/editors/table/bulkform.h"
#include "ui/editors/table/fieldform.h"
#include "ui/editors/table/fieldlist.h"
#include "ui/editors/table/pastedialog.h"
#include "ui/theme/theme.h"

#include <QtGui/QAction>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSplitter>
#include <QtWidgets/QTableView>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

FieldsPane::FieldsPane(SchemaDocument &document, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_document(document), m_model(new SchemaModel(this)),
      m_list(new FieldList(*m_model, theme, icons, this)), m_form(new FieldForm(icons)), m_bulk(new BulkForm)
{
    setObjectName(QStringLiteral("fieldsPane"));
    addCommands();
    m_list->view()->addActions(m_actions);
    m_list->addButton(m_remove);
    m_list->addButton(m_add);

    auto *forms = new QWidget;
    auto *formsLayout = new QVBoxLayout(forms);
    formsLayout->setContentsMargins(0, 0, 0, 0);
    formsLayout->addWidget(m_form);
    formsLayout->addWidget(m_bulk);
    m_bulk->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    m_bulk->hide();
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(forms);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    splitter->addWidget(m_list);
    splitter->addWidget(scroll);
    splitter->setStretchFactor(0, 1);
    // The form stands whole under the list, as high as the options of a plain field.
    const int row = m_form->fontMetrics().height() + 2 * spacing::control;
    splitter->setSizes({row * 10, row * 6 + spacing::edge});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(m_model, &SchemaModel::moveRequested, this,
            [this](EntryKey key, qsizetype position) { m_document.moveField(key, position); });
    connect(m_list, &FieldList::selectionChanged, this, &FieldsPane::showSelection);
    connect(m_list->view(), &QTableView::activated, m_rename, &QAction::trigger);
    connect(m_list, &FieldList::orderChanged, this, &FieldsPane::updateCommands);
    connect(m_form, &FieldForm::nameEdited, this, [this](const QString &name) {
        if (const auto place = m_list->current())
            m_document.renameField(*place, name);
    });
    connect(m_form, &FieldForm::fieldEdited, this, [this](const Field &field, const QString &member) {
        if (const auto place = m_list->current())
            m_document.changeField(*place, field, member);
    });
    connect(m_form, &FieldForm::childRequested, this, &FieldsPane::addChild);
    connect(m_bulk, &BulkForm::changeChosen, this,
            [this](const QString &member, const std::function<void(Field &)> &change) {
                m_document.changeFields(changeable(), member, change);
            });
}

QAction *FieldsPane::addCommand(const QString &text, const char *name, const QKeySequence &keys, Run run)
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

void FieldsPane::addCommands()
{
    const auto keys = [](int combination) { return QKeySequence(combination); };
    m_add = addCommand(tr("Add Field"), "addField", keys(Qt::Key_Insert), &FieldsPane::addField);
    m_addChild
        = addCommand(tr("Add Field Inside"), "addFieldInside", keys(Qt::SHIFT | Qt::Key_Insert), &FieldsPane::addChild);
    m_duplicate
        = addCommand(tr("Duplicate Field"), "duplicateField", keys(Qt::CTRL | Qt::Key_D), &FieldsPane::duplicateField);
    m_rename = addCommand(tr("Rename Field"), "renameField", keys(Qt::Key_F2), &FieldsPane::renameField);
    m_remove
        = addCommand(tr("Remove Field"), "removeField", QKeySequence(QKeySequence::Delete), &FieldsPane::removeFields);
    m_restore = addCommand(tr("Restore Field"), "restoreField", {}, &FieldsPane::restoreFields);
    m_discard = addCommand(tr("Discard This Change"), "discardChange", keys(Qt::CTRL | Qt::Key_Backspace),
                           &FieldsPane::discardChanges);
    m_up = addCommand(tr("Move Up"), "moveFieldUp", keys(Qt::ALT | Qt::Key_Up), &FieldsPane::moveUp);
    m_down = addCommand(tr("Move Down"), "moveFieldDown", keys(Qt::ALT | Qt::Key_Down), &FieldsPane::moveDown);
    m_copies
        = {addCommand(tr("Copy Fields as JSON"), "copyFields", QKeySequence(QKeySequence::Copy), &FieldsPane::copyJson),
           addCommand(tr("Copy Fields as XanoScript"), "copyFieldsXanoScript", {}, &FieldsPane::copyXanoScript),
           addCommand(tr("Copy Fields as Markdown"), "copyFieldsMarkdown", {}, &FieldsPane::copyMarkdown)};
    m_paste = addCommand(tr("Paste Fields…"), "pasteFields", QKeySequence(QKeySequence::Paste), &FieldsPane::paste);
}

void FieldsPane::setTables(const QList<ObjectSummary> &tables)
{
    m_tableNames.clear();
    for (const ObjectSummary &table : tables)
        m_tableNames.insert(TableId(table.id.value()), table.name);
    m_model->setTableNames(m_tableNames);
    m_form->setTables(tables);
}

void FieldsPane::setEditable(bool editable)
{
    m_editable = editable;
    m_form->setEnabled(editable);
    m_bulk->setEnabled(editable);
    m_list->setMovable(editable);
    updateCommands();
}

void FieldsPane::showDocument(const QList<Finding> &findings)
{
    m_findings = findings;
    m_model->setSchema(m_document.base(), m_document.current());
    m_model->setFindings(findings);
    showSelection();
}

bool FieldsPane::showField(const QString &path)
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row, SchemaModel::NameColumn);
        const auto place = m_model->placeAt(index);
        if (!place || index.data().toString() != path)
            continue;
        m_list->select(*place);
        return true;
    }
    return false;
}

void FieldsPane::showSelection()
{
    const QList<FieldPlace> places = m_list->selected();
    const bool many = places.size() > 1;
    m_bulk->setVisible(many);
    m_form->setVisible(!many);
    if (many)
        showBulk(places);
    else
        showForm();
    updateCommands();
}

void FieldsPane::showBulk(const QList<FieldPlace> &places)
{
    QList<Field> fields;
    for (const FieldPlace &place : changeable())
        fields.append(*m_document.field(place));
    m_bulk->showFields(fields, static_cast<int>(places.size() - fields.size()));
}

void FieldsPane::showForm()
{
    const auto place = m_list->current();
    const auto staged = place ? m_document.field(*place) : std::nullopt;
    const auto loaded = place ? m_document.loadedField(*place) : std::nullopt;
    if (!staged && !loaded) {
        m_form->clear();
        return;
    }
    QList<Finding> findings;
    for (const Finding &finding : std::as_const(m_findings))
        if (finding.key == place->key && finding.path == place->path)
            findings.append(finding);
    m_form->show({.field = staged ? *staged : *loaded,
                  .loaded = loaded,
                  .primary = m_document.isPrimary(place->key),
                  .removed = !staged,
                  .nested = place->isNested(),
                  .findings = findings});
}

QList<FieldPlace> FieldsPane::changeable() const
{
    QList<FieldPlace> places = m_list->selected();
    places.removeIf([this](const FieldPlace &place) {
        return m_document.isPrimary(place.key) || !m_document.field(place).has_value();
    });
    return places;
}

void FieldsPane::updateCommands()
{
    const QList<FieldPlace> selected = m_list->selected();
    const auto place = m_list->current();
    const auto staged = place ? m_document.field(*place) : std::nullopt;
    const bool primary = place && m_document.isPrimary(place->key);
    const bool single = m_editable && selected.size() <= 1 && staged && !primary;
    m_add->setEnabled(m_editable);
    m_paste->setEnabled(m_editable);
    m_addChild->setEnabled(single && (staged->type == QLatin1String("object") || place->isNested()));
    m_duplicate->setEnabled(single);
    m_rename->setEnabled(single);
    m_remove->setEnabled(m_editable && !changeable().isEmpty());
    const bool gone = std::ranges::any_of(
        selected, [this](const FieldPlace &each) { return !each.isNested() && !m_document.field(each); });
    m_restore->setEnabled(m_editable && gone);
    m_discard->setEnabled(m_editable && m_list->hasChanges(selected));
    m_up->setEnabled(single && canMove(-1));
    m_down->setEnabled(single && canMove(1));
    for (QAction *copy : std::as_const(m_copies))
        copy->setEnabled(!selected.isEmpty());
}

void FieldsPane::addField()
{
    Field field;
    field.type = QStringLiteral("text");
    m_list->select({m_document.addField(field, std::nullopt), {}});
    m_form->editName();
}

void FieldsPane::addChild()
{
    const auto place = m_list->current();
    const auto staged = place ? m_document.field(*place) : std::nullopt;
    if (!staged)
        return;
    Field child;
    child.type = QStringLiteral("text");
    const bool inside = staged->type == QLatin1String("object");
    if (const auto added = m_document.addChild(inside ? *place : place->parent(), child)) {
        m_list->select(*added);
        m_form->editName();
    }
}

void FieldsPane::duplicateField()
{
    const auto place = m_list->current();
    if (place && !place->isNested()) {
        if (const auto copy = m_document.duplicateField(place->key))
            m_list->select({*copy, {}});
        return;
    }
    auto copy = place ? m_document.field(*place) : std::nullopt;
    if (!copy)
        return;
    copy->name += QStringLiteral("_copy");
    copy->raw = copy->raw.without(columnkey::name);
    if (const auto added = m_document.addChild(place->parent(), *copy))
        m_list->select(*added);
}

void FieldsPane::renameField()
{
    m_form->editName();
}

void FieldsPane::removeFields()
{
    m_document.removeFields(changeable());
}

void FieldsPane::restoreFields()
{
    QList<FieldPlace> places = m_list->selected();
    places.removeIf([this](const FieldPlace &place) { return place.isNested() || m_document.field(place); });
    if (places.size() == 1)
        m_document.restoreField(places.constFirst().key);
    else
        m_document.revertFields(places);
}

void FieldsPane::discardChanges()
{
    QList<FieldPlace> places = m_list->selected();
    places.removeIf([this](const FieldPlace &place) {
        // A nested field of an object that was removed comes back with the object alone.
        return !m_list->hasChanges({place}) || (place.isNested() && !m_document.field(place));
    });
    m_document.revertFields(places);
}

void FieldsPane::moveUp()
{
    move(-1);
}

void FieldsPane::moveDown()
{
    move(1);
}

bool FieldsPane::canMove(qsizetype by) const
{
    const auto place = m_list->current();
    if (!place || !m_list->isStoredOrder())
        return false;
    if (place->isNested())
        return m_document.canMoveChild(*place, place->path.last() + by);
    return m_document.canMoveField(place->key, entryPosition(m_document.current().fields, place->key) + by);
}

void FieldsPane::move(qsizetype by)
{
    if (!canMove(by))
        return;
    const FieldPlace place = *m_list->current();
    if (!place.isNested()) {
        m_document.moveField(place.key, entryPosition(m_document.current().fields, place.key) + by);
        m_list->select(place);
        return;
    }
    const qsizetype to = place.path.last() + by;
    m_document.moveChild(place, to);
    m_list->select(place.parent().child(to));
}

QList<Field> FieldsPane::selectedFields() const
{
    QList<Field> fields;
    const QList<FieldPlace> places = m_list->selected();
    for (const FieldPlace &place : places) {
        // What is inside a selected object goes along with it.
        const bool inside = std::ranges::any_of(places, [&place](const FieldPlace &other) {
            return other.key == place.key && other.path.size() < place.path.size()
                && std::equal(other.path.begin(), other.path.end(), place.path.begin());
        });
        const auto staged = m_document.field(place);
        if (const auto field = staged ? staged : m_document.loadedField(place); field && !inside)
            fields.append(*field);
    }
    return fields;
}

void FieldsPane::copyJson()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(fieldtext::toJson(selectedFields())));
}

void FieldsPane::copyXanoScript()
{
    QGuiApplication::clipboard()->setText(fieldtext::toXanoScript(selectedFields(), m_tableNames));
}

void FieldsPane::copyMarkdown()
{
    QGuiApplication::clipboard()->setText(fieldtext::toMarkdown(selectedFields(), m_tableNames));
}

void FieldsPane::paste()
{
    QHash<QString, TableId> tables;
    for (auto at = m_tableNames.constBegin(); at != m_tableNames.constEnd(); ++at)
        tables.insert(at.value(), at.key());
    QStringList taken;
    for (const Keyed<Field> &entry : m_document.current().fields)
        taken.append(entry.value.name);
    auto *dialog = new PasteDialog(fieldsFromText(QGuiApplication::clipboard()->text(), tables), taken, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        const auto place = m_list->current();
        const QList<EntryKey> keys
            = m_document.addFields(dialog->fields(), place ? std::optional(place->key) : std::nullopt);
        if (!keys.isEmpty())
            m_list->select({keys.constFirst(), {}});
    });
    dialog->open();
}

void FieldsPane::showEntry(EntryKey key)
{
    m_list->select({key, {}});
    m_list->view()->setFocus(Qt::OtherFocusReason);
}

} // namespace metascope
