// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/search/fuzzymatch.h"
#include "app/search/kindset.h"

#include <QtCore/QDateTime>
#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QSet>
#include <QtCore/QStringList>

namespace metascope {

/// An object that can be gone to.
struct NamedObject {
    QString key; ///< `INSTANCE/WORKSPACE/KIND/ID`, as in the explorer; unique
    Kind kind = Kind::Instance;
    QString name; ///< as the server has it
    QString place; ///< where it is, for people, such as "Acme › shop"; words of a pattern after the first may lie in it
    QString detail; ///< one more line for people; not searched
    QStringList tags;
    bool operator==(const NamedObject &) const = default;
};

/// What a search is limited to.
struct NameScope {
    KindSet kinds; ///< empty: all
    QString tag; ///< empty: with or without
    bool operator==(const NameScope &) const = default;
};

/// The names of all objects that are known, of all instances, folded once and searched in memory: for Go to Anything and
/// for the explorer's filter. Also keeps what was opened last and what is pinned, known or not. GUI thread.
class NameIndex final : public QObject {
    Q_OBJECT
public:
    /// An object that a pattern found.
    struct Match {
        NamedObject object;
        int score = 0; ///< with what pins and recency add
        bool isPinned = false;
        QList<MatchSpan> spans; ///< of the name
    };
    struct Found {
        QList<Match> matches; ///< best first
        qsizetype total = 0; ///< how many match, shown or not
    };
    struct Visit {
        QString key;
        QDateTime when;
        bool operator==(const Visit &) const = default;
    };
    static constexpr qsizetype mostVisits = 100;

    explicit NameIndex(QObject *parent = nullptr) : QObject(parent) {}

    /// Adds objects, or replaces those of the same keys: for a page of a list.
    void add(const QList<NamedObject> &objects);
    /// Makes `objects` all that is directly below `parent` (`INSTANCE/WORKSPACE/KIND`, say). What vanishes takes along what
    /// is below it; what stays keeps it.
    void replaceChildren(const QString &parent, const QList<NamedObject> &objects);
    /// Makes `objects` all that is below `prefix`, at whatever depth; `prefix` itself is not touched.
    void replaceBelow(const QString &prefix, const QList<NamedObject> &objects);
    /// Forgets `key` and what is below it.
    void remove(const QString &key);
    void clear();

    [[nodiscard]] qsizetype count() const { return m_rows.size(); }
    [[nodiscard]] std::optional<NamedObject> object(const QString &key) const;

    /// The `limit` best objects for `pattern`: by match, to which pins and recency add a little; alike ones by length, name,
    /// place and key. An empty pattern finds all, pinned and recent ones first.
    Found find(const FuzzyPattern &pattern, const NameScope &scope, qsizetype limit);
    /// The rows of all objects that match, ascending, in one pass and without ranking. A row is good until changed().
    std::vector<int> matchAll(const FuzzyPattern &pattern, const NameScope &scope);
    [[nodiscard]] const NamedObject &at(int row) const { return m_objects[static_cast<std::size_t>(row)]; }
    /// The row of an object, -1 if it is not known.
    [[nodiscard]] int rowOf(const QString &key) const { return m_rows.value(key, -1); }

    /// An object was opened.
    void touch(const QString &key, const QDateTime &when);
    /// Latest first, at most mostVisits; also of objects that are not known (yet, or any more).
    [[nodiscard]] const QList<Visit> &visits() const { return m_visits; }
    void setVisits(QList<Visit> visits);
    void setPinned(const QStringList &keys, bool pinned);
    [[nodiscard]] bool isPinned(const QString &key) const { return m_pins.contains(key); }
    /// In the order in which they were pinned.
    [[nodiscard]] const QStringList &pins() const { return m_pins; }
    void setPins(const QStringList &keys);

Q_SIGNALS:
    /// Objects came, changed or went; rows are no longer good.
    void changed();
    /// Visits or pins changed.
    void ranksChanged();

private:
    /// What a search reads of each object, side by side in memory.
    struct Entry {
        quint64 mask = 0;
        quint32 offset = 0; ///< in m_units
        quint32 length = 0;
        quint32 place = 0; ///< in m_places
        quint8 kind = 0;
        bool isKnown = false; ///< false: a free row
        qint16 extra = 0; ///< what pins and recency add
    };
    struct Place {
        QString text;
        std::vector<char32_t> units;
    };
    /// The rows that the last search of a sort found: a longer pattern looks at no others.
    struct Former {
        FuzzyPattern pattern;
        NameScope scope;
        bool isGood = false;
        std::vector<quint32> rows;
    };
    struct Hit {
        int score;
        quint32 row;
    };

    /// `siblings`: the known keys below its parent.
    void put(const NamedObject &object, QSet<QString> &siblings);
    void drop(const QString &key);
    void dropBelow(const QString &prefix);
    void dropChildren(const QString &parent, const QSet<QString> &stay);
    void fold(Entry &entry, const QString &name);
    quint32 placeNumber(const QString &text);
    void compact();
    void edited();
    void rank();
    [[nodiscard]] FoldedName folded(const Entry &entry) const;
    [[nodiscard]] bool isBetter(const Hit &a, const Hit &b) const;
    [[nodiscard]] std::vector<quint64> wordsByPlace(const FuzzyPattern &pattern) const;
    template <typename Consider>
    void eachCandidate(Former &former, const FuzzyPattern &pattern, const NameScope &scope, Consider consider);

    std::vector<NamedObject> m_objects; ///< by row
    std::vector<Entry> m_entries; ///< by row
    std::vector<char32_t> m_units; ///< of all names
    std::size_t m_deadUnits = 0;
    std::vector<quint32> m_free; ///< rows
    QHash<QString, int> m_rows; ///< by key
    QHash<QString, QSet<QString>> m_children; ///< keys by the parent's key
    std::vector<Place> m_places;
    QHash<QString, quint32> m_placeNumbers;
    QList<Visit> m_visits;
    QStringList m_pins;
    Former m_formerFind;
    Former m_formerAll;
};

} // namespace metascope
