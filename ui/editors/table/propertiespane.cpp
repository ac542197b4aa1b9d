// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/propertiespane.h"

#include "ui/editors/table/docsview.h"
#include "ui/editors/table/valueseditor.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTabWidget>
#include <QtWidgets/QToolButton>

namespace metascope {

namespace {

constexpr int docsLines = 8;
constexpr int autocompleteLines = 5;
constexpr int widestForm = 110; ///< characters

/// Setting a text that is there already would move the cursor of the person who types it.
void setText(QLineEdit *edit, const QString &text)
{
    if (edit->text() != text)
        edit->setText(text);
}

/// What a property was, in one line; empty for one that is long or was empty.
QString before(const TableProperties &base, TableProperty property)
{
    switch (property) {
    case TableProperty::Name: return base.name;
    case TableProperty::Description: return base.description;
    case TableProperty::Docs: return {};
    case TableProperty::Auth: return base.auth ? PropertiesPane::tr("yes") : PropertiesPane::tr("no");
    case TableProperty::Tags: return base.tags.join(QStringLiteral(", "));
    case TableProperty::Guid: return base.guid;
    case TableProperty::Autocomplete: return base.autocomplete.value_or(QStringList()).join(QStringLiteral(", "));
    }
    return {};
}

} // namespace

PropertiesPane::PropertiesPane(SchemaDocument &document, const IconProvider &icons, QWidget *parent)
    : QWidget(parent), m_document(document), m_icons(icons), m_missing(new QLabel), m_page(new QWidget),
      m_name(new QLineEdit), m_description(new QLineEdit), m_docsTabs(new QTabWidget), m_docs(new QPlainTextEdit),
      m_preview(new DocsView), m_tags(new ValuesEditor(icons, ValuesEditor::Content::Tags)),
      m_auth(new QCheckBox(tr("Records of this table can sign in"))), m_guid(new QLineEdit),
      m_autocomplete(new QListWidget)
{
    setObjectName(QStringLiteral("propertiesPane"));
    m_missing->setText(tr("The properties of this table could not be read. Its fields and indexes can be edited."));
    m_missing->setWordWrap(true);
    m_missing->setForegroundRole(QPalette::PlaceholderText);
    const int row = m_autocomplete->fontMetrics().height() + spacing::rowPadding;
    m_autocomplete->setFixedHeight(row * autocompleteLines + 2 * m_autocomplete->frameWidth());

    QFormLayout *form = makeFormColumn();
    addRow(form, TableProperty::Name, tr("Table Name"), m_name, "tableName");
    addRow(form, TableProperty::Description, tr("Table Description"), m_description, "tableDescription");
    addRow(form, TableProperty::Docs, tr("Docs"), buildDocs(), "tableDocs");
    addRow(form, TableProperty::Tags, tr("Tags"), m_tags, "tableTags");
    addRow(form, TableProperty::Auth, tr("Sign-in"), m_auth, "tableAuth");
    m_auth->setAccessibleName(m_auth->text());
    addRow(form, TableProperty::Guid, tr("Security GUID"), m_guid, "tableGuid");
    addRow(form, TableProperty::Autocomplete, tr("Autocomplete"), m_autocomplete, "tableAutocomplete");
    auto *column = new QWidget;
    column->setLayout(form);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * widestForm);
    auto *pageLayout = new QVBoxLayout(m_page);
    pageLayout->setContentsMargins(spacing::group, spacing::edge, spacing::group, spacing::edge);
    pageLayout->addWidget(m_missing);
    pageLayout->addWidget(column);
    pageLayout->addStretch();
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connectEditors();
    showDocument();
}

void PropertiesPane::addRow(QFormLayout *form, TableProperty property, const QString &label, QWidget *editor,
                            const char *name)
{
    const FormRow row = addFormRow(form, label, editor, name);
    auto *discard = new QToolButton;
    discard->setIcon(m_icons.icon(Icon::Undo));
    discard->setObjectName(QStringLiteral("discard-") + QLatin1String(name));
    discard->setAccessibleName(tr("Discard the Change of %1").arg(label));
    discard->setToolTip(discard->accessibleName());
    discard->setAutoRaise(true);
    discard->setFocusPolicy(Qt::TabFocus);
    discard->hide();
    connect(discard, &QToolButton::clicked, this, [this, property] { m_document.revertProperty(property); });
    // Beside what was there before it.
    auto *line = new QHBoxLayout;
    line->setSpacing(spacing::tight);
    row.cell->removeWidget(row.note);
    line->addWidget(row.note, 1);
    line->addWidget(discard);
    static_cast<QVBoxLayout *>(row.cell)->addLayout(line);
    m_rows.append({property, row, discard});
}

QWidget *PropertiesPane::buildDocs()
{
    m_docs->setObjectName(QStringLiteral("docsText"));
    m_docs->setAccessibleName(tr("Docs"));
    m_docs->setTabChangesFocus(true);
    m_docs->setPlaceholderText(tr("Markdown"));
    m_docs->setFont(Theme::codeFont(font()));
    m_preview->setObjectName(QStringLiteral("docsPreview"));
    m_preview->setAccessibleName(tr("Docs Preview"));
    m_docsTabs->addTab(m_docs, tr("Write"));
    m_docsTabs->addTab(m_preview, tr("Preview"));
    m_docsTabs->setDocumentMode(true);
    m_docsTabs->tabBar()->setObjectName(QStringLiteral("docsTabBar"));
    m_docsTabs->tabBar()->setAccessibleName(tr("Write or Preview"));
    m_docsTabs->setFixedHeight(m_docs->fontMetrics().lineSpacing() * docsLines
                               + m_docsTabs->tabBar()->sizeHint().height());
    connect(m_docsTabs, &QTabWidget::currentChanged, this, [this](int tab) {
        if (m_docsTabs->widget(tab) == m_preview)
            m_preview->showMarkdown(m_docs->toPlainText());
    });
    return m_docsTabs;
}

