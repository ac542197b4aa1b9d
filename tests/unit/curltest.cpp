// SPDX-License-Identifier: GPL-3.0-or-later
// Copy as cURL, run by `sh` with a curl that writes down what it was given: every value arrives byte for byte.
#include "app/transfer/curl.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <optional>

using namespace metascope;

namespace {

const QByteArray tokenValue = "it's \"$HOME\" `id` \\ *";

/// What a run of `command` gives to curl; nothing where the shell complains or curl is not run exactly once.
std::optional<QList<QByteArray>> argumentsOf(const QString &command, const QString &shell = QStringLiteral("/bin/sh"))
{
    QTemporaryDir folder;
    QFile stub(folder.filePath(QStringLiteral("curl")));
    if (!stub.open(QIODevice::WriteOnly))
        return std::nullopt;
    stub.write("#!/bin/sh\nprintf '%s\\0' \"$#\" \"$@\" >>\"$ARGUMENTS\"\n");
    stub.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    stub.close();
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("PATH"),
                       folder.path() + QLatin1Char(':') + environment.value(QStringLiteral("PATH")));
    environment.insert(QStringLiteral("ARGUMENTS"), folder.filePath(QStringLiteral("arguments")));
    environment.insert(QStringLiteral("XANO_TOKEN"), QString::fromUtf8(tokenValue));
    environment.insert(QStringLiteral("XANO_X_API_KEY"), QStringLiteral("key value"));
    environment.insert(QStringLiteral("XANO_X__COOKIE__"), QStringLiteral("odd"));
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(folder.path());
    process.start(shell, {});
    process.write(command.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitCode() != 0 || !process.readAllStandardError().isEmpty()
        || !process.readAllStandardOutput().isEmpty())
        return std::nullopt;
    QFile written(folder.filePath(QStringLiteral("arguments")));
    if (!written.open(QIODevice::ReadOnly))
        return std::nullopt;
    QList<QByteArray> arguments = written.readAll().split('\0');
    arguments.removeLast(); // after the last zero byte there is nothing
    const QByteArray count = arguments.takeFirst();
    return count.toInt() == arguments.size() ? std::optional(arguments) : std::nullopt;
}

TrafficEntry put(const QByteArray &body)
{
    TrafficEntry entry;
    entry.method = "PUT";
    entry.url = QUrl(QStringLiteral("https://acme.example/api:meta/workspace/1"));
    entry.requestBody = body;
    entry.requestSize = body.size();
    return entry;
}

/// Nothing in it does something to a terminal that it is pasted into.
bool isHarmless(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c == u'\n' || c.isSurrogate() || c.isPrint(); })
        && QString::fromUtf8(text.toUtf8()) == text;
}

} // namespace

class CurlTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyValueArrives_data()
    {
        QTest::addColumn<QByteArray>("value");
        const auto row = [](const char *name, const QByteArray &value) { QTest::newRow(name) << value; };
        row("plain", "plain");
        row("JSON", "{\"name\":\"A \\\"b\\\" \\\\ c\",\"n\":18446744073709551615}");
        row("apostrophe", "it's");
        row("apostrophes alone", "'''");
        row("quote and dollar", "\"$HOME\" ${HOME} $(id) `id`");
        row("exclamation", "!! !$ !history");
        row("backslashes", "\\ \\\\ \\n \\' \\0");
        row("backslash at the end", "a\\");
        row("newline inside", "a\nb");
        row("newlines at the end", "a\n\n\n");
        row("newline alone", "\n");
        row("carriage return", "a\r\nb\r");
        row("tab", "a\tb");
        row("percent", "%s %d %% %n");
        row("shell's signs", "; & | > < ( ) { } [ ] * ? ~ # = ^");
        row("looks like an option", "-o/tmp/x");
        row("looks like a long option", "--config=x");
        row("looks like the end of options", "--");
        row("looks like a file", "@/etc/passwd");
        row("looks like standard input", "@-");
        row("space around", "  a  ");
        row("escape sequence", "\x1b[201~\x1b]0;x\x07rm");
        row("controls", QByteArray("\x01\x02\x08\x0b\x0c\x0e\x1f\x7f"));
        row("control before a digit",
            QByteArray("\x01"
                       "1\x07"
                       "77"));
        row("UTF-8", "gr\xc3\xbc\xc3\x9f \xe2\x82\xac \xf0\x9f\x98\x80");
        row("second block of controls",
            "a\xc2\x9b"
            "31mb");
        row("turned direction",
            "a\xe2\x80\xae"
            "b\xe2\x80\x8b"
            "c\xef\xbb\xbf");
        row("mark of byte order first", "\xef\xbb\xbf{}");
        row("no UTF-8",
            "a\xff\xfe"
            "b\xc3(\xa0\xa1");
        row("surrogate", "\xed\xa0\x80");
        row("overlong", "\xc0\xaf \xe0\x80\xaf");
        row("past Unicode", "\xf4\x90\x80\x80");
        row("cut character", "abc\xe2\x82");
        row("no character", "\xef\xbf\xbf");
        QByteArray all;
        for (int byte = 1; byte < 256; ++byte)
            all += static_cast<char>(byte);
        row("every byte", all);
        row("every byte twice", all + all);
        row("long", QByteArray("0123456789'\\\n").repeated(4000));
    }
    void everyValueArrives()
    {
        QFETCH(const QByteArray, value);
        TrafficEntry entry = put(value);
        QByteArray inHeader = value;
        inHeader.replace('\n', "").replace('\r', "");
        entry.requestHeaders = {{"x-data-source", inHeader}, {"Accept", "application/json"}};
        const QString command = curlCommand(entry);
        QVERIFY2(isHarmless(command), qPrintable(command));
        const QList<QByteArray> wanted{"-g",
                                       "-X",
                                       "PUT",
                                       "--url",
                                       "https://acme.example/api:meta/workspace/1",
                                       "-H",
                                       inHeader.isEmpty() ? QByteArray("x-data-source;") : "x-data-source: " + inHeader,
                                       "-H",
                                       "Accept: application/json",
                                       "--data-raw",
                                       value};
        for (const char *shell : {"/bin/sh", "/bin/bash"}) {
            if (!QFile::exists(QLatin1String(shell)))
                continue;
            const auto arguments = argumentsOf(command, QLatin1String(shell));
            QVERIFY2(arguments, qPrintable(command));
            QCOMPARE(*arguments, wanted);
        }
    }

    void aPlainReadIsShort()
    {
        TrafficEntry entry;
        entry.method = "GET";
        entry.url = QUrl(QStringLiteral("https://acme.example/api:meta/workspace"));
        entry.requestHeaders = {{"Authorization", Redactor::mark}};
        QCOMPARE(curlCommand(entry),
                 QStringLiteral("curl -g \\\n  --url 'https://acme.example/api:meta/workspace' \\\n"
                                "  -H \"Authorization: Bearer $XANO_TOKEN\"\n"));
    }

    void addressesKeepTheirBytes_data()
    {
        QTest::addColumn<QByteArray>("address");
        for (const char *address :
             {"https://acme.example/a?x=[1-9]&y={a,b}&z=%27", "https://acme.example/a%20b'c;d$(id)?q=!1&r=*",
              "https://acme.example/%0A%00?x=%FF", "http://[::1]:8080/api:meta/a", "https://acme.example/a?&&="})
            QTest::newRow(address) << QByteArray(address);
    }
    void addressesKeepTheirBytes()
    {
        QFETCH(const QByteArray, address);
        TrafficEntry entry;
        entry.method = "GET";
        entry.url = QUrl::fromEncoded(address);
        const auto arguments = argumentsOf(curlCommand(entry));
        QVERIFY(arguments);
        QCOMPARE(*arguments, (QList<QByteArray>{"-g", "--url", entry.url.toEncoded()}));
    }

    void secretsAreVariables()
    {
        TrafficEntry entry = put("{}");
        // Whatever such a header held, it is not shown.
        entry.requestHeaders = {{"Authorization", Redactor::mark},
                                {"X-Api-Key", Redactor::mark},
                                {"x`$cookie`'", Redactor::mark},
                                {"authorization", "Bearer made-up-token"}};
        const QString command = curlCommand(entry);
        QVERIFY2(command.contains(QStringLiteral("-H \"Authorization: Bearer $XANO_TOKEN\"")), qPrintable(command));
        QVERIFY2(!command.contains(QStringLiteral("made-up-token")), qPrintable(command));
        const auto arguments = argumentsOf(command);
        QVERIFY(arguments);
        QCOMPARE(arguments->mid(5, 8),
                 (QList<QByteArray>{"-H", "Authorization: Bearer " + tokenValue, "-H", "X-Api-Key: key value", "-H",
                                    "x`$cookie`': odd", "-H", "authorization: Bearer " + tokenValue}));
    }

    void whatCannotBeSaidIsSaid()
    {
        TrafficEntry cut = put(QByteArray(TrafficLog::keptBody, 'x'));
        cut.isRequestCut = true;
        cut.requestSize = 100'000;
        QVERIFY(curlCommand(cut).startsWith(
            QStringLiteral("# Not the whole body: only the first 65536 of 100000 bytes were kept.\ncurl ")));
        const TrafficEntry redacted = put(R"({"value":"[redacted]"})");
        QVERIFY(curlCommand(redacted).startsWith(
            QStringLiteral("# Something else was sent where it says [redacted].\ncurl ")));
        TrafficEntry zero = put(QByteArray("a\0b", 3));
        zero.requestHeaders
            = {{"x-a", "b\r\nx-evil: 1"}, {"x a", "b"}, {"", "b"}, {"x-empty", ""}, {"Content-Length", "3"}};
        const QString command = curlCommand(zero);
        QVERIFY2(command.startsWith(QStringLiteral("# The body is left out: ")), qPrintable(command));
        QVERIFY2(command.contains(QStringLiteral("# A header that curl can not be given is left out.\n")),
                 qPrintable(command));
        const auto arguments = argumentsOf(command);
        QVERIFY(arguments);
        QCOMPARE(arguments->mid(5), (QList<QByteArray>{"-H", "x-empty;"}));
        QVERIFY(!curlCommand(put("{}")).startsWith(u'#'));
    }

    void aReadWithABodyKeepsItsMethod()
    {
        TrafficEntry entry = put("{}");
        entry.method = "GET";
        const auto arguments = argumentsOf(curlCommand(entry));
        QVERIFY(arguments);
        QCOMPARE(arguments->mid(1, 2), (QList<QByteArray>{"-X", "GET"}));
    }
};

METASCOPE_TEST(CurlTest)
#include "curltest.moc"
