// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/mutations.h"

namespace metascope::sandbox {

void Mutations::add(const RequestPattern &when, int nth, const HttpRequest &request)
{
    const std::scoped_lock lock(m_mutex);
    m_pending.push_back({when, nth, request});
}

QList<HttpRequest> Mutations::take(const HttpRequest &arriving)
{
    const QByteArray path = arriving.apiPath();
    QList<HttpRequest> due;
    const std::scoped_lock lock(m_mutex);
    for (Pending &pending : m_pending) {
        if (pending.when.matches(arriving.method, path) && --pending.left == 0)
            due.append(pending.request);
    }
    std::erase_if(m_pending, [](const Pending &pending) { return pending.left == 0; });
    return due;
}

void Mutations::clear()
{
    const std::scoped_lock lock(m_mutex);
    m_pending.clear();
}

} // namespace metascope::sandbox
