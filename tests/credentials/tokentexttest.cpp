// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokentext.h"
#include "app/credentials/wipe.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QUuid>

using namespace metascope;

#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
namespace {

constexpr char mask = 0x55; ///< what is looked for must not be in memory itself

/// How often a part of the text stands in what this process can write, as Latin-1 or as UTF-16, also where
/// it is freed. The text repeats itself: what is freed may have been written over in part.
int copiesInMemory(const QByteArray &masked)
{
    constexpr qsizetype offset = 200;
    constexpr qsizetype length = 48;
    QFile maps(QStringLiteral("/proc/self/maps"));
    QFile memory(QStringLiteral("/proc/self/mem"));
    if (!maps.open(QIODevice::ReadOnly) || !memory.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return -1;
    int found = 0;
    const char first = static_cast<char>(masked.at(offset) ^ mask);
    const auto isAt = [&masked](const char *at, qsizetype step) {
        for (qsizetype i = 1; i < length; ++i)
            if ((at[i * step] ^ mask) != masked.at(offset + i))
                return false;
        return true;
    };
    for (const QByteArray &line : maps.readAll().split('\n')) {
        const QByteArrayList fields = line.simplified().split(' ');
        if (fields.size() < 5 || !fields.at(1).startsWith("rw") || fields.last().startsWith("[v"))
            continue;
        const qint64 begin = fields.at(0).split('-').constFirst().toLongLong(nullptr, 16);
        const qint64 behind = fields.at(0).split('-').constLast().toLongLong(nullptr, 16);
        memory.seek(begin);
        const QByteArray bytes = memory.read(behind - begin);
        const char *end = bytes.constData() + bytes.size() - 2 * length;
        for (const char *at = bytes.constData(); at < end; ++at)
            found += *at == first && (isAt(at, 1) || isAt(at, 2)) ? 1 : 0;
    }
    return found;
}

} // namespace
#endif

class TokenTextTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cleansWhatWasPasted_data();
    void cleansWhatWasPasted();
    void refusesWhatIsNoToken_data();
    void refusesWhatIsNoToken();
    void leavesNoCopyBehind_data();
    void leavesNoCopyBehind();
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

void TokenTextTest::leavesNoCopyBehind_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("as it is") << QStringLiteral("%1");
    QTest::newRow("in a header") << QStringLiteral("  'Authorization: Bearer %1' ");
    QTest::newRow("wrapped") << QStringLiteral("Bearer %1\r\n  %1");
    QTest::newRow("refused") << QStringLiteral("%1 and more");
}

void TokenTextTest::leavesNoCopyBehind()
{
#if defined(__SANITIZE_ADDRESS__)
    QSKIP("the sanitizer keeps what was freed, and maps terabytes for it");
#elif defined(Q_OS_LINUX)
    QFETCH(const QString, pattern);
    // Made up anew for each row: what is found is this row's.
    QString mark = QUuid::createUuid().toString(QUuid::Id128);
    QString token = mark.repeated(200);
    QString text = pattern.arg(token);
    QByteArray masked = token.toLatin1();
    for (char &byte : masked)
        byte = static_cast<char>(byte ^ mask);
    QVERIFY(copiesInMemory(masked) >= 2);
    QCOMPARE(bool(secretFromPaste(text)), !pattern.contains(QLatin1String("more")));
    for (QString *each : {&mark, &token, &text})
        wipe(*each);
    QCOMPARE(copiesInMemory(masked), 0);
#else
    QSKIP("needs /proc/self/mem");
#endif
}

METASCOPE_TEST(TokenTextTest)
#include "tokentexttest.moc"
