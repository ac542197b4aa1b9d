// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/fieldform.h"

#include "app/domain/fieldtype.h"
#include "ui/theme/theme.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>

#include <functional>

namespace metascope {

namespace {

const QString referenceType = QStringLiteral("reference"); ///< in the type box only: an int with a table

QString typeKey(const Field &field)
{
    return field.isReference() && field.type == QLatin1String("int") ? referenceType : field.type;
}

bool isInForm(const Field &field)
{
    if (field.isReference())
        return true;
    const FieldTypeRow *row = fieldTypeRow(field.type);
    return row && row->inForm;
}

void select(QComboBox *box, const QString &key)
{
    int index = box->findData(key);
    if (index < 0) { // one that only the server knows: shown as it is
        box->addItem(key, key);
        index = box->count() - 1;
    }
    box->setCurrentIndex(index);
}

QStringList linesOf(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(QLatin1Char('\n')))
        if (!line.isEmpty())
            lines.append(line);
    return lines;
}

} // namespace

FieldForm::FieldForm(QWidget *parent)
    : QWidget(parent), m_columns(new QHBoxLayout), m_name(new QLineEdit), m_type(new QComboBox), m_typeNote(new QLabel),
      m_reference(new QComboBox), m_required(new QCheckBox(tr("Required"))), m_nullable(new QCheckBox(tr("Nullable"))),
      m_sensitive(new QCheckBox(tr("Sensitive"))), m_access(new QComboBox), m_style(new QComboBox),
      m_format(new QComboBox), m_defaultState(new QComboBox), m_defaultValue(new QLineEdit),
      m_values(new QPlainTextEdit), m_description(new QLineEdit), m_validators(new QLabel), m_empty(new QLabel),
      m_page(new QWidget)
{
    setObjectName(QStringLiteral("fieldForm"));
    for (const FieldTypeRow &row : fieldTypes)
        if (row.inForm) {
            const QString name = QString::fromLatin1(row.name.data(), static_cast<qsizetype>(row.name.size()));
            m_type->addItem(name, name);
        }
    m_type->addItem(tr("reference to a table"), referenceType);
    for (const QString &access : {QStringLiteral("public"), QStringLiteral("private"), QStringLiteral("internal")})
        m_access->addItem(access, access);
    m_style->addItem(tr("single value"), QStringLiteral("single"));
    m_style->addItem(tr("list"), QStringLiteral("list"));
    m_format->addItem(tr("none"), QString());
    for (const QString &format : {QStringLiteral("plaintext"), QStringLiteral("yaml"), QStringLiteral("html"),
                                  QStringLiteral("xml"), QStringLiteral("markdown")})
        m_format->addItem(format, format);
    m_defaultState->addItem(tr("none"));
    m_defaultState->addItem(tr("empty"));
    m_defaultState->addItem(tr("value"));
    m_values->setTabChangesFocus(true);
    m_values->setPlaceholderText(tr("One value per line"));
    m_values->setFixedHeight(m_values->fontMetrics().lineSpacing() * 4 + 2 * spacing::control);
    for (QLabel *label : {m_typeNote, m_validators, m_empty}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    buildRows();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    layout->addWidget(m_empty);
    layout->addWidget(m_page);
    layout->addStretch();
    m_empty->setText(tr("Select a field to see and change its options."));
    connectEditors();
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

QWidget *FieldForm::buildDefault()
{
    auto *both = new QWidget;
    auto *layout = new QHBoxLayout(both);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_defaultState);
    layout->addWidget(m_defaultValue, 1);
    m_defaultState->setObjectName(QStringLiteral("fieldDefault"));
    m_defaultValue->setObjectName(QStringLiteral("fieldDefaultValue"));
    m_defaultValue->setAccessibleName(tr("Default Value"));
    return both;
}

void FieldForm::buildRows()
{
    const auto makeColumn = [this] {
        auto *column = new QFormLayout;
        column->setHorizontalSpacing(spacing::edge);
        column->setVerticalSpacing(spacing::control);
        column->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        m_columns->addLayout(column, 1);
        return column;
    };
    QFormLayout *what = makeColumn();
    m_nameRow = addRow(what, tr("Name"), m_name, "fieldName");
    m_typeRow = addRow(what, tr("Type"), m_type, "fieldType");
    what->addRow(QString(), m_typeNote);
    m_referenceRow = addRow(what, tr("Table"), m_reference, "fieldReference");
    m_valuesRow = addRow(what, tr("Values"), m_values, "fieldValues");
    m_defaultRow = addRow(what, tr("Default"), buildDefault(), "fieldDefaultRow");
    m_defaultState->setAccessibleName(m_defaultRow.label->text());
    m_defaultRow.label->setBuddy(m_defaultState);
    m_descriptionRow = addRow(what, tr("Description"), m_description, "fieldDescription");

    QFormLayout *how = makeColumn();
    how->addRow(tr("Options"), buildOptions());
    m_styleRow = addRow(how, tr("Style"), m_style, "fieldStyle");
    m_accessRow = addRow(how, tr("Access"), m_access, "fieldAccess");
    m_formatRow = addRow(how, tr("Format"), m_format, "fieldFormat");
    how->addRow(QString(), m_validators);
    m_columns->setContentsMargins(0, 0, 0, 0);
    m_columns->setSpacing(2 * spacing::group);
    m_page->setLayout(m_columns);
}

void FieldForm::connectEditors()
{
    connect(m_name, &QLineEdit::textEdited, this, &FieldForm::nameEdited);
    connect(m_type, &QComboBox::activated, this, &FieldForm::chooseType);
    connect(m_description, &QLineEdit::textEdited, this, [this](const QString &text) {
        edited(tr("Description"), [&text](Field &field) { field.description = text; });
    });
    connect(m_required, &QCheckBox::toggled, this,
            [this](bool on) { edited(tr("Required"), [on](Field &field) { field.required = on; }); });
    connect(m_nullable, &QCheckBox::toggled, this,
            [this](bool on) { edited(tr("Nullable"), [on](Field &field) { field.nullable = on; }); });
    connect(m_sensitive, &QCheckBox::toggled, this,
            [this](bool on) { edited(tr("Sensitive"), [on](Field &field) { field.sensitive = on; }); });
    const auto connectBox = [this](QComboBox *box, const QString &member, QString Field::*part) {
        connect(box, &QComboBox::activated, this, [this, box, member, part](int index) {
            edited(member, [box, part, index](Field &field) { field.*part = box->itemData(index).toString(); });
        });
    };
    connectBox(m_access, tr("Access"), &Field::access);
    connectBox(m_style, tr("Style"), &Field::style);
    connectBox(m_format, tr("Format"), &Field::format);
    connect(m_reference, &QComboBox::activated, this, [this](int index) {
        edited(tr("Table"),
               [this, index](Field &field) { field.reference = TableId(m_reference->itemData(index).toLongLong()); });
    });
    connect(m_values, &QPlainTextEdit::textChanged, this, [this] {
        edited(tr("Values"), [this](Field &field) { field.values = linesOf(m_values->toPlainText()); });
    });
    connect(m_defaultState, &QComboBox::activated, this, [this](int state) {
        m_defaultValue->setVisible(state == static_cast<int>(DefaultState::Value));
        applyDefault();
        if (state == static_cast<int>(DefaultState::Value))
            m_defaultValue->setFocus();
    });
    connect(m_defaultValue, &QLineEdit::textEdited, this, &FieldForm::applyDefault);
}

FieldForm::Row FieldForm::addRow(QFormLayout *column, const QString &label, QWidget *editor, const char *objectName)
{
    editor->setObjectName(QString::fromLatin1(objectName));
    editor->setAccessibleName(label);
    auto *name = new QLabel(label);
    name->setBuddy(editor);
    auto *note = new QLabel;
    note->setWordWrap(true);
    note->setTextFormat(Qt::PlainText);
    note->setObjectName(QString::fromLatin1(objectName) + QStringLiteral("Note"));
    note->hide();
    auto *cell = new QVBoxLayout;
    cell->setContentsMargins(0, 0, 0, 0);
    cell->setSpacing(spacing::tight);
    cell->addWidget(editor);
    cell->addWidget(note);
    column->addRow(name, cell);
    return {editor, name, note, column, cell};
}

void FieldForm::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool wide = width() > fontMetrics().averageCharWidth() * 90;
    m_columns->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_columns->setSpacing(wide ? 2 * spacing::group : spacing::control);
}

