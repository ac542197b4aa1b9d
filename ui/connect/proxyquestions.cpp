// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/proxyquestions.h"

#include "app/credentials/proxylogins.h"
#include "ui/connect/proxyquestion.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QPushButton>

namespace metascope {

ProxyQuestions::ProxyQuestions(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&m_parts.logins, &ProxyLogins::wanted, this, &ProxyQuestions::offer);
    connect(&m_parts.logins, &ProxyLogins::recalled, this, [this](const QString &proxy) {
        m_parts.bar.showMessage(
            MessageBar::Kind::Info,
            tr("The login of the proxy %1 was taken from the keychain. Retry what failed.").arg(proxy));
    });
}

void ProxyQuestions::offer(const QString &proxy, bool wasRefused)
{
    const QString text = wasRefused
        ? tr("The proxy %1 did not accept the user name and password that it was given.").arg(proxy)
        : tr("The proxy %1 wants a user name and a password before it lets Metascope through.").arg(proxy);
    m_parts.bar.showMessage(MessageBar::Kind::Error, text);
    QPushButton *signIn = m_parts.bar.addButton(tr("Sign In to the Proxy…"));
    signIn->setObjectName(QStringLiteral("offerProxySignIn"));
    connect(signIn, &QPushButton::clicked, this, [this, proxy, wasRefused] { ask(proxy, wasRefused); });
}

void ProxyQuestions::ask(const QString &proxy, bool wasRefused)
{
    auto *question
        = ProxyQuestion::ask(proxy, wasRefused, m_parts.logins, m_parts.theme, m_parts.icons, &m_parts.window);
    connect(question, &ProxyQuestion::given, this, [this, proxy] {
        m_parts.bar.showMessage(MessageBar::Kind::Info,
                                tr("The login is given to the proxy %1 from now on. Retry what failed.").arg(proxy));
    });
}

} // namespace metascope
