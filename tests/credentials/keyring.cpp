// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/keyring.h"

#include "tests/credentials/fakesecretservice.h"

#include <QtCore/QFile>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusConnectionInterface>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusReply>

#include <array>
#include <optional>
#include <utility>

namespace metascope::test {

namespace {

const QString service = QStringLiteral("org.freedesktop.secrets");
const QString servicePath = QStringLiteral("/org/freedesktop/secrets");
const QString serviceInterface = QStringLiteral("org.freedesktop.Secret.Service");
const QString collectionInterface = QStringLiteral("org.freedesktop.Secret.Collection");

QDBusMessage call(const QString &path, const QString &interface, const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(service, path, interface, method);
    message.setArguments(arguments);
    return QDBusConnection::sessionBus().call(message);
}

/// Made by with-keyring.sh: its folder holds the configuration of its bus. Nothing here may touch a person's own keyring.
bool onPrivateBus()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return qEnvironmentVariable("DBUS_SESSION_BUS_ADDRESS")
        == QLatin1String("unix:path=") + runtime + QLatin1String("/bus")
        && QFile::exists(runtime + QStringLiteral("/../bus.conf"));
}

QString defaultCollection()
{
    const QDBusReply<QDBusObjectPath> path
        = call(servicePath, serviceInterface, QStringLiteral("ReadAlias"), {QStringLiteral("default")});
    return path.isValid() && path.value().path() != QLatin1String("/") ? path.value().path() : QString();
}

std::optional<bool> isLocked()
{
    const QString collection = defaultCollection();
    if (collection.isEmpty())
        return std::nullopt;
    const QDBusReply<QDBusVariant> locked
        = call(collection, QStringLiteral("org.freedesktop.DBus.Properties"), QStringLiteral("Get"),
               {collectionInterface, QStringLiteral("Locked")});
    return locked.isValid() ? std::optional(locked.value().variant().toBool()) : std::nullopt;
}

/// The name of the process that answers for the Secret Service.
QString providerName()
{
    const QDBusReply<uint> pid = QDBusConnection::sessionBus().interface()->servicePid(service);
    QFile name(QStringLiteral("/proc/%1/comm").arg(pid.value()));
    return pid.isValid() && name.open(QIODevice::ReadOnly) ? QString::fromUtf8(name.readAll()).trimmed() : QString();
}

QString differsFromKeyring(bool locked)
{
    if (!onPrivateBus())
        return QStringLiteral("this is not the private bus of with-keyring.sh");
    if (!providerName().startsWith(QLatin1String("gnome-keyring")))
        return QStringLiteral("the provider is not a gnome-keyring but “%1”").arg(providerName());
    const auto state = isLocked();
    if (!state)
        return QStringLiteral("there is no default keyring");
    return *state == locked ? QString() : QStringLiteral("the keyring's own answer to Locked is %1").arg(*state);
}

QString differsFromNoProvider()
{
    if (!onPrivateBus())
        return QStringLiteral("this is not the private bus of with-keyring.sh");
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected())
        return QStringLiteral("the bus cannot be reached");
    if (bus.interface()->isServiceRegistered(service))
        return QStringLiteral("a provider runs");
    const QDBusReply<QStringList> startable = bus.interface()->activatableServiceNames();
    return startable.value().contains(service) ? QStringLiteral("a provider would be started") : QString();
}

QString differsFromNoBus()
{
    if (qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS"))
        return QStringLiteral("DBUS_SESSION_BUS_ADDRESS names a bus");
    return QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"))
        ? QStringLiteral("XDG_RUNTIME_DIR holds a bus")
        : QString();
}

} // namespace

Surroundings surroundings()
{
    constexpr std::array names{std::pair{"", Surroundings::Session}, std::pair{"unlocked", Surroundings::Unlocked},
                               std::pair{"locked", Surroundings::Locked},
                               std::pair{"no-provider", Surroundings::NoProvider},
                               std::pair{"no-bus", Surroundings::NoBus}};
    const QByteArray named = qgetenv("METASCOPE_KEYRING");
    for (const auto &[name, value] : names)
        if (named == name)
            return value;
    return Surroundings::Unknown;
}

QString Keyring::differsFrom(Surroundings claimed)
{
    switch (claimed) {
    case Surroundings::Session: return {};
    case Surroundings::Unlocked: return differsFromKeyring(false);
    case Surroundings::Locked: return differsFromKeyring(true);
    case Surroundings::NoProvider: return differsFromNoProvider();
    case Surroundings::NoBus: return differsFromNoBus();
    case Surroundings::Unknown: break;
    }
    return QStringLiteral("METASCOPE_KEYRING is “%1”").arg(qEnvironmentVariable("METASCOPE_KEYRING"));
}

bool Keyring::lock()
{
    if (!onPrivateBus())
        return false;
    const QList<QDBusObjectPath> collections{QDBusObjectPath(defaultCollection())};
    call(servicePath, serviceInterface, QStringLiteral("Lock"), {QVariant::fromValue(collections)});
    return isLocked() == true;
}

bool Keyring::unlock()
{
    if (!onPrivateBus())
        return false;
    qDBusRegisterMetaType<WireSecret>();
    const QDBusMessage opened = call(servicePath, serviceInterface, QStringLiteral("OpenSession"),
                                     {QStringLiteral("plain"), QVariant::fromValue(QDBusVariant(QString()))});
    const auto session = opened.arguments().value(1).value<QDBusObjectPath>();
    const WireSecret password{session,
                              {},
                              qEnvironmentVariable("KEYRING_PASSWORD", QStringLiteral("test")).toUtf8(),
                              QStringLiteral("text/plain")};
    call(servicePath, QStringLiteral("org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface"),
         QStringLiteral("UnlockWithMasterPassword"),
         {QVariant::fromValue(QDBusObjectPath(defaultCollection())), QVariant::fromValue(password)});
    return isLocked() == false;
}

} // namespace metascope::test
