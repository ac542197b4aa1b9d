// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what the lists do not tell: how much that takes, what it keeps, and that it ends when it is told to.
#include "app/session/textfetch.h"
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

using namespace metascope;
using namespace std::chrono_literals;
using test::object;
using test::placeOf;
using test::settled;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::whole;

namespace {

/// The answer to each call, by its path below the workspace; `'` stands for a quote.
using Answers = QHash<QByteArray, QByteArray>;

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

struct Bench {
    explicit Bench(Answers given = {}) : answers(std::move(given))
    {
        const InstanceEntry entry = [this] {
            InstanceEntry made;
            made.name = QStringLiteral("Acme");
            made.base = *ApiBase::fromUserInput(server.url());
            made.tokenId = QStringLiteral("3f2a");
            made.place = TokenPlace::Keychain;
            made.id = *house.registry.put(made);
            return made;
        }();
        id = entry.id;
        if (!settled(house.keychain.write(tokenKeyOf(entry), Secret(QByteArray("made-up-token-0001")))))
            QTest::qFail("the token was not kept", __FILE__, __LINE__);
        QObject::connect(&fetch, &TextFetch::finished, &fetch, [this](const TextFetch::Outcome &each) {
            outcome = each;
            ++ends;
        });
    }
    void keep(Kind kind, const QList<ObjectSummary> &objects, const QString &parent = {})
    {
        QVERIFY(settled(cache.store(placeOf(kind, id, 1, parent), whole(objects))));
    }
    void run()
    {
        fetch.start(scope());
        QVERIFY(QTest::qWaitFor([this] { return ends > 0; }, 20'000));
    }
    [[nodiscard]] TextFetch::Scope scope() const { return {{id}, WorkspaceId(1), {}}; }
    [[nodiscard]] QStringList asked() const
    {
        QStringList targets;
        for (const StubRequest &request : server.requests)
            targets.append(QString::fromLatin1(request.target).mid(21));
        return targets;
    }

    Answers answers;
    StubServer server{[this](const StubRequest &request) {
        const QByteArray path = request.target.mid(21).split('?').first();
        const QByteArray answer = quoted(answers.value(path, "{'message':'gone'}"));
        if (answer.startsWith("HTTP/"))
            return answer;
        return answers.contains(path) ? stubAnswer(answer) : stubAnswer(answer, "404 Not Found");
    }};
    test::House<SessionStore> house;
    QTemporaryDir folder;
    WorkspaceCache cache{folder.filePath(QStringLiteral("cache.sqlite"))};
    TextFetch fetch{house.sessions, cache};
    InstanceId id;
    TextFetch::Outcome outcome;
    int ends = 0;
};

const QByteArray script
    = "{'id':3,'name':'ship','xanoscript':{'status':'ok','value':'function ship {\\n  db.query orders\\n}'}}";
const QByteArray schema = "[{'name':'id','type':'int'},{'name':'customer_id','type':'int','tableref_id':8}]";

} // namespace

class TextFetchTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readsWhatIsMissingAndNothingElse()
    {
        Bench bench({{"/table/7/schema", schema}, {"/function/3", script}, {"/apigroup/5/api/4", script}});
        bench.keep(
            Kind::Table,
            {object(Kind::Table, 7, QStringLiteral("orders"), R"({"id":7,"docs":"kept"})"),
             object(Kind::Table, 8, QStringLiteral("customers"), R"({"schema":[{"name":"mail","type":"text"}]})")});
        bench.keep(Kind::Function, {object(Kind::Function, 3, QStringLiteral("ship"))});
        bench.keep(Kind::Endpoint, {object(Kind::Endpoint, 4, QStringLiteral("orders"))}, QStringLiteral("5"));
        bench.keep(Kind::File, {object(Kind::File, 1, QStringLiteral("a.png"))});
        QCOMPARE(*settled(bench.fetch.count(bench.scope())), 3);
        QVERIFY(bench.server.requests.isEmpty());
        bench.run();
        QVERIFY(!bench.outcome.error);
        QCOMPARE(bench.outcome.read, 3);
        QCOMPARE(bench.asked(),
                 (QStringList{QStringLiteral("/table/7/schema"), QStringLiteral("/function/3?include_xanoscript=true"),
                              QStringLiteral("/apigroup/5/api/4?include_xanoscript=true")}));
        QCOMPARE(*settled(bench.cache.coverage(bench.id)), (CacheCoverage{5, 5}));
        QCOMPARE(*settled(bench.fetch.count(bench.scope())), 0);
        const auto fields = *settled(bench.cache.search(QStringLiteral("customer_id"), {}));
        QCOMPARE(fields.hits.size(), 1);
        QCOMPARE(fields.hits.constFirst().matches.constFirst().part, SearchPart::Field);
        // What the list told stays beside the schema.
        const auto table = *settled(bench.cache.detail(placeOf(Kind::Table, bench.id), QStringLiteral("7")));
        QCOMPARE(*table->raw.member(u"docs")->toString(), QStringLiteral("kept"));
        QCOMPARE(settled(bench.cache.search(QStringLiteral("db.query orders"), {}))->hits.size(), 2);
    }

