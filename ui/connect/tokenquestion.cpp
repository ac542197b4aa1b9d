// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/tokenquestion.h"

#include "app/credentials/tokentext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/visiblename.h"

#include <QtCore/QPointer>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

namespace {

/// A server names itself as it likes: a name that is longer is shown in part.
constexpr int nameCharacters = 40;

} // namespace

Reply<SharedSecret> TokenQuestion::ask(const QString &instance, const QString &origin, const Theme &theme,
                                       const IconProvider &icons, QWidget *parent)
{
    auto *question = new TokenQuestion(instance, origin, theme, icons, parent);
    Reply<SharedSecret> reply = question->m_promise.reply();
    question->m_promise.setAbort([question = QPointer(question)] {
        if (question)
            question->reject();
    });
    question->open();
    return reply;
}

TokenQuestion::TokenQuestion(const QString &instance, const QString &origin, const Theme &theme,
                             const IconProvider &icons, QWidget *parent)
    : QDialog(parent), m_token(new SecretEdit(this)), m_bar(new MessageBar(theme, icons, this))
{
    setObjectName(QStringLiteral("tokenQuestion"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Access Token"));
    auto *text
        = new QLabel(tr("%1 asks for its access token every time it is opened. It is sent to %2 and kept nowhere.")
                         .arg(fontMetrics().elidedText(visibleName(instance), Qt::ElideMiddle,
                                                       fontMetrics().averageCharWidth() * nameCharacters),
                              origin),
                     this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    auto *label = new QLabel(tr("Access &Token"), this);
    label->setBuddy(m_token);
    m_token->setObjectName(QStringLiteral("askedToken"));
    m_token->setAccessibleName(tr("Access Token"));
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *open = buttons->addButton(tr("Open"), QDialogButtonBox::AcceptRole);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    open->setObjectName(QStringLiteral("useAskedToken"));
    open->setDefault(true);
    open->setEnabled(false);
    cancel->setObjectName(QStringLiteral("cancelAskedToken"));
    for (QPushButton *each : {open, cancel})
        each->setAccessibleName(each->text());

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(text);
    layout->addWidget(m_bar);
    layout->addWidget(label);
    layout->addWidget(m_token);
    layout->addSpacing(spacing::control);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);

    connect(m_token, &QLineEdit::textChanged, open,
            [open](const QString &typed) { open->setEnabled(!typed.trimmed().isEmpty()); });
    connect(buttons, &QDialogButtonBox::accepted, this, &TokenQuestion::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] {
        m_token->clear();
        m_promise.resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
    });
}

void TokenQuestion::submit()
{
    auto secret = secretFromPaste(m_token->text());
    if (!secret) {
        m_bar->showError(secret.error());
        makeRoom();
        m_token->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_promise.resolve(std::make_shared<const Secret>(std::move(*secret)));
    accept();
}

void TokenQuestion::makeRoom()
{
    if (const int needed = layout()->totalHeightForWidth(width()); needed > height())
        resize(width(), needed);
}

} // namespace metascope
