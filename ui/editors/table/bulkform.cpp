// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/table/bulkform.h"

#include "ui/editors/table/formrow.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace metascope {

namespace {

constexpr int mixedRow = 0;

/// Selects what all fields have in common; the first entry where they differ.
template <typename Part>
void showCommon(QComboBox *box, const QList<Field> &fields, Part part)
{
    const auto text = [&part](const Field &field) { return QVariant(part(field)); };
    const bool same = !fields.isEmpty()
        && std::ranges::all_of(fields, [&](const Field &field) { return text(field) == text(fields.constFirst()); });
    const int row = same ? box->findData(text(fields.constFirst())) : mixedRow;
    box->setCurrentIndex(std::max(row, mixedRow));
    box->setEnabled(!fields.isEmpty());
}

} // namespace

BulkForm::BulkForm(QWidget *parent) : QWidget(parent), m_title(new QLabel(this)), m_access(new QComboBox(this))
{
    setObjectName(QStringLiteral("bulkForm"));
    m_title->setFont(Theme::titleFont(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_title->setObjectName(QStringLiteral("bulkTitle"));
    m_title->setWordWrap(true);
    m_access->addItem(tr("mixed"));
    for (const QString &access : {QStringLiteral("public"), QStringLiteral("private"), QStringLiteral("internal")})
        m_access->addItem(access, access);
    QFormLayout *form = makeFormColumn();
    m_flags = {{addFlag(tr("Required"), "bulkRequired", &Field::required), &Field::required},
               {addFlag(tr("Nullable"), "bulkNullable", &Field::nullable), &Field::nullable},
               {addFlag(tr("Sensitive"), "bulkSensitive", &Field::sensitive), &Field::sensitive}};
    const QStringList labels{tr("Required"), tr("Nullable"), tr("Sensitive")};
    for (qsizetype i = 0; i < labels.size(); ++i)
        addFormRow(form, labels.at(i), m_flags.at(i).first, m_flags.at(i).first->objectName().toLatin1().constData());
    addFormRow(form, tr("Access"), m_access, "bulkAccess");
    connect(m_access, &QComboBox::activated, this, [this](int index) {
        if (index == mixedRow)
            return;
        const QString access = m_access->itemData(index).toString();
        Q_EMIT changeChosen(tr("Access"), [access](Field &field) { field.access = access; });
    });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(m_title);
    layout->addLayout(form);
    layout->addStretch();
}

QComboBox *BulkForm::addFlag(const QString &label, const char *name, bool Field::*part)
{
    auto *box = new QComboBox(this);
    box->setObjectName(QString::fromLatin1(name));
    box->addItem(tr("mixed"));
    box->addItem(tr("yes"), true);
    box->addItem(tr("no"), false);
    connect(box, &QComboBox::activated, this, [this, box, label, part](int index) {
        if (index == mixedRow)
            return;
        const bool on = box->itemData(index).toBool();
        Q_EMIT changeChosen(label, [part, on](Field &field) { field.*part = on; });
    });
    return box;
}

void BulkForm::showFields(const QList<Field> &fields, int fixed)
{
    QString title = tr("%n field(s) selected", nullptr, static_cast<int>(fields.size()));
    if (fixed > 0)
        title = tr("%1, and %2 that cannot be changed").arg(title).arg(fixed);
    m_title->setText(title);
    for (const auto &[box, part] : m_flags)
        showCommon(box, fields, [part = part](const Field &field) { return field.*part; });
    showCommon(m_access, fields, [](const Field &field) { return field.access; });
}

} // namespace metascope
