// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/defaulteditor.h"

#include "app/domain/fieldtype.h"
#include "app/domain/validation.h"
#include "ui/theme/tokens.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>

namespace metascope {

namespace {

/// What can be typed, shown while nothing is.
QString hint(const Field &field)
{
    const QString &type = field.type;
    if (field.isList())
        return DefaultEditor::tr("A JSON list, such as [1, 2]");
    if (type == QLatin1String("int"))
        return DefaultEditor::tr("A whole number");
    if (type == QLatin1String("decimal"))
        return DefaultEditor::tr("A number, such as 0.10");
    if (type == QLatin1String("date"))
        return DefaultEditor::tr("Year-month-day, such as 2026-01-31");
    if (type == QLatin1String("timestamp"))
        return DefaultEditor::tr("Such as now");
    if (type == QLatin1String("uuid"))
        return DefaultEditor::tr("Eight, four, four, four and twelve hex digits");
    if (type == QLatin1String("json"))
        return DefaultEditor::tr("JSON");
    if (type == QLatin1String("vector"))
        return DefaultEditor::tr("Such as [0.1, 0.2, 0.3]");
    return {};
}

bool isEmptyText(const RawJson &value)
{
    return value.kind() == RawJson::Kind::String && value.toString() == QString();
}

} // namespace

DefaultEditor::DefaultEditor(QWidget *parent)
    : QWidget(parent), m_state(new QComboBox(this)), m_choice(new QComboBox(this)), m_text(new QLineEdit(this))
{
    m_state->addItem(tr("none"));
    m_state->addItem(tr("empty"));
    m_state->addItem(tr("value"));
    m_state->setObjectName(QStringLiteral("fieldDefault"));
    m_text->setObjectName(QStringLiteral("fieldDefaultValue"));
    m_text->setAccessibleName(tr("Default Value"));
    m_choice->setObjectName(QStringLiteral("fieldDefaultChoice"));
    m_choice->setAccessibleName(tr("Default Value"));
    m_choice->hide();
    m_text->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_state);
    layout->addWidget(m_choice, 1);
    layout->addWidget(m_text, 1);
    setFocusProxy(m_state);
    connect(m_state, &QComboBox::activated, this, &DefaultEditor::chooseState);
    connect(m_text, &QLineEdit::textEdited, this, &DefaultEditor::apply);
    connect(m_choice, &QComboBox::activated, this, [this](int index) { apply(m_choice->itemText(index)); });
}

QWidget *DefaultEditor::state() const
{
    return m_state;
}

QString DefaultEditor::note(const Field &field)
{
    const FieldTypeRow *row = fieldTypeRow(field.type);
    const bool isDocumented = row && row->hasDefault && !field.isReference();
    return field.defaultValue && !isEmptyText(*field.defaultValue) && !isDocumented
        ? tr("Xano's documents list no default for this type.")
        : QString();
}

void DefaultEditor::showField(const Field &field)
{
    m_field = field;
    fillChoices(field);
    const State state = !field.defaultValue ? State::None
        : isEmptyText(*field.defaultValue)  ? State::Empty
                                            : State::Value;
    // While a person types a value, an edit that has become empty stays an edit.
    const bool typing = m_text->hasFocus() && m_state->currentIndex() == static_cast<int>(State::Value);
    if (typing && state == State::Empty)
        return;
    if (m_state->currentIndex() != static_cast<int>(state))
        m_state->setCurrentIndex(static_cast<int>(state));
    const QString text = field.defaultValue ? defaultText(*field.defaultValue) : QString();
    if (m_text->text() != text)
        m_text->setText(text);
    m_text->setPlaceholderText(hint(field));
    if (hasChoices() && state == State::Value) {
        if (m_choice->findText(text) < 0)
            m_choice->addItem(text); // one that is none of the values is shown all the same
        m_choice->setCurrentIndex(m_choice->findText(text));
    }
    m_choice->setVisible(hasChoices() && state == State::Value);
    m_text->setVisible(!hasChoices() && state == State::Value);
}

bool DefaultEditor::hasChoices() const
{
    return !m_choices.isEmpty();
}

void DefaultEditor::fillChoices(const Field &field)
{
    QStringList choices;
    if (field.type == QLatin1String("bool") && !field.isList())
        choices = {QStringLiteral("true"), QStringLiteral("false")};
    else if (field.type == QLatin1String("enum") && !field.isList())
        choices = field.values;
    if (choices == m_choices)
        return;
    m_choices = choices;
    const QSignalBlocker blocker(m_choice);
    m_choice->clear();
    m_choice->addItems(choices);
}

void DefaultEditor::chooseState()
{
    const State state = static_cast<State>(m_state->currentIndex());
    m_choice->setVisible(hasChoices() && state == State::Value);
    m_text->setVisible(!hasChoices() && state == State::Value);
    switch (state) {
    case State::None: Q_EMIT defaultEdited(std::nullopt); break;
    case State::Empty: Q_EMIT defaultEdited(RawJson::string(QStringView())); break;
    case State::Value:
        if (hasChoices()) {
            m_choice->setFocus();
            apply(m_choice->currentIndex() < 0 ? m_choices.constFirst() : m_choice->currentText());
        } else {
            m_text->setFocus();
            if (!m_text->text().isEmpty())
                apply(m_text->text());
        }
        break;
    }
}

void DefaultEditor::apply(const QString &text)
{
    Q_EMIT defaultEdited(defaultFromText(m_field, text).value_or(RawJson::string(text)));
}

} // namespace metascope
