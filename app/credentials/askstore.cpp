// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/askstore.h"

#include <QtCore/QCoreApplication>

namespace metascope {

AskStore::AskStore(Ask ask, std::chrono::milliseconds kept) : m_ask(std::move(ask))
{
    m_end.setSingleShot(true);
    m_end.setInterval(kept);
    QObject::connect(&m_end, &QTimer::timeout, &m_end, [this] { forgetAll(); });
}

QString AskStore::name() const
{
    return QCoreApplication::translate("metascope::AskStore", "nowhere: asked for every time");
}

Reply<Done> AskStore::write(const TokenKey &key, Secret secret)
{
    m_next.insert_or_assign(key.toString(), std::make_shared<const Secret>(std::move(secret)));
    m_end.start();
    return Reply<Done>::ready(Done{});
}

Reply<SharedSecret> AskStore::read(const TokenKey &key)
{
    if (const auto given = m_next.extract(key.toString()))
        return Reply<SharedSecret>::ready(given.mapped());
    return m_ask(key);
}

Reply<Done> AskStore::remove(const TokenKey &key)
{
    m_next.erase(key.toString());
    return Reply<Done>::ready(Done{});
}

} // namespace metascope
