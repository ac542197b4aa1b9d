// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/redactor.h"
#include "app/base/secret.h"
#include "app/store/cachesecrets.h"
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>

using namespace metascope;
using namespace metascope::test;

namespace {

const QByteArray hidden = "Quokka4Hidden";
constexpr qsizetype tellingLength = 32;

QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

/// No token: made up on the spot.
QByteArray jwt(const QByteArray &about)
{
    const auto part = [](const QByteArray &bytes) {
        return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part(quoted("{'alg':'none'}")) + '.' + part(quoted("{'about':'") + about + quoted("'}")) + '.'
        + part("a signature that nobody made of " + about);
}

/// The files that hold `token`, or a piece of it that is long enough to tell.
QStringList tellingOf(const QString &folder, const QByteArray &token)
{
    QStringList found;
    for (qsizetype at = 0; at + tellingLength <= token.size(); ++at)
        found += holding(folder, token.mid(at, tellingLength));
    return found;
}

QList<std::shared_ptr<const Secret>> secretsOf(const QByteArrayList &tokens)
{
    QList<std::shared_ptr<const Secret>> secrets;
    for (const QByteArray &token : tokens)
        secrets.append(std::make_shared<const Secret>(QByteArray(token.constData(), token.size())));
    return secrets;
}

/// In JSON, with the characters at `places` as escapes.
QByteArray escaped(const QByteArray &token, std::initializer_list<qsizetype> places)
{
    QByteArray text;
    for (qsizetype i = 0; i < token.size(); ++i) {
        if (std::ranges::find(places, i) != places.end())
            text += "\\u00" + QByteArray(1, token[i]).toHex();
        else
            text += token[i] == '"' || token[i] == '\\' ? QByteArray("\\") + token[i] : QByteArray(1, token[i]);
    }
    return text;
}

/// An object of that key with the text in everything that is kept of it.
ObjectSummary fullOf(const QByteArray &token, qint64 id)
{
    const QString text = QStringLiteral("before ") + QString::fromUtf8(token) + QStringLiteral(" behind");
    const QByteArray inJson = RawJson::string(text).text();
    const QByteArray nested = RawJson::string(QString::fromUtf8(quoted("{'a':") + inJson + "}")).text();
    const QByteArray raw = quoted("{'docs':") + inJson + quoted(",'schema':[{'name':") + inJson
        + quoted(",'children':[{'name':") + inJson + "}]}]," + inJson + quoted(":1.0,'deep':[[{'x':") + nested
        + quoted("}]],'first':'") + escaped(token, {0}) + quoted("','some':'\\n") + escaped(token, {0, 1, 20, 40})
        + quoted("','plain':18446744073709551615}");
    ObjectSummary full = object(Kind::Table, id, text, raw);
    full.description = text;
    full.verb = text;
    full.tags = {QStringLiteral("plain"), text};
    full.xanoScript = QStringLiteral("function f {\n  // ") + text + QStringLiteral("\n}\n");
    return full;
}

} // namespace

class WorkspaceCacheSecretsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesOutWhatIsSecret_data()
    {
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QByteArray>("raw"); // ' stands for a quote, S for the secret
        QTest::addColumn<QByteArray>("kept"); // R for what replaces it
        const auto row = [](const char *name, Kind kind, const QByteArray &raw, const QByteArray &kept) {
            QTest::newRow(name) << kind << raw << kept;
        };
        row("the catalogue's pointer", Kind::StaticHost, "{'git':{'url':'u','private_key':'S'},'name':'h'}",
            "{'git':{'url':'u','private_key':R},'name':'h'}");
        row("deeper", Kind::StaticHost, "{'env':{'dev':{'git':{'private_key':'S'}}}}", "{'env':{'dev':R}}");
        row("a token", Kind::StaticHost, "{'token':'S','tokens':3}", "{'token':R,'tokens':3}");
        row("an install token", Kind::Release, "{'install':{'install_token':'S'}}", "{'install':{'install_token':R}}");
        row("any spelling", Kind::Agent, "{'x':[{'API-Key':'S'},{'apiKey':'S'},{'client_secret':{'v':'S'}}]}",
            "{'x':[{'API-Key':R},{'apiKey':R},{'client_secret':R}]}");
        row("a name in escapes", Kind::Agent, "{'x':{'pass\\u0077ord':'S'}}", "{'x':{'password':R}}");
        row("spaces", Kind::Agent, "{ 'x' : { 'password' :\n 'S' } }", "{'x':{'password':R}}");
        row("twice", Kind::Agent, "{'secret':'S','secret':'S2'}", "{'secret':R,'secret':R}");
        row("environment as a map", Kind::Workspace, "{'env':{'KEY':'S','N':5,'E':''}}",
            "{'env':{'KEY':R,'N':R,'E':''}}");
        row("one of it twice", Kind::Workspace, "{'env':{'K':'S','K':'S2'}}", "{'env':{'K':R,'K':R}}");
        row("environment as a list", Kind::Workspace, "{'env':[{'name':'KEY','value':'S'}]}",
            "{'env':[{'name':'KEY','value':R}]}");
        row("names of the environment", Kind::Endpoint, "{'cache':{'env':['KEY','N']}}",
            "{'cache':{'env':['KEY','N']}}");
        row("a sensitive field's default", Kind::Table,
            "{'schema':[{'name':'pin','type':'text','sensitive':true,'default':'S'},{'name':'a','sensitive':false,'"
            "default':'x'}]}",
            "{'schema':[{'name':'pin','type':'text','sensitive':true,'default':R},{'name':'a','sensitive':false,'"
            "default':'x'}]}");
        row("a nested one", Kind::Table,
            "{'schema':[{'name':'o','children':[{'name':'p','type':'password','default':'S'}]}]}",
            "{'schema':[{'name':'o','children':[{'name':'p','type':'password','default':R}]}]}");
        row("an input", Kind::Function, "{'input':[{'name':'p','sensitive': true,'default':'S','value':'S'}]}",
            "{'input':[{'name':'p','sensitive':true,'default':R,'value':R}]}");
        row("a header", Kind::Agent, "{'headers':[{'name':'Authorization','value':'S'},{'name':'Accept','value':'x'}]}",
            "{'headers':[{'name':'Authorization','value':R},{'name':'Accept','value':'x'}]}");
        row("a pair of key and value", Kind::Agent, "[{'key':'x-api\\u002dkey','value':'S'}]",
            "[{'key':'x-api\\u002dkey','value':R}]");
        const auto same = [&row](const char *name, const QByteArray &raw) { row(name, Kind::Table, raw, raw); };
        same("a field called like one",
             "{ 'schema': [{'name':'password','type':'text','default':'x'}, {'name':'token'}], 'n': 1.0 }");
        same("flags and nothing", "{'token':null,'password':'','secret':false,'env':[],'cookie':{}}");
        same("text that mentions one", "{'docs':'\\'token\\': \\'x\\'','description':'private_key: y'}");
        same("big numbers", "{'a':18446744073709551615,'b':1e400,'c':'\\ud800'}");
        same("no object", "[1,2]");
    }
    void takesOutWhatIsSecret()
    {
        QFETCH(Kind, kind);
        QFETCH(QByteArray, raw);
        QFETCH(QByteArray, kept);
        raw.replace("'S", QByteArray("'" + hidden));
        raw.replace('\'', '"');
        kept.replace(":R", ":'[redacted]'");
        kept.replace('\'', '"');
        const RawJson cleaned = withoutSecrets(kind, json(raw));
        QCOMPARE(cleaned.text(), kept);
        QCOMPARE(withoutSecrets(kind, cleaned).text(), kept);

        const QTemporaryDir folder;
        {
            WorkspaceCache cache(folder.filePath(QStringLiteral("cache.sqlite")));
            const CachePlace place = placeOf(kind);
            QVERIFY(settled(cache.store(place, whole({object(kind, 1, QStringLiteral("listed"), raw)}))).has_value());
            QVERIFY(settled(cache.storeDetail(place, object(kind, 2, QStringLiteral("got"), raw))).has_value());
            QCOMPARE(settled(cache.detail(place, QStringLiteral("1")))->value().raw.text(), kept);
            QCOMPARE(settled(cache.detail(place, QStringLiteral("2")))->value().raw.text(), kept);
            QCOMPARE(holding(folder.path(), hidden), QStringList());
        }
        QCOMPARE(holding(folder.path(), hidden), QStringList());
    }

