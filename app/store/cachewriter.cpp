// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachewriter.h"

#include "app/store/cachechanges.h"
#include "app/store/cacheschema.h"
#include "app/store/cachetext.h"

#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

/// Changes per transaction: few enough that another process and the end of the program need not wait long, and many enough
/// that a commit costs little beside them.
constexpr int batch = 250;

const QString begin = QStringLiteral("BEGIN IMMEDIATE");
const QString commit = QStringLiteral("COMMIT");

/// Whether a list knows the object newer than it was read in full. What has no date is newer when the list changed its mind.
bool isNewer(const CacheRow &row, const QVariant &updated, const QByteArray &digest)
{
    if (row.updated.isNull() || updated.isNull())
        return !digest.isEmpty() || row.updated.isNull() != updated.isNull();
    return row.updated.toLongLong() > updated.toLongLong();
}

} // namespace

Result<QString> CacheWriter::rebuild()
{
    const auto aside = m_file.setAside();
    if (!aside)
        return aside;
    const auto opened = m_file.openOrRebuild();
    return opened ? aside : opened;
}

Result<QString> CacheWriter::giveUp()
{
    auto why = failure();
    if (const auto aside = m_file.setAside(); !aside)
        return aside;
    return why;
}

bool CacheWriter::rollBack()
{
    // Says nothing where no transaction is open; the error stays the one that led here.
    m_file.prepare(QStringLiteral("ROLLBACK")).exec();
    return false;
}

std::optional<CacheWriter::At> CacheWriter::find(const CachePlace &place)
{
    const QString name = storable(place.instance.value());
    auto make = m_file.prepare(QStringLiteral("INSERT OR IGNORE INTO instance(name) VALUES(?)"));
    make.addBindValue(name);
    auto get = m_file.prepare(QStringLiteral("SELECT id FROM instance WHERE name=?"));
    get.addBindValue(name);
    if (!m_file.run(make) || !m_file.run(get) || !get.next())
        return std::nullopt;
    At at;
    at.instance = get.value(0).toLongLong();
    get.finish();
    if (!m_file.run(createSearchTable(at.instance)))
        return std::nullopt;
    make = m_file.prepare(QStringLiteral("INSERT OR IGNORE INTO place(instance, workspace, branch, kind, parent) "
                                         "VALUES(?, ?, ?, ?, ?)"));
    get = m_file.prepare(
        QStringLiteral("SELECT id FROM place WHERE instance=? AND workspace=? AND branch=? AND kind=? AND parent=?"));
    for (QSqlQuery *query : {&make, &get})
        for (const QVariant &value : QVariantList{at.instance, place.workspace.value(), storable(place.branch.value()),
                                                  kindKey(place.kind), storable(place.parent)})
            query->addBindValue(value);
    if (!m_file.run(make) || !m_file.run(get) || !get.next())
        return std::nullopt;
    at.place = get.value(0).toLongLong();
    return at;
}

std::optional<QHash<QString, CacheWriter::Known>> CacheWriter::known(qlonglong place)
{
    auto query = m_file.prepare(
        QStringLiteral("SELECT key, id, digest, updated, position, is_full FROM object WHERE place=?"));
    query.addBindValue(place);
    if (!m_file.run(query))
        return std::nullopt;
    QHash<QString, Known> all;
    while (query.next())
        all.insert(query.value(0).toString(),
                   {query.value(1).toLongLong(), query.value(2).toByteArray(), query.value(3),
                    query.value(4).toLongLong(), query.value(5).toBool()});
    if (!m_file.hasEndedWell(query))
        return std::nullopt;
    return all;
}

Result<Done> CacheWriter::store(const CachePlace &place, const CachedList &list, const CacheRedactor::Secrets &secrets)
{
    if (isLate())
        return Failure(Error::local(ErrorKind::Cancelled, {}));
    if (!m_file.isOpen())
        return failure();
    const CacheRedactor redactor(secrets);
    auto stored = storeRows(redactor.place(place), list, redactor);
    if (!stored)
        rollBack();
    return stored;
}

