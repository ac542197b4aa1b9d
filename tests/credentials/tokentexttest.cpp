// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokentext.h"
#include "tests/support/testmain.h"

using namespace metascope;

class TokenTextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleansWhatWasPasted_data();
    void cleansWhatWasPasted();
    void refusesWhatIsNoToken_data();
    void refusesWhatIsNoToken();
};

void TokenTextTest::cleansWhatWasPasted_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QByteArray>("token");
    const QByteArray token = "made.up-token_01";
    QTest::newRow("as it is") << QStringLiteral("made.up-token_01") << token;
    QTest::newRow("spaces around") << QStringLiteral(" \t made.up-token_01 \u00a0\n") << token;
    QTest::newRow("double quotes") << QStringLiteral("\"made.up-token_01\"") << token;
    QTest::newRow("single quotes") << QStringLiteral("'made.up-token_01'") << token;
    QTest::newRow("spaces in quotes") << QStringLiteral(" \" made.up-token_01 \" ") << token;
    QTest::newRow("Bearer") << QStringLiteral("Bearer made.up-token_01") << token;
    QTest::newRow("bearer, many spaces") << QStringLiteral("bearer \t  made.up-token_01") << token;
    QTest::newRow("Bearer in quotes") << QStringLiteral("\"Bearer made.up-token_01\"") << token;
    QTest::newRow("quotes behind Bearer") << QStringLiteral("BEARER 'made.up-token_01'") << token;
    QTest::newRow("wrapped behind Bearer") << QStringLiteral("Bearer\nmade.up-token_01") << token;
    QTest::newRow("a whole header") << QStringLiteral("Authorization: Bearer made.up-token_01\r\n") << token;
    QTest::newRow("a quoted header") << QStringLiteral("'authorization:bearer made.up-token_01'") << token;
    QTest::newRow("backticks") << QStringLiteral("`made.up-token_01`") << token;
    QTest::newRow("a byte order mark") << QStringLiteral("\ufeffmade.up-token_01") << token;
    QTest::newRow("zero-width around") << QStringLiteral("\u200b\u2060made.up-token_01\u200b\u200d") << token;
    QTest::newRow("zero-width in quotes") << QStringLiteral("\"\u200bmade.up-token_01\ufeff\"") << token;
    QTest::newRow("zero-width behind Bearer") << QStringLiteral("Bearer \u200bmade.up-token_01") << token;
    QTest::newRow("direction marks") << QStringLiteral("\u202amade.up-token_01\u202c") << token;
    QTest::newRow("wrapped") << QStringLiteral("made.up\n-token_01") << token;
    QTest::newRow("wrapped twice, Windows") << QStringLiteral("made.\r\nup-\r\ntoken_01\r\n") << token;
    QTest::newRow("wrapped and indented") << QStringLiteral("made.up \n    -token_01") << token;
    QTest::newRow("a word that begins like Bearer")
        << QStringLiteral("bearer-of-nothing") << QByteArray("bearer-of-nothing");
    QTest::newRow("the longest") << QString(16 * 1024, QLatin1Char('t')) << QByteArray(16 * 1024, 't');
    QTest::newRow("a JWT") << QStringLiteral("eyJtYWRlIjoidXAifQ.eyJ4IjoxfQ.c2lnbmF0dXJl+/==")
                           << QByteArray("eyJtYWRlIjoidXAifQ.eyJ4IjoxfQ.c2lnbmF0dXJl+/==");
}

void TokenTextTest::cleansWhatWasPasted()
{
    QFETCH(const QString, pasted);
    QFETCH(const QByteArray, token);
    const auto secret = secretFromPaste(pasted);
    QVERIFY2(secret, secret ? "" : qPrintable(secret.error().message));
    QCOMPARE(secret->expose(), token);
}

void TokenTextTest::refusesWhatIsNoToken_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::newRow("nothing") << QString();
    QTest::newRow("white space") << QStringLiteral(" \n\t ");
    QTest::newRow("Bearer alone") << QStringLiteral("Bearer ");
    QTest::newRow("empty quotes") << QStringLiteral("\"\"");
    QTest::newRow("Bearer and empty quotes") << QStringLiteral("Bearer ''");
    QTest::newRow("half a pair of quotes") << QStringLiteral("\"made-up");
    QTest::newRow("one quote") << QStringLiteral("'");
    QTest::newRow("two words") << QStringLiteral("made up-token");
    QTest::newRow("a tab inside") << QStringLiteral("made\tup");
    QTest::newRow("a null") << QStringLiteral("made%1up").arg(QChar(0));
    QTest::newRow("an escape") << QStringLiteral("made\u001b[31mup");
    QTest::newRow("a delete") << QStringLiteral("made\u007fup");
    QTest::newRow("a C1 control") << QStringLiteral("made\u0085up");
    QTest::newRow("a zero-width space inside") << QStringLiteral("made\u200bup");
    QTest::newRow("a byte order mark inside") << QStringLiteral("made\ufeffup");
    QTest::newRow("invisible alone") << QStringLiteral("\u200b\ufeff");
    QTest::newRow("half a pair of backticks") << QStringLiteral("made-up`");
    QTest::newRow("a header without its scheme") << QStringLiteral("Authorization: made-up");
    QTest::newRow("a header alone") << QStringLiteral("Authorization: Bearer ");
    QTest::newRow("two headers") << QStringLiteral("Authorization: Bearer made-up\nAccept: made-up");
    QTest::newRow("a command") << QStringLiteral("curl -H 'Authorization: Bearer made-up'");
    QTest::newRow("a line separator") << QStringLiteral("made\u2028up");
    QTest::newRow("beyond ASCII") << QStringLiteral("made-üp");
    QTest::newRow("typographic quotes") << QStringLiteral("“made-up”");
    QTest::newRow("one too many") << QString(16 * 1024 + 1, QLatin1Char('t'));
    QTest::newRow("100 kB") << QString(100'000, QLatin1Char('t'));
    QTest::newRow("100 kB of spaces") << QString(100'000, QLatin1Char(' '));
    QTest::newRow("100 kB of lines") << QStringLiteral("made-up\n").repeated(12'500);
    QTest::newRow("100 kB of quotes") << QString(100'000, QLatin1Char('"'));
}

void TokenTextTest::refusesWhatIsNoToken()
{
    QFETCH(const QString, pasted);
    const auto secret = secretFromPaste(pasted);
    QVERIFY(!secret);
    QCOMPARE(secret.error().kind, ErrorKind::Validation);
    QCOMPARE(secret.error().delivery, Delivery::NotSent);
    QVERIFY(!secret.error().message.isEmpty());
    // The error may be shown and logged: nothing of the text is in it.
    const QString shown = describe(secret.error()) + secret.error().detail;
    QVERIFY(!shown.contains(QLatin1String("made")));
    QVERIFY(shown.size() < 300);
}

METASCOPE_TEST(TokenTextTest)
#include "tokentexttest.moc"
