// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/nodepath.h"
#include "app/domain/referencegraph.h"
#include "app/store/workspacecache.h"

#include <QtCore/QObject>

#include <memory>

namespace metascope {

/// One object that another one uses, or that uses it.
struct FoundReference {
    bool isUse = false; ///< the object in question uses it; else it is used by it
    Kind kind = Kind::Table; ///< of the other object
    QString name; ///< of the other object, as the explorer shows it
    QString where; ///< for people: "field customer_id", "lines 3 and 12"
    bool isCertain = false; ///< told by a schema; otherwise the name stands in a script
    QString key; ///< of the other object in the explorer
    int line = 0; ///< the first one, where it is the other object's script that names this one; else 0
    bool operator==(const FoundReference &) const = default;
};

/// What is known of the references of an object, and of what is not.
struct ReferencesAnswer {
    QList<FoundReference> references; ///< certain ones first
    int missingSchemas = 0; ///< of so many tables nothing is known of what they use; one request each
    int missingTexts = 0; ///< so many objects of the workspace are not indexed
    bool hasMore = false; ///< more scripts hold the name than were looked at
    bool isNameTooShort = false; ///< for the index over scripts, which was not asked
};

/// Finds what objects use and what uses them, in what the cache holds: sends nothing. GUI thread.
class References final : public QObject {
    Q_OBJECT
public:
    /// `cache` outlives it; null where nothing is kept.
    explicit References(WorkspaceCache *cache, QObject *parent = nullptr);

    /// The references of an object, or of one field (by its path) of a table. Errors: Storage where there is no cache, NotFound
    /// for what is not in it.
    Reply<ReferencesAnswer> find(const NodePath &object, const QString &field = {});

private:
    struct Search;
    using SearchPtr = std::shared_ptr<Search>;

    Reply<Done> readSchemas(const SearchPtr &search);
    Reply<Done> readUses(const SearchPtr &search);
    Reply<Done> readUsers(const SearchPtr &search);
    void lookAt(const SearchPtr &search, qsizetype hit, const ReplyPromise<Done> &promise);
    Reply<ReferencesAnswer> answer(const SearchPtr &search);

    WorkspaceCache *m_cache;
};

} // namespace metascope
