// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachechanges.h"

#include "app/store/cacheschema.h"

namespace metascope {

CacheChanges::CacheChanges(CacheFile &file, qlonglong instance, qlonglong place)
    : m_file(file), m_place(place),
      m_insert(file.prepare(QStringLiteral("INSERT INTO object(place, position, key, number, name, folded, verb, tags, "
                                           "created, updated, digest, is_full, bytes, "
                                           "description) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"))),
      m_raw(file.prepare(QStringLiteral("INSERT OR REPLACE INTO raw VALUES(?, ?)"))),
      m_insertText(file.prepare(QStringLiteral("INSERT INTO %1(rowid, name, description, docs, fields, script) "
                                               "VALUES(?, ?, ?, ?, ?, ?)")
                                    .arg(searchTable(instance)))),
      m_update(file.prepare(QStringLiteral(
          "UPDATE object SET position=?, number=?, name=?, folded=?, verb=?, tags=?, created=?, updated=?, "
          "digest=?, is_full=?, bytes=?, description=? WHERE id=?"))),
      m_updateText(
          file.prepare(QStringLiteral("UPDATE %1 SET name=?, description=?, docs=?, fields=?, script=? WHERE rowid=?")
                           .arg(searchTable(instance)))),
      m_facts(file.prepare(QStringLiteral(
          "UPDATE object SET position=?, number=?, name=?, folded=?, verb=?, tags=?, created=?, updated=?, "
          "digest=?, description=? WHERE id=?"))),
      m_factsText(
          file.prepare(QStringLiteral("UPDATE %1 SET name=?, description=? WHERE rowid=?").arg(searchTable(instance)))),
      m_move(file.prepare(QStringLiteral("UPDATE object SET position=? WHERE id=?"))),
      m_remove(file.prepare(QStringLiteral("DELETE FROM object WHERE id=?"))),
      m_removeRaw(file.prepare(QStringLiteral("DELETE FROM raw WHERE object=?"))),
      m_removeText(file.prepare(QStringLiteral("DELETE FROM %1 WHERE rowid=?").arg(searchTable(instance))))
{}

bool CacheChanges::run(QSqlQuery &query, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        query.bindValue(static_cast<int>(i), values[i]);
    return m_file.run(query);
}

bool CacheChanges::insert(const CacheRow &row, qlonglong position, bool isFull, const QByteArray &digest)
{
    if (!run(m_insert,
             {m_place, position, row.key, row.number, row.name, row.folded, row.verb, row.tags, row.created,
              row.updated, digest, isFull, row.bytes(), row.description}))
        return false;
    const qlonglong id = m_insert.lastInsertId().toLongLong();
    return run(m_raw, {id, row.raw})
        && run(m_insertText, {id, row.name, row.description, row.docs, row.fields, row.script});
}

bool CacheChanges::replace(qlonglong id, const CacheRow &row, qlonglong position, bool isFull, const QByteArray &digest)
{
    return run(m_update,
               {position, row.number, row.name, row.folded, row.verb, row.tags, row.created, row.updated, digest,
                isFull, row.bytes(), row.description, id})
        && run(m_raw, {id, row.raw})
        && run(m_updateText, {row.name, row.description, row.docs, row.fields, row.script, id});
}

bool CacheChanges::replaceFacts(qlonglong id, const CacheRow &row, qlonglong position)
{
    return run(m_facts,
               {position, row.number, row.name, row.folded, row.verb, row.tags, row.created, row.updated, row.digest,
                row.description, id})
        && run(m_factsText, {row.name, row.description, id});
}

bool CacheChanges::move(qlonglong id, qlonglong position)
{
    return run(m_move, {position, id});
}

bool CacheChanges::remove(qlonglong id)
{
    return run(m_remove, {id}) && run(m_removeRaw, {id}) && run(m_removeText, {id});
}

} // namespace metascope
