// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/gateways/accountgateway.h"

#include "app/api/codecs/workspacecodec.h"
#include "app/api/gateways/pagedlist.h"

namespace metascope {

Reply<Person> AccountGateway::me()
{
    Request request;
    request.endpoint = EndpointId::Me;
    return m_client.send<Person>(request, personFromJson);
}

Reply<QList<InstanceInfo>> AccountGateway::instances()
{
    Request request;
    request.endpoint = EndpointId::AccountInstances;
    return fetchAll<InstanceInfo>(m_client, request, instanceFromJson);
}

Reply<InstanceInfo> AccountGateway::instance(const QString &name)
{
    Request request;
    request.endpoint = EndpointId::AccountInstance;
    request.args = {name};
    return m_client.send<InstanceInfo>(request,
                                       [](const RawJson &json) { return instanceFromJson(json, QStringLiteral("$")); });
}

} // namespace metascope
