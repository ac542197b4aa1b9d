// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/keychainquestion.h"

#include "app/credentials/keychainstore.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QPushButton>

namespace metascope {

KeychainQuestion::KeychainQuestion(KeychainStore &keychain, MessageBar &bar, QObject *parent)
    : QObject(parent), m_keychain(keychain), m_bar(bar)
{
    connect(&m_keychain, &KeychainStore::waitingForPerson, this, &KeychainQuestion::setWaiting);
    // Another message may have taken the place of the waiting, with its Cancel.
    connect(&m_bar, &MessageBar::dismissed, this, [this] {
        if (m_isWaiting && !m_shown.isEmpty())
            setWaiting(true);
    });
    connect(&m_keychain, &KeychainStore::leftBehind, this, &KeychainQuestion::tellOfRest);
}

void KeychainQuestion::setWaiting(bool isWaiting)
{
    m_isWaiting = isWaiting;
    if (!isWaiting) {
        // Another message may stand there by now.
        if (!m_shown.isEmpty() && m_bar.text() == m_shown)
            m_bar.dismiss();
        m_shown.clear();
        return;
    }
    m_bar.showMessage(MessageBar::Kind::Info,
                      tr("Waiting for the keychain to be unlocked. The desktop asks for its password."));
    QPushButton *cancel = m_bar.addButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("stopWaitingForKeychain"));
    connect(cancel, &QPushButton::clicked, &m_keychain, &KeychainStore::stopWaiting);
    m_shown = m_bar.text();
}

void KeychainQuestion::tellOfRest(const QString &name, const Error &error)
{
    m_bar.showMessage(MessageBar::Kind::Warning,
                      tr("The keychain stored “%1” after it had been given up, and Metascope could not take it out "
                         "again. Remove the entry in the desktop's own keychain viewer.")
                          .arg(name),
                      describe(error));
}

} // namespace metascope
