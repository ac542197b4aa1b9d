// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/instanceregistry.h"

#include "app/store/registryfile.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QLockFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

#include <algorithm>
#include <iterator>

namespace metascope {

namespace {

constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;

auto refuse(const QString &message, const QString &detail = {})
{
    return Failure(Error::local(ErrorKind::Storage, message, detail));
}

/// Puts the whole text in the place of the file, or nothing.
bool writeWhole(const QString &name, const QByteArray &text, QString &error)
{
    QSaveFile file(name);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnly)
        && file.write(text) == text.size()
        // On a full disk only this fails; commit() would put the empty file in the place of the whole one.
        && file.flush() && file.commit();
    error = file.errorString();
    return written;
}

Result<QByteArray> readWhole(const QString &name)
{
    QFile file(name);
    if (!QFileInfo(name).isFile()) // a FIFO would be waited for
        return refuse(InstanceRegistry::tr("“%1” is not a file").arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return refuse(InstanceRegistry::tr("“%1” cannot be read: %2").arg(name, file.errorString()));
    return file.readAll();
}

} // namespace

void InstanceEntry::forgetToken()
{
    tokenId.clear();
    token.lastFour.clear();
    token.expiry = {};
    token.recorded.reset();
}

InstanceRegistry::InstanceRegistry(QString file, QObject *parent) : QObject(parent), m_file(std::move(file)) {}

Result<Done> InstanceRegistry::load()
{
    m_entries.clear();
    m_text.clear();
    m_unread = false;
    if (!QFile::exists(m_file))
        return Done{};
    m_unread = true;
    const auto text = readWhole(m_file);
    if (!text)
        return Failure(text.error());
    RegistryText read = registryFromText(*text);
    if (read.state == RegistryText::State::Newer)
        return refuse(tr("“%1” was written by a newer version of Metascope: it is left as it is, and nothing can be "
                         "changed here")
                          .arg(m_file));
    if (read.state == RegistryText::State::Damaged) {
        const auto aside = setAside(*text, read.entries.isEmpty() ? 0 : read.lost);
        if (!aside && m_unread)
            return aside;
        m_entries = std::move(read.entries);
        if (!m_entries.isEmpty())
            Q_EMIT changed();
        return aside;
    }
    m_unread = false;
    m_text = *text;
    m_entries = std::move(read.entries);
    Q_EMIT changed();
    return Done{};
}

Result<Done> InstanceRegistry::setAside(const QByteArray &text, qsizetype lost)
{
    const QString aside = m_file + QStringLiteral(".damaged-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    if (lost == 0) {
        if (!QFile::rename(m_file, aside))
            return refuse(tr("“%1” is damaged and cannot be set aside").arg(m_file));
        m_unread = false;
        return refuse(tr("the list of instances could not be understood; it was set aside as “%1”").arg(aside), aside);
    }
    // What could be understood stays in use, so the file stays too; the next change writes it without the rest.
    QString error;
    if (!writeWhole(aside, text, error))
        return refuse(tr("“%1” is damaged and cannot be set aside").arg(m_file));
    m_unread = false;
    m_text = text;
    return refuse(tr("%n instance(s) of the list could not be understood; the whole list was kept as “%1”", nullptr,
                     static_cast<int>(lost))
                      .arg(aside),
                  aside);
}

std::optional<InstanceEntry> InstanceRegistry::find(const InstanceId &id) const
{
    const auto found = std::ranges::find(m_entries, id, &InstanceEntry::id);
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

namespace {

InstanceId freeId(const QList<InstanceEntry> &entries, const InstanceEntry &entry)
{
    static const QRegularExpression other(QStringLiteral("[^a-z0-9]+"));
    QString word = entry.name.toLower().replace(other, QStringLiteral("-")).left(100);
    while (word.startsWith(QLatin1Char('-')))
        word.remove(0, 1);
    while (word.endsWith(QLatin1Char('-')))
        word.chop(1);
    if (word.isEmpty())
        word = QStringLiteral("instance");
    if (entry.place == TokenPlace::Session)
        word.prepend(sessionIdPrefix);
    InstanceId id(word);
    for (int number = 2; std::ranges::find(entries, id, &InstanceEntry::id) != entries.end(); ++number)
        id = InstanceId(word + QLatin1Char('-') + QString::number(number));
    return id;
}

} // namespace

Result<InstanceId> InstanceRegistry::put(InstanceEntry entry)
{
    InstanceId id = entry.id;
    const auto taken = take([&entry, &id](QList<InstanceEntry> &entries) -> Result<Done> {
        if (id.value().isEmpty())
            id = freeId(entries, entry);
        entry.id = id;
        const auto known = std::ranges::find(entries, id, &InstanceEntry::id);
        if (known == entries.end())
            entries.append(entry);
        else
            *known = entry;
        return Done{};
    });
    return taken ? Result<InstanceId>(id) : Result<InstanceId>(Failure(taken.error()));
}

Result<Done> InstanceRegistry::change(const std::function<bool(const InstanceEntry &)> &isMeant,
                                      const std::function<void(InstanceEntry &)> &edit)
{
    return take([&isMeant, &edit](QList<InstanceEntry> &entries) -> Result<Done> {
        bool found = false;
        for (InstanceEntry &entry : entries) {
            if (!isMeant(entry))
                continue;
            found = true;
            edit(entry);
        }
        if (!found)
            return Failure(Error::local(ErrorKind::NotFound, tr("the instance is no longer on the list")));
        return Done{};
    });
}

Result<Done> InstanceRegistry::change(const InstanceId &id, const std::function<void(InstanceEntry &)> &edit)
{
    return change([&id](const InstanceEntry &entry) { return entry.id == id; }, edit);
}

Result<Done> InstanceRegistry::remove(const InstanceId &id)
{
    return take([&id](QList<InstanceEntry> &entries) -> Result<Done> {
        entries.removeIf([&id](const InstanceEntry &entry) { return entry.id == id; });
        return Done{};
    });
}

Result<QList<InstanceEntry>> InstanceRegistry::current() const
{
    if (!QFile::exists(m_file))
        return m_entries;
    const auto text = readWhole(m_file);
    if (!text)
        return Failure(text.error());
    if (*text == m_text)
        return m_entries;
    RegistryText read = registryFromText(*text);
    if (read.state != RegistryText::State::Whole)
        return refuse(
            tr("“%1” was changed by another program and cannot be understood; it is not written over").arg(m_file));
    std::ranges::copy_if(m_entries, std::back_inserter(read.entries),
                         [](const InstanceEntry &entry) { return entry.place == TokenPlace::Session; });
    return std::move(read.entries);
}

Result<Done> InstanceRegistry::take(const Edit &edit)
{
    if (m_unread)
        return refuse(tr("“%1” could not be read and is not written over").arg(m_file));
    // Held for the moment of one small file: whoever does not get it at once is told, and nothing waits.
    QLockFile lock(m_file + QStringLiteral(".lock"));
    if (!lock.tryLock() && lock.error() == QLockFile::LockFailedError)
        return refuse(tr("another Metascope is writing “%1”; try again").arg(m_file));
    auto entries = current();
    if (!entries)
        return Failure(entries.error());
    if (const auto edited = edit(*entries); !edited)
        return edited;
    const auto text = save(*entries);
    if (!text)
        return Failure(text.error());
    m_text = *text;
    m_entries = std::move(*entries);
    lock.unlock();
    Q_EMIT changed();
    return Done{};
}

Result<QByteArray> InstanceRegistry::save(const QList<InstanceEntry> &entries) const
{
    QByteArray text = registryToText(entries);
    QString error;
    if (!writeWhole(m_file, text, error))
        return refuse(tr("“%1” cannot be written: %2").arg(m_file, error));
    return text;
}

GuardLevel InstanceRegistry::guardLevel(const InstanceId &instance, WorkspaceId workspace) const
{
    const auto entry = find(instance);
    if (!entry)
        return GuardLevel::Confirm;
    return entry->workspaces.value(workspace).guard.value_or(entry->guard);
}

} // namespace metascope
