// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QSet>
#include <QtCore/QString>
#include <QtDBus/QDBusArgument>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusVirtualObject>

#include <functional>

namespace metascope::test {

/// `(oayays)`: a secret as the Secret Service sends and takes it. Without encryption the value is the text itself.
struct WireSecret {
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};
QDBusArgument &operator<<(QDBusArgument &argument, const WireSecret &secret);
const QDBusArgument &operator>>(const QDBusArgument &argument, WireSecret &secret);

/// A Secret Service that can hang, be slow and lie, which a real one cannot be told to: as much of it as libsecret needs for
/// passwords. It owns its name on a connection of its own, so that calls from the same process go over the bus.
class FakeSecretService final : public QDBusVirtualObject {
    Q_OBJECT
public:
    FakeSecretService();
    ~FakeSecretService() override;

    [[nodiscard]] bool isOwner() const { return m_owner; }
    /// Answers what it holds back, then forgets the entries, the calls and every wish.
    void reset();

    /// Methods by their names: these are not answered before release().
    QSet<QString> holdBack;
    /// These are answered with `org.freedesktop.DBus.Error.AccessDenied`.
    QSet<QString> deny;
    bool locked = false;
    /// Whether there is a default keyring.
    bool hasKeyring = true;
    /// Deletions are answered with success, and the entry stays.
    bool keepsDeleted = false;
    /// Searches find nothing, as in a locked gnome-keyring.
    bool hidesEntries = false;
    /// So many times the next ReadAlias is answered as by a service that has not made its objects yet.
    int notReady = 0;
    /// What becomes of the question that Unlock leads to. `Unasked` unlocks without one.
    enum class Person { Accepts, Dismisses, IsAway, CannotBeAsked, Unasked };
    Person person = Person::Dismisses;
    /// Called when a method comes in, before anything else.
    std::function<void(const QString &method)> arrived;

    /// The person who was away unlocks it.
    void answerPrompt();
    /// Carries out what was held back, in its order, and holds nothing back any more.
    void release();

    [[nodiscard]] const QStringList &calls() const { return m_calls; }
    [[nodiscard]] qsizetype count(const char *method) const { return m_calls.count(QLatin1String(method)); }
    [[nodiscard]] qsizetype heldBack() const { return m_held.size(); }
    [[nodiscard]] qsizetype count() const { return m_entries.size(); }
    /// The one entry's secret.
    [[nodiscard]] QByteArray secret() const
    {
        return m_entries.isEmpty() ? QByteArray() : m_entries.first().secret.value;
    }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override;
    [[nodiscard]] QString introspect(const QString &path) const override;

private:
    using Attributes = QMap<QString, QString>;
    struct Entry {
        Attributes attributes;
        WireSecret secret;
    };

    void answer(const QDBusMessage &message);
    /// Answers Unlock, Prompt and Dismiss; false for any other method.
    bool answerUnlocking(const QDBusMessage &message);
    void complete(const QString &prompt, bool dismissed);
    [[nodiscard]] QVariantList result(const QDBusMessage &message);
    [[nodiscard]] QVariantList create(const QDBusMessage &message);
    [[nodiscard]] QList<QDBusObjectPath> search(const Attributes &attributes) const;

    QDBusConnection m_bus;
    bool m_owner = false;
    QStringList m_calls;
    QList<QDBusMessage> m_held;
    QMap<QString, Entry> m_entries; ///< by object path
    int m_made = 0;
};

} // namespace metascope::test

Q_DECLARE_METATYPE(metascope::test::WireSecret)
