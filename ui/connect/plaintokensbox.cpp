// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/plaintokensbox.h"

#include "ui/theme/theme.h"

#include <QtGui/QFontDatabase>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

PlainTokensBox::PlainTokensBox(const PlainTokenRemoval &removal, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("plainTokensBox"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Remove Plain Tokens"));
    const auto label = [this](const QString &text) {
        auto *made = new QLabel(text, this);
        made->setTextFormat(Qt::PlainText);
        made->setWordWrap(true);
        return made;
    };
    QStringList lines;
    for (const TokenCut &cut : removal.cuts())
        lines.append({tr("line %1").arg(cut.line), QStringLiteral("−  ") + cut.before,
                      QStringLiteral("+  ") + cut.after, QString()});
    auto *change = new QPlainTextEdit(lines.join(QLatin1Char('\n')).trimmed(), this);
    change->setObjectName(QStringLiteral("plainTokensChange"));
    change->setAccessibleName(tr("Change"));
    change->setReadOnly(true);
    change->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    change->setMinimumHeight(fontMetrics().height() * 9);

    auto *buttons = new QDialogButtonBox(this);
    QPushButton *remove = buttons->addButton(tr("Remove %n Token(s)", nullptr, static_cast<int>(removal.cuts().size())),
                                             QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    remove->setObjectName(QStringLiteral("confirmPlainTokens"));
    cancel->setObjectName(QStringLiteral("cancelPlainTokens"));
    for (QPushButton *each : {remove, cancel})
        each->setAccessibleName(each->text());
    cancel->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(
        label(tr("Only the tokens are cut out of %1; everything else stays as it is.").arg(removal.file())));
    layout->addWidget(change, 1);
    layout->addWidget(
        label(tr("Xano's command line will ask for a login again with these profiles. Copies that backups or "
                 "editors made of the file are not found: a token that may be in one should be revoked at "
                 "Xano.")));
    if (removal.leftElsewhere() > 0)
        layout->addWidget(
            label(tr("One of these tokens stands %n more time(s) in this file, in a comment or under another "
                     "key. That is not removed.",
                     nullptr, removal.leftElsewhere())));
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 84);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        Q_EMIT confirmed();
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace metascope