    void keepsNoToken_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::addColumn<bool>("isNamed"); // with hide()
        QTest::newRow("its own") << QByteArray(
            "quokka-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
                                 << true;
        QTest::newRow("one that JSON writes in several ways")
            << QByteArray("quokka/0123456789\\abcdefghijklmnopqrstuvwxyz\"ABCDEFGHIJKLMNOPQRSTUVWXYZ/\u00e9") << true;
        QTest::newRow("its own as a JWT") << jwt("itself") << true;
        QTest::newRow("somebody else's JWT") << jwt("somebody else") << false;
        QTest::newRow("an encrypted one") << jwt("one") + ".eyJhbGciOi." + jwt("another") << false;
    }
    void keepsNoToken()
    {
        QFETCH(QByteArray, token);
        QFETCH(bool, isNamed);
        const QString mark = QString::fromLatin1(Redactor::mark);
        const QString kept = QStringLiteral("before ") + mark + QStringLiteral(" behind");
        const QTemporaryDir folder;
        {
            WorkspaceCache cache(folder.filePath(QStringLiteral("cache.sqlite")));
            if (isNamed)
                cache.hide(acme, secretsOf({"quokka", token}));
            CachePlace place = placeOf(Kind::Table);
            place.branch = BranchLabel(QString::fromUtf8(token));
            place.parent = QString::fromUtf8(token);
            QVERIFY(settled(cache.store(place, whole({fullOf(token, 1)}))).has_value());
            QVERIFY(settled(cache.store(place, whole({fullOf(token, 1), fullOf(token, 2)}))).has_value());
            QVERIFY(settled(cache.storeDetail(place, fullOf(token, 2))).has_value());
            ObjectSummary keyed = fullOf(token, 3);
            keyed.key = QString::fromUtf8(token);
            QVERIFY(settled(cache.storeDetail(place, keyed)).has_value());
            QCOMPARE(tellingOf(folder.path(), token), QStringList());

            const auto all = *settled(cache.all(acme));
            QCOMPARE(all.size(), 1);
            QCOMPARE(all[0].place.branch.value(), mark);
            QCOMPARE(all[0].place.parent, mark);
            const CachedList list = *settled(cache.list(all[0].place));
            QCOMPARE(list.objects.size(), 3);
            QCOMPARE(list.objects[2].key, mark);
            for (const ObjectSummary &each : list.objects) {
                QCOMPARE(each.name, kept);
                QCOMPARE(each.description, kept);
                QCOMPARE(each.verb, kept);
                QCOMPARE(each.tags, (QStringList{QStringLiteral("plain"), kept}));
                QCOMPARE(each.xanoScript, QStringLiteral("function f {\n  // %1\n}\n").arg(kept));
                const QByteArray k = RawJson::string(kept).text();
                QCOMPARE(each.raw.text(),
                         quoted("{'docs':K,'schema':[{'name':K,'children':[{'name':K}]}],K:1.0,'deep':[[{'x':'{"
                                "\\'a\\':\\'before [redacted] behind\\'}'}]],'first':'[redacted]',"
                                "'some':'\\n[redacted]','plain':18446744073709551615}")
                             .replace("K", RawJson::string(kept).text()));
            }
            for (qsizetype length : {3, 10, 40})
                for (qsizetype at = 0; at + length <= token.size(); at += 9) {
                    const QString piece = QString::fromUtf8(token.mid(at, length));
                    const auto found = *settled(cache.search(piece, {}));
                    for (const SearchHit &hit : found.hits)
                        for (const SearchMatch &match : hit.matches)
                            QVERIFY2(kept.contains(piece, Qt::CaseInsensitive)
                                         || match.text.contains(QLatin1String("function")),
                                     qPrintable(piece + QStringLiteral(": ") + match.text));
                }
            for (const SearchPart part :
                 {SearchPart::Name, SearchPart::Description, SearchPart::Docs, SearchPart::Field, SearchPart::Script})
                QVERIFY(std::ranges::any_of(settled(cache.search(mark, {}))->hits[0].matches,
                                            [part](const SearchMatch &match) { return match.part == part; }));
        }
        QCOMPARE(tellingOf(folder.path(), token), QStringList());
    }

