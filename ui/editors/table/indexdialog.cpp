// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/indexdialog.h"

#include "app/domain/indexchoice.h"
#include "ui/editors/table/indexfieldrows.h"
#include "ui/theme/tokens.h"

#include <QtCore/QSet>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

const QString search = QStringLiteral("search");
const QString usualLanguage = QStringLiteral("english");

QString text(std::string_view word)
{
    return QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
}

} // namespace

IndexDialog::IndexDialog(const QList<Field> &fields, const std::optional<Index> &index, const IconProvider &icons,
                         QWidget *parent)
    : QDialog(parent), m_index(index.value_or(Index())), m_type(new QComboBox(this)), m_name(new QLineEdit(this)),
      m_language(new QComboBox(this)), m_fields(new IndexFieldRows(fields, icons, this))
{
    setWindowTitle(index ? tr("Edit Index") : tr("Add Index"));
    setObjectName(QStringLiteral("indexDialog"));
    for (const IndexChoice &row : indexChoices())
        m_type->addItem(text(row.word), text(row.type));
    for (const std::string_view language : searchLanguages)
        m_language->addItem(text(language));
    auto *addField = new QPushButton(tr("Add Index Field"), this);
    addField->setObjectName(QStringLiteral("addIndexField"));
    addField->setAccessibleName(addField->text());
    addField->setAutoDefault(false);

    QFormLayout *form = makeFormColumn();
    m_typeRow = addFormRow(form, tr("Index Type"), m_type, "indexType");
    m_nameRow = addFormRow(form, tr("Index Name"), m_name, "indexName");
    m_languageRow = addFormRow(form, tr("Language"), m_language, "indexLanguage");
    m_fieldsRow = addFormRow(form, tr("Index Fields"), m_fields, "indexFields");
    form->addRow(QString(), addField);
    auto *buttons = new QDialogButtonBox(this);
    m_accept = buttons->addButton(index ? tr("Change Index") : tr("Add Index"), QDialogButtonBox::AcceptRole);
    m_accept->setObjectName(QStringLiteral("confirmIndex"));
    m_accept->setAccessibleName(m_accept->text());
    m_accept->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    cancel->setObjectName(QStringLiteral("cancelIndex"));
    cancel->setAccessibleName(cancel->text());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(spacing::group, spacing::group, spacing::group, spacing::group);
    layout->setSpacing(spacing::group);
    layout->addLayout(form);
    layout->addStretch();
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 70);

    if (const IndexChoice *row = indexChoice(m_index.type))
        m_type->setCurrentIndex(m_type->findData(text(row->type)));
    else if (index) { // a type that only the server knows
        m_type->addItem(index->type, index->type);
        m_type->setCurrentIndex(m_type->count() - 1);
    }
    m_name->setText(m_index.name);
    const QString language = m_index.lang.isEmpty() ? usualLanguage : m_index.lang;
    if (m_language->findText(language) < 0)
        m_language->addItem(language);
    m_language->setCurrentIndex(m_language->findText(language));
    chooseType();
    if (index)
        m_fields->setFields(index->fields);
    if (index && !index->id.isEmpty())
        setFormRowNote(m_typeRow, tr("Xano cannot change an index: the review deletes it and makes it anew."));
    m_type->setFocus();
    connect(m_type, &QComboBox::activated, this, &IndexDialog::chooseType);
    connect(addField, &QPushButton::clicked, m_fields, &IndexFieldRows::addRow);
    connect(m_fields, &IndexFieldRows::edited, this, &IndexDialog::updateState);
    connect(m_name, &QLineEdit::textEdited, this, &IndexDialog::updateState);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    updateState();
}

Index IndexDialog::index() const
{
    Index index = m_index;
    index.type = m_type->currentData().toString();
    index.fields = m_fields->fields();
    const bool isSearch = index.type == search;
    index.name = isSearch ? m_name->text().trimmed() : QString();
    index.lang = isSearch ? m_language->currentText() : QString();
    return index;
}

void IndexDialog::chooseType()
{
    if (const IndexChoice *row = indexChoice(m_type->currentData().toString()))
        m_fields->setType(*row);
    const bool isSearch = m_type->currentData().toString() == search;
    setFormRowVisible(m_nameRow, isSearch);
    setFormRowVisible(m_languageRow, isSearch);
    if (m_fields->fields().isEmpty())
        m_fields->addRow();
    m_type->setFocus();
    updateState();
}

void IndexDialog::updateState()
{
    const Index wanted = index();
    QString note;
    QSet<QString> seen;
    for (const IndexField &field : wanted.fields) {
        if (seen.contains(field.name))
            note = tr("The field “%1” stands twice.").arg(field.name);
        seen.insert(field.name);
    }
    const bool isKnown = indexChoice(wanted.type);
    if (!isKnown)
        note = tr("Metascope does not know how such an index is made.");
    else if (!m_fields->hasChoices())
        note = tr("The table has no field that such an index can hold.");
    else if (wanted.fields.isEmpty())
        note = tr("The index needs at least one field.");
    setFormRowNote(m_fieldsRow, note);
    const bool isNamed = wanted.type != search || !wanted.name.isEmpty();
    setFormRowNote(m_nameRow, isNamed ? QString() : tr("A search index needs a name."));
    if (!m_nameRow.column->isRowVisible(m_nameRow.cell))
        m_nameRow.note->hide();
    m_accept->setEnabled(note.isEmpty() && isNamed);
}

} // namespace metascope
