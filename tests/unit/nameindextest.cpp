// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/nameindex.h"
#include "app/search/palettequery.h"
#include "tests/support/testmain.h"

#include <QtCore/QRandomGenerator>
#include <QtTest/QSignalSpy>

using namespace metascope;
using namespace Qt::StringLiterals;

namespace {

NamedObject object(const QString &key, const QString &name, Kind kind = Kind::Table,
                   const QString &place = u"Acme › shop"_s)
{
    return {key, kind, name, place, {}, {}};
}

QStringList names(const NameIndex::Found &found)
{
    QStringList made;
    for (const NameIndex::Match &match : found.matches)
        made.append(match.object.name);
    return made;
}

QStringList find(NameIndex &index, const QString &text, qsizetype limit = 100)
{
    const PaletteQuery query = PaletteQuery::parse(text);
    return names(index.find(FuzzyPattern(query.pattern), {query.kinds, {}}, limit));
}

QStringList all(NameIndex &index, const QString &pattern, const NameScope &scope = {})
{
    QStringList made;
    for (const int row : index.matchAll(FuzzyPattern(pattern), scope))
        made.append(index.at(row).key);
    made.sort();
    return made;
}

QList<NamedObject> tables(const QString &group, const QStringList &tableNames)
{
    QList<NamedObject> made;
    for (qsizetype i = 0; i < tableNames.size(); ++i)
        made.append(object(u"%1/%2"_s.arg(group).arg(i + 1), tableNames[i]));
    return made;
}

} // namespace

class NameIndexTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void objectsComeChangeAndGo()
    {
        NameIndex index;
        QSignalSpy changed(&index, &NameIndex::changed);
        index.replaceChildren(u"a/1/table"_s, tables(u"a/1/table"_s, {u"orders"_s, u"customers"_s}));
        QCOMPARE(changed.count(), 1);
        QCOMPARE(index.count(), 2);
        QCOMPARE(find(index, u"ord"_s), QStringList{u"orders"_s});
        index.add({object(u"a/1/table/1"_s, u"invoices"_s), object(u"a/1/table/3"_s, u"ordinals"_s)});
        QCOMPARE(index.count(), 3);
        QCOMPARE(find(index, u"ord"_s), QStringList{u"ordinals"_s});
        QCOMPARE(find(index, u"inv"_s), QStringList{u"invoices"_s});
        index.remove(u"a/1/table/3"_s);
        QVERIFY(find(index, u"ord"_s).isEmpty());
        QVERIFY(!index.object(u"a/1/table/3"_s));
        QCOMPARE(index.object(u"a/1/table/2"_s)->name, u"customers"_s);
        index.clear();
        QCOMPARE(index.count(), 0);
        QVERIFY(find(index, QString()).isEmpty());
    }

    void replacingChildrenKeepsWhatIsBelowThoseThatStay()
    {
        NameIndex index;
        index.add({object(u"a/1"_s, u"shop"_s, Kind::Workspace), object(u"a/2"_s, u"play"_s, Kind::Workspace),
                   object(u"a/1/table/1"_s, u"t11"_s), object(u"a/2/table/1"_s, u"t21"_s),
                   object(u"a/2/apigroup/5/endpoint/7"_s, u"e257"_s, Kind::Endpoint),
                   object(u"a/22/table/1"_s, u"t221"_s)});
        index.replaceChildren(u"a"_s, {object(u"a/1"_s, u"shop!"_s, Kind::Workspace)});
        QCOMPARE(all(index, QString()), (QStringList{u"a/1"_s, u"a/1/table/1"_s, u"a/22/table/1"_s}));
        QCOMPARE(index.object(u"a/1"_s)->name, u"shop!"_s);
    }

    void replacingBelowTakesAllDepths()
    {
        NameIndex index;
        index.add({object(u"a/1"_s, u"shop"_s, Kind::Workspace), object(u"a/1/table/1"_s, u"t1"_s),
                   object(u"a/1/apigroup/5/endpoint/7"_s, u"e7"_s, Kind::Endpoint),
                   object(u"a/10/table/1"_s, u"t101"_s)});
        index.replaceBelow(u"a/1"_s, {object(u"a/1/table/2"_s, u"t2"_s)});
        QCOMPARE(all(index, QString()), (QStringList{u"a/1"_s, u"a/1/table/2"_s, u"a/10/table/1"_s}));
        index.remove(u"a"_s);
        QCOMPARE(index.count(), 0);
    }

    void doubleKeysAreOneObject()
    {
        NameIndex index;
        index.replaceChildren(u"a/1/table"_s,
                              {object(u"a/1/table/1"_s, u"first"_s), object(u"a/1/table/1"_s, u"second"_s)});
        QCOMPARE(index.count(), 1);
        QCOMPARE(find(index, QString()), QStringList{u"second"_s});
    }

    void whatTheIndexHoldsAfterManyEditsIsWhatAListHolds()
    {
        QRandomGenerator random(11);
        NameIndex index;
        QHash<QString, QString> list;
        for (int round = 0; round < 400; ++round) {
            const QString parent = u"a/%1/table"_s.arg(random.bounded(4));
            QList<NamedObject> objects;
            for (int i = 0, count = random.bounded(30); i < count; ++i)
                objects.append(object(u"%1/%2"_s.arg(parent).arg(random.bounded(40)),
                                      u"name_%1"_s.arg(random.bounded(50)) + QString(200, u'x')));
            if (random.bounded(3) != 0) {
                list.removeIf([&parent](auto each) { return each.key().startsWith(parent + u'/'); });
                index.replaceChildren(parent, objects);
            } else {
                index.add(objects);
            }
            for (const NamedObject &each : std::as_const(objects))
                list.insert(each.key, each.name);
            QCOMPARE(index.count(), list.size());
            const QString pattern = QString::number(random.bounded(50));
            QStringList expected;
            for (auto each = list.cbegin(); each != list.cend(); ++each)
                if (fuzzyScore(FuzzyPattern(pattern), each.value()))
                    expected.append(each.key());
            expected.sort();
            QCOMPARE(all(index, pattern), expected);
        }
    }

    void pinsAndRecencyDecideAmongAlikeOnes()
    {
        NameIndex index;
        index.add(tables(u"a/1/table"_s, {u"users"_s, u"users_a"_s, u"users_b"_s, u"users_c"_s, u"my_users"_s}));
        QCOMPARE(find(index, u"users"_s),
                 (QStringList{u"users"_s, u"users_a"_s, u"users_b"_s, u"users_c"_s, u"my_users"_s}));
        QSignalSpy ranks(&index, &NameIndex::ranksChanged);
        index.touch(u"a/1/table/4"_s, QDateTime::currentDateTimeUtc());
        QCOMPARE(ranks.count(), 1);
        QCOMPARE(find(index, u"users"_s).mid(0, 3), (QStringList{u"users"_s, u"users_c"_s, u"users_a"_s}));
        index.setPinned({u"a/1/table/3"_s}, true);
        // The name itself stays first whatever else is pinned.
        QCOMPARE(find(index, u"users"_s).mid(0, 3), (QStringList{u"users"_s, u"users_b"_s, u"users_c"_s}));
        index.setPinned({u"a/1/table/3"_s}, false);
        QCOMPARE(find(index, u"users"_s).value(1), u"users_c"_s);
    }

    void anEmptyPatternShowsPinsAndRecentOnesFirst()
    {
        NameIndex index;
        index.add(tables(u"a/1/table"_s, {u"a"_s, u"b"_s, u"c"_s, u"d"_s}));
        const QDateTime now = QDateTime::currentDateTimeUtc();
        index.touch(u"a/1/table/2"_s, now.addSecs(-60));
        index.touch(u"a/1/table/3"_s, now);
        index.setPinned({u"a/1/table/4"_s}, true);
        QCOMPARE(find(index, QString()), (QStringList{u"d"_s, u"c"_s, u"b"_s, u"a"_s}));
    }

    void visitsAreBoundedSortedAndOutliveTheirObjects()
    {
        NameIndex index;
        const QDateTime now = QDateTime::currentDateTimeUtc();
        for (int i = 0; i < 300; ++i)
            index.touch(u"a/1/table/%1"_s.arg(i), now.addSecs(i));
        QCOMPARE(index.visits().size(), NameIndex::mostVisits);
        QCOMPARE(index.visits().constFirst().key, u"a/1/table/299"_s);
        index.touch(u"a/1/table/250"_s, now.addSecs(900));
        QCOMPARE(index.visits().size(), NameIndex::mostVisits);
        QCOMPARE(index.visits().constFirst().key, u"a/1/table/250"_s);
        index.setVisits({{u"x"_s, now}, {u"y"_s, now.addSecs(5)}, {u"x"_s, now.addSecs(9)}});
        QCOMPARE(index.visits(), (QList<NameIndex::Visit>{{u"x"_s, now.addSecs(9)}, {u"y"_s, now.addSecs(5)}}));
        index.add({object(u"x"_s, u"one"_s), object(u"z"_s, u"ont"_s)});
        QCOMPARE(find(index, u"on"_s), (QStringList{u"one"_s, u"ont"_s}));
    }

    void wordsAfterTheFirstMayLieInThePlace()
    {
        NameIndex index;
        index.add({object(u"a/1/table/1"_s, u"users"_s, Kind::Table, u"Acme › shop"_s),
                   object(u"b/1/table/1"_s, u"users"_s, Kind::Table, u"Beta › crm"_s),
                   object(u"b/1/table/2"_s, u"orders"_s, Kind::Table, u"Beta › crm"_s)});
        QCOMPARE(all(index, u"users beta"_s), QStringList{u"b/1/table/1"_s});
        QCOMPARE(all(index, u"beta users"_s), QStringList{u"b/1/table/1"_s});
        QVERIFY(all(index, u"beta"_s).isEmpty());
        QVERIFY(all(index, u"beta crm"_s).isEmpty());
        QCOMPARE(find(index, u"users acme"_s).size(), 1);
    }

    void scopes()
    {
        NameIndex index;
        NamedObject tagged = object(u"a/1/table/2"_s, u"orders_old"_s);
        tagged.tags = {u"legacy"_s};
        index.add({object(u"a/1/table/1"_s, u"orders"_s), tagged,
                   object(u"a/1/function/1"_s, u"ship_orders"_s, Kind::Function)});
        QCOMPARE(find(index, u"t:ord"_s), (QStringList{u"orders"_s, u"orders_old"_s}));
        QCOMPARE(find(index, u"f: ord"_s), QStringList{u"ship_orders"_s});
        QCOMPARE(find(index, u"F:"_s), QStringList{u"ship_orders"_s});
        QCOMPARE(all(index, u"ord"_s, {{}, u"legacy"_s}), QStringList{u"a/1/table/2"_s});
        QVERIFY(all(index, u"ord"_s, {{}, u"none"_s}).isEmpty());
    }

    void theLimitCutsAndTheTotalTells()
    {
        NameIndex index;
        QStringList many;
        for (int i = 0; i < 500; ++i)
            many.append(u"orders_%1"_s.arg(i, 4, 10, QLatin1Char('0')));
        index.add(tables(u"a/1/table"_s, many));
        const NameIndex::Found found = index.find(FuzzyPattern(u"orders"_s), {}, 7);
        QCOMPARE(found.total, 500);
        QCOMPARE(names(found), many.mid(0, 7));
        QCOMPARE(index.find(FuzzyPattern(u"orders"_s), {}, 0).matches.size(), 0);
    }

    void alikeOnesKeepTheirOrderWhateverTheInsertion()
    {
        QList<NamedObject> objects;
        for (const QString &instance : {u"c"_s, u"a"_s, u"b"_s})
            objects.append(object(instance + u"/1/table/1"_s, u"orders"_s, Kind::Table, instance));
        NameIndex one;
        one.add(objects);
        NameIndex other;
        other.add({objects[2], objects[0]});
        other.add({objects[1]});
        const auto keys = [](NameIndex &index) {
            QStringList made;
            for (const auto &match : index.find(FuzzyPattern(u"ord"_s), {}, 9).matches)
                made.append(match.object.key);
            return made;
        };
        QCOMPARE(keys(one), (QStringList{u"a/1/table/1"_s, u"b/1/table/1"_s, u"c/1/table/1"_s}));
        QCOMPARE(keys(other), keys(one));
    }

    void narrowingIsExact()
    {
        QRandomGenerator random(3);
        const QStringList words{u"order"_s, u"item"_s, u"Customer"_s, u"log"_s, u"old"_s, u"Ship"_s, u"café"_s};
        QList<NamedObject> objects;
        for (int i = 0; i < 600; ++i) {
            QStringList parts;
            for (int k = 0, count = 1 + random.bounded(3); k < count; ++k)
                parts.append(words[random.bounded(words.size())]);
            objects.append(object(u"a/1/table/%1"_s.arg(i), parts.join(random.bounded(2) == 0 ? u'_' : u'/'),
                                  Kind::Table, u"Acme › %1"_s.arg(words[random.bounded(words.size())])));
        }
        NameIndex typed;
        typed.add(objects);
        for (const QString &text : {u"order it"_s, u"ol cust"_s, u"café"_s, u"log log sh"_s, u"t:shi or"_s})
            for (qsizetype length = 0; length <= text.size(); ++length) {
                NameIndex fresh;
                fresh.add(objects);
                const QString part = text.left(length);
                QCOMPARE(find(typed, part, 600), find(fresh, part, 600));
                QCOMPARE(all(typed, part), all(fresh, part));
            }
        typed.add({object(u"a/2/table/1"_s, u"shipping orders"_s)});
        QVERIFY(find(typed, u"t:shi ord"_s).contains(u"shipping orders"_s));
    }

    void namesOfAllSortsAreFound()
    {
        NameIndex index;
        const QStringList hostile{
            u"a&b"_s,   u"<img src=file:///etc/passwd>"_s, u"line\nbreak"_s, QString(), u"🚀 launch"_s,
            u"مرحبا"_s, QString(10000, u'x') + u"end"_s};
        index.add(tables(u"a/1/table"_s, hostile));
        QCOMPARE(index.count(), hostile.size());
        QCOMPARE(find(index, QString()).size(), hostile.size());
        QCOMPARE(find(index, u"a&b"_s), QStringList{u"a&b"_s});
        QCOMPARE(find(index, u"etc passwd"_s), QStringList{hostile[1]});
        QCOMPARE(find(index, u"line break"_s), QStringList{hostile[2]});
        QCOMPARE(find(index, u"🚀"_s), QStringList{hostile[4]});
        QCOMPARE(find(index, u"مرحبا"_s), QStringList{hostile[5]});
        QCOMPARE(find(index, u"xend"_s), QStringList{hostile[6]});
    }

    void prefixes_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<int>("mode");
        QTest::addColumn<int>("kinds");
        QTest::addColumn<QString>("pattern");
        const auto row = [](const char *typed, PaletteQuery::Mode mode, int kinds, const char *pattern) {
            QTest::newRow(typed) << QString::fromUtf8(typed) << static_cast<int>(mode) << kinds
                                 << QString::fromUtf8(pattern);
        };
        row("", PaletteQuery::Mode::Objects, 0, "");
        row("orders", PaletteQuery::Mode::Objects, 0, "orders");
        row("t:orders", PaletteQuery::Mode::Objects, 1, "orders");
        row(" T: ord items ", PaletteQuery::Mode::Objects, 1, "ord items");
        row("tr:", PaletteQuery::Mode::Objects, 5, "");
        row("te:x", PaletteQuery::Mode::Objects, 2, "x");
        row("x:orders", PaletteQuery::Mode::Objects, 0, "x:orders");
        row(":orders", PaletteQuery::Mode::Objects, 0, ":orders");
        row("t :orders", PaletteQuery::Mode::Objects, 0, "t :orders");
        row("> con", PaletteQuery::Mode::Commands, 0, "con");
        row(">t:con", PaletteQuery::Mode::Commands, 0, "t:con");
        row("?", PaletteQuery::Mode::Prefixes, 0, "");
    }
    void prefixes()
    {
        QFETCH(QString, typed);
        QFETCH(int, mode);
        QFETCH(int, kinds);
        QFETCH(QString, pattern);
        const PaletteQuery query = PaletteQuery::parse(typed);
        QCOMPARE(static_cast<int>(query.mode), mode);
        QCOMPARE(static_cast<int>(query.kinds.count()), kinds);
        QCOMPARE(query.pattern, pattern);
    }

    void theHelpHasEachPrefixOnceAndEachIsUnderstood()
    {
        QSet<QString> seen;
        for (const PaletteQuery::Help &row : PaletteQuery::help()) {
            QVERIFY2(!seen.contains(row.prefix), qPrintable(row.prefix));
            seen.insert(row.prefix);
            QVERIFY(!row.words.isEmpty());
            const PaletteQuery query = PaletteQuery::parse(row.prefix + u"x"_s);
            QCOMPARE(query.pattern, u"x"_s);
            QVERIFY(query.kinds.any() || query.mode == PaletteQuery::Mode::Commands);
        }
        QVERIFY(seen.contains(u"t:"_s));
        QVERIFY(seen.contains(u">"_s));
    }
};

METASCOPE_TEST(NameIndexTest)
#include "nameindextest.moc"