void FieldForm::setRowVisible(const Row &row, bool visible)
{
    // The row's spacing goes with it, which hidden widgets alone would leave.
    if (row.column->isRowVisible(row.cell) != visible)
        row.column->setRowVisible(row.cell, visible);
    if (row.note->text().isEmpty())
        row.note->hide();
}

void FieldForm::setTables(const QList<ObjectSummary> &tables)
{
    m_tables = tables;
    const QSignalBlocker blocker(m_reference);
    m_reference->clear();
    for (const ObjectSummary &table : tables)
        m_reference->addItem(table.name, table.id.value());
    if (m_field.reference)
        m_reference->setCurrentIndex(m_reference->findData(m_field.reference->value()));
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

void FieldForm::show(const Field &field, bool isPrimary, bool isRemoved, const QList<Finding> &findings)
{
    m_showing = true;
    const bool typeChanged = typeKey(field) != typeKey(m_field);
    m_field = field;
    m_empty->hide();
    m_page->show();
    // Setting a text that is there already would move the cursor of the person who types it.
    const auto setText = [](QLineEdit *edit, const QString &text) {
        if (edit->text() != text)
            edit->setText(text);
    };
    setText(m_name, field.name);
    setText(m_description, field.description);
    select(m_type, typeKey(field));
    select(m_access, field.access);
    select(m_style, field.style);
    select(m_format, field.format);
    m_required->setChecked(field.required);
    m_nullable->setChecked(field.nullable);
    m_sensitive->setChecked(field.sensitive);
    if (linesOf(m_values->toPlainText()) != field.values || typeChanged)
        m_values->setPlainText(field.values.join(QLatin1Char('\n')));
    if (field.reference) {
        int index = m_reference->findData(field.reference->value());
        if (index < 0 && field.reference->value() > 0) {
            m_reference->addItem(tr("table %1").arg(field.reference->value()), field.reference->value());
            index = m_reference->count() - 1;
        }
        m_reference->setCurrentIndex(index);
    }
    showDefault(field);

    const bool whole = isInForm(field) && !isPrimary && !isRemoved;
    m_name->setEnabled(!isPrimary && !isRemoved);
    for (QWidget *widget :
         {static_cast<QWidget *>(m_type), static_cast<QWidget *>(m_required), static_cast<QWidget *>(m_nullable),
          static_cast<QWidget *>(m_sensitive), static_cast<QWidget *>(m_access), static_cast<QWidget *>(m_style),
          static_cast<QWidget *>(m_format), static_cast<QWidget *>(m_reference), static_cast<QWidget *>(m_values),
          static_cast<QWidget *>(m_defaultState), static_cast<QWidget *>(m_defaultValue),
          static_cast<QWidget *>(m_description)})
        widget->setEnabled(whole);
    setRowVisible(m_referenceRow, field.isReference());
    setRowVisible(m_valuesRow, field.type == QLatin1String("enum"));
    setRowVisible(m_formatRow, field.type == QLatin1String("text"));
    setRowVisible(m_defaultRow, isInForm(field));
    QString note;
    if (isPrimary)
        note = tr("The primary key: it stays first and as it is.");
    else if (isRemoved)
        note = tr("Staged for removal. Restore it to change it.");
    else if (!isInForm(field))
        note
            = tr("The options of this type cannot be edited here yet. They stay as the server sent them; the field can "
                 "be renamed, moved and removed.");
    m_typeNote->setText(note);
    m_typeNote->setVisible(!note.isEmpty());
    const auto validators = field.raw.isObject() ? field.raw.member(u"validators") : std::nullopt;
    m_validators->setVisible(validators && validators->isObject() && !validators->members().isEmpty());
    if (validators)
        m_validators->setText(tr("Validators, kept as they are: %1").arg(QString::fromUtf8(validators->text())));
    showFindings(findings);
    m_showing = false;
}

void FieldForm::showDefault(const Field &field)
{
    const DefaultState state = !field.defaultValue ? DefaultState::None
        : field.defaultValue->toString() == QString() && field.defaultValue->kind() == RawJson::Kind::String
        ? DefaultState::Empty
        : DefaultState::Value;
    const QString text = field.defaultValue ? defaultText(*field.defaultValue) : QString();
    // While a person types a value, an edit field that has become empty stays an edit field.
    if (m_defaultValue->hasFocus() && m_defaultState->currentIndex() == static_cast<int>(DefaultState::Value))
        return;
    m_defaultState->setCurrentIndex(static_cast<int>(state));
    if (m_defaultValue->text() != text)
        m_defaultValue->setText(text);
    m_defaultValue->setVisible(state == DefaultState::Value);
}

void FieldForm::showFindings(const QList<Finding> &findings)
{
    const std::array places{std::pair{FieldMember::Name, &m_nameRow}, std::pair{FieldMember::Type, &m_typeRow},
                            std::pair{FieldMember::Default, &m_defaultRow},
                            std::pair{FieldMember::Values, &m_valuesRow},
                            std::pair{FieldMember::Reference, &m_referenceRow}};
    for (const auto &[member, row] : places) {
        QStringList texts;
        for (const Finding &finding : findings)
            if (finding.member == member)
                texts.append(
                    (finding.severity == Severity::Problem ? tr("Problem: %1") : tr("Note: %1")).arg(finding.message));
        row->note->setText(texts.join(QLatin1Char('\n')));
        row->note->setVisible(!texts.isEmpty());
    }
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

void FieldForm::chooseType(int index)
{
    const QString key = m_type->itemData(index).toString();
    edited(tr("Type"), [this, &key](Field &field) {
        const bool wasReference = field.isReference();
        field.type = key == referenceType ? QStringLiteral("int") : key;
        if (key == referenceType)
            field.reference = m_tables.isEmpty() ? TableId(0) : TableId(m_tables.constFirst().id.value());
        else if (wasReference)
            field.reference.reset();
    });
}

void FieldForm::applyDefault()
{
    edited(tr("Default"), [this](Field &field) {
        switch (static_cast<DefaultState>(m_defaultState->currentIndex())) {
        case DefaultState::None: field.defaultValue.reset(); break;
        case DefaultState::Empty: field.defaultValue = RawJson::string(QStringView()); break;
        case DefaultState::Value:
            // What does not fit the type is kept as it was typed: the note beside it says what is wrong.
            field.defaultValue
                = defaultFromText(field, m_defaultValue->text()).value_or(RawJson::string(m_defaultValue->text()));
            break;
        }
    });
}

} // namespace metascope
