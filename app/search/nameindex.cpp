// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/nameindex.h"

#include <algorithm>
#include <compare>
#include <tuple>

namespace metascope {

namespace {

constexpr int worthPin = 14;
constexpr int worthLatest = 12; ///< of the object opened last; one less for each one before
constexpr std::size_t leastDead = 65536; ///< units, before tidying up is worth it
constexpr QChar slash = u'/';

QString parentOf(const QString &key)
{
    return key.left(std::max<qsizetype>(0, key.lastIndexOf(slash)));
}

bool isChild(const QString &key, const QString &parent)
{
    return key.size() > parent.size() && key[parent.size()] == slash && key.startsWith(parent)
        && key.indexOf(slash, parent.size() + 1) < 0;
}

bool isBelow(const QString &key, const QString &prefix)
{
    return key.size() > prefix.size() && key.startsWith(prefix) && key[prefix.size()] == slash;
}

} // namespace

void NameIndex::add(const QList<NamedObject> &objects)
{
    constexpr qsizetype longList = 1000; // of a short one there may be thousands, and each reserve() is a copy
    if (objects.size() >= longList) {
        const auto rows = m_objects.size() + static_cast<std::size_t>(objects.size());
        m_objects.reserve(rows);
        m_entries.reserve(rows);
        m_rows.reserve(static_cast<qsizetype>(rows));
        m_children[parentOf(objects.constFirst().key)].reserve(objects.size());
    }
    // Most lists have one parent.
    QString parent;
    QSet<QString> *siblings = nullptr;
    for (const NamedObject &object : objects) {
        if (!siblings || !isChild(object.key, parent)) {
            parent = parentOf(object.key);
            siblings = &m_children[parent];
        }
        put(object, *siblings);
    }
    edited();
}

void NameIndex::replaceChildren(const QString &parent, const QList<NamedObject> &objects)
{
    if (m_children.contains(parent)) {
        QSet<QString> stay;
        for (const NamedObject &object : objects)
            stay.insert(object.key);
        dropChildren(parent, stay);
    }
    add(objects);
}

void NameIndex::replaceBelow(const QString &prefix, const QList<NamedObject> &objects)
{
    QSet<QString> stay;
    for (const NamedObject &object : objects)
        stay.insert(object.key);
    QStringList vanished;
    for (auto parent = m_children.cbegin(); parent != m_children.cend(); ++parent)
        if (parent.key() == prefix || isBelow(parent.key(), prefix))
            for (const QString &key : parent.value())
                if (!stay.contains(key))
                    vanished.append(key);
    for (const QString &key : std::as_const(vanished))
        drop(key);
    add(objects);
}

void NameIndex::remove(const QString &key)
{
    drop(key);
    dropBelow(key);
    edited();
}

void NameIndex::clear()
{
    m_objects.clear();
    m_entries.clear();
    m_units.clear();
    m_deadUnits = 0;
    m_free.clear();
    m_rows.clear();
    m_children.clear();
    m_places.clear();
    m_placeNumbers.clear();
    edited();
}

std::optional<NamedObject> NameIndex::object(const QString &key) const
{
    const int row = rowOf(key);
    return row < 0 ? std::nullopt : std::optional(at(row));
}

void NameIndex::put(const NamedObject &object, QSet<QString> &siblings)
{
    const int known = rowOf(object.key);
    if (known >= 0) {
        const auto row = static_cast<std::size_t>(known);
        NamedObject &old = m_objects[row];
        Entry &entry = m_entries[row];
        if (old.name != object.name) {
            m_deadUnits += entry.length;
            fold(entry, object.name);
        }
        entry.kind = static_cast<quint8>(object.kind);
        if (old.place != object.place)
            entry.place = placeNumber(object.place);
        old = object;
        return;
    }
    if (m_free.empty()) {
        m_free.push_back(static_cast<quint32>(m_objects.size()));
        m_objects.emplace_back();
        m_entries.emplace_back();
    }
    const quint32 row = m_free.back();
    m_free.pop_back();
    m_objects[row] = object;
    Entry entry;
    entry.kind = static_cast<quint8>(object.kind);
    entry.isKnown = true;
    entry.place = placeNumber(object.place);
    fold(entry, object.name);
    m_entries[row] = entry;
    m_rows.insert(object.key, static_cast<int>(row));
    siblings.insert(object.key);
}

void NameIndex::drop(const QString &key)
{
    const int known = m_rows.value(key, -1);
    if (known < 0)
        return;
    const auto row = static_cast<quint32>(known);
    m_rows.remove(key);
    const auto siblings = m_children.find(parentOf(key));
    siblings->remove(key);
    if (siblings->isEmpty())
        m_children.erase(siblings);
    m_deadUnits += m_entries[row].length;
    m_entries[row] = {};
    m_objects[row] = {};
    m_free.push_back(row);
}

void NameIndex::dropBelow(const QString &prefix)
{
    QStringList below;
    for (auto parent = m_children.cbegin(); parent != m_children.cend(); ++parent)
        if (parent.key() == prefix || isBelow(parent.key(), prefix))
            below += parent->values();
    for (const QString &key : std::as_const(below))
        drop(key);
}

void NameIndex::dropChildren(const QString &parent, const QSet<QString> &stay)
{
    const auto children = m_children.constFind(parent);
    if (children == m_children.cend())
        return;
    QSet<QString> vanished = *children;
    vanished.subtract(stay);
    if (vanished.isEmpty())
        return;
    // What is below a child has a parent that begins with the child's key.
    QStringList below = vanished.values();
    for (auto each = m_children.cbegin(); each != m_children.cend(); ++each) {
        if (!isBelow(each.key(), parent))
            continue;
        const qsizetype end = each.key().indexOf(slash, parent.size() + 1);
        if (vanished.contains(end < 0 ? each.key() : each.key().left(end)))
            below += each->values();
    }
    for (const QString &key : std::as_const(below))
        drop(key);
}

void NameIndex::fold(Entry &entry, const QString &name)
{
    entry.offset = static_cast<quint32>(m_units.size());
    folded::append(name, m_units);
    entry.length = static_cast<quint32>(m_units.size()) - entry.offset;
    entry.mask = folded::mask(folded(entry).units);
}

quint32 NameIndex::placeNumber(const QString &text)
{
    const auto known = m_placeNumbers.constFind(text);
    if (known != m_placeNumbers.cend())
        return *known;
    const auto number = static_cast<quint32>(m_places.size());
    Place place{text, {}};
    folded::append(text, place.units);
    m_places.push_back(std::move(place));
    m_placeNumbers.insert(text, number);
    return number;
}

void NameIndex::compact()
{
    if (m_deadUnits < leastDead || m_deadUnits * 2 < m_units.size())
        return;
    std::vector<char32_t> units;
    units.reserve(m_units.size() - m_deadUnits);
    for (Entry &entry : m_entries) {
        const auto name = folded(entry).units;
        entry.offset = static_cast<quint32>(units.size());
        units.insert(units.end(), name.begin(), name.end());
    }
    m_units = std::move(units);
    m_deadUnits = 0;
}

void NameIndex::edited()
{
    compact();
    rank();
    Q_EMIT changed();
}

void NameIndex::rank()
{
    m_formerFind.isGood = false;
    m_formerAll.isGood = false;
    for (Entry &entry : m_entries)
        entry.extra = 0;
    const auto add = [this](const QString &key, int extra) {
        if (const int row = rowOf(key); row >= 0)
            m_entries[static_cast<std::size_t>(row)].extra
                = static_cast<qint16>(m_entries[static_cast<std::size_t>(row)].extra + extra);
    };
    for (const QString &key : std::as_const(m_pins))
        add(key, worthPin);
    int extra = worthLatest;
    for (const Visit &visit : std::as_const(m_visits))
        if (extra > 0)
            add(visit.key, extra--);
}

FoldedName NameIndex::folded(const Entry &entry) const
{
    return {std::span(m_units).subspan(entry.offset, entry.length), entry.mask};
}

bool NameIndex::isBetter(const Hit &a, const Hit &b) const
{
    if (a.score != b.score)
        return a.score > b.score;
    const Entry &one = m_entries[a.row];
    const Entry &other = m_entries[b.row];
    if (one.length != other.length)
        return one.length < other.length;
    const auto left = folded(one).units;
    const auto right = folded(other).units;
    const auto plain = [](char32_t unit) { return unit & folded::codePoint; };
    const auto order
        = std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(), right.end(),
                                                 [plain](char32_t x, char32_t y) { return plain(x) <=> plain(y); });
    if (std::is_neq(order))
        return std::is_lt(order);
    const NamedObject &first = m_objects[a.row];
    const NamedObject &second = m_objects[b.row];
    return std::tie(first.place, first.key) < std::tie(second.place, second.key);
}

