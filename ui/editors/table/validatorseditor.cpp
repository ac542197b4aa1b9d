// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/validatorseditor.h"

#include "app/domain/fieldvalidator.h"
#include "app/domain/validation.h"
#include "ui/theme/tokens.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

QString objectNameOf(const QString &validator)
{
    return QStringLiteral("validator-") + validator;
}

} // namespace

ValidatorsEditor::ValidatorsEditor(QWidget *parent) : QWidget(parent), m_others(new QLabel(this))
{
    m_others->setWordWrap(true);
    m_others->setTextFormat(Qt::PlainText);
    m_others->setForegroundRole(QPalette::PlaceholderText);
    m_others->setObjectName(QStringLiteral("otherValidators"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::tight);
    layout->addWidget(m_others);
}

bool ValidatorsEditor::hasAny(const Field &field)
{
    return !validatorsOfType(field.type).empty() || field.validators;
}

void ValidatorsEditor::showField(const Field &field)
{
    m_field = field;
    if (field.type != m_type || !m_rows)
        rebuild(field.type);
    for (const ValidatorRow &row : validatorsOfType(field.type)) {
        const QString name = nameOf(row);
        const auto value = validatorValue(field, name);
        if (row.value == ValidatorRow::Value::Flag) {
            auto *box = m_rows->findChild<QCheckBox *>(objectNameOf(name));
            box->setChecked(value && value->toBool().value_or(false));
            continue;
        }
        auto *edit = m_rows->findChild<QLineEdit *>(objectNameOf(name));
        const QString text = value ? defaultText(*value) : QString();
        // A person who types is not corrected: " 8" and "8" are one number.
        if (edit->text() != text && validatorFromText(row, edit->text()) != value)
            edit->setText(text);
    }
    QStringList others;
    for (const RawJson::Member &member : otherValidators(field))
        others.append(QStringLiteral("%1: %2").arg(member.key, QString::fromUtf8(member.value.text())));
    if (field.validators && !field.validators->isObject())
        others.append(QString::fromUtf8(field.validators->text()));
    m_others->setText(others.isEmpty() ? QString() : tr("Kept as they are: %1").arg(others.join(QStringLiteral(", "))));
    m_others->setVisible(!others.isEmpty());
}

void ValidatorsEditor::rebuild(const QString &type)
{
    m_type = type;
    delete m_rows;
    m_rows = new QWidget(this);
    auto *grid = new QGridLayout(m_rows);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing::control);
    grid->setVerticalSpacing(spacing::tight);
    grid->setColumnStretch(1, 1);
    int line = 0;
    int flags = 0;
    for (const ValidatorRow &row : validatorsOfType(type)) {
        const QString name = nameOf(row);
        const QString label = validatorLabel(type, name);
        if (row.value == ValidatorRow::Value::Flag) {
            ++flags;
            continue;
        }
        auto *text = new QLabel(label, m_rows);
        auto *edit = new QLineEdit(m_rows);
        text->setBuddy(edit);
        edit->setObjectName(objectNameOf(name));
        edit->setAccessibleName(label);
        edit->setPlaceholderText(row.value == ValidatorRow::Value::Integer ? tr("No limit") : tr("Not set"));
        grid->addWidget(text, line, 0);
        grid->addWidget(edit, line++, 1);
        connect(edit, &QLineEdit::textEdited, this, [this, row, name](const QString &typed) {
            Q_EMIT validatorEdited(name, validatorFromText(row, typed));
        });
    }
    auto *boxes = new QGridLayout;
    boxes->setSpacing(spacing::tight);
    int placed = 0;
    for (const ValidatorRow &row : validatorsOfType(type)) {
        if (row.value != ValidatorRow::Value::Flag)
            continue;
        const QString name = nameOf(row);
        auto *box = new QCheckBox(validatorLabel(type, name), m_rows);
        box->setObjectName(objectNameOf(name));
        box->setAccessibleName(box->text());
        boxes->addWidget(box, placed / 2, placed % 2);
        ++placed;
        connect(box, &QCheckBox::clicked, this, [this, name](bool on) { toggled(name, on); });
    }
    if (flags > 0)
        grid->addLayout(boxes, line, 0, 1, 2);
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_rows);
    m_rows->setVisible(line + flags > 0);
}

void ValidatorsEditor::toggled(const QString &name, bool on)
{
    // Off is what the server said for off; where it said nothing, off is to say nothing again.
    std::optional<RawJson> off;
    if (const auto loaded = m_field.raw.isObject() ? fieldFromJson(m_field.raw) : Result<Field>(Field()); loaded) {
        if (const auto was = validatorValue(*loaded, name); was && was->toBool() == false)
            off = was;
        else if (was)
            off = RawJson::boolean(false);
    }
    Q_EMIT validatorEdited(name, on ? std::optional(RawJson::boolean(true)) : off);
}

} // namespace metascope
