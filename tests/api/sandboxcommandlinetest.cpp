// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/commandline.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace metascope::sandbox;

/// What the sandbox program takes and refuses.
class SandboxCommandLineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void commandLineIsRead();
    void tokensAndTlsAreRead();
    void commandLineIsRefused_data();
    void commandLineIsRefused();
};

void SandboxCommandLineTest::commandLineIsRead()
{
    const auto line = CommandLine::parse(
        {QStringLiteral("metascope-sandbox"), QStringLiteral("--port"), QStringLiteral("4100"),
         QStringLiteral("--sample=agency"), QStringLiteral("--scale"), QStringLiteral("tables=10000,functions=5"),
         QStringLiteral("--plan"), QStringLiteral("free"), QStringLiteral("--dialect"), QStringLiteral("2023"),
         QStringLiteral("--data"), QStringLiteral("state.db"), QStringLiteral("--fault"), QStringLiteral("* * hang"),
         QStringLiteral("--fault"), QStringLiteral("GET * 429")});
    QVERIFY(line);
    const SandboxOptions &options = line->options;
    QCOMPARE(options.port, 4100);
    QCOMPARE(options.api.sample, Sample::Agency);
    QCOMPARE(options.api.scale, (Scale{10'000, 0, 5}));
    QCOMPARE(options.api.plan, Plan::Free);
    QCOMPARE(options.api.dialect, Dialect::Year2023);
    QCOMPARE(options.api.dataFile, QStringLiteral("state.db"));
    QCOMPARE(options.faults, (QStringList{QStringLiteral("* * hang"), QStringLiteral("GET * 429")}));
    const auto plain = CommandLine::parse({QStringLiteral("metascope-sandbox")});
    QVERIFY(plain);
    QCOMPARE(plain->options.api.sample, Sample::Shop);
    QCOMPARE(plain->options.api.dialect, Dialect::Year2026);
    const auto help = CommandLine::parse({QStringLiteral("metascope-sandbox"), QStringLiteral("--help")});
    QVERIFY(help);
    QCOMPARE(help->action, CommandLine::Action::ShowHelp);
    for (const char *option :
         {"--port", "--sample", "--scale", "--plan", "--dialect", "--data", "--fault", "--tls", "--tls-cert",
          "--tls-key", "--token-expiry", "--account-token", "--login-callback", "--version"})
        QVERIFY2(CommandLine::helpText().contains(QLatin1String(option)), option);
    // The kinds of faults too, wherever the lines break.
    const QString helpText = CommandLine::helpText().simplified();
    for (const char *kind : {"latency=MS", "status=CODE", "429, 429=SECONDS", "html502", "close-before", "reset-before",
                             "reset-body", "truncate", "bad-json", "bad-utf8", "wrong-type", "null-body", "redirect",
                             "trickle", "hang", "huge=MB", "apply-then-502"})
        QVERIFY2(helpText.contains(QLatin1String(kind)), kind);
}

void SandboxCommandLineTest::tokensAndTlsAreRead()
{
    const auto read = [](const char *text) {
        return CommandLine::parse(QString::fromLatin1(text).split(QLatin1Char(' '))).value().options;
    };
    const SandboxOptions plain = read("metascope-sandbox");
    QVERIFY(!plain.api.tokenExpiry);
    QCOMPARE(plain.api.accountReach, AccountReach::WorksOnInstances);
    QCOMPARE(plain.api.loginCallback, LoginCallback::Any);
    QVERIFY(!plain.selfSigned);
    const SandboxOptions all
        = read("metascope-sandbox --token-expiry 3600 --account-token account-only --login-callback plain --tls");
    QVERIFY(all.api.tokenExpiry);
    QVERIFY(all.api.tokenExpiry->after == std::chrono::hours(1));
    QCOMPARE(all.api.accountReach, AccountReach::AccountOnly);
    QCOMPARE(all.api.loginCallback, LoginCallback::Plain);
    QVERIFY(all.selfSigned);
    const SandboxOptions never
        = read("metascope-sandbox --token-expiry never --account-token works-on-instances --login-callback any");
    QVERIFY(never.api.tokenExpiry);
    QVERIFY(!never.api.tokenExpiry->after);
    QCOMPARE(never.api.accountReach, AccountReach::WorksOnInstances);
    QVERIFY(read("metascope-sandbox --token-expiry 0").api.tokenExpiry->after == std::chrono::seconds(0));
    const QString helpText = CommandLine::helpText().simplified();
    for (const char *words : {"SECONDS|never", "works-on-instances|account-only", "any|plain", "its fingerprint"})
        QVERIFY2(helpText.contains(QLatin1String(words)), words);
}

void SandboxCommandLineTest::commandLineIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *text) { QTest::newRow(text) << QString::fromLatin1(text).split(QLatin1Char(' ')); };
    for (const char *text : {"--nonsense",
                             "extra",
                             "--port",
                             "--port 70000",
                             "--port x",
                             "--sample zoo",
                             "--scale 5",
                             "--scale tables=0",
                             "--scale zebras=5",
                             "--scale tables=5,",
                             "--scale tables=5,functions=x",
                             "--plan gold",
                             "--dialect 2024",
                             "--data=",
                             "--tls-cert= --tls-key=",
                             "--tls-cert=x --tls-key=",
                             "--tls=yes",
                             "--tls --tls-cert=x --tls-key=y",
                             "--tls --tls-key=y",
                             "--token-expiry",
                             "--token-expiry -1",
                             "--token-expiry soon",
                             "--token-expiry=",
                             "--token-expiry 99999999999999999999",
                             "--account-token",
                             "--account-token instances",
                             "--login-callback all"})
        row(text);
}

void SandboxCommandLineTest::commandLineIsRefused()
{
    QFETCH(QStringList, arguments);
    arguments.prepend(QStringLiteral("metascope-sandbox"));
    const auto line = CommandLine::parse(arguments);
    QVERIFY(!line);
    QCOMPARE(line.error().kind, ErrorKind::Validation);
    QVERIFY(!line.error().message.isEmpty());
}

METASCOPE_TEST(SandboxCommandLineTest)
#include "sandboxcommandlinetest.moc"
