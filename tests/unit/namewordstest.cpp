// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/namewords.h"
#include "tests/support/testmain.h"

using namespace metascope;

Q_DECLARE_METATYPE(metascope::NameStyle)

class NameWordsTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void names_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("words");
        QTest::addColumn<NameStyle>("style");
        QTest::addColumn<QString>("snake");
        QTest::addColumn<QString>("camel");
        const auto row
            = [](const char *name, const char *words, NameStyle style, const char *snake, const char *camel) {
                  QTest::newRow(name) << QString::fromUtf8(name) << QString::fromUtf8(words) << style
                                      << QString::fromUtf8(snake) << QString::fromUtf8(camel);
              };
        using enum NameStyle;
        row("name", "name", OneWord, "name", "name");
        row("first_name", "first name", Snake, "first_name", "firstName");
        row("firstName", "first name", Camel, "first_name", "firstName");
        row("FirstName", "first name", Pascal, "first_name", "firstName");
        row("first-name", "first name", Kebab, "first_name", "firstName");
        row("FIRST_NAME", "first name", UpperSnake, "first_name", "firstName");
        row("First Name", "first name", Other, "first_name", "firstName");
        row("First_name", "first name", Other, "first_name", "firstName");
        row("APIKey", "api key", Pascal, "api_key", "apiKey");
        row("userSSN", "user ssn", Camel, "user_ssn", "userSsn");
        row("line2", "line 2", OneWord, "line2", "line2");
        row("line2Text", "line 2 text", Camel, "line2_text", "line2Text");
        row("_private", "private", Snake, "private", "private");
        row("größeÜber", "größe über", Camel, "größe_über", "größeÜber");
        row("\xF0\x9F\x98\x80", "", Other, "", "");
        row("", "", Other, "", "");
    }
    void names()
    {
        QFETCH(QString, name);
        QFETCH(QString, words);
        QFETCH(NameStyle, style);
        QFETCH(QString, snake);
        QFETCH(QString, camel);
        QCOMPARE(wordsOf(name).join(QLatin1Char(' ')), words);
        QCOMPARE(static_cast<int>(nameStyle(name)), static_cast<int>(style));
        QCOMPARE(inStyle(name, NameStyle::Snake), snake);
        QCOMPARE(inStyle(name, NameStyle::Camel), camel);
        QCOMPARE(inStyle(name, NameStyle::OneWord), QString());
        QCOMPARE(inStyle(snake, NameStyle::Snake), snake);
    }
};

METASCOPE_TEST(NameWordsTest)
#include "namewordstest.moc"
