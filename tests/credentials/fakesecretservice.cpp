// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/credentials/fakesecretservice.h"

#include <QtDBus/QDBusMetaType>
#include <QtDBus/QDBusObjectPath>

#include <algorithm>
#include <utility>

namespace metascope::test {

namespace {

const QString service = QStringLiteral("org.freedesktop.secrets");
const QString root = QStringLiteral("/org/freedesktop/secrets");
const QString connectionName = QStringLiteral("fake-secret-service");
const QString encrypted = QStringLiteral("dh-ietf1024-sha256-aes128-cbc-pkcs7");

QDBusObjectPath nothing()
{
    return QDBusObjectPath(QStringLiteral("/"));
}

QVariant variantOf(const QVariant &value)
{
    return QVariant::fromValue(QDBusVariant(value));
}

} // namespace

QDBusArgument &operator<<(QDBusArgument &argument, const WireSecret &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, WireSecret &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

FakeSecretService::FakeSecretService()
    : m_bus(QDBusConnection::connectToBus(QDBusConnection::SessionBus, connectionName))
{
    qDBusRegisterMetaType<WireSecret>();
    qDBusRegisterMetaType<QList<QDBusObjectPath>>();
    qDBusRegisterMetaType<QMap<QDBusObjectPath, WireSecret>>();
    qDBusRegisterMetaType<QMap<QString, QString>>();
    m_owner = m_bus.registerVirtualObject(root, this, QDBusConnection::SubPath) && m_bus.registerService(service);
}

FakeSecretService::~FakeSecretService()
{
    m_bus.unregisterService(service);
    m_bus.unregisterObject(root, QDBusConnection::UnregisterTree);
    QDBusConnection::disconnectFromBus(connectionName);
}

void FakeSecretService::reset()
{
    deny.clear();
    locked = keepsDeleted = hidesEntries = false;
    hasKeyring = true;
    notReady = 0;
    person = Person::Dismisses;
    arrived = nullptr;
    release();
    m_calls.clear();
    m_entries.clear();
}

void FakeSecretService::release()
{
    holdBack.clear();
    for (const QDBusMessage &message : std::exchange(m_held, {}))
        answer(message);
}

QString FakeSecretService::introspect(const QString &) const
{
    return {};
}

bool FakeSecretService::handleMessage(const QDBusMessage &message, const QDBusConnection &)
{
    m_calls.append(message.member());
    if (arrived)
        arrived(message.member());
    if (holdBack.contains(message.member()))
        m_held.append(message);
    else
        answer(message);
    return true;
}

void FakeSecretService::answer(const QDBusMessage &message)
{
    const QString method = message.member();
    if (deny.contains(method))
        m_bus.send(message.createErrorReply(QDBusError::AccessDenied, QStringLiteral("not for you")));
    else if (method == QLatin1String("OpenSession") && message.arguments().value(0).toString() == encrypted)
        m_bus.send(message.createErrorReply(QDBusError::NotSupported, QStringLiteral("plain sessions only")));
    else if (method == QLatin1String("ReadAlias") && notReady > 0 && notReady-- > 0)
        m_bus.send(message.createErrorReply(QDBusError::UnknownObject, QStringLiteral("not made yet")));
    else if (!answerUnlocking(message))
        m_bus.send(message.createReply(result(message)));
}

bool FakeSecretService::answerUnlocking(const QDBusMessage &message)
{
    const QString method = message.member();
    const QString prompt = root + QStringLiteral("/prompt/p1");
    if (method == QLatin1String("Unlock")) {
        const bool isAsked = person != Person::Unasked;
        const auto collections = qdbus_cast<QList<QDBusObjectPath>>(message.arguments().value(0));
        if (!isAsked)
            locked = hidesEntries = false;
        m_bus.send(message.createReply({QVariant::fromValue(isAsked ? QList<QDBusObjectPath>() : collections),
                                        QVariant::fromValue(isAsked ? QDBusObjectPath(prompt) : nothing())}));
    } else if (method == QLatin1String("Prompt") && person == Person::CannotBeAsked) {
        m_bus.send(message.createErrorReply(QDBusError::Failed, QStringLiteral("nothing to show it on")));
    } else if (method == QLatin1String("Prompt")) {
        m_bus.send(message.createReply());
        if (person == Person::Accepts)
            locked = hidesEntries = false;
        if (person != Person::IsAway)
            complete(prompt, person == Person::Dismisses);
    } else if (method == QLatin1String("Dismiss")) {
        m_bus.send(message.createReply());
        complete(prompt, true);
    } else {
        return false;
    }
    return true;
}

void FakeSecretService::answerPrompt()
{
    locked = hidesEntries = false;
    complete(root + QStringLiteral("/prompt/p1"), false);
}

void FakeSecretService::complete(const QString &prompt, bool dismissed)
{
    QDBusMessage signal = QDBusMessage::createSignal(prompt, QStringLiteral("org.freedesktop.Secret.Prompt"),
                                                     QStringLiteral("Completed"));
    signal << dismissed << variantOf(QVariant::fromValue(QList<QDBusObjectPath>()));
    m_bus.send(signal);
}

QVariantList FakeSecretService::result(const QDBusMessage &message)
{
    const QString method = message.member();
    const QVariantList arguments = message.arguments();
    if (method == QLatin1String("ReadAlias"))
        return {
            QVariant::fromValue(hasKeyring ? QDBusObjectPath(root + QStringLiteral("/collection/fake")) : nothing())};
    if (method == QLatin1String("Get"))
        return {variantOf(locked)};
    if (method == QLatin1String("GetAll"))
        return {QVariantMap()};
    if (method == QLatin1String("OpenSession"))
        return {variantOf(QString()), QVariant::fromValue(QDBusObjectPath(root + QStringLiteral("/session/s1")))};
    if (method == QLatin1String("CreateItem"))
        return create(message);
    if (method == QLatin1String("SearchItems")) {
        const auto found = search(qdbus_cast<Attributes>(arguments.value(0)));
        return {QVariant::fromValue(found), QVariant::fromValue(QList<QDBusObjectPath>())};
    }
    if (method == QLatin1String("GetSecrets")) {
        QMap<QDBusObjectPath, WireSecret> secrets;
        for (const QDBusObjectPath &path : qdbus_cast<QList<QDBusObjectPath>>(arguments.value(0)))
            if (const auto entry = m_entries.constFind(path.path()); entry != m_entries.constEnd())
                secrets.insert(path, entry->secret);
        return {QVariant::fromValue(secrets)};
    }
    if (method == QLatin1String("Delete") && !keepsDeleted)
        m_entries.remove(message.path());
    return {QVariant::fromValue(nothing())};
}

QVariantList FakeSecretService::create(const QDBusMessage &message)
{
    const auto properties = qdbus_cast<QVariantMap>(message.arguments().value(0));
    const auto attributes
        = qdbus_cast<Attributes>(properties.value(QStringLiteral("org.freedesktop.Secret.Item.Attributes")));
    const auto same = search(attributes);
    const QString path
        = same.isEmpty() ? root + QStringLiteral("/collection/fake/%1").arg(++m_made) : same.first().path();
    m_entries.insert(path, {attributes, qdbus_cast<WireSecret>(message.arguments().value(1))});
    return {QVariant::fromValue(QDBusObjectPath(path)), QVariant::fromValue(nothing())};
}

QList<QDBusObjectPath> FakeSecretService::search(const Attributes &attributes) const
{
    QList<QDBusObjectPath> found;
    if (hidesEntries)
        return found;
    for (auto entry = m_entries.begin(); entry != m_entries.end(); ++entry) {
        const bool fits = std::ranges::all_of(attributes.keys(), [&](const QString &name) {
            return entry->attributes.value(name) == attributes.value(name);
        });
        if (fits)
            found.append(QDBusObjectPath(entry.key()));
    }
    return found;
}

} // namespace metascope::test
