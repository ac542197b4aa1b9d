// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/domain/workspace.h"

namespace metascope {

/// Who a token belongs to and which instances it reaches. Works on the account part and, for me(), on an instance.
class AccountGateway {
public:
    explicit AccountGateway(ApiClient &client) : m_client(client) {}

    Reply<Person> me();
    /// Only the account part has it; an instance answers NotFound.
    Reply<QList<InstanceInfo>> instances();
    /// The same for one of them, by Xano's own name.
    Reply<InstanceInfo> instance(const QString &name);

private:
    ApiClient &m_client;
};

} // namespace metascope