Result<Done> CacheWriter::storeRows(const CachePlace &place, const CachedList &list, const CacheRedactor &redactor)
{
    if (!m_file.run(begin))
        return failure();
    const auto at = find(place);
    if (!at)
        return failure();
    auto old = known(at->place);
    if (!old)
        return failure();
    CacheChanges changes(m_file, at->instance, at->place);
    QSet<QString> seen;
    int pending = 0;
    qlonglong position = 0;
    for (const ObjectSummary &object : list.objects) {
        const CacheRow row = rowOf(object, redactor);
        if (seen.contains(row.key))
            continue;
        seen.insert(row.key);
        const std::optional<Known> before = old->contains(row.key) ? std::optional(old->take(row.key)) : std::nullopt;
        // A list that tells a table's fields tells all that is searched of it.
        const bool hasScript = !row.script.isEmpty() || (place.kind == Kind::Table && !row.fields.isEmpty());
        const bool isKept = before && before->isFull && !hasScript && !isNewer(row, before->updated, before->digest);
        bool isDone = true;
        ++pending;
        if (!before)
            isDone = changes.insert(row, position, hasScript, row.digest);
        else if (before->digest == row.digest && before->position == position)
            --pending;
        else if (before->digest == row.digest)
            isDone = changes.move(before->id, position);
        else if (isKept)
            isDone = changes.replaceFacts(before->id, row, position);
        else
            isDone = changes.replace(before->id, row, position, hasScript, row.digest);
        if (!isDone)
            return failure();
        if (isLate())
            return Failure(Error::local(ErrorKind::Cancelled, {}));
        ++position;
        if (pending >= batch) {
            pending = 0;
            if (!m_file.run(commit) || !m_file.run(begin))
                return failure();
        }
    }
    if (list.isWhole)
        for (const Known &gone : std::as_const(*old))
            if (!changes.remove(gone.id))
                return failure();
    if (!finish(*at, place, list, *old) || !m_file.run(commit))
        return failure();
    return Done{};
}

bool CacheWriter::finish(const At &at, const CachePlace &place, const CachedList &list,
                         const QHash<QString, Known> &gone)
{
    auto query = m_file.prepare(QStringLiteral("UPDATE place SET read_at=?, is_whole=? WHERE id=?"));
    query.addBindValue(momentToColumn(list.readAt));
    query.addBindValue(list.isWhole);
    query.addBindValue(at.place);
    if (!m_file.run(query))
        return false;
    if (list.isWhole)
        for (auto object = gone.cbegin(); object != gone.cend(); ++object)
            if (!removeBelow(at, place, object.key()))
                return false;
    return true;
}

bool CacheWriter::removeBelow(const At &at, const CachePlace &place, const QString &key)
{
    const auto workspace = place.workspace.value();
    switch (place.kind) {
    case Kind::Workspace:
        // The list of workspaces itself stands at 0.
        return key.toLongLong() == 0 || removePlaces(at.instance, QStringLiteral("workspace=?"), {key.toLongLong()});
    case Kind::Branch: return removePlaces(at.instance, QStringLiteral("workspace=? AND branch=?"), {workspace, key});
    case Kind::ApiGroup:
        return removePlaces(at.instance, QStringLiteral("workspace=? AND branch=? AND kind=? AND parent=?"),
                            {workspace, storable(place.branch.value()), kindKey(Kind::Endpoint), key});
    default: return true;
    }
}

bool CacheWriter::removePlaces(qlonglong instance, const QString &condition, const QVariantList &values)
{
    const QString places = QStringLiteral("SELECT id FROM place WHERE instance=? AND ") + condition;
    const QString objects = QStringLiteral("SELECT id FROM object WHERE place IN (%1)").arg(places);
    for (const QString &statement :
         QStringList{QStringLiteral("DELETE FROM %1 WHERE rowid IN (%2)").arg(searchTable(instance), objects),
                     QStringLiteral("DELETE FROM raw WHERE object IN (%1)").arg(objects),
                     QStringLiteral("DELETE FROM object WHERE place IN (%1)").arg(places),
                     QStringLiteral("DELETE FROM place WHERE instance=? AND ") + condition}) {
        auto query = m_file.prepare(statement);
        query.addBindValue(instance);
        for (const QVariant &value : values)
            query.addBindValue(value);
        if (!m_file.run(query))
            return false;
    }
    return true;
}

