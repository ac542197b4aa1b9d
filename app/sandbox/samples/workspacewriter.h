// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/database.h"

#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace metascope::sandbox {

/// Puts the parts of one workspace into the database. Ids are given in order, the same in every run.
class WorkspaceWriter final {
public:
    WorkspaceWriter(Database &database, int instance, qint64 id, const QString &name, const QString &description);

    void branch(const QString &label, bool isLive, const QString &description);
    void dataSource(const QString &label, const QString &color);
    /// `columns` is the array without the primary key and `created_at`, which every table gets; returns its id.
    qint64 table(const QString &name, const QString &description, const QByteArray &columns,
                 const QByteArray &indexes = "[]");
    /// A table whose columns are given whole, byte for byte.
    qint64 wholeTable(const QString &name, const QString &description, const QByteArray &columns,
                      const QByteArray &indexes);
    /// The members of one record without id and the created_at of table(), as a JSON object's inside.
    void record(qint64 table, const QString &source, const QByteArray &members);
    /// An API group, function or task in one branch; returns its id.
    qint64 logic(const QString &kind, const QString &branch, const QString &name, const QString &description,
                 const QString &script, qint64 parent = 0, const QString &verb = {});
    /// Any other object that has a name, such as a tool, in one branch or (without a label) in all; `more` are the members
    /// that its kind alone has, as a JSON object's inside. Returns its id.
    qint64 object(const QString &kind, const QString &branch, const QString &name, const QString &description,
                  const QString &script, const QByteArray &more = {}, qint64 parent = 0);
    void file(const QString &name, qint64 size, const QString &mime, bool isPrivate = false);
    /// One line of a history; `members` as a JSON object's inside.
    void run(const QString &kind, const QString &branch, const QByteArray &members);

private:
    Database &m_database;
    int m_instance;
    qint64 m_id;
    qint64 m_moment; ///< of the next object: they were made one after the other
    int m_index = 0;
    QSet<qint64> m_dated; ///< tables with a `created_at`
};

} // namespace metascope::sandbox
