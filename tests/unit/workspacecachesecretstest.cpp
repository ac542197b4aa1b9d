// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachesecrets.h"
#include "app/store/workspacecache.h"
#include "tests/support/testmain.h"
#include "tests/unit/workspacecachesupport.h"

#include <QtCore/QTemporaryDir>

using namespace metascope;
using namespace metascope::test;

namespace {

const QByteArray hidden = "Quokka4Hidden";

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
