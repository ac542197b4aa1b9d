// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/demoworkspace.h"

#include "app/credentials/tokenstore.h"
#include "app/session/explorersource.h"

namespace metascope {

Result<QString> listDemo(const DemoServer &server, const QString &name, InstanceRegistry &registry,
                         TokenStore &sessionStore)
{
    const auto base = ApiBase::fromUserInput(server.url);
    if (!base)
        return Failure(base.error());
    InstanceEntry entry;
    entry.name = name;
    entry.base = *base;
    entry.tokenId = newTokenId();
    entry.place = TokenPlace::Session;
    // The session store answers from memory: the token is there before anything can ask for it.
    const Reply<Done> written = sessionStore.write({base->origin, entry.tokenId}, Secret(QByteArray(server.token)));
    if (!written.isSettled())
        return Failure(Error::local(ErrorKind::Storage, {}));
    const auto id = registry.put(entry);
    if (!id)
        return Failure(id.error());
    return NodePath::ofKind(*id, WorkspaceId(server.workspace), Kind::Table).key();
}

} // namespace metascope
