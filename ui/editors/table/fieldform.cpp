// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/fieldform.h"

#include "app/domain/fieldtype.h"
#include "app/domain/fieldvalidator.h"
#include "ui/editors/table/defaulteditor.h"
#include "ui/editors/table/referencepicker.h"
#include "ui/editors/table/typebox.h"
#include "ui/editors/table/validatorseditor.h"
#include "ui/editors/table/valueseditor.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace metascope {

namespace {

constexpr int largestVector = 65535;
constexpr int usualVector = 3; ///< what the API takes where it is told nothing

void select(QComboBox *box, const QString &key)
{
    int index = box->findData(key);
    if (index < 0) { // one that only the server knows: shown as it is
        box->addItem(key, key);
        index = box->count() - 1;
    }
    if (box->currentIndex() != index)
        box->setCurrentIndex(index);
}

/// Setting a text that is there already would move the cursor of the person who types it.
void setText(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

bool isText(const Field &field)
{
    return field.type == QLatin1String("text");
}

/// What was found about one part, one a line.
QString findingText(const QList<Finding> &findings, FieldMember member)
{
    QStringList texts;
    for (const Finding &finding : findings)
        if (finding.member == member)
            texts.append(
                (finding.severity == Severity::Problem ? FieldForm::tr("Problem: %1") : FieldForm::tr("Note: %1"))
                    .arg(finding.message));
    return texts.join(QLatin1Char('\n'));
}

QString joined(const QString &a, const QString &b)
{
    const bool both = !a.isEmpty() && !b.isEmpty();
    return both ? QString(a + QLatin1Char('\n') + b) : QString(a + b);
}

} // namespace

FieldForm::FieldForm(const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_columns(new QHBoxLayout), m_name(new QLineEdit), m_type(new TypeBox(icons)),
      m_reference(new ReferencePicker), m_required(new QCheckBox(tr("Required"))),
      m_nullable(new QCheckBox(tr("Nullable"))), m_sensitive(new QCheckBox(tr("Sensitive"))), m_access(new QComboBox),
      m_style(new QComboBox), m_format(new QComboBox), m_vector(new QSpinBox), m_default(new DefaultEditor),
      m_values(new ValuesEditor(icons)), m_validators(new ValidatorsEditor),
      m_addChild(new QPushButton(tr("Add Field Inside"))), m_description(new QLineEdit), m_empty(new QLabel),
      m_page(new QWidget)
{
    setObjectName(QStringLiteral("fieldForm"));
    for (const QString &access : {QStringLiteral("public"), QStringLiteral("private"), QStringLiteral("internal")})
        m_access->addItem(access, access);
    m_style->addItem(tr("single value"), QStringLiteral("single"));
    m_style->addItem(tr("list"), QStringLiteral("list"));
    m_format->addItem(tr("none"), QString());
    for (const QString &format : {QStringLiteral("plaintext"), QStringLiteral("yaml"), QStringLiteral("html"),
                                  QStringLiteral("xml"), QStringLiteral("markdown")})
        m_format->addItem(format, format);
    m_vector->setRange(1, largestVector);
    m_empty->setWordWrap(true);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    buildRows();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    layout->addWidget(m_empty);
    layout->addWidget(m_page);
    layout->addStretch();
    m_empty->setText(tr("Select a field to see and change its options."));
    connectEditors();
    connectParts();
    clear();
}

QWidget *FieldForm::buildOptions()
{
    auto *options = new QWidget;
    auto *layout = new QHBoxLayout(options);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::group);
    for (const auto &[box, name] : {std::pair{m_required, "fieldRequired"}, std::pair{m_nullable, "fieldNullable"},
                                    std::pair{m_sensitive, "fieldSensitive"}}) {
        box->setAccessibleName(box->text());
        box->setObjectName(QLatin1String(name));
        layout->addWidget(box);
    }
    layout->addStretch();
    return options;
}

void FieldForm::buildRows()
{
    QFormLayout *what = makeFormColumn();
    QFormLayout *how = makeFormColumn();
    m_columns->addLayout(what, 1);
    m_columns->addLayout(how, 1);
    m_nameRow = addFormRow(what, tr("Name"), m_name, "fieldName");
    m_typeRow = addFormRow(what, tr("Type"), m_type, "fieldType");
    m_referenceRow = addFormRow(what, tr("Table"), m_reference, "fieldReference");
    m_vectorRow = addFormRow(what, tr("Size"), m_vector, "fieldVectorSize");
    m_valuesRow = addFormRow(what, tr("Values"), m_values, "fieldValues");
    m_childrenRow = addFormRow(what, tr("Inside"), m_addChild, "addChildField");
    m_addChild->setAccessibleName(m_addChild->text());
    m_defaultRow = addFormRow(what, tr("Default"), m_default, "fieldDefaultRow");
    m_default->state()->setAccessibleName(m_defaultRow.label->text());
    m_defaultRow.label->setBuddy(m_default->state());
    m_descriptionRow = addFormRow(what, tr("Description"), m_description, "fieldDescription");

    m_optionsCell = buildOptions();
    how->addRow(tr("Options"), m_optionsCell);
    m_styleRow = addFormRow(how, tr("Style"), m_style, "fieldStyle");
    m_accessRow = addFormRow(how, tr("Access"), m_access, "fieldAccess");
    m_formatRow = addFormRow(how, tr("Format"), m_format, "fieldFormat");
    m_validatorsRow = addFormRow(how, tr("Validators"), m_validators, "fieldValidators");
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_page->setLayout(m_columns);
}

void FieldForm::connectEditors()
{
    connect(m_name, &QLineEdit::textEdited, this, &FieldForm::nameEdited);
    connect(m_description, &QLineEdit::textEdited, this, [this](const QString &text) {
        edited(tr("Description"), [&text](Field &field) { field.description = text; });
    });
    const auto connectFlag = [this](QCheckBox *box, bool Field::*part) {
        connect(box, &QCheckBox::toggled, this,
                [this, box, part](bool on) { edited(box->text(), [part, on](Field &field) { field.*part = on; }); });
    };
    connectFlag(m_required, &Field::required);
    connectFlag(m_nullable, &Field::nullable);
    connectFlag(m_sensitive, &Field::sensitive);
    const auto connectBox = [this](QComboBox *box, const QString &member, QString Field::*part) {
        connect(box, &QComboBox::activated, this, [this, box, member, part](int index) {
            edited(member, [box, part, index](Field &field) { field.*part = box->itemData(index).toString(); });
        });
    };
    connectBox(m_access, tr("Access"), &Field::access);
    connectBox(m_style, tr("Style"), &Field::style);
    connectBox(m_format, tr("Format"), &Field::format);
    connect(m_vector, &QSpinBox::valueChanged, this,
            [this](int size) { edited(tr("Size"), [size](Field &field) { field.vectorSize = size; }); });
}

void FieldForm::connectParts()
{
    connect(m_type, &TypeBox::typeChosen, this, [this](const QString &type, bool reference) {
        edited(tr("Type"), [&](Field &field) { field = withType(field, type, reference); });
    });
    connect(m_reference, &ReferencePicker::tableChosen, this,
            [this](TableId table) { edited(tr("Table"), [table](Field &field) { field.reference = table; }); });
    connect(m_values, &ValuesEditor::valuesEdited, this, [this](const QStringList &values) {
        edited(tr("Values"), [&values](Field &field) { field.values = values; });
    });
    connect(m_default, &DefaultEditor::defaultEdited, this, [this](const std::optional<RawJson> &value) {
        edited(tr("Default"), [&value](Field &field) { field.defaultValue = value; });
    });
    connect(m_validators, &ValidatorsEditor::validatorEdited, this,
            [this](const QString &name, const std::optional<RawJson> &value) {
                edited(tr("Validators"), [&](Field &field) { setValidator(field, name, value); });
            });
    connect(m_addChild, &QPushButton::clicked, this, &FieldForm::childRequested);
}

void FieldForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() > fontMetrics().averageCharWidth() * 90;
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setSpacing(wide ? 2 * spacing::group : spacing::control);
}

