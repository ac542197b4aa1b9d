// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/sessionstore.h"

#include <QtCore/QCoreApplication>

namespace metascope {

namespace {
struct StoreText {
    Q_DECLARE_TR_FUNCTIONS(metascope::SessionStore)
};
} // namespace

QString SessionStore::name() const
{
    return StoreText::tr("This session only");
}

Reply<Done> SessionStore::write(const TokenKey &key, Secret secret)
{
    m_secrets.insert_or_assign(key.toString(), std::make_shared<const Secret>(std::move(secret)));
    return Reply<Done>::ready(Done{});
}

Reply<SharedSecret> SessionStore::read(const TokenKey &key)
{
    const auto found = m_secrets.find(key.toString());
    if (found == m_secrets.end())
        return Reply<SharedSecret>::ready(Failure(
            Error::local(ErrorKind::KeychainMissing, StoreText::tr("the token was kept for one session only"))));
    return Reply<SharedSecret>::ready(found->second);
}

Reply<Done> SessionStore::remove(const TokenKey &key)
{
    m_secrets.erase(key.toString());
    return Reply<Done>::ready(Done{});
}

} // namespace metascope
