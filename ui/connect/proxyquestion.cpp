// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/proxyquestion.h"

#include "app/credentials/proxylogins.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

ProxyQuestion *ProxyQuestion::ask(const QString &proxy, bool wasRefused, ProxyLogins &logins, const Theme &theme,
                                  const IconProvider &icons, QWidget *parent)
{
    const auto open = parent->findChildren<ProxyQuestion *>(QString(), Qt::FindDirectChildrenOnly);
    for (ProxyQuestion *question : open) {
        if (question->m_proxy == proxy && question->isVisible()) {
            question->raise();
            question->activateWindow();
            return question;
        }
    }
    auto *question = new ProxyQuestion(proxy, wasRefused, logins, theme, icons, parent);
    question->open();
    return question;
}

ProxyQuestion::ProxyQuestion(const QString &proxy, bool wasRefused, ProxyLogins &logins, const Theme &theme,
                             const IconProvider &icons, QWidget *parent)
    : QDialog(parent), m_proxy(proxy), m_logins(logins), m_bar(new MessageBar(theme, icons, this)),
      m_user(new QLineEdit(this)), m_password(new SecretEdit(this)),
      m_keep(new QCheckBox(tr("&Keep in the keychain"), this))
{
    setObjectName(QStringLiteral("proxyQuestion"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Sign In to the Proxy"));
    const qsizetype colon = proxy.lastIndexOf(QLatin1Char(':'));
    auto *text = new QLabel(tr("The proxy %1 at port %2 wants a user name and a password before it lets Metascope "
                               "through. They go to this proxy alone. The way to the proxy itself may be without "
                               "encryption.")
                                .arg(visibleName(proxy.first(qMax<qsizetype>(colon, 0))), proxy.mid(colon + 1)),
                            this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    m_user->setObjectName(QStringLiteral("proxyUser"));
    m_user->setAccessibleName(tr("User Name"));
    m_password->setObjectName(QStringLiteral("proxyPassword"));
    m_password->setAccessibleName(tr("Password"));
    m_keep->setObjectName(QStringLiteral("keepProxyLogin"));
    m_keep->setVisible(logins.canKeep());
    auto *form = new QFormLayout;
    form->setVerticalSpacing(spacing::control);
    form->addRow(tr("&User Name"), m_user);
    form->addRow(tr("&Password"), m_password);
    form->addRow(QString(), m_keep);
    auto *buttons = new QDialogButtonBox(this);
    m_signIn = buttons->addButton(tr("Sign In"), QDialogButtonBox::AcceptRole);
    m_signIn->setObjectName(QStringLiteral("signInToProxy"));
    m_signIn->setDefault(true);
    QPushButton *cancel = buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    for (QPushButton *each : {m_signIn, cancel})
        each->setAccessibleName(each->text());

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(text);
    layout->addWidget(m_bar);
    layout->addLayout(form);
    layout->addSpacing(spacing::control);
    layout->addWidget(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    if (wasRefused)
        m_bar->showMessage(MessageBar::Kind::Error,
                           tr("The proxy did not accept the user name and password that it was given."));

    connect(m_user, &QLineEdit::textChanged, this, &ProxyQuestion::refresh);
    connect(buttons, &QDialogButtonBox::accepted, this, &ProxyQuestion::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] { m_password->forget(); });
    refresh();
}

void ProxyQuestion::refresh()
{
    m_signIn->setEnabled(!m_isStoring && !m_user->text().trimmed().isEmpty());
    for (QWidget *each :
         {static_cast<QWidget *>(m_user), static_cast<QWidget *>(m_password), static_cast<QWidget *>(m_keep)})
        each->setEnabled(!m_isStoring);
}

void ProxyQuestion::submit()
{
    m_isStoring = true;
    m_isGiven = true;
    refresh();
    m_storing.await(
        m_logins.give(m_proxy, {m_user->text().trimmed(), Secret(m_password->text().toUtf8())}, m_keep->isChecked()),
        [this](const Result<Done> &stored) { take(stored); });
}

void ProxyQuestion::reject()
{
    if (m_isGiven) {
        m_storing.restart();
        m_logins.forget(m_proxy);
    }
    QDialog::reject();
}

void ProxyQuestion::take(const Result<Done> &stored)
{
    m_isStoring = false;
    refresh();
    if (stored) {
        Q_EMIT given();
        accept();
        return;
    }
    // What could not be kept can still be used: the person decides.
    m_bar->showError(stored.error());
    m_keep->setChecked(false);
    m_user->setFocus(Qt::OtherFocusReason);
}

} // namespace metascope
