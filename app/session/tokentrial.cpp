// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/tokentrial.h"

namespace metascope {

TokenTrial::TokenTrial(const ApiBase &base, SharedSecret token, const Session::Shared &shared)
    : m_token(std::move(token)), m_session({InstanceId(), base.origin.toString(), base}, m_vault,
                                           Session::Shared{shared.policy, shared.clock, true, shared.options})
{
    m_vault.put(base.origin, m_token);
}

QString TokenTrial::safe(const QString &text) const
{
    const QString token = QString::fromLatin1(m_token->expose());
    return text.contains(token, Qt::CaseInsensitive) ? QString() : text;
}

} // namespace metascope