void FieldForm::setTables(const QList<ObjectSummary> &tables)
{
    m_reference->setTables(tables);
}

void FieldForm::clear()
{
    m_field = {};
    m_page->hide();
    m_empty->show();
}

void FieldForm::editName()
{
    m_name->setFocus();
    m_name->selectAll();
}

void FieldForm::show(const FieldFormState &state)
{
    m_showing = true;
    m_field = state.field;
    m_empty->hide();
    m_page->show();
    showTexts(state.field);
    const bool changeable = !state.primary && !state.removed;
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_name, m_type, m_reference, m_vector, m_values, m_addChild, m_default,
                                          m_description, m_optionsCell, m_style, m_access, m_format, m_validators})
        widget->setEnabled(changeable);
    showRows(state.field);
    showNotes(state);
    m_showing = false;
}

void FieldForm::showTexts(const Field &field)
{
    setText(m_name, field.name);
    setText(m_description, field.description);
    m_type->showField(field);
    select(m_access, field.access);
    select(m_style, field.style);
    select(m_format, field.format);
    m_required->setChecked(field.required);
    m_nullable->setChecked(field.nullable);
    m_sensitive->setChecked(field.sensitive);
    m_reference->showTable(field.reference);
    m_values->showValues(field.values);
    m_default->showField(field);
    m_validators->showField(field);
    m_vector->setValue(static_cast<int>(std::clamp<qint64>(field.vectorSize.value_or(usualVector), 1, largestVector)));
}