    void hidesTheTokensOfEachInstanceUntilTheyAreTakenAway()
    {
        const QTemporaryDir folder;
        WorkspaceCache cache(folder.filePath(QStringLiteral("cache.sqlite")));
        const QByteArray token = "quokka-token-of-acme";
        const auto nameIn = [&](const InstanceId &instance) {
            const CachePlace place = placeOf(Kind::Table, instance);
            const auto stored = settled(cache.store(place, whole({object(Kind::Table, 1, QString::fromUtf8(token))})));
            return stored ? settled(cache.list(place))->objects[0].name : describe(stored.error());
        };
        cache.hide(acme, secretsOf({token}));
        QCOMPARE(nameIn(acme), QStringLiteral("[redacted]"));
        QCOMPARE(nameIn(beta), QString::fromUtf8(token));
        cache.hide(acme, {});
        QCOMPARE(nameIn(acme), QString::fromUtf8(token));
        // What was asked for before counts with what was hidden then, and the other way round.
        cache.hide(acme, secretsOf({token}));
        const auto hiding
            = cache.store(placeOf(Kind::Table), whole({object(Kind::Table, 1, QString::fromUtf8(token))}));
        cache.hide(acme, {});
        QVERIFY(settled(hiding).has_value());
        QCOMPARE(settled(cache.list(placeOf(Kind::Table)))->objects[0].name, QStringLiteral("[redacted]"));
        cache.hide(acme, {nullptr, std::make_shared<const Secret>()}); // none at all
        QCOMPARE(nameIn(acme), QString::fromUtf8(token));
    }

