// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/search/fuzzymatch.h"
#include "app/search/wordalignment.h"
#include "tests/support/testmain.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QRandomGenerator>

#include <algorithm>

using namespace metascope;
using namespace Qt::StringLiterals;

namespace {

std::optional<int> score(const QString &pattern, const QString &name)
{
    return fuzzyScore(FuzzyPattern(pattern), name);
}

/// The matched parts of a name, in brackets.
QString marked(const QString &pattern, const QString &name)
{
    QString text = name;
    const QList<MatchSpan> spans = FuzzyPattern(pattern).spans(name);
    for (auto span = spans.crbegin(); span != spans.crend(); ++span) {
        text.insert(span->start + span->length, u']');
        text.insert(span->start, u'[');
    }
    return text;
}

int own(std::span<const char32_t> name, std::size_t i)
{
    using namespace alignment;
    if (i == 0)
        return worth::character + worth::nameStart;
    if ((name[i] & folded::wordStart) != 0)
        return worth::character + worth::wordStart;
    return worth::character + ((name[i] & folded::humpStart) != 0 ? worth::humpStart : 0);
}

int late(std::size_t i)
{
    return alignment::worth::lateStart * static_cast<int>(std::min<std::size_t>(i, alignment::worth::mostLateStart));
}

/// Every way to find the word from its character `k` on, one by one: what the quick ways are compared with.
int slowest(std::span<const char32_t> word, std::span<const char32_t> name, std::size_t k = 0, std::size_t from = 0,
            bool isUnbroken = true)
{
    using namespace alignment;
    if (k == word.size())
        return isUnbroken && k >= worth::shortestUnbroken ? worth::unbroken : 0;
    int bestScore = -100000;
    for (std::size_t i = from; i < name.size(); ++i) {
        if ((name[i] & folded::codePoint) != word[k])
            continue;
        const auto between = static_cast<int>(i - from);
        const int way = k == 0 ? late(i) : between == 0 ? worth::run : worth::gap + worth::longerGap * (between - 1);
        const bool stays = isUnbroken && (k == 0 || between == 0);
        bestScore = std::max(bestScore, own(name, i) + way + slowest(word, name, k + 1, i + 1, stays));
    }
    return bestScore;
}

} // namespace

class FuzzyMatchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ranking_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QStringList>("bestFirst");
        const auto row = [](const char *pattern, const QStringList &names) {
            QTest::newRow(pattern) << QString::fromUtf8(pattern) << names;
        };
        const auto list = [](const char *names) { return QString::fromUtf8(names).split(u'|'); };
        row("user", list("user|users|user_roles|app_user|superuser|unused_series"));
        row("order", list("order|orders|order_items|archived_orders|reorder|old_refund_delta_error"));
        row("oi", list("oi|oil|orderItems|order_items|invoice"));
        row("oritems", list("order_items|old_order_items|order_shipping_items"));
        row("so", list("so|sort|ship_order|resolve"));
        row("SHIP", list("ship|ShipOrder|my_ship|hardship"));
        row("item order", list("item_orders|order_items"));
        row("order item", list("order_item|order_items|item_orders"));
        row("get orders", list("GET /orders|GET /orders/{id}|GET /customers/{id}/orders"));
        row("v2", list("v2|V2 import|import_v2|live_22"));
        row("id", list("id|ids|userId|user_id|video"));
        row("cust", list("cust|customer|Customers|b_cust|accountStatus"));
        row("log", list("log|logs|audit_log|catalog"));
        row("api key", list("api_key|apiKeys|key_of_api"));
    }
    void ranking()
    {
        QFETCH(QString, pattern);
        QFETCH(QStringList, bestFirst);
        int before = std::numeric_limits<int>::max();
        for (const QString &name : bestFirst) {
            const auto own = score(pattern, name);
            QVERIFY2(own.has_value(), qPrintable(name + QStringLiteral(" does not match")));
            // Alike ones are told apart by their length, as the index does.
            QVERIFY2(*own <= before, qPrintable(QStringLiteral("%1: %2 after %3").arg(name).arg(*own).arg(before)));
            before = *own;
        }
        QVERIFY(*score(pattern, bestFirst.first()) > *score(pattern, bestFirst.last()));
    }

    void matches_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("expected"); // empty: no match
        const auto row = [](const char *label, const QString &pattern, const QString &name, const QString &expected) {
            QTest::newRow(label) << pattern << name << expected;
        };
        row("prefix", u"ord"_s, u"orders"_s, u"[ord]ers"_s);
        row("starts of words", u"oi"_s, u"order_items"_s, u"[o]rder_[i]tems"_s);
        row("humps", u"si"_s, u"orderShippedItems"_s, u"order[S]hipped[I]tems"_s);
        row("acronym", u"hr"_s, u"XMLHttpRequest"_s, u"XML[H]ttp[R]equest"_s);
        row("a run before a start", u"order"_s, u"o_order"_s, u"o_[order]"_s);
        row("case", u"OrD"_s, u"oRdErs"_s, u"[oRd]Ers"_s);
        row("not in order", u"ro"_s, u"or"_s, QString());
        row("not there", u"xyz"_s, u"orders"_s, QString());
        row("longer than the name", u"orders"_s, u"order"_s, QString());
        row("words in any order", u"items order"_s, u"order_items"_s, u"[order]_[items]"_s);
        row("a word is missing", u"order x"_s, u"order_items"_s, QString());
        row("the same word twice", u"or or"_s, u"orders"_s, u"[or]ders"_s);
        row("accents of the name", u"cafe"_s, u"Café"_s, u"[Café]"_s);
        row("accents of the pattern", u"café"_s, u"CAFE"_s, u"[CAFE]"_s);
        row("taken apart", u"cafe"_s, u"Cafe\u0301s"_s, u"[Cafe\u0301]s"_s);
        row("accent inside", u"fes"_s, u"Cafe\u0301s"_s, u"Ca[fe\u0301s]"_s);
        row("stroke", u"lodz"_s, u"Łódź"_s, u"[Łódź]"_s);
        row("sharp s", u"strasse"_s, u"Straße"_s, u"[Straße]"_s);
        row("half of a sharp s", u"stras"_s, u"Straße"_s, u"[Straß]e"_s);
        row("sharp s typed", u"straße"_s, u"STRASSE"_s, u"[STRASSE]"_s);
        row("Turkish", u"istanbul"_s, u"İstanbul"_s, u"[İstanbul]"_s);
        row("wide letters", u"ab"_s, u"ＡＢ"_s, u"[ＡＢ]"_s);
        row("Greek", u"σος"_s, u"ΣΟΣ"_s, u"[ΣΟΣ]"_s);
        row("Cyrillic", u"заказ"_s, u"Заказы"_s, u"[Заказ]ы"_s);
        row("Hebrew", u"הזמ"_s, u"הזמנות"_s, u"[הזמ]נות"_s);
        row("Hangul", u"주문"_s, u"주문_항목"_s, u"[주문]_항목"_s);
        row("Hangul taken apart", u"\u110C\u116E"_s, u"주문"_s, u"[주]문"_s);
        row("emoji", u"🚀"_s, u"a🚀b"_s, u"a[🚀]b"_s);
        row("halves of two emoji", u"😀"_s, u"🙂🈀"_s, QString());
        row("beside an emoji", u"b"_s, u"🚀b"_s, u"🚀[b]"_s);
        row("a selector stays with its character", u"❤x"_s, u"❤\uFE0Fx"_s, u"[❤\uFE0Fx]"_s);
        row("invisible characters", u"order"_s, u"or\u200Bd\u00ADer"_s, u"[or\u200Bd\u00ADer]"_s);
        row("newline in the name", u"a b"_s, u"a\nb"_s, u"[a]\n[b]"_s);
        row("markup is text", u"<img"_s, u"<img src=x>"_s, u"[<img] src=x>"_s);
        row("ampersand", u"a&b"_s, u"a&b"_s, u"[a&b]"_s);
        row("half a pair", QString(QChar(0xD83D)), u"🚀"_s, QString());
        row("empty name", u"a"_s, QString(), QString());
    }
    void matches()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(QString, expected);
        QCOMPARE(score(pattern, name).has_value(), !expected.isEmpty());
        QCOMPARE(marked(pattern, name), expected.isEmpty() ? name : expected);
        std::vector<char32_t> units;
        folded::append(name, units);
        QCOMPARE(FuzzyPattern(pattern).accepts({units, folded::mask(units)}), !expected.isEmpty());
    }

    void anEmptyPatternMatchesAllWithNothing()
    {
        for (const QString &pattern : {QString(), u"  \n"_s, u"\u200B"_s})
            for (const QString &name : {QString(), u"orders"_s}) {
                QCOMPARE(score(pattern, name), std::optional(0));
                QVERIFY(FuzzyPattern(pattern).spans(name).isEmpty());
                QVERIFY(FuzzyPattern(pattern).isEmpty());
            }
    }

    void theBestWayIsFound()
    {
        QRandomGenerator random(7);
        const auto text = [&random](int length, const QString &letters) {
            QString made;
            while (made.size() < length)
                made += letters[random.bounded(letters.size())];
            return made;
        };
        int found = 0;
        for (int round = 0; round < 3000; ++round) {
            const QString name = text(1 + random.bounded(12), u"abAB_"_s);
            std::vector<char32_t> word;
            folded::append(text(1 + random.bounded(4), u"ab"_s), word);
            for (char32_t &unit : word)
                unit &= folded::codePoint;
            std::vector<char32_t> units;
            folded::append(name, units);
            std::vector<qsizetype> positions;
            const auto quick = alignment::best(word, units);
            const auto traced = alignment::best(word, units, &positions);
            QCOMPARE(quick, traced);
            QCOMPARE(quick.has_value(), alignment::isSubsequence(word, units));
            if (!quick)
                continue;
            ++found;
            QVERIFY2(*quick == slowest(word, units), qPrintable(name));
            QCOMPARE(positions.size(), word.size());
            for (std::size_t k = 0; k < word.size(); ++k) {
                QCOMPARE(units[static_cast<std::size_t>(positions[k])] & folded::codePoint, word[k]);
                QVERIFY(k == 0 || positions[k] > positions[k - 1]);
            }
        }
        QVERIFY(found > 500);
    }

    void longNamesAndPatternsAreBounded_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isFound");
        const QString a(10000, u'a');
        QTest::newRow("one letter") << u"a"_s << a << true;
        QTest::newRow("letters apart") << u"aaaaab"_s << a + u'b' << true;
        QTest::newRow("not at the end") << u"aaaaab"_s << a << false;
        QTest::newRow("a pattern as long") << a << a << true;
        QTest::newRow("a pattern that is longer than it counts") << QString(a + u'b') << a << true;
        QTest::newRow("far away") << u"end here"_s << QString(a + u" the end is here") << true;
        QTest::newRow("many words") << QStringList(5000, u"a"_s).join(u' ') << a << true;
        QTest::newRow("emoji only") << u"🚀🚀"_s << u"🚀"_s.repeated(5000) << true;
    }
    void longNamesAndPatternsAreBounded()
    {
        QFETCH(QString, pattern);
        QFETCH(QString, name);
        QFETCH(bool, isFound);
        QElapsedTimer clock;
        clock.start();
        const FuzzyPattern made(pattern);
        QVERIFY(made.wordCount() <= FuzzyPattern::mostWords);
        QCOMPARE(fuzzyScore(made, name).has_value(), isFound);
        const QList<MatchSpan> spans = made.spans(name);
        QCOMPARE(spans.isEmpty(), !isFound);
        for (const MatchSpan &span : spans)
            QVERIFY(!name[span.start].isLowSurrogate()
                    && (span.start + span.length == name.size() || !name[span.start + span.length].isLowSurrogate()));
        QVERIFY2(clock.elapsed() < 500, qPrintable(QString::number(clock.elapsed())));
    }

    void aRunInALongNameIsPreferred()
    {
        const QString name = u"e_n_d "_s + QString(1000, u'x') + u" the end"_s;
        QVERIFY(marked(u"end"_s, name).endsWith(u"the [end]"_s));
    }

    void narrowing_data()
    {
        QTest::addColumn<QString>("earlier");
        QTest::addColumn<QString>("later");
        QTest::addColumn<bool>("narrows");
        QTest::newRow("longer") << u"ord"_s << u"orde"_s << true;
        QTest::newRow("same") << u"ord"_s << u"Ord"_s << true;
        QTest::newRow("from nothing") << QString() << u"o"_s << true;
        QTest::newRow("shorter") << u"orde"_s << u"ord"_s << false;
        QTest::newRow("other") << u"ord"_s << u"odr"_s << false;
        QTest::newRow("a second word may lie elsewhere") << u"ord"_s << u"ord a"_s << false;
        QTest::newRow("a longer second word") << u"ord a"_s << u"ord ac"_s << true;
        QTest::newRow("a third word may be the one in the name") << u"ord a"_s << u"ord a x"_s << false;
        QTest::newRow("a word less") << u"ord a x"_s << u"ord a"_s << false;
    }
    void narrowing()
    {
        QFETCH(QString, earlier);
        QFETCH(QString, later);
        QFETCH(bool, narrows);
        QCOMPARE(FuzzyPattern(later).narrows(FuzzyPattern(earlier)), narrows);
    }
};

METASCOPE_TEST(FuzzyMatchTest)
#include "fuzzymatchtest.moc"
