// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/references.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/domain/scriptnames.h"
#include "app/session/cachednode.h"
#include "app/session/explorersource.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QLocale>
#include <QtCore/QSet>

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype mostUsers = 300;
/// Of one script so many lines are named.
constexpr qsizetype mostLines = 3;

struct Schemas {
    ReferenceGraph graph;
    int missing = 0;
};

Schemas schemasOf(const QList<ObjectSummary> &tables)
{
    Schemas schemas;
    for (const ObjectSummary &table : tables)
        if (!schemas.graph.add(TableId(table.id.value()), table.raw))
            ++schemas.missing;
    return schemas;
}

QString linesInWords(QList<int> lines)
{
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
    QStringList words;
    for (qsizetype i = 0; i < std::min(lines.size(), mostLines); ++i)
        words.append(QLocale().toString(lines[i]));
    const QString named = words.join(QStringLiteral(", "));
    if (lines.size() > mostLines)
        return References::tr("lines %1 and %n more", nullptr, static_cast<int>(lines.size() - mostLines)).arg(named);
    return lines.size() == 1 ? References::tr("line %1").arg(named) : References::tr("lines %1").arg(named);
}

FoundReference found(const CachePlace &place, const ObjectSummary &object, const QString &where, bool isUse,
                     bool isCertain)
{
    const TreeItem item = ExplorerSource::itemOf(object, cachednode::parentOf(place));
    return {isUse, object.kind, item.name, where, isCertain, item.key};
}

QString lastName(const QString &fieldPath)
{
    return fieldPath.mid(fieldPath.lastIndexOf(QLatin1Char('.')) + 1);
}

} // namespace

struct References::Search {
    CachePlace place; ///< of the object
    ObjectSummary own;
    QString field; ///< empty: the object as a whole
    QList<SearchHit> hits;
    ReferencesAnswer answer;

    [[nodiscard]] bool isSelf(const CachePlace &other, const QString &key) const
    {
        return other.kind == place.kind && other.parent == place.parent && key == own.key;
    }
    [[nodiscard]] QString wanted() const { return field.isEmpty() ? own.name : lastName(field); }
    /// The lines in which the script may name what is looked for.
    [[nodiscard]] QList<int> linesIn(const QString &script) const
    {
        const auto names = namesInScript(script);
        // A field's name says little where its table is not spoken of.
        if (!field.isEmpty() && std::ranges::none_of(names, [this](const ScriptName &each) {
                return mayName(each, Kind::Table, own.name);
            }))
            return {};
        QList<int> lines;
        for (const ScriptName &each : names)
            if (field.isEmpty() ? mayName(each, own.kind, own.name) : mayNameField(each, wanted()))
                lines.append(each.line);
        return lines;
    }
};

References::References(WorkspaceCache *cache, QObject *parent) : QObject(parent), m_cache(cache) {}

Reply<ReferencesAnswer> References::find(const NodePath &object, const QString &field)
{
    using Answer = Reply<ReferencesAnswer>;
    if (!m_cache)
        return Answer::ready(Failure(
            Error::local(ErrorKind::Storage,
                         tr("References are looked up in what is kept on this computer, and this run keeps nothing"))));
    const auto missing = [] {
        return Answer::ready(
            Failure(Error::local(ErrorKind::NotFound, tr("Nothing of this is kept here yet: load its list first"))));
    };
    const auto spot = cachednode::spotOf(object);
    if (!spot)
        return missing();
    const auto search = std::make_shared<Search>();
    search->field = field;
    return andThen(m_cache->latest(spot->place), this, [=, this](const std::optional<CachePlace> &place) {
        if (!place)
            return missing();
        search->place = *place;
        return andThen(m_cache->detail(*place, spot->key), this, [=, this](const std::optional<ObjectSummary> &own) {
            if (!own)
                return missing();
            search->own = *own;
            return andThen(readSchemas(search), this, [=, this](const Done &) {
                return andThen(readUses(search), this, [=, this](const Done &) {
                    return andThen(readUsers(search), this, [=, this](const Done &) { return answer(search); });
                });
            });
        });
    });
}

Reply<Done> References::readSchemas(const SearchPtr &search)
{
    if (search->own.kind != Kind::Table)
        return Reply<Done>::ready(Done{});
    return andThen(m_cache->list(search->place), this, [this, search](const CachedList &list) {
        // Megabytes of JSON, in a large workspace.
        ReplyPromise<Done> promise;
        auto *watcher = new QFutureWatcher<Schemas>(this);
        connect(watcher, &QFutureWatcherBase::finished, this, [watcher, promise, search, list] {
            watcher->deleteLater();
            const Schemas schemas = watcher->result();
            search->answer.missingSchemas = schemas.missing;
            QHash<TableId, const ObjectSummary *> tables;
            for (const ObjectSummary &table : list.objects)
                tables.insert(TableId(table.id.value()), &table);
            const TableId own(search->own.id.value());
            const auto isMeant = [&search](const TableReference &each) {
                return search->field.isEmpty() || each.field == search->field;
            };
            const auto add = [&](const TableReference &each, TableId other, bool isUse) {
                if (const ObjectSummary *table = tables.value(other))
                    search->answer.references.append(
                        found(search->place, *table, tr("field %1").arg(each.field), isUse, true));
            };
            for (const TableReference &each : schemas.graph.from(own))
                if (isMeant(each))
                    add(each, each.to, true);
            if (search->field.isEmpty())
                for (const TableReference &each : schemas.graph.to(own))
                    add(each, each.from, false);
            else
                for (const IndexUse &index : schemas.graph.indexesOf(own, search->field))
                    search->answer.references.append(
                        found(search->place, search->own, tr("index %1").arg(index.type), false, true));
            promise.resolve(Done{});
        });
        promise.setAbort([guard = QPointer(watcher)] { delete guard.data(); });
        watcher->setFuture(QtConcurrent::run([objects = list.objects] { return schemasOf(objects); }));
        return promise.reply();
    });
}

