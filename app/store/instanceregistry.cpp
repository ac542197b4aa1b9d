// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/instanceregistry.h"

#include <QtCore/QDateTime>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>
#include <QtCore/QUrl>

#include <algorithm>

namespace metascope {

namespace {

constexpr qint64 fileVersion = 1;
const QString versionKey = QStringLiteral("version");
const QString instancesKey = QStringLiteral("instances");
const QString idKey = QStringLiteral("id");
const QString nameKey = QStringLiteral("name");
const QString addressKey = QStringLiteral("address");
const QString tokenKey = QStringLiteral("token_id");
const QString personKey = QStringLiteral("person");
const QString limitedKey = QStringLiteral("rate_limited");
const QString guardKey = QStringLiteral("guard");

QString guardText(GuardLevel guard)
{
    switch (guard) {
    case GuardLevel::Normal: return QStringLiteral("normal");
    case GuardLevel::ReadOnly: return QStringLiteral("read-only");
    case GuardLevel::Confirm: break;
    }
    return QStringLiteral("confirm");
}

/// A word that is not known guards as Read-only: it can only have been meant to be stricter than we can tell.
GuardLevel guardFrom(const QString &text)
{
    for (const GuardLevel guard : {GuardLevel::Normal, GuardLevel::Confirm})
        if (text == guardText(guard))
            return guard;
    return text.isEmpty() ? GuardLevel::Confirm : GuardLevel::ReadOnly;
}

QString textOf(const RawJson &json, const QString &key)
{
    const auto value = json.member(key);
    return value ? value->toString().value_or(QString()) : QString();
}

std::optional<InstanceEntry> entryFrom(const RawJson &json)
{
    const auto base = ApiBase::fromUrl(QUrl(textOf(json, addressKey), QUrl::StrictMode));
    InstanceEntry entry;
    entry.id = InstanceId(textOf(json, idKey));
    entry.name = textOf(json, nameKey);
    if (!base || entry.id.value().isEmpty())
        return std::nullopt;
    entry.base = *base;
    entry.tokenId = textOf(json, tokenKey);
    entry.person = textOf(json, personKey);
    if (const auto limited = json.member(limitedKey))
        entry.rateLimited = limited->toBool();
    const auto guard = json.member(guardKey);
    entry.guard
        = !guard || guard->kind() == RawJson::Kind::String ? guardFrom(textOf(json, guardKey)) : GuardLevel::ReadOnly;
    entry.raw = json;
    return entry;
}

RawJson toJson(const InstanceEntry &entry)
{
    RawJson json = entry.raw.isObject() ? entry.raw : RawJson::object({});
    json = json.with(idKey, RawJson::string(entry.id.value()))
               .with(nameKey, RawJson::string(entry.name))
               .with(addressKey, RawJson::string(entry.base.toString()))
               .with(tokenKey, RawJson::string(entry.tokenId))
               .with(personKey, RawJson::string(entry.person))
               .with(guardKey, RawJson::string(guardText(entry.guard)));
    return entry.rateLimited ? json.with(limitedKey, RawJson::boolean(*entry.rateLimited)) : json.without(limitedKey);
}

std::optional<QList<InstanceEntry>> entriesFrom(const QByteArray &text)
{
    const auto json = RawJson::parse(text);
    const auto version = json ? json->member(versionKey) : std::nullopt;
    const auto list = json ? json->member(instancesKey) : std::nullopt;
    if (!version || version->toInteger() != fileVersion || !list || !list->isArray())
        return std::nullopt;
    QList<InstanceEntry> entries;
    for (const RawJson &each : list->elements()) {
        auto entry = entryFrom(each);
        if (!entry || std::ranges::find(entries, entry->id, &InstanceEntry::id) != entries.end())
            return std::nullopt;
        entries.append(std::move(*entry));
    }
    return entries;
}

} // namespace

InstanceRegistry::InstanceRegistry(QString file, QObject *parent) : QObject(parent), m_file(std::move(file)) {}

Result<Done> InstanceRegistry::load()
{
    m_entries.clear();
    m_unread = false;
    QFile file(m_file);
    if (!file.exists())
        return Done{};
    m_unread = true;
    if (!QFileInfo(m_file).isFile()) // a FIFO would be waited for
        return Failure(Error::local(ErrorKind::Storage, tr("“%1” is not a file").arg(m_file)));
    if (!file.open(QIODevice::ReadOnly))
        return Failure(Error::local(ErrorKind::Storage, tr("“%1” cannot be read: %2").arg(m_file, file.errorString())));
    auto entries = entriesFrom(file.readAll());
    file.close();
    if (entries) {
        m_unread = false;
        m_entries = std::move(*entries);
        Q_EMIT changed();
        return Done{};
    }
    const QString aside = m_file + QStringLiteral(".damaged-")
        + QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss-zzz"));
    if (!QFile::rename(m_file, aside))
        return Failure(Error::local(ErrorKind::Storage, tr("“%1” is damaged and cannot be set aside").arg(m_file)));
    m_unread = false;
    return Failure(
        Error::local(ErrorKind::Storage,
                     tr("the list of instances could not be understood; it was set aside as “%1”").arg(aside), aside));
}

std::optional<InstanceEntry> InstanceRegistry::find(const InstanceId &id) const
{
    const auto found = std::ranges::find(m_entries, id, &InstanceEntry::id);
    return found == m_entries.end() ? std::nullopt : std::optional(*found);
}

InstanceId InstanceRegistry::freeId(const QString &name) const
{
    static const QRegularExpression other(QStringLiteral("[^a-z0-9]+"));
    QString word = name.toLower().replace(other, QStringLiteral("-"));
    while (word.startsWith(QLatin1Char('-')))
        word.remove(0, 1);
    while (word.endsWith(QLatin1Char('-')))
        word.chop(1);
    if (word.isEmpty())
        word = QStringLiteral("instance");
    InstanceId id(word);
    for (int number = 2; find(id); ++number)
        id = InstanceId(word + QLatin1Char('-') + QString::number(number));
    return id;
}

Result<InstanceId> InstanceRegistry::put(InstanceEntry entry)
{
    QList<InstanceEntry> entries = m_entries;
    if (entry.id.value().isEmpty())
        entry.id = freeId(entry.name);
    const InstanceId id = entry.id;
    const auto known = std::ranges::find(entries, id, &InstanceEntry::id);
    if (known == entries.end())
        entries.append(std::move(entry));
    else
        *known = std::move(entry);
    const auto taken = take(std::move(entries));
    return taken ? Result<InstanceId>(id) : Result<InstanceId>(Failure(taken.error()));
}

Result<Done> InstanceRegistry::remove(const InstanceId &id)
{
    QList<InstanceEntry> entries = m_entries;
    entries.removeIf([&id](const InstanceEntry &entry) { return entry.id == id; });
    return take(std::move(entries));
}

Result<Done> InstanceRegistry::take(QList<InstanceEntry> entries)
{
    if (const auto saved = save(entries); !saved)
        return saved;
    m_entries = std::move(entries);
    Q_EMIT changed();
    return Done{};
}

Result<Done> InstanceRegistry::save(const QList<InstanceEntry> &entries) const
{
    if (m_unread)
        return Failure(
            Error::local(ErrorKind::Storage, tr("“%1” could not be read and is not written over").arg(m_file)));
    QList<RawJson> list;
    for (const InstanceEntry &entry : entries)
        if (entry.place == TokenPlace::Keychain)
            list.append(toJson(entry));
    const RawJson json
        = RawJson::object({{versionKey, RawJson::integer(fileVersion)}, {instancesKey, RawJson::array(list)}});
    QSaveFile file(m_file);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(json.indented() + '\n') > 0
        // On a full disk only this fails; commit() would put the empty file in the place of the whole one.
        && file.flush() && file.commit();
    if (!written)
        return Failure(
            Error::local(ErrorKind::Storage, tr("“%1” cannot be written: %2").arg(m_file, file.errorString())));
    return Done{};
}

GuardLevel InstanceRegistry::guardLevel(const InstanceId &instance, WorkspaceId) const
{
    const auto entry = find(instance);
    return entry ? entry->guard : GuardLevel::Confirm;
}

} // namespace metascope
