// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectways.h"

#include <QtGui/QHideEvent>

namespace metascope {

ConnectWays::ConnectWays(Connector &connector, SignInPage::Ways ways, const QString &profiles, const Theme &theme,
                         const IconProvider &icons, QWidget *parent)
    : QStackedWidget(parent), m_paste(new ConnectPage(connector, theme, icons, this)),
      m_signIn(new SignInPage(std::move(ways), theme, icons, this)),
      m_import(new ImportPage(connector, profiles, theme, icons, this))
{
    setObjectName(QStringLiteral("connectWays"));
    for (QWidget *page :
         {static_cast<QWidget *>(m_paste), static_cast<QWidget *>(m_signIn), static_cast<QWidget *>(m_import)})
        addWidget(page);
    connect(m_paste, &ConnectPage::connected, this, &ConnectWays::connected);
    connect(m_paste, &ConnectPage::cancelled, this, &ConnectWays::cancelled);
    connect(m_paste, &ConnectPage::signInRequested, this, &ConnectWays::showSignIn);
    connect(m_paste, &ConnectPage::importRequested, this, &ConnectWays::showImport);
    connect(m_signIn, &SignInPage::cancelled, this, &ConnectWays::cancelled);
    connect(m_signIn, &SignInPage::signedIn, this, [this](const NewToken &token) {
        setCurrentWidget(m_paste);
        m_paste->beginWith(token);
    });
    const auto backToSignIn = [this] {
        setCurrentWidget(m_signIn);
        m_signIn->refuse();
    };
    // Queued: the page forgets what it is just being told.
    connect(m_paste, &ConnectPage::signInRefused, this, backToSignIn, Qt::QueuedConnection);
    connect(this, &QStackedWidget::currentChanged, this, &ConnectWays::forgetOthers);
    connect(m_import, &ImportPage::imported, this, &ConnectWays::connected);
    connect(m_import, &ImportPage::cancelled, this, &ConnectWays::cancelled);
}

void ConnectWays::forgetOthers()
{
    if (currentWidget() != m_paste)
        m_paste->forget();
    if (currentWidget() != m_signIn)
        m_signIn->forget();
    if (currentWidget() != m_import)
        m_import->forget();
}

void ConnectWays::hideEvent(QHideEvent *event)
{
    QStackedWidget::hideEvent(event);
    if (event->spontaneous()) // minimised
        return;
    m_paste->forget();
    m_signIn->forget();
    m_import->forget();
}

void ConnectWays::showPaste()
{
    setCurrentWidget(m_paste);
    m_paste->begin();
}

void ConnectWays::showSignIn()
{
    setCurrentWidget(m_signIn);
    m_signIn->begin();
}

void ConnectWays::showImport()
{
    setCurrentWidget(m_import);
    m_import->begin();
}

} // namespace metascope
