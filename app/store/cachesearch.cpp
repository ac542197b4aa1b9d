// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachereader.h"
#include "app/store/cacheschema.h"
#include "app/store/cachesnapshot.h"
#include "app/store/cachetext.h"

#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

/// What the index is made of: the tokenizer "trigram".
constexpr qsizetype gram = 3;
/// More of them make a query no faster: the text itself decides.
constexpr qsizetype mostGrams = 24;
constexpr qsizetype mostMatches = 20;

constexpr std::array parts{SearchPart::Name, SearchPart::Description, SearchPart::Docs, SearchPart::Field,
                           SearchPart::Script};

/// Pieces of three characters as quoted strings of FTS5, in which nothing but a quote has a meaning.
QString expressionFor(const QString &text)
{
    const auto characters = text.toUcs4();
    QStringList grams;
    // Every second one: those between would rule out few texts more and cost as much again.
    for (qsizetype i = 0; i + gram <= characters.size();
         i = std::max(i + 1, std::min(i + gram - 1, characters.size() - gram))) {
        QString piece;
        for (qsizetype j = i; j < i + gram; ++j)
            piece += QChar::fromUcs4(characters[j]);
        piece.replace(QLatin1Char('"'), QLatin1String("\"\""));
        grams.append(QLatin1Char('"') + piece + QLatin1Char('"'));
    }
    grams.removeDuplicates();
    QStringList chosen;
    const qsizetype count = std::min(grams.size(), mostGrams);
    for (qsizetype i = 0; i < count; ++i)
        chosen.append(grams[i * grams.size() / count]);
    return chosen.join(QLatin1String(" AND "));
}

/// Adds what `text` stands for in `hit`: at most mostMatches in all.
void addMatches(SearchHit &hit, SearchPart part, const QString &text, const QString &wanted)
{
    hit.matches += matchesIn(part, text, wanted, mostMatches - hit.matches.size(), &hit.hasMore);
}

bool isIn(const SearchScope &scope, const CachePlace &place)
{
    const auto holds = [](const auto &list, const auto &value) { return list.isEmpty() || list.contains(value); };
    return holds(scope.instances, place.instance) && holds(scope.workspaces, place.workspace)
        && holds(scope.kinds, place.kind);
}

} // namespace

Result<SearchResult> CacheReader::search(const QString &text, const SearchScope &scope, qsizetype limit,
                                         const Stop &stop)
{
    SearchResult result;
    const QString wanted = storable(text);
    result.namesOnly = characterCount(wanted) < gram;
    if (!m_file.isOpen() || wanted.isEmpty() || limit <= 0)
        return result;
    const CacheSnapshot snapshot(m_file);
    auto known = places();
    if (!known)
        return failure();
    known->removeIf([&scope](const auto &entry) { return !isIn(scope, entry.value().place); });

    // Names first: who looks for one must not find it behind two hundred scripts that use it.
    auto names = m_file.prepare(
        QStringLiteral("SELECT o.place, o.id, %1 FROM object o WHERE instr(coalesce(o.folded, o.name), ?) > 0")
            .arg(objectColumns));
    names.addBindValue(caseFolded(wanted));
    if (!m_file.run(names))
        return failure();
    QSet<qlonglong> seen;
    QList<std::pair<qlonglong, qlonglong>> found; // instance and object, as result.hits
    while (names.next()) {
        if (isGivenUp(stop))
            return Failure(Error::local(ErrorKind::Cancelled, {}));
        const auto place = known->constFind(names.value(0).toLongLong());
        if (place == known->constEnd())
            continue;
        if (result.hits.size() == limit) {
            result.hasMore = true;
            break;
        }
        SearchHit hit{place->place, readObject(names, place->place.kind, 2), {}, false};
        addMatches(hit, SearchPart::Name, hit.object.name, wanted);
        if (hit.matches.isEmpty())
            continue;
        const qlonglong id = names.value(1).toLongLong();
        seen.insert(id);
        found.append({place->instance, id});
        result.hits.append(std::move(hit));
    }
    if (!m_file.hasEndedWell(names))
        return failure();
    names.finish();
    if (result.namesOnly)
        return result;

    QList<qlonglong> instances;
    for (const Place &place : std::as_const(*known))
        if (!instances.contains(place.instance))
            instances.append(place.instance);
    std::ranges::sort(instances);
    const QString expression = expressionFor(wanted);
    for (const qlonglong instance : std::as_const(instances)) {
        const QString table = searchTable(instance);
        auto rest = m_file.prepare(
            QStringLiteral("SELECT description, docs, fields, script FROM %1 WHERE rowid=?").arg(table));
        for (qsizetype i = 0; i < found.size(); ++i) {
            if (found[i].first != instance)
                continue;
            rest.bindValue(0, found[i].second);
            if (!m_file.run(rest))
                return failure();
            if (rest.next())
                for (int part = 1; part < static_cast<int>(parts.size()); ++part)
                    addMatches(result.hits[i], parts[static_cast<std::size_t>(part)], rest.value(part - 1).toString(),
                               wanted);
            rest.finish();
        }
        if (result.hasMore)
            continue;
        auto query
            = m_file.prepare(QStringLiteral("SELECT o.place, o.id, t.description, t.docs, t.fields, t.script, %1 FROM "
                                            "%2 t JOIN object o ON o.id=t.rowid WHERE t.%2 MATCH ?")
                                 .arg(objectColumns, table));
        query.addBindValue(expression);
        if (!m_file.run(query))
            return failure();
        while (query.next()) {
            if (isGivenUp(stop))
                return Failure(Error::local(ErrorKind::Cancelled, {}));
            const auto place = known->constFind(query.value(0).toLongLong());
            if (place == known->constEnd() || seen.contains(query.value(1).toLongLong()))
                continue;
            SearchHit hit{place->place, {}, {}, false};
            for (int part = 1; part < static_cast<int>(parts.size()); ++part)
                addMatches(hit, parts[static_cast<std::size_t>(part)], query.value(part + 1).toString(), wanted);
            // The pieces are there, but not one after the other.
            if (hit.matches.isEmpty())
                continue;
            if (result.hits.size() == limit) {
                result.hasMore = true;
                break;
            }
            hit.object = readObject(query, place->place.kind, 6);
            result.hits.append(std::move(hit));
        }
        if (!m_file.hasEndedWell(query))
            return failure();
    }
    return result;
}

} // namespace metascope