Result<Done> CacheWriter::storeDetail(const CachePlace &place, const ObjectSummary &object,
                                      const CacheRedactor::Secrets &secrets)
{
    if (isLate())
        return Failure(Error::local(ErrorKind::Cancelled, {}));
    if (!m_file.isOpen() || !m_file.run(begin))
        return failure();
    const CacheRedactor redactor(secrets);
    const CacheRow row = rowOf(object, redactor);
    const auto store = [&] {
        const auto at = find(redactor.place(place));
        if (!at)
            return false;
        auto query = m_file.prepare(QStringLiteral("SELECT id, position, digest FROM object WHERE place=? AND key=?"));
        query.addBindValue(at->place);
        query.addBindValue(row.key);
        if (!m_file.run(query))
            return false;
        CacheChanges changes(m_file, at->instance, at->place);
        if (query.next()) {
            // The digest stays that of the list, which says the same again next time.
            const auto id = query.value(0).toLongLong();
            const auto position = query.value(1).toLongLong();
            const auto digest = query.value(2).toByteArray();
            query.finish();
            return changes.replace(id, row, position, true, digest) && m_file.run(commit);
        }
        query.finish();
        const auto count = m_file.value(QStringLiteral("SELECT count(*) FROM object WHERE place=%1").arg(at->place));
        return count && changes.insert(row, count->toLongLong(), true, QByteArrayLiteral("")) && m_file.run(commit);
    };
    if (store())
        return Done{};
    auto why = failure();
    rollBack();
    return why;
}

bool CacheWriter::clearRows(const QList<qlonglong> &instances)
{
    const QString list = [&instances] {
        QStringList texts;
        for (const qlonglong instance : instances)
            texts.append(QString::number(instance));
        return texts.join(QLatin1Char(','));
    }();
    const QString places = QStringLiteral("SELECT id FROM place WHERE instance IN (%1)").arg(list);
    QStringList statements{
        // What a commit leaves free is given back to the disk with it. In between free pages are kept for what comes.
        QStringLiteral("PRAGMA auto_vacuum=FULL"),
        begin,
        QStringLiteral("DELETE FROM raw WHERE object IN (SELECT id FROM object WHERE place IN (%1))").arg(places),
        QStringLiteral("DELETE FROM object WHERE place IN (%1)").arg(places),
        QStringLiteral("DELETE FROM place WHERE instance IN (%1)").arg(list),
        QStringLiteral("DELETE FROM instance WHERE id IN (%1)").arg(list)};
    for (const qlonglong instance : instances)
        statements.append(QStringLiteral("DROP TABLE IF EXISTS ") + searchTable(instance));
    statements += {commit, QStringLiteral("PRAGMA auto_vacuum=INCREMENTAL")};
    return std::ranges::all_of(statements, [this](const QString &statement) { return m_file.run(statement); });
}

Result<Done> CacheWriter::clear(const InstanceId &instance)
{
    // It holds everybody's.
    m_file.removeSetAside();
    auto query = m_file.prepare(QStringLiteral("SELECT id, name FROM instance WHERE name=?"));
    query.addBindValue(storable(instance.value()));
    return clearFound(query, {});
}

Result<Done> CacheWriter::clearAll()
{
    m_file.removeSetAside();
    return keepOnly({});
}

Result<Done> CacheWriter::keepOnly(const QList<InstanceId> &instances)
{
    auto query = m_file.prepare(QStringLiteral("SELECT id, name FROM instance"));
    QStringList kept;
    for (const InstanceId &instance : instances)
        kept.append(storable(instance.value()));
    return clearFound(query, kept);
}

Result<Done> CacheWriter::clearFound(QSqlQuery &instances, const QStringList &kept)
{
    if (!m_file.isOpen() || !m_file.run(instances))
        return failure();
    QList<qlonglong> found;
    while (instances.next())
        if (!kept.contains(instances.value(1).toString()))
            found.append(instances.value(0).toLongLong());
    instances.finish();
    if (found.isEmpty())
        return Done{};
    if (!clearRows(found)) {
        auto why = failure();
        rollBack();
        return why;
    }
    return cutLog();
}

Result<Done> CacheWriter::cutLog()
{
    // The pages as they were stand in the log until it is carried over and cut.
    const auto isBusy = m_file.value(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    if (!isBusy)
        return failure();
    if (isBusy->toInt() != 0)
        return Failure(Error::local(
            ErrorKind::Storage,
            CacheFile::tr("another program is reading the cache: what was removed is still in its log, “%1-wal”")
                .arg(m_file.path())));
    return Done{};
}

} // namespace metascope
