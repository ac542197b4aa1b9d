// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cacheschema.h"

namespace metascope {

const QList<QStringList> &cacheSteps()
{
    static const QList<QStringList> steps{
        {QStringLiteral("CREATE TABLE instance(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)"),
         // read_at is empty where single objects were read and the list never.
         QStringLiteral(
             "CREATE TABLE place(id INTEGER PRIMARY KEY, instance INTEGER NOT NULL, workspace INTEGER NOT NULL, "
             "branch TEXT NOT NULL, kind TEXT NOT NULL, parent TEXT NOT NULL, read_at INTEGER, "
             "is_whole INTEGER NOT NULL DEFAULT 0, UNIQUE(instance, workspace, branch, kind, parent))"),
         // folded: the name without case, where that differs. tags: an array in JSON. digest: of what the list last said of
         // the object. is_full: raw and script come from reading the object itself. bytes: what its texts take, about.
         QStringLiteral(
             "CREATE TABLE object(id INTEGER PRIMARY KEY, place INTEGER NOT NULL, position INTEGER NOT NULL, "
             "key TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT, verb TEXT NOT NULL, "
             "tags TEXT NOT NULL, created INTEGER, updated INTEGER, digest BLOB NOT NULL, is_full INTEGER NOT NULL, "
             "bytes INTEGER NOT NULL, description TEXT NOT NULL, UNIQUE(place, key))"),
         QStringLiteral("CREATE INDEX object_order ON object(place, position)"),
         // The script is not in it but in the full-text table.
         QStringLiteral("CREATE TABLE raw(object INTEGER PRIMARY KEY, json BLOB NOT NULL)")}};
    return steps;
}

const QStringList &cacheChecks()
{
    static const QStringList checks{
        QStringLiteral("SELECT id, name FROM instance LIMIT 1"),
        QStringLiteral("SELECT id, instance, workspace, branch, kind, parent, read_at, is_whole FROM place LIMIT 1"),
        QStringLiteral(
            "SELECT id, place, position, key, number, name, folded, verb, tags, created, updated, digest, is_full, "
            "bytes, description FROM object LIMIT 1"),
        QStringLiteral("SELECT object, json FROM raw LIMIT 1")};
    return checks;
}

QString searchTable(qlonglong instance)
{
    return QStringLiteral("text_%1").arg(instance);
}

QString createSearchTable(qlonglong instance)
{
    // Without positions (detail=none) the index takes half the room and time to write; the text itself is looked at anyway, to
    // find the line.
    return QStringLiteral("CREATE VIRTUAL TABLE IF NOT EXISTS %1 USING fts5(name, description, docs, fields, script, "
                          "tokenize='trigram', detail=none, columnsize=0)")
        .arg(searchTable(instance));
}

} // namespace metascope
