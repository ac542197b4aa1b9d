// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/store/instanceregistry.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace metascope {

class TokenStore;

/// Where the built-in server listens and what opens it; made by main(), which owns that server.
struct DemoServer {
    QString url;
    QByteArray token;
    qint64 workspace = 0;
};

/// Puts the demo on the list as an instance for this session only: its token goes to memory, never to the keychain, and
/// nothing of it is written. Gives back the key of its Tables group.
Result<QString> listDemo(const DemoServer &server, const QString &name, InstanceRegistry &registry,
                         TokenStore &sessionStore);

} // namespace metascope
