// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QtCore/QObject>

namespace metascope {

class KeychainStore;
class MessageBar;

/// Says in a message bar that the desktop asks for the keychain's password, with a Cancel for what waits on it, and that an
/// entry was left behind. Shows no question itself: the desktop does, and Metascope never sees that password.
class KeychainQuestion final : public QObject {
    Q_OBJECT
public:
    /// Both outlive it.
    KeychainQuestion(KeychainStore &keychain, MessageBar &bar, QObject *parent = nullptr);

private:
    void setWaiting(bool isWaiting);
    void tellOfRest(const QString &name, const Error &error);

    KeychainStore &m_keychain;
    MessageBar &m_bar;
    bool m_isWaiting = false;
    QString m_shown; ///< the bar's text while it is ours
};

} // namespace metascope
