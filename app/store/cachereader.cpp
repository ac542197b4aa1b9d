// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachereader.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/store/cacherow.h"
#include "app/store/cacheschema.h"
#include "app/store/cachesnapshot.h"
#include "app/store/cachetext.h"

#include <algorithm>

namespace metascope {

namespace {

Failure cancelled()
{
    return Failure(Error::local(ErrorKind::Cancelled, {}));
}

QDateTime dateOf(const QVariant &column)
{
    return momentFromColumn(column).value_or(QDateTime());
}

} // namespace

const QString objectColumns
    = QStringLiteral("o.key, o.number, o.name, o.verb, o.created, o.updated, o.description, o.tags");
constexpr int columnCount = 8; ///< of objectColumns

ObjectSummary readObject(const QSqlQuery &query, Kind kind, int first)
{
    ObjectSummary object;
    object.kind = kind;
    object.key = query.value(first).toString();
    object.id = ObjectId(query.value(first + 1).toLongLong());
    object.name = query.value(first + 2).toString();
    object.verb = query.value(first + 3).toString();
    object.createdAt = momentFromColumn(query.value(first + 4));
    object.updatedAt = momentFromColumn(query.value(first + 5));
    object.description = query.value(first + 6).toString();
    object.tags = tagsFromColumn(query.value(first + 7).toString());
    return object;
}

std::optional<QHash<qlonglong, CacheReader::Place>> CacheReader::places()
{
    auto query
        = m_file.prepare(QStringLiteral("SELECT p.id, i.name, p.workspace, p.branch, p.kind, p.parent, p.read_at, "
                                        "p.is_whole, p.instance FROM place p JOIN instance i ON i.id=p.instance"));
    if (!m_file.run(query))
        return std::nullopt;
    QHash<qlonglong, Place> all;
    while (query.next()) {
        const auto kind = kindFromKey(query.value(4).toString());
        if (!kind)
            continue;
        const CachePlace place{InstanceId(query.value(1).toString()), WorkspaceId(query.value(2).toLongLong()),
                               BranchLabel(query.value(3).toString()), *kind, query.value(5).toString()};
        all.insert(query.value(0).toLongLong(),
                   {place, query.value(8).toLongLong(), dateOf(query.value(6)), query.value(7).toBool()});
    }
    if (!m_file.hasEndedWell(query))
        return std::nullopt;
    return all;
}

Result<QList<ObjectSummary>> CacheReader::objectsOf(QSqlQuery &query, qlonglong place, Kind kind, const Stop &stop)
{
    query.bindValue(0, place);
    if (!m_file.run(query))
        return failure();
    QList<ObjectSummary> objects;
    while (query.next()) {
        if (isGivenUp(stop))
            return cancelled();
        objects.append(readObject(query, kind));
    }
    if (!m_file.hasEndedWell(query))
        return failure();
    return objects;
}

Result<QList<CachedPlace>> CacheReader::all(const InstanceId &instance, const Stop &stop)
{
    if (!m_file.isOpen())
        return QList<CachedPlace>();
    const CacheSnapshot snapshot(m_file);
    const auto known = places();
    if (!known)
        return failure();
    const InstanceId wanted(storable(instance.value()));
    auto query = m_file.prepare(
        QStringLiteral("SELECT %1 FROM object o WHERE o.place=? ORDER BY o.position, o.id").arg(objectColumns));
    QList<CachedPlace> all;
    QList<qlonglong> ids = known->keys();
    std::ranges::sort(ids);
    for (const qlonglong id : std::as_const(ids)) {
        const Place place = known->value(id);
        if (place.place.instance != wanted)
            continue;
        auto objects = objectsOf(query, id, place.place.kind, stop);
        if (!objects)
            return Failure(objects.error());
        all.append({place.place, {*std::move(objects), place.readAt, place.isWhole}});
    }
    return all;
}

std::optional<qlonglong> CacheReader::find(const CachePlace &place, CachedList *list, qlonglong *instance)
{
    auto query = m_file.prepare(
        QStringLiteral("SELECT p.id, p.read_at, p.is_whole, p.instance FROM place p JOIN instance i ON i.id=p.instance "
                       "WHERE i.name=? AND p.workspace=? AND p.branch=? AND p.kind=? AND p.parent=?"));
    const std::string_view key = kindRow(place.kind).key;
    for (const QVariant &value :
         QVariantList{storable(place.instance.value()), place.workspace.value(), storable(place.branch.value()),
                      QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())), storable(place.parent)})
        query.addBindValue(value);
    if (!m_file.run(query))
        return std::nullopt;
    if (!query.next())
        return 0;
    list->readAt = dateOf(query.value(1));
    list->isWhole = query.value(2).toBool();
    *instance = query.value(3).toLongLong();
    return query.value(0).toLongLong();
}

Result<CachedList> CacheReader::list(const CachePlace &place, const Stop &stop)
{
    CachedList list;
    if (!m_file.isOpen())
        return list;
    const CacheSnapshot snapshot(m_file);
    qlonglong instance = 0;
    const auto id = find(place, &list, &instance);
    if (!id)
        return failure();
    if (*id == 0)
        return list;
    auto query = m_file.prepare(
        QStringLiteral("SELECT %1, r.json, t.script FROM object o LEFT JOIN raw r ON r.object=o.id LEFT JOIN %2 t ON "
                       "t.rowid=o.id WHERE o.place=? ORDER BY o.position, o.id")
            .arg(objectColumns, searchTable(instance)));
    query.addBindValue(*id);
    if (!m_file.run(query))
        return failure();
    while (query.next()) {
        if (isGivenUp(stop))
            return cancelled();
        ObjectSummary object = readObject(query, place.kind);
        object.xanoScript = query.value(columnCount + 1).toString();
        object.raw = rawFromRow(query.value(columnCount).toByteArray(), object.xanoScript);
        list.objects.append(std::move(object));
    }
    if (!m_file.hasEndedWell(query))
        return failure();
    return list;
}

