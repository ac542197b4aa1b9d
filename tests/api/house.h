// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/askstore.h"
#include "app/credentials/sessionstore.h"
#include "app/session/connector.h"
#include "app/session/tokenkeeper.h"
#include "app/store/rightsbook.h"
#include "tests/api/clientfixture.h"

#include <QtCore/QTemporaryDir>

namespace metascope::test {

/// What main() puts together, as far as instances and tokens are concerned, with a keychain that a test provides.
template <typename Keychain>
struct House {
    QTemporaryDir folder;
    InstanceRegistry registry{folder.filePath(QStringLiteral("instances.json"))};
    Keychain keychain;
    SessionStore memory;
    AskStore ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores stores{keychain, memory, ask};
    RightsBook rights{QString()};
    SteadyClock clock;
    Session::Shared shared{registry, clock, false, quickOptions()};
    Sessions sessions{registry, stores, rights, shared};
    Connector connector{registry, stores, shared};
    TokenKeeper keeper{registry, stores, sessions, rights, shared};

    InstanceId add(TokenPlace place, const QString &url = QStringLiteral("http://127.0.0.1:9"),
                   const QString &tokenId = QStringLiteral("3f2a"))
    {
        InstanceEntry entry;
        entry.name = QStringLiteral("Acme");
        entry.base = *ApiBase::fromUserInput(url);
        entry.tokenId = tokenId;
        entry.place = place;
        return *registry.put(entry);
    }
};

} // namespace metascope::test