Reply<Done> References::readUses(const SearchPtr &search)
{
    if (search->own.xanoScript.isEmpty() || !search->field.isEmpty())
        return Reply<Done>::ready(Done{});
    return andThen(m_cache->all(search->place.instance), this, [search](const QList<CachedPlace> &places) {
        QHash<QString, QList<ScriptName>> byName;
        QList<ScriptName> paths;
        for (const ScriptName &each : namesInScript(search->own.xanoScript)) {
            byName[each.name].append(each);
            if (each.name.contains(QLatin1Char('/')))
                paths.append(each);
        }
        QSet<QString> seen;
        for (const CachedPlace &each : places) {
            if (each.place.workspace != search->place.workspace || !operationsOf(each.place.kind).hasScript)
                continue;
            for (const ObjectSummary &object : each.list.objects) {
                const auto exact = byName.constFind(object.name);
                if (exact == byName.constEnd() && (object.kind != Kind::Endpoint || paths.isEmpty()))
                    continue;
                if (search->isSelf(each.place, object.key))
                    continue;
                QList<int> lines;
                for (const ScriptName &name : exact == byName.constEnd() ? paths : *exact)
                    if (mayName(name, object.kind, object.name))
                        lines.append(name.line);
                if (lines.isEmpty())
                    continue;
                const FoundReference use = found(each.place, object, linesInWords(lines), true, false);
                if (!seen.contains(use.key))
                    search->answer.references.append(use);
                seen.insert(use.key);
            }
        }
        return Reply<Done>::ready(Done{});
    });
}

Reply<Done> References::readUsers(const SearchPtr &search)
{
    if (!operationsOf(search->own.kind).hasScript || search->wanted().isEmpty())
        return Reply<Done>::ready(Done{});
    SearchScope scope{{search->place.instance}, {search->place.workspace}, {}};
    for (const KindOperations &each : kindOperations)
        if (each.hasScript)
            scope.kinds.append(each.kind);
    return andThen(
        m_cache->search(search->wanted(), scope, mostUsers), this, [this, search](const SearchResult &result) {
            search->answer.isNameTooShort = result.namesOnly;
            search->answer.hasMore = result.hasMore;
            search->hits = result.hits;
            search->hits.removeIf([&search](const SearchHit &hit) {
                const bool isInScript = hit.hasMore || std::ranges::any_of(hit.matches, [](const SearchMatch &match) {
                                            return match.part == SearchPart::Script;
                                        });
                return !isInScript || search->isSelf(hit.place, hit.object.key);
            });
            const ReplyPromise<Done> promise;
            const Reply<Done> reply = promise.reply();
            lookAt(search, 0, promise);
            return reply;
        });
}

void References::lookAt(const SearchPtr &search, qsizetype hit, const ReplyPromise<Done> &promise)
{
    if (hit >= search->hits.size()) {
        promise.resolve(Done{});
        return;
    }
    const SearchHit &at = search->hits.at(hit);
    const auto detail = m_cache->detail(at.place, at.object.key);
    promise.setAbort([detail] { detail.abort(); });
    detail.then(this, [this, search, hit, promise](const Result<std::optional<ObjectSummary>> &object) {
        if (!object) {
            promise.resolve(Failure(object.error()));
            return;
        }
        if (*object)
            if (const QList<int> lines = search->linesIn((*object)->xanoScript); !lines.isEmpty()) {
                FoundReference user = found(search->hits.at(hit).place, **object, linesInWords(lines), false, false);
                user.line = *std::ranges::min_element(lines);
                search->answer.references.append(user);
            }
        lookAt(search, hit + 1, promise);
    });
}

Reply<ReferencesAnswer> References::answer(const SearchPtr &search)
{
    return andThen(m_cache->coverage(search->place.instance, search->place.workspace), this,
                   [search](const CacheCoverage &coverage) {
                       search->answer.missingTexts = coverage.objects - coverage.indexed;
                       std::ranges::stable_sort(search->answer.references, std::greater{}, &FoundReference::isCertain);
                       return Reply<ReferencesAnswer>::ready(search->answer);
                   });
}

} // namespace metascope
