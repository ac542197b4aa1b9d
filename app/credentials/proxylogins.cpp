// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/proxylogins.h"

#include "app/api/systemproxies.h"

namespace metascope {

namespace {

QString entryName(const QString &proxy)
{
    return QStringLiteral("proxy ") + proxy;
}

/// As the scheme Basic joins them: a user name holds no colon.
Secret joined(const ProxyLogin &login)
{
    QByteArray user = login.user.toUtf8();
    QByteArray both;
    both.reserve(user.size() + 1 + login.password.expose().size());
    both.append(user).append(':').append(login.password.expose());
    return Secret(std::move(both));
}

std::optional<ProxyLogin> parted(const Secret &entry)
{
    const QByteArray &both = entry.expose();
    const qsizetype colon = both.indexOf(':');
    if (colon < 1)
        return std::nullopt;
    return ProxyLogin{QString::fromUtf8(both.first(colon)), Secret(both.sliced(colon + 1))};
}

} // namespace

ProxyLogins::ProxyLogins(KeychainStore *keychain, QObject *parent) : QObject(parent), m_keychain(keychain) {}

std::optional<ProxyLogin> ProxyLogins::loginFor(const QString &host, quint16 port) const
{
    const QString proxy = proxyText(QNetworkProxy(QNetworkProxy::HttpProxy, host, port));
    const auto found = m_logins.find(proxy);
    if (found == m_logins.end())
        return std::nullopt;
    const ProxyLogin &login = found->second;
    return ProxyLogin{login.user, login.password.duplicate(), login.number};
}

void ProxyLogins::notLoggedIn(const QString &proxy, quint64 refused) const
{
    // Behind the end of the call: whoever made it shows its error first.
    auto *self = const_cast<ProxyLogins *>(this); // the interface is that of a reader
    QMetaObject::invokeMethod(
        self, [self, proxy, refused] { self->look(proxy, refused); }, Qt::QueuedConnection);
}

void ProxyLogins::use(const QString &proxy, ProxyLogin login)
{
    login.number = ++m_latest;
    m_logins.insert_or_assign(proxy, std::move(login));
}

void ProxyLogins::look(const QString &proxy, quint64 refused)
{
    // Given again with each further call, a refused one might lock the person's account there.
    const auto current = m_logins.find(proxy);
    if (current != m_logins.end()) {
        if (current->second.number != refused) // an earlier one, or a call from before there was any
            return;
        m_logins.erase(current);
    }
    const bool wasRefused = refused != 0;
    const bool isNew = !m_lookedUp.contains(proxy);
    m_lookedUp.insert(proxy);
    if (!m_keychain || !isNew) {
        Q_EMIT wanted(proxy, wasRefused);
        return;
    }
    m_reading[proxy].await(m_keychain->readNamed(entryName(proxy)),
                           [this, proxy, wasRefused](const Result<SharedSecret> &entry) {
                               // What could not be read now may be readable later.
                               if (!entry && entry.error().kind != ErrorKind::KeychainMissing)
                                   m_lookedUp.remove(proxy);
                               if (m_logins.contains(proxy)) // given meanwhile
                                   return;
                               auto login = entry ? parted(**entry) : std::nullopt;
                               if (!login) {
                                   Q_EMIT wanted(proxy, wasRefused);
                                   return;
                               }
                               use(proxy, std::move(*login));
                               Q_EMIT recalled(proxy);
                           });
}

Reply<Done> ProxyLogins::give(const QString &proxy, ProxyLogin login, bool isKept)
{
    if (login.user.isEmpty() || login.user.contains(QLatin1Char(':')))
        return Reply<Done>::ready(Failure(
            Error::local(ErrorKind::Validation, tr("a proxy's user name holds at least one character and no colon"))));
    Secret entry = isKept && m_keychain ? joined(login) : Secret();
    use(proxy, std::move(login));
    m_lookedUp.insert(proxy);
    return entry.isEmpty() ? Reply<Done>::ready(Done{}) : m_keychain->writeNamed(entryName(proxy), std::move(entry));
}

void ProxyLogins::forget(const QString &proxy)
{
    m_logins.erase(proxy);
}

void ProxyLogins::forgetAll()
{
    m_logins.clear();
    m_reading.clear();
    m_lookedUp.clear();
}

} // namespace metascope