    void keepsWhatIsNoToken_data()
    {
        QTest::addColumn<QString>("text");
        const QString whole = QString::fromLatin1(jwt("length"));
        QTest::newRow("short") << QStringLiteral("eyJ.a.b and eyJhbGciOiJub25lIn0.e30.");
        QTest::newRow("one dot") << QString(whole).replace(whole.lastIndexOf(u'.'), 1, QLatin1Char('-'));
        QTest::newRow("other case") << whole.toLower();
        QTest::newRow("in two lines") << QString(whole).replace(u'.', QLatin1String(".\n"));
        QTest::newRow("the beginning again and again") << QStringLiteral("eyJ").repeated(100'000);
        QTest::newRow("escapes") << QStringLiteral("C:\\u0041 \"eyJ\" <&> \u00e9\u0001");
    }
    void keepsWhatIsNoToken()
    {
        QFETCH(QString, text);
        ObjectSummary plain = object(Kind::Function, 1, text);
        plain.raw = json(quoted("{ 'docs' : ") + RawJson::string(text).text()
                         + quoted(", 'a' : '\\u0041\\/\\u00E9', 'n':1.0 }"));
        plain.description = text;
        plain.xanoScript = text;
        const QTemporaryDir folder;
        WorkspaceCache cache(folder.filePath(QStringLiteral("cache.sqlite")));
        cache.hide(acme, secretsOf({"quokka/token"}));
        QVERIFY(settled(cache.store(placeOf(Kind::Function), whole({plain}))).has_value());
        QCOMPARE(settled(cache.list(placeOf(Kind::Function)))->objects, QList<ObjectSummary>{plain});
    }

    void keepsNothingOfWhatIsTooLongToLookThrough()
    {
        const auto large = [](const QByteArray &member) {
            return RawJson::object({{QStringLiteral("fill"), RawJson::string(QString(2000000, QLatin1Char('x')))},
                                    {QStringLiteral("git"), json("{\"" + member + "\":\"" + hidden + "\"}")}});
        };
        QVERIFY(!withoutSecrets(Kind::StaticHost, large("private_key")).text().contains(hidden));
        // Kinds without pointers are looked through whatever their length.
        const RawJson kept = withoutSecrets(Kind::Function, large("token"));
        QVERIFY(kept.isObject() && !kept.text().contains(hidden));
    }
};

METASCOPE_TEST(WorkspaceCacheSecretsTest)

#include "workspacecachesecretstest.moc"