std::vector<quint64> NameIndex::wordsByPlace(const FuzzyPattern &pattern) const
{
    std::vector<quint64> words(m_places.size(), 0);
    if (pattern.wordCount() > 1)
        for (std::size_t i = 0; i < m_places.size(); ++i)
            words[i] = pattern.wordsIn(m_places[i].units);
    return words;
}

template <typename Consider>
void NameIndex::eachCandidate(Former &former, const FuzzyPattern &pattern, const NameScope &scope, Consider consider)
{
    const std::vector<quint64> words = wordsByPlace(pattern);
    const auto stays = [&](quint32 row) {
        const Entry &entry = m_entries[row];
        if (!entry.isKnown || (scope.kinds.any() && !scope.kinds.test(entry.kind)))
            return false;
        if (!scope.tag.isEmpty() && !m_objects[row].tags.contains(scope.tag))
            return false;
        return consider(row, folded(entry), words[entry.place]);
    };
    std::vector<quint32> rows;
    if (former.isGood && former.scope == scope && pattern.narrows(former.pattern)) {
        rows = std::move(former.rows);
        rows.erase(std::remove_if(rows.begin(), rows.end(), [&](quint32 row) { return !stays(row); }), rows.end());
    } else {
        rows.reserve(m_entries.size());
        for (quint32 row = 0; row < m_entries.size(); ++row)
            if (stays(row))
                rows.push_back(row);
    }
    former = {pattern, scope, true, std::move(rows)};
}