Result<std::optional<ObjectSummary>> CacheReader::detail(const CachePlace &place, const QString &key)
{
    if (!m_file.isOpen())
        return std::nullopt;
    const CacheSnapshot snapshot(m_file);
    CachedList list;
    qlonglong instance = 0;
    const auto id = find(place, &list, &instance);
    if (!id)
        return failure();
    if (*id == 0)
        return std::nullopt;
    auto query = m_file.prepare(
        QStringLiteral("SELECT %1, r.json, t.script FROM object o LEFT JOIN raw r ON r.object=o.id LEFT JOIN %2 t ON "
                       "t.rowid=o.id WHERE o.place=? AND o.key=?")
            .arg(objectColumns, searchTable(instance)));
    query.addBindValue(*id);
    query.addBindValue(storable(key));
    if (!m_file.run(query))
        return failure();
    if (!query.next()) {
        if (!m_file.hasEndedWell(query))
            return failure();
        return std::nullopt;
    }
    ObjectSummary object = readObject(query, place.kind);
    object.xanoScript = query.value(columnCount + 1).toString();
    object.raw = rawFromRow(query.value(columnCount).toByteArray(), object.xanoScript);
    return object;
}

Result<qint64> CacheReader::size(const InstanceId &instance)
{
    if (!m_file.isOpen())
        return 0;
    const CacheSnapshot snapshot(m_file);
    // Shares of the file by the length of the texts: a page holds those of several instances.
    auto query = m_file.prepare(
        QStringLiteral("SELECT sum(CASE WHEN i.name=? THEN o.bytes + 200 ELSE 0 END), sum(o.bytes + 200) FROM object o "
                       "JOIN place p ON p.id=o.place JOIN instance i ON i.id=p.instance"));
    query.addBindValue(storable(instance.value()));
    if (!m_file.run(query) || !query.next())
        return failure();
    const double own = query.value(0).toDouble();
    const double all = query.value(1).toDouble();
    return all > 0 ? static_cast<qint64>(static_cast<double>(m_file.size()) * own / all) : 0;
}

Result<CacheCoverage> CacheReader::coverage(const InstanceId &instance, std::optional<WorkspaceId> workspace)
{
    CacheCoverage coverage;
    if (!m_file.isOpen())
        return coverage;
    const CacheSnapshot snapshot(m_file);
    auto query = m_file.prepare(QStringLiteral(
        "SELECT p.kind, count(*), sum(o.is_full) FROM object o JOIN place p ON p.id=o.place JOIN instance i ON "
        "i.id=p.instance WHERE i.name=? AND (? IS NULL OR p.workspace=?) GROUP BY p.kind"));
    const QVariant number = workspace ? QVariant(workspace->value()) : QVariant();
    query.addBindValue(storable(instance.value()));
    query.addBindValue(number);
    query.addBindValue(number);
    if (!m_file.run(query))
        return failure();
    while (query.next()) {
        const auto kind = kindFromKey(query.value(0).toString());
        if (!kind)
            continue;
        const int count = query.value(1).toInt();
        coverage.objects += count;
        coverage.indexed += operationsOf(*kind).hasScript ? query.value(2).toInt() : count;
    }
    if (!m_file.hasEndedWell(query))
        return failure();
    return coverage;
}

Result<QList<CachedPlace>> CacheReader::unread(const InstanceId &instance, std::optional<WorkspaceId> workspace,
                                               const Stop &stop)
{
    if (!m_file.isOpen())
        return QList<CachedPlace>();
    const CacheSnapshot snapshot(m_file);
    const auto known = places();
    if (!known)
        return failure();
    const InstanceId wanted(storable(instance.value()));
    auto query = m_file.prepare(
        QStringLiteral("SELECT %1 FROM object o WHERE o.place=? AND o.is_full=0 ORDER BY o.position, o.id")
            .arg(objectColumns));
    QList<CachedPlace> unread;
    QList<qlonglong> ids = known->keys();
    std::ranges::sort(ids);
    for (const qlonglong id : std::as_const(ids)) {
        const Place place = known->value(id);
        if (place.place.instance != wanted || !operationsOf(place.place.kind).hasScript
            || place.place.workspace != workspace.value_or(place.place.workspace))
            continue;
        auto objects = objectsOf(query, id, place.place.kind, stop);
        if (!objects)
            return Failure(objects.error());
        if (!objects->isEmpty())
            unread.append({place.place, {*std::move(objects), place.readAt, false}});
    }
    return unread;
}

Result<std::optional<CachePlace>> CacheReader::latest(const CachePlace &place)
{
    if (!m_file.isOpen())
        return std::nullopt;
    const CacheSnapshot snapshot(m_file);
    const auto known = places();
    if (!known)
        return failure();
    const Place *latest = nullptr;
    for (const Place &each : std::as_const(*known)) {
        CachePlace sameBranch = place;
        sameBranch.branch = each.place.branch;
        if (each.place == sameBranch && (!latest || !latest->readAt.isValid() || latest->readAt < each.readAt))
            latest = &each;
    }
    return latest ? std::optional(latest->place) : std::nullopt;
}

} // namespace metascope
