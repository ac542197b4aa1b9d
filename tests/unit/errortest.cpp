// SPDX-License-Identifier: GPL-3.0-or-later
// What a person reads of an error, and what is known of a call without an answer.
#include "app/base/error.h"
#include "app/base/secret.h"
#include "tests/support/testmain.h"

#include <QtCore/QMetaEnum>

using namespace metascope;

class ErrorTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void eachKindIsSaid_data();
    void eachKindIsSaid();
    void onlyAWriteLeavesADoubt_data();
    void onlyAWriteLeavesADoubt();
    void aSecretMoves();
    void aHintTellsLittle();
};

void ErrorTest::eachKindIsSaid_data()
{
    QTest::addColumn<ErrorKind>("kind");
    const auto kinds = QMetaEnum::fromType<ErrorKind>();
    for (int i = 0; i < kinds.keyCount(); ++i)
        QTest::newRow(kinds.key(i)) << static_cast<ErrorKind>(kinds.value(i));
}

void ErrorTest::eachKindIsSaid()
{
    QFETCH(ErrorKind, kind);
    QVERIFY(!title(kind).isEmpty());
    for (const Delivery delivery : {Delivery::NotSent, Delivery::Unknown, Delivery::Answered}) {
        Error error = Error::local(kind, QStringLiteral("the reason"));
        error.delivery = delivery;
        error.endpoint = QStringLiteral("PUT /workspace/1");
        const QString text = describe(error);
        QVERIFY2(text.startsWith(title(kind) + QStringLiteral(": the reason.")), qPrintable(text));
        QVERIFY2(!text.contains(QLatin1String("..")) && !text.endsWith(QLatin1Char(' ')), qPrintable(text));
    }
}

void ErrorTest::onlyAWriteLeavesADoubt_data()
{
    QTest::addColumn<ErrorKind>("kind");
    for (const ErrorKind kind : {ErrorKind::Network, ErrorKind::Timeout, ErrorKind::Cancelled, ErrorKind::Server,
                                 ErrorKind::Protocol, ErrorKind::TooLarge})
        QTest::newRow(QMetaEnum::fromType<ErrorKind>().valueToKey(static_cast<int>(kind))) << kind;
}

void ErrorTest::onlyAWriteLeavesADoubt()
{
    QFETCH(ErrorKind, kind);
    const QString readAgain = QStringLiteral("read the state again");
    Error error = Error::local(kind, {});
    error.delivery = Delivery::Unknown;
    error.endpoint = QStringLiteral("DELETE /workspace/1/table/7");
    QVERIFY(mayHaveTakenEffect(error));
    QVERIFY(describe(error).contains(readAgain));
    error.endpoint = QStringLiteral("GET /workspace/1/table/7");
    QVERIFY(!mayHaveTakenEffect(error));
    QVERIFY2(!describe(error).contains(readAgain), qPrintable(describe(error)));
    error.endpoint = QStringLiteral("DELETE /workspace/1/table/7");
    error.delivery = Delivery::NotSent;
    QVERIFY(!mayHaveTakenEffect(error));
    QVERIFY(!describe(error).contains(readAgain));
}

void ErrorTest::aSecretMoves()
{
    static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
    Secret first(QByteArray("made-up-token-0001"));
    Secret second = std::move(first);
    QCOMPARE(second.expose(), QByteArray("made-up-token-0001"));
    const Secret third = second.duplicate();
    second = Secret(QByteArray("made-up-token-0002"));
    QCOMPARE(third.expose(), QByteArray("made-up-token-0001"));
    QCOMPARE(second.expose(), QByteArray("made-up-token-0002"));
}

void ErrorTest::aHintTellsLittle()
{
    QCOMPARE(Secret(QByteArray("made-up-token-3f2a")).hint(), QStringLiteral("3f2a"));
    QVERIFY(Secret(QByteArray("short")).hint().isEmpty());
    QVERIFY(Secret().hint().isEmpty());
}

METASCOPE_TEST(ErrorTest)
#include "errortest.moc"
