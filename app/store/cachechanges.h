// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/cachefile.h"
#include "app/store/cacherow.h"

#include <QtSql/QSqlQuery>

namespace metascope {

/// The statements that change the objects of one list. Made for one transaction or a few; false as in CacheFile::run().
class CacheChanges final {
public:
    CacheChanges(CacheFile &file, qlonglong instance, qlonglong place);

    bool insert(const CacheRow &row, qlonglong position, bool isFull, const QByteArray &digest);
    /// All of it.
    bool replace(qlonglong id, const CacheRow &row, qlonglong position, bool isFull, const QByteArray &digest);
    /// What a list tells; raw, script and the texts from them stay.
    bool replaceFacts(qlonglong id, const CacheRow &row, qlonglong position);
    bool move(qlonglong id, qlonglong position);
    bool remove(qlonglong id);

private:
    bool run(QSqlQuery &query, const QVariantList &values);

    CacheFile &m_file;
    qlonglong m_place;
    QSqlQuery m_insert;
    QSqlQuery m_raw;
    QSqlQuery m_insertText;
    QSqlQuery m_update;
    QSqlQuery m_updateText;
    QSqlQuery m_facts;
    QSqlQuery m_factsText;
    QSqlQuery m_move;
    QSqlQuery m_remove;
    QSqlQuery m_removeRaw;
    QSqlQuery m_removeText;
};

} // namespace metascope