void FieldForm::showRows(const Field &field)
{
    // What the type has no use for is shown where the server holds something for it.
    setFormRowVisible(m_referenceRow, field.isReference());
    setFormRowVisible(m_vectorRow, field.type == QLatin1String("vector"));
    setFormRowVisible(m_valuesRow, field.type == QLatin1String("enum"));
    setFormRowVisible(m_childrenRow, field.type == QLatin1String("object"));
    setFormRowVisible(m_formatRow, isText(field) || !field.format.isEmpty());
    setFormRowVisible(m_validatorsRow, ValidatorsEditor::hasAny(field));
    m_addChild->setVisible(field.type == QLatin1String("object"));
}

void FieldForm::showNotes(const FieldFormState &state)
{
    const Field &field = state.field;
    const QString lossy = tr("Unknown: Xano may convert or clear values");
    QString type;
    if (state.primary)
        type = tr("The primary key: it stays first and as it is.");
    else if (state.removed)
        type = tr("Staged for removal. Restore it to change it.");
    else if (state.loaded && !TypeBox::isSameType(*state.loaded, field))
        type = lossy;
    else if (!fieldTypeRow(field.type))
        type = tr("A type that Metascope does not know. Its own options stay as the server sent them.");
    QString name;
    if (state.nested && !state.removed && state.loaded && state.loaded->name != field.name)
        name = tr("Unknown: a field inside an object has no rename of its own; Xano may clear its values");
    const bool restyled = !state.removed && state.loaded && state.loaded->style != field.style;
    const auto found = [&state](FieldMember member) { return findingText(state.findings, member); };
    setFormRowNote(m_nameRow, joined(name, found(FieldMember::Name)));
    setFormRowNote(m_typeRow, joined(type, found(FieldMember::Type)));
    setFormRowNote(m_referenceRow, found(FieldMember::Reference));
    setFormRowNote(m_vectorRow, found(FieldMember::Vector));
    setFormRowNote(m_valuesRow, found(FieldMember::Values));
    setFormRowNote(m_childrenRow, found(FieldMember::Children));
    setFormRowNote(m_defaultRow, joined(DefaultEditor::note(field), found(FieldMember::Default)));
    setFormRowNote(m_styleRow, restyled ? lossy : QString());
    setFormRowNote(m_validatorsRow, found(FieldMember::Validators));
    for (const FormRow &row : {m_referenceRow, m_vectorRow, m_valuesRow, m_childrenRow, m_validatorsRow})
        if (!row.column->isRowVisible(row.cell))
            row.note->hide();
}

void FieldForm::edited(const QString &member, const std::function<void(Field &)> &change)
{
    if (m_showing)
        return;
    Field field = m_field;
    change(field);
    if (field != m_field)
        Q_EMIT fieldEdited(field, member);
}

} // namespace metascope