NameIndex::Found NameIndex::find(const FuzzyPattern &pattern, const NameScope &scope, qsizetype limit)
{
    std::vector<Hit> hits;
    eachCandidate(m_formerFind, pattern, scope, [&](quint32 row, const FoldedName &name, quint64 words) {
        const auto score = pattern.score(name, words);
        if (score)
            hits.push_back({*score + m_entries[row].extra, row});
        return score.has_value();
    });
    Found found;
    found.total = static_cast<qsizetype>(hits.size());
    const auto shown = static_cast<std::ptrdiff_t>(std::clamp<qsizetype>(limit, 0, found.total));
    std::partial_sort(hits.begin(), hits.begin() + shown, hits.end(),
                      [this](const Hit &a, const Hit &b) { return isBetter(a, b); });
    const std::vector<quint64> words = wordsByPlace(pattern);
    for (auto hit = hits.cbegin(); hit != hits.cbegin() + shown; ++hit) {
        const NamedObject &object = m_objects[hit->row];
        found.matches.append(
            {object, hit->score, isPinned(object.key), pattern.spans(object.name, words[m_entries[hit->row].place])});
    }
    return found;
}

std::vector<int> NameIndex::matchAll(const FuzzyPattern &pattern, const NameScope &scope)
{
    std::vector<int> rows;
    eachCandidate(m_formerAll, pattern, scope, [&](quint32 row, const FoldedName &name, quint64 words) {
        if (!pattern.accepts(name, words))
            return false;
        rows.push_back(static_cast<int>(row));
        return true;
    });
    return rows;
}

void NameIndex::touch(const QString &key, const QDateTime &when)
{
    m_visits.removeIf([&key](const Visit &visit) { return visit.key == key; });
    const auto later = std::ranges::find_if(m_visits, [&when](const Visit &visit) { return visit.when <= when; });
    m_visits.insert(later, {key, when});
    m_visits.resize(std::min(m_visits.size(), mostVisits));
    rank();
    Q_EMIT ranksChanged();
}

void NameIndex::setVisits(QList<Visit> visits)
{
    std::ranges::stable_sort(visits, [](const Visit &a, const Visit &b) { return a.when > b.when; });
    QSet<QString> seen;
    visits.removeIf([&seen](const Visit &visit) {
        const bool isDouble = seen.contains(visit.key);
        seen.insert(visit.key);
        return isDouble;
    });
    visits.resize(std::min(visits.size(), mostVisits));
    m_visits = std::move(visits);
    rank();
    Q_EMIT ranksChanged();
}

void NameIndex::setPinned(const QStringList &keys, bool pinned)
{
    const QStringList before = m_pins;
    if (pinned) {
        m_pins += keys;
        m_pins.removeDuplicates();
    } else {
        const QSet<QString> gone(keys.begin(), keys.end());
        m_pins.removeIf([&gone](const QString &key) { return gone.contains(key); });
    }
    if (m_pins == before)
        return;
    rank();
    Q_EMIT ranksChanged();
}

void NameIndex::setPins(const QStringList &keys)
{
    m_pins = keys;
    m_pins.removeDuplicates();
    rank();
    Q_EMIT ranksChanged();
}

} // namespace metascope