    void kindsThatAreNotAskedForStay()
    {
        Bench bench({{"/table/7/schema", schema}});
        bench.keep(Kind::Table, {object(Kind::Table, 7, QStringLiteral("orders"))});
        bench.keep(Kind::Function, {object(Kind::Function, 3, QStringLiteral("ship"))});
        const TextFetch::Scope tables{{bench.id}, WorkspaceId(1), {Kind::Table}};
        QCOMPARE(*settled(bench.fetch.count(tables)), 1);
        const TextFetch::Scope elsewhere{{bench.id}, WorkspaceId(2), {}};
        QCOMPARE(*settled(bench.fetch.count(elsewhere)), 0);
        bench.fetch.start(tables);
        QVERIFY(QTest::qWaitFor([&bench] { return bench.ends > 0; }, 20'000));
        QCOMPARE(bench.asked(), QStringList{QStringLiteral("/table/7/schema")});
    }

    void nothingToReadEndsAtOnce()
    {
        Bench bench;
        bench.run();
        QCOMPARE(bench.ends, 1);
        QVERIFY(!bench.outcome.error);
        QVERIFY(bench.server.requests.isEmpty());
        QVERIFY(!bench.house.sessions.find(bench.id));
    }

    void goneOnesAreSkipped()
    {
        Bench bench({{"/function/4", script}});
        bench.keep(Kind::Function,
                   {object(Kind::Function, 3, QStringLiteral("gone")), object(Kind::Function, 4, QStringLiteral("b"))});
        bench.run();
        QVERIFY(!bench.outcome.error);
        QCOMPARE(bench.outcome.read, 1);
        QCOMPARE(bench.outcome.skipped, 1);
    }

    void aKindThatIsNotAllowedIsAskedForOnce()
    {
        Bench bench({{"/function/3", stubAnswer("{'message':'no'}", "403 Forbidden")}, {"/addon/9", script}});
        bench.keep(Kind::Function,
                   {object(Kind::Function, 3, QStringLiteral("a")), object(Kind::Function, 4, QStringLiteral("b")),
                    object(Kind::Function, 5, QStringLiteral("c"))});
        bench.keep(Kind::Addon, {object(Kind::Addon, 9, QStringLiteral("d"))});
        bench.run();
        QVERIFY(!bench.outcome.error);
        QCOMPARE(bench.outcome.read, 1);
        QCOMPARE(bench.outcome.skipped, 3);
        QCOMPARE(bench.server.requests.size(), 2);
    }

    void aTokenThatIsNotAcceptedEndsIt()
    {
        Bench bench({{"/function/3", stubAnswer("{'message':'no'}", "401 Unauthorized")}});
        bench.keep(Kind::Function,
                   {object(Kind::Function, 3, QStringLiteral("a")), object(Kind::Function, 4, QStringLiteral("b"))});
        bench.run();
        QVERIFY(bench.outcome.error);
        QCOMPARE(bench.outcome.error->kind, ErrorKind::Unauthorized);
        QCOMPARE(bench.server.requests.size(), 1);
    }

    void cancellingEndsItAtOnce_data()
    {
        QTest::addColumn<int>("after");
        QTest::addColumn<bool>("isClosed");
        QTest::newRow("before the first") << 0 << false;
        QTest::newRow("after the first") << 1 << false;
        QTest::newRow("the instance is closed") << 1 << true;
    }
    void cancellingEndsItAtOnce()
    {
        QFETCH(int, after);
        QFETCH(bool, isClosed);
        Bench bench({{"/function/3", script}, {"/function/4", script}, {"/function/5", script}});
        bench.keep(Kind::Function,
                   {object(Kind::Function, 3, QStringLiteral("a")), object(Kind::Function, 4, QStringLiteral("b")),
                    object(Kind::Function, 5, QStringLiteral("c"))});
        QObject::connect(&bench.fetch, &TextFetch::progressed, &bench.fetch, [&] {
            if (bench.fetch.wanted() == 3 && bench.fetch.done() == after && bench.fetch.isRunning())
                isClosed ? bench.house.sessions.close(bench.id) : bench.fetch.cancel();
        });
        bench.run();
        QCOMPARE(bench.ends, 1);
        QVERIFY(!bench.fetch.isRunning());
        QCOMPARE(bench.outcome.error->kind, ErrorKind::Cancelled);
        QCOMPARE(bench.outcome.read, after);
        QVERIFY(settled(bench.cache.size(bench.id)));
        QCOMPARE(bench.server.requests.size(), after);
        QCOMPARE(bench.ends, 1);
    }

    void waitsForTheBudgetAndGoesOn()
    {
        Bench bench({{"/function/4", script}});
        bool isRefused = true;
        bench.answers.insert("/function/3",
                             stubAnswer("{'message':'slowly'}", "429 Too Many Requests", "Retry-After: 1\r\n"));
        bench.keep(Kind::Function,
                   {object(Kind::Function, 3, QStringLiteral("a")), object(Kind::Function, 4, QStringLiteral("b"))});
        QObject::connect(&bench.fetch, &TextFetch::progressed, &bench.fetch, [&] {
            if (bench.fetch.pause() > 0ms && std::exchange(isRefused, false))
                bench.answers.insert("/function/3", script);
        });
        bench.run();
        QVERIFY(!isRefused);
        QVERIFY2(!bench.outcome.error, bench.outcome.error ? qPrintable(bench.outcome.error->message) : "");
        QCOMPARE(bench.outcome.read, 2);
        QCOMPARE(bench.fetch.pause(), 0ms);
    }

    void saysWhatItCosts_data()
    {
        QTest::addColumn<int>("requests");
        QTest::addColumn<QString>("words");
        QTest::newRow("none") << 0 << QStringLiteral("0 request(s)");
        QTest::newRow("within the budget") << 10 << QStringLiteral("10 request(s)");
        QTest::newRow("one more") << 11 << QStringLiteral("11 request(s), on the free plan about 20 s");
        QTest::newRow("seconds") << 45 << QStringLiteral("45 request(s), on the free plan about 80 s");
        QTest::newRow("minutes") << 930 << QStringLiteral("930 request(s), on the free plan about 31 min");
        QTest::newRow("hours") << 25000 << QStringLiteral("25000 request(s), on the free plan about 14 h");
    }
    void saysWhatItCosts()
    {
        QFETCH(int, requests);
        QFETCH(QString, words);
        QCOMPARE(TextFetch::cost(requests), words);
    }
};

METASCOPE_TEST(TextFetchTest)

#include "textfetchtest.moc"
