// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachetext.h"
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

#include <algorithm>

using namespace metascope;
using namespace metascope::test;

namespace {

const char *partName(SearchPart part)
{
    switch (part) {
    case SearchPart::Name: return "name";
    case SearchPart::Description: return "description";
    case SearchPart::Docs: return "docs";
    case SearchPart::Field: return "field";
    case SearchPart::Script: return "script";
    }
    return "";
}

/// "name/part:line:text" for each match, the match itself in brackets.
QStringList asText(const SearchResult &result)
{
    QStringList lines;
    for (const SearchHit &hit : result.hits)
        for (const SearchMatch &match : hit.matches)
            lines.append(QStringLiteral("%1/%2:%3:%4[%5]%6")
                             .arg(hit.object.name, QLatin1String(partName(match.part)), QString::number(match.line),
                                  match.text.left(match.start), match.text.mid(match.start, match.length),
                                  match.text.mid(match.start + match.length)));
    return lines;
}

} // namespace

class WorkspaceCacheSearchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        m_cache = std::make_unique<WorkspaceCache>(m_folder.filePath(QStringLiteral("cache.sqlite")));
        ObjectSummary orders = object(
            Kind::Table, 1, QStringLiteral("orders"),
            R"({"docs":"One line.\nSecond line: 50% off","schema":[{"name":"id","type":"int"},{"name":"address","type":"object",
               "children":[{"name":"street","type":"text"},{"name":"geo","type":"object","children":[{"name":"latitude"}]}]}]})");
        orders.description = QStringLiteral("What people bought_here");
        const ObjectSummary odd
            = object(Kind::Table, 2, QStringLiteral("x%y_z \"quoted\" 'single' (a AND b) -c* ^d :e {f}"));
        keep(placeOf(Kind::Table), {orders, odd});
        ObjectSummary ship = object(Kind::Function, 3, QStringLiteral("ship_ORDER"));
        ship.xanoScript = QStringLiteral(
            "function ship {\n  db.query orders {\n    where = $db.orders.id == $input.ORDERS\n  }\n}\n");
        ObjectSummary straße = object(Kind::Function, 4, QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום"));
        keep(placeOf(Kind::Function), {ship, straße});
        ObjectSummary theirs = object(Kind::Function, 5, QStringLiteral("theirs"));
        theirs.xanoScript = QStringLiteral("orders of the other instance");
        keep(placeOf(Kind::Function, beta, 9), {theirs});
    }

    void findsTheText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("found");
        const auto row = [](const char *name, const QString &text, const QStringList &found) {
            QTest::newRow(name) << text << found;
        };
        row("in each part", QStringLiteral("orders"),
            {QStringLiteral("orders/name:1:[orders]"), QStringLiteral("ship_ORDER/script:2:  db.query [orders] {"),
             QStringLiteral("ship_ORDER/script:3:    where = $db.[orders].id == $input.ORDERS"),
             QStringLiteral("theirs/script:1:[orders] of the other instance")});
        row("without case", QStringLiteral("ORDERS OF"),
            {QStringLiteral("theirs/script:1:[orders of] the other instance")});
        row("description, an underscore", QStringLiteral("bought_h"),
            {QStringLiteral("orders/description:1:What people [bought_h]ere")});
        row("an underscore is no wildcard", QStringLiteral("bought?h"), {});
        row("docs, a percent sign", QStringLiteral("50% "), {QStringLiteral("orders/docs:2:Second line: [50% ]off")});
        row("a percent sign is no wildcard", QStringLiteral("One%off"), {});
        row("field", QStringLiteral("street"), {QStringLiteral("orders/field:3:address.[street]")});
        row("nested twice", QStringLiteral("geo.lat"), {QStringLiteral("orders/field:5:address.[geo.lat]itude")});
        row("quotes", QStringLiteral("\"quoted\""),
            {QStringLiteral("x%y_z \"quoted\" 'single' (a AND b) -c* ^d :e {f}/name:1:x%y_z [\"quoted\"] 'single' (a "
                            "AND b) -c* ^d :e {f}")});
        row("an operator", QStringLiteral("a AND b"),
            {QStringLiteral("x%y_z \"quoted\" 'single' (a AND b) -c* ^d :e {f}/name:1:x%y_z \"quoted\" 'single' ([a "
                            "AND b]) -c* ^d :e {f}")});
        row("a column's name", QStringLiteral("name:orders"), {});
        row("an injection", QStringLiteral("\" OR \"ord"), {});
        row("a prefix mark", QStringLiteral("ord*"), {});
        row("over two lines", QStringLiteral("orders {\n    where"),
            {QStringLiteral("ship_ORDER/script:2:  db.query [orders {]")});
        row("umlauts", QStringLiteral("äöü"), {QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום/name:1:Straße [ÄÖÜ] 😀🚚📦 שלום")});
        row("sharp s", QStringLiteral("STRAßE"), {QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום/name:1:[Straße] ÄÖÜ 😀🚚📦 שלום")});
        row("three emoji", QStringLiteral("😀🚚📦"), {QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום/name:1:Straße ÄÖÜ [😀🚚📦] שלום")});
        row("two emoji", QStringLiteral("🚚📦"), {QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום/name:1:Straße ÄÖÜ 😀[🚚📦] שלום")});
        row("right to left", QStringLiteral("שלום"),
            {QStringLiteral("Straße ÄÖÜ 😀🚚📦 שלום/name:1:Straße ÄÖÜ 😀🚚📦 [שלום]")});
        row("pieces that do not stand together", QStringLiteral("street geo"), {});
        row("nowhere", QStringLiteral("nowhere at all"), {});
        row("empty", {}, {});
        row("NUL", QString(3, QChar()), {});
        row("two characters: names", QStringLiteral("RD"),
            {QStringLiteral("orders/name:1:o[rd]ers"), QStringLiteral("ship_ORDER/name:1:ship_O[RD]ER")});
        row("one character", QStringLiteral("%"),
            {QStringLiteral("x%y_z \"quoted\" 'single' (a AND b) -c* ^d :e {f}/name:1:x[%]y_z \"quoted\" 'single' (a "
                            "AND b) -c* ^d :e {f}")});
        row("longer than anything", QString(5000, QLatin1Char('o')), {});
    }
    void findsTheText()
    {
        QFETCH(QString, text);
        QFETCH(QStringList, found);
        const auto result = settled(m_cache->search(text, {}));
        QVERIFY2(result.has_value(), result ? "" : qPrintable(describe(result.error())));
        QCOMPARE(asText(*result), found);
        QCOMPARE(result->namesOnly, characterCount(text) < 3);
        QVERIFY(!result->hasMore);
    }

    void takesAnyTextLiterally()
    {
        const QStringList pieces{
            QStringLiteral("\""),     QStringLiteral("'"),      QStringLiteral("*"),    QStringLiteral("("),
            QStringLiteral(")"),      QStringLiteral("AND"),    QStringLiteral("NEAR"), QStringLiteral(":"),
            QStringLiteral("^"),      QStringLiteral("-"),      QStringLiteral("%"),    QStringLiteral("_"),
            QStringLiteral("\\"),     QStringLiteral("\n"),     QStringLiteral(" "),    QString(QChar()),
            QString(QChar(0xD83D)),   QString(QChar(0xDE00)),   QStringLiteral("😀"),    QStringLiteral("ı"),
            QStringLiteral("\uFEFF"), QStringLiteral("\uFFFF"), QStringLiteral("o"),    QStringLiteral(";"),
            QStringLiteral("{")};
        QRandomGenerator random(7);
        QStringList texts;
        for (int i = 0; i < 300; ++i) {
            QString text;
            for (int length = random.bounded(1, 9); length > 0; --length)
                text += pieces[random.bounded(static_cast<int>(pieces.size()))];
            texts.append(text);
        }
        const InstanceId odd(QStringLiteral("odd"));
        QList<ObjectSummary> objects;
        for (const QString &text : std::as_const(texts)) {
            objects.append(object(Kind::Addon, objects.size(), QStringLiteral("addon")));
            objects.last().xanoScript = QStringLiteral("before") + text + QStringLiteral("after");
        }
        keep(placeOf(Kind::Addon, odd), objects);
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const auto result = settled(m_cache->search(texts[i], {{odd}, {}, {}}));
            QVERIFY2(result.has_value(), qPrintable(texts[i]));
            const bool isFound = std::ranges::any_of(
                result->hits, [&](const SearchHit &hit) { return hit.object.key == objects[i].key; });
            const bool isInName = QStringLiteral("addon").contains(texts[i], Qt::CaseInsensitive);
            // A byte order mark that begins a text is kept as another character.
            const bool isAltered = texts[i].startsWith(QChar(QChar::ByteOrderMark));
            QVERIFY2(isAltered || isFound == (!result->namesOnly || isInName), qPrintable(texts[i]));
        }
        QVERIFY(m_cache->isAvailable());
        QVERIFY(settled(m_cache->clear(odd)).has_value());
    }

    void looksWhereItIsTold_data()
    {
        QTest::addColumn<SearchScope>("scope");
        QTest::addColumn<QStringList>("names");
        const QString orders = QStringLiteral("orders");
        const QString ship = QStringLiteral("ship_ORDER");
        const QString theirs = QStringLiteral("theirs");
        QTest::newRow("everywhere") << SearchScope() << QStringList{orders, ship, theirs};
        QTest::newRow("an instance") << SearchScope{{acme}, {}, {}} << QStringList{orders, ship};
        QTest::newRow("the other") << SearchScope{{beta}, {}, {}} << QStringList{theirs};
        QTest::newRow("a workspace") << SearchScope{{}, {WorkspaceId(9)}, {}} << QStringList{theirs};
        QTest::newRow("a kind") << SearchScope{{}, {}, {Kind::Function}} << QStringList{ship, theirs};
        QTest::newRow("all at once") << SearchScope{{acme, beta}, {WorkspaceId(1)}, {Kind::Table, Kind::Task}}
                                     << QStringList{orders};
        QTest::newRow("nothing there") << SearchScope{{InstanceId(QStringLiteral("gone"))}, {}, {}} << QStringList();
    }
    void looksWhereItIsTold()
    {
        QFETCH(SearchScope, scope);
        QFETCH(QStringList, names);
        QStringList found;
        const auto result = *settled(m_cache->search(QStringLiteral("orders"), scope));
        for (const SearchHit &hit : result.hits)
            found.append(hit.object.name);
        QCOMPARE(found, names);
    }

    void tellsThePlaceAndTheObject()
    {
        const auto result = *settled(m_cache->search(QStringLiteral("other instance"), {}));
        QCOMPARE(result.hits.size(), 1);
        QCOMPARE(result.hits[0].place, placeOf(Kind::Function, beta, 9));
        QCOMPARE(result.hits[0].object.key, QStringLiteral("5"));
        QCOMPARE(result.hits[0].object.kind, Kind::Function);
        QVERIFY(result.hits[0].object.raw.isNull());
    }

    void saysWhenThereIsMore()
    {
        const InstanceId many(QStringLiteral("many"));
        QList<ObjectSummary> objects;
        for (int i = 0; i < 30; ++i) {
            objects.append(object(Kind::Task, i, i < 5 ? QStringLiteral("needle %1").arg(i) : QString::number(i)));
            objects.last().xanoScript = QStringLiteral("a needle here\n").repeated(i == 29 ? 100 : 1);
        }
        keep(placeOf(Kind::Task, many), objects);
        const SearchScope scope{{many}, {}, {}};
        for (const int limit : {1, 5, 6, 29, 30, 200}) {
            const auto result = *settled(m_cache->search(QStringLiteral("needle"), scope, limit));
            QCOMPARE(result.hits.size(), std::min(limit, 30));
            QCOMPARE(result.hasMore, limit < 30);
            QVERIFY(result.hits[0].object.name.startsWith(QLatin1String("needle"))); // names first
            QCOMPARE(result.hits[0].matches.size(), 2); // and the script all the same
        }
        const auto all = *settled(m_cache->search(QStringLiteral("needle"), scope));
        QCOMPARE(all.hits.last().matches.size(), 20);
        QVERIFY(all.hits.last().hasMore && !all.hits[0].hasMore);
        QVERIFY(settled(m_cache->search(QStringLiteral("needle"), scope, 0))->hits.isEmpty());
    }

    void cutsALongLineAroundTheMatch()
    {
        bool hasMore = false;
        const QString emoji = QStringLiteral("😀").repeated(5000);
        const QString text = QStringLiteral("first\n") + emoji + QStringLiteral("needle") + emoji;
        const auto matches = matchesIn(SearchPart::Script, text, QStringLiteral("NEEDLE"), 5, &hasMore);
        QCOMPARE(matches.size(), 1);
        QCOMPARE(matches[0].line, 2);
        QVERIFY(matches[0].text.size() <= 401);
        QCOMPARE(matches[0].text.mid(matches[0].start, matches[0].length), QStringLiteral("needle"));
        QVERIFY(matches[0].text.isValidUtf16()); // no emoji cut in two
        const QString line(2000, QLatin1Char('n'));
        const auto whole = matchesIn(SearchPart::Script, line, line, 5, &hasMore);
        QCOMPARE(whole.size(), 1);
        QCOMPARE(whole[0].length, whole[0].text.size());
        QVERIFY(!hasMore);
    }

    void foldsAsItCompares()
    {
        for (char32_t c = 1; c < 0x1F000; ++c) {
            if (QChar::isSurrogate(c))
                continue;
            const QString text = QStringView(QChar::fromUcs4(c)).toString();
            const QString folded = caseFolded(text);
            QVERIFY2(folded.compare(text, Qt::CaseInsensitive) == 0, qPrintable(QString::number(c, 16)));
            QCOMPARE(caseFolded(folded), folded);
        }
    }

private:
    void keep(const CachePlace &place, const QList<ObjectSummary> &objects)
    {
        QVERIFY(settled(m_cache->store(place, whole(objects))).has_value());
    }

    QTemporaryDir m_folder;
    std::unique_ptr<WorkspaceCache> m_cache;
};

METASCOPE_TEST(WorkspaceCacheSearchTest)

#include "workspacecachesearchtest.moc"