void PropertiesPane::connectEditors()
{
    const auto connectText = [this](QLineEdit *edit, const QString &member, QString TableProperties::*part) {
        connect(edit, &QLineEdit::textEdited, this, [this, member, part](const QString &text) {
            edited(member, [part, &text](TableProperties &properties) { properties.*part = text; });
        });
    };
    connectText(m_name, tr("Table Name"), &TableProperties::name);
    connectText(m_description, tr("Table Description"), &TableProperties::description);
    connectText(m_guid, tr("Security GUID"), &TableProperties::guid);
    connect(m_docs, &QPlainTextEdit::textChanged, this, [this] {
        edited(tr("Docs"), [this](TableProperties &properties) { properties.docs = m_docs->toPlainText(); });
    });
    connect(m_tags, &ValuesEditor::valuesEdited, this, [this](const QStringList &tags) {
        edited(tr("Tags"), [&tags](TableProperties &properties) { properties.tags = tags; });
    });
    connect(m_auth, &QCheckBox::toggled, this,
            [this](bool on) { edited(tr("Sign-in"), [on](TableProperties &properties) { properties.auth = on; }); });
    connect(m_autocomplete, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        const QString name = item->text();
        const bool wanted = item->checkState() == Qt::Checked;
        edited(tr("Autocomplete"), [&](TableProperties &properties) {
            QStringList names = properties.autocomplete.value_or(QStringList());
            names.removeAll(name);
            if (wanted)
                names.append(name);
            // Where the server told nothing, nothing chosen is nothing staged.
            const auto &base = m_document.base().properties;
            const bool isNone = names.isEmpty() && base && !base->autocomplete;
            properties.autocomplete = isNone ? std::nullopt : std::optional(names);
        });
    });
}

void PropertiesPane::setEditable(bool editable)
{
    m_page->setEnabled(editable);
}

void PropertiesPane::showDocument()
{
    const auto &now = m_document.current().properties;
    const auto &base = m_document.base().properties;
    m_missing->setVisible(!now);
    for (const Row &each : std::as_const(m_rows))
        each.row.editor->setEnabled(now.has_value());
    if (!now)
        return;
    m_showing = true;
    showValues(*now);
    showAutocomplete(*now);
    showNotes(base.value_or(*now), *now);
    m_showing = false;
}

void PropertiesPane::showValues(const TableProperties &now)
{
    setText(m_name, now.name);
    setText(m_description, now.description);
    setText(m_guid, now.guid);
    // An edit turns every end of a line into the one of its own; that is no change of a person's.
    if (m_docs->toPlainText() != QString(now.docs).replace(QStringLiteral("\r\n"), QStringLiteral("\n"))) {
        m_docs->setPlainText(now.docs);
        m_preview->showMarkdown(now.docs);
    }
    m_tags->showValues(now.tags);
    m_auth->setChecked(now.auth);
}

void PropertiesPane::showAutocomplete(const TableProperties &now)
{
    const QStringList chosen = now.autocomplete.value_or(QStringList());
    QStringList names = chosen;
    for (const Keyed<Field> &entry : m_document.current().fields)
        if (!names.contains(entry.value.name))
            names.append(entry.value.name);
    QStringList shown;
    for (int row = 0; row < m_autocomplete->count(); ++row)
        shown.append(m_autocomplete->item(row)->text());
    // A choice alone leaves the lines where they are: the keyboard is on one of them.
    QStringList sorted = names;
    QStringList sortedShown = shown;
    sorted.sort();
    sortedShown.sort();
    if (sorted != sortedShown) {
        m_autocomplete->clear();
        m_autocomplete->addItems(names);
    }
    for (int row = 0; row < m_autocomplete->count(); ++row) {
        QListWidgetItem *item = m_autocomplete->item(row);
        const Qt::CheckState state = chosen.contains(item->text()) ? Qt::Checked : Qt::Unchecked;
        if (item->data(Qt::CheckStateRole).isNull() || item->checkState() != state)
            item->setCheckState(state);
    }
}

void PropertiesPane::showNotes(const TableProperties &base, const TableProperties &now)
{
    const QList<TableProperty> changed = changedProperties(base, now);
    for (const Row &each : std::as_const(m_rows)) {
        const bool isChanged = changed.contains(each.property);
        const QString was = before(base, each.property);
        QString note;
        if (isChanged)
            note = was.isEmpty() ? tr("Changed") : tr("Changed; was: %1").arg(was);
        if (each.property == TableProperty::Name && now.name.isEmpty())
            note = tr("Problem: %1").arg(tr("The table needs a name."));
        setFormRowNote(each.row, note);
        each.discard->setVisible(isChanged);
    }
}

void PropertiesPane::edited(const QString &member, const std::function<void(TableProperties &)> &change)
{
    if (m_showing || !m_document.current().properties)
        return;
    TableProperties next = *m_document.current().properties;
    change(next);
    m_document.changeProperties(next, member);
}

} // namespace metascope
