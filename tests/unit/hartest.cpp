// SPDX-License-Identifier: GPL-3.0-or-later
// The Network Log as an HTTP Archive: its shape against the schema, and what each field says.
#include "app/transfer/har.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <sys/stat.h>

using namespace metascope;

namespace {

TrafficEntry answered()
{
    TrafficEntry entry;
    entry.number = 1;
    entry.startedAt = QDateTime(QDate(2026, 11, 24), QTime(12, 0, 1, 234), Qt::UTC);
    entry.method = "POST";
    entry.url = QUrl(QStringLiteral("https://acme.example/api:meta/workspace/1/table?branch=v1%26x&q=a+b&empty"));
    entry.requestHeaders
        = {{"Accept", "application/json"}, {"Authorization", Redactor::mark}, {"Content-Type", "application/json"}};
    entry.requestBody = R"({"name":"gr)"
                        "\xc3\xbc"
                        R"(n"})";
    entry.requestSize = entry.requestBody.size();
    entry.status = 200;
    entry.responseHeaders = {{"Content-Type", "application/json; charset=utf-8"}, {"X-Odd", "\xff"}};
    entry.responseBody = R"({"id":18446744073709551615})";
    entry.responseSize = entry.responseBody.size();
    entry.duration = std::chrono::milliseconds(142);
    entry.isFinished = true;
    return entry;
}

TrafficEntry unanswered()
{
    TrafficEntry entry;
    entry.number = 2;
    entry.startedAt = QDateTime(QDate(2026, 11, 24), QTime(12, 0, 2), Qt::UTC);
    entry.method = "GET";
    entry.url = QUrl(QStringLiteral("http://127.0.0.1:9/api:meta/auth/me"));
    entry.duration = std::chrono::milliseconds(15'000);
    entry.error = ErrorKind::Timeout;
    entry.isFinished = true;
    return entry;
}

QJsonArray entriesOf(const QByteArray &har)
{
    return QJsonDocument::fromJson(har).object()[QStringLiteral("log")][QStringLiteral("entries")].toArray();
}

QJsonObject entryOf(const TrafficEntry &entry, bool hasBodies)
{
    return entriesOf(harText({entry}, {hasBodies, QStringLiteral("1.2.3")})).first().toObject();
}

/// The breaches that the checker prints; empty when all is well. Needs Python with jsonschema, which is nothing of the program's.
QString breaches(const QByteArray &har)
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("a.har")));
    if (!file.open(QIODevice::WriteOnly) || file.write(har) != har.size())
        return QStringLiteral("not written");
    file.close();
    const QString tests = QStringLiteral(METASCOPE_SOURCE_DIR "/tests");
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(QStringLiteral(METASCOPE_PYTHON),
                  {tests + QStringLiteral("/support/harcheck.py"), tests + QStringLiteral("/data/har-1.2.schema.json"),
                   file.fileName()});
    if (!process.waitForFinished())
        return process.errorString();
    const QString said = QString::fromUtf8(process.readAll());
    return process.exitCode() == 0 ? QString() : said + QStringLiteral("(exit status %1)").arg(process.exitCode());
}

} // namespace

class HarTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsTheSchema_data()
    {
        QTest::addColumn<bool>("hasBodies");
        QTest::newRow("without bodies") << false;
        QTest::newRow("with bodies") << true;
    }
    void followsTheSchema()
    {
        QFETCH(const bool, hasBodies);
        TrafficEntry underWay = unanswered();
        underWay.isFinished = false;
        underWay.error.reset();
        TrafficEntry binary = answered();
        binary.requestBody = binary.responseBody = QByteArray("\x00\xff\x01", 3);
        TrafficEntry redirected = answered();
        redirected.status = 302;
        redirected.responseHeaders = {{"Location", "https://elsewhere.example/"}};
        TrafficEntry bare = answered();
        bare.requestHeaders.clear();
        bare.responseHeaders.clear();
        bare.isRequestCut = bare.isResponseCut = true;
        QCOMPARE(breaches(harText({answered(), unanswered(), underWay, binary, redirected, bare},
                                  {hasBodies, QStringLiteral("1.2.3")})),
                 QString());
        QCOMPARE(breaches(harText({}, {hasBodies, {}})), QString());
    }

    void theSchemaCanSayNo_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::newRow("version") << QByteArray("\"1.2\"") << QByteArray("\"1.1\"");
        QTest::newRow("no method") << QByteArray("\"method\"") << QByteArray("\"_method\"");
        QTest::newRow("unknown key") << QByteArray("\"comment\"") << QByteArray("\"remark\"");
        QTest::newRow("date") << QByteArray("2026-11-24T") << QByteArray("2026-11-24 ");
        QTest::newRow("text for a number") << QByteArray("\"wait\": 142") << QByteArray("\"wait\": \"142\"");
        QTest::newRow("time below zero") << QByteArray("\"wait\": 142") << QByteArray("\"wait\": -1");
        QTest::newRow("no cache") << QByteArray("\"cache\"") << QByteArray("\"_cache\"");
    }
    void theSchemaCanSayNo()
    {
        QFETCH(const QByteArray, from);
        QFETCH(const QByteArray, to);
        QByteArray har = harText({answered()}, {true, QStringLiteral("1.2.3")});
        QVERIFY(har.contains(from));
        har.replace(from, to);
        const QString found = breaches(har);
        QVERIFY2(found.contains(QStringLiteral("a.har: /log")) && found.endsWith(QStringLiteral("(exit status 1)")),
                 qPrintable(found));
    }

    void tellsWhatWasSentAndAnswered()
    {
        const QJsonObject entry = entryOf(answered(), true);
        QCOMPARE(entry[QStringLiteral("startedDateTime")].toString(), QStringLiteral("2026-11-24T12:00:01.234Z"));
        QCOMPARE(entry[QStringLiteral("time")].toInt(), 142);
        QVERIFY(!entry.contains(QStringLiteral("comment")));
        const QJsonObject request = entry[QStringLiteral("request")].toObject();
        QCOMPARE(request[QStringLiteral("method")].toString(), QStringLiteral("POST"));
        QCOMPARE(request[QStringLiteral("url")].toString().toLatin1(), answered().url.toEncoded());
        const QJsonArray query = request[QStringLiteral("queryString")].toArray();
        QCOMPARE(query.size(), 3);
        QCOMPARE(query[0][QStringLiteral("value")].toString(), QStringLiteral("v1&x"));
        QCOMPARE(query[2][QStringLiteral("name")].toString(), QStringLiteral("empty"));
        QCOMPARE(request[QStringLiteral("headers")][1][QStringLiteral("value")].toString(),
                 QStringLiteral("[redacted]"));
        QCOMPARE(request[QStringLiteral("bodySize")].toInt(), answered().requestBody.size());
        QCOMPARE(request[QStringLiteral("postData")][QStringLiteral("text")].toString(),
                 QStringLiteral("{\"name\":\"grün\"}"));
        QCOMPARE(request[QStringLiteral("postData")][QStringLiteral("mimeType")].toString(),
                 QStringLiteral("application/json"));
        const QJsonObject response = entry[QStringLiteral("response")].toObject();
        QCOMPARE(response[QStringLiteral("status")].toInt(), 200);
        QCOMPARE(response[QStringLiteral("headers")][1][QStringLiteral("value")].toString(), QStringLiteral("ÿ"));
        QCOMPARE(response[QStringLiteral("content")][QStringLiteral("text")].toString(),
                 QStringLiteral("{\"id\":18446744073709551615}"));
        QVERIFY(!response[QStringLiteral("content")].toObject().contains(QStringLiteral("encoding")));
        const QJsonObject log = QJsonDocument::fromJson(harText({}, {false, QStringLiteral("1.2.3")}))
                                    .object()[QStringLiteral("log")]
                                    .toObject();
        QCOMPARE(log[QStringLiteral("creator")][QStringLiteral("name")].toString(), QStringLiteral("Metascope"));
        QCOMPARE(log[QStringLiteral("creator")][QStringLiteral("version")].toString(), QStringLiteral("1.2.3"));
    }

    void bodiesAreLeftOutUnlessAskedFor()
    {
        const QJsonObject entry = entryOf(answered(), HarOptions().hasBodies);
        QVERIFY(!entry[QStringLiteral("request")].toObject().contains(QStringLiteral("postData")));
        const QJsonObject content = entry[QStringLiteral("response")][QStringLiteral("content")].toObject();
        QVERIFY(!content.contains(QStringLiteral("text")));
        QCOMPARE(content[QStringLiteral("size")].toInt(), answered().responseBody.size());
        QVERIFY(!harText({answered()}).contains("18446744073709551615"));
    }

    void withoutAnAnswerTheStatusIsZero()
    {
        const QJsonObject entry = entryOf(unanswered(), true);
        QCOMPARE(entry[QStringLiteral("response")][QStringLiteral("status")].toInt(-1), 0);
        QCOMPARE(entry[QStringLiteral("comment")].toString(), QStringLiteral("Failed: Timeout."));
        QCOMPARE(entry[QStringLiteral("timings")][QStringLiteral("wait")].toInt(), 15'000);
        TrafficEntry underWay = unanswered();
        underWay.isFinished = false;
        QVERIFY(entryOf(underWay, true)[QStringLiteral("comment")].toString().startsWith(QStringLiteral("Under way")));
    }

    void whatIsNoTextIsBase64_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<bool>("isCut");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isBase64");
        QTest::newRow("bytes") << QByteArray("\x00\xff\x01", 3) << false << QStringLiteral("AP8B") << true;
        QTest::newRow("incomplete end") << QByteArray("a\xe2\x82") << false << QStringLiteral("YeKC") << true;
        QTest::newRow("cut end") << QByteArray("a\xe2\x82") << true << QStringLiteral("a") << false;
        QTest::newRow("zero byte") << QByteArray("a\0b", 3) << false << QString(QLatin1String("a\0b", 3)) << false;
        QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << false << QStringLiteral("7aCA") << true;
    }
    void whatIsNoTextIsBase64()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const bool, isCut);
        QFETCH(const QString, text);
        QFETCH(const bool, isBase64);
        TrafficEntry entry = answered();
        entry.requestBody = entry.responseBody = body;
        entry.isRequestCut = entry.isResponseCut = isCut;
        const QJsonObject made = entryOf(entry, true);
        for (const auto &[object, key] :
             {std::pair(made[QStringLiteral("request")][QStringLiteral("postData")].toObject(),
                        QStringLiteral("_encoding")),
              std::pair(made[QStringLiteral("response")][QStringLiteral("content")].toObject(),
                        QStringLiteral("encoding"))}) {
            QCOMPARE(object[QStringLiteral("text")].toString(), text);
            QCOMPARE(object[key].toString(), isBase64 ? QStringLiteral("base64") : QString());
            QCOMPARE(object.contains(QStringLiteral("comment")), isCut);
        }
    }

    void aMarkOfTheByteOrderIsKept()
    {
        TrafficEntry entry = answered();
        entry.responseBody = "\xef\xbb\xbf{}";
        // Qt's reader would drop it.
        QVERIFY(harText({entry}, {true, {}}).contains("\"text\": \"\xef\xbb\xbf{}\""));
    }

    void theFileIsItsOwnersAlone()
    {
        QTemporaryDir folder;
        const QString name = folder.filePath(QStringLiteral("a.har"));
        // Also where a file that others can read was there before.
        QFile before(name);
        QVERIFY(before.open(QIODevice::WriteOnly));
        before.write("old");
        before.close();
        QVERIFY(before.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther));
        QVERIFY(saveHar(name, "{}"));
        QCOMPARE(QFileInfo(name).permissions() & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteOther),
                 QFile::Permissions());
        QFile file(name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("{}"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void aFailureIsASentence_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("no such folder") << QStringLiteral("nowhere/at all/a.har");
        QTest::newRow("a folder") << QStringLiteral("folder");
        QTest::newRow("a pipe") << QStringLiteral("pipe");
    }
    void aFailureIsASentence()
    {
        QFETCH(QString, name);
        QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder")));
        QCOMPARE(::mkfifo(QFile::encodeName(folder.filePath(QStringLiteral("pipe"))).constData(), 0600), 0);
        name = folder.filePath(name);
        const auto saved = saveHar(name, "{}");
        QVERIFY(!QFileInfo(folder.filePath(QStringLiteral("pipe"))).isFile());
        QVERIFY(!saved);
        QCOMPARE(saved.error().kind, ErrorKind::Storage);
        QVERIFY2(saved.error().message.contains(QStringLiteral("“%1” could not be written: ").arg(name))
                     && !saved.error().message.endsWith(QLatin1String(": ")),
                 qPrintable(saved.error().message));
    }
};

METASCOPE_TEST(HarTest)
#include "hartest.moc"
