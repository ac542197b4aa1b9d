// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/askstore.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

using namespace metascope;
using namespace std::chrono_literals;
using metascope::test::settled;

namespace {

TokenKey newKey()
{
    return {*Origin::fromUrl(QUrl(QStringLiteral("https://made-up.example"))), newTokenId()};
}

SharedSecret asked()
{
    return std::make_shared<const Secret>(QByteArray("made-up-answer"));
}

} // namespace

class AskStoreTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void asksEveryTimeButTheFirst();
    void letsGoOfWhatNobodyReads();
    void givesAnAnswerThatIsNoToken();
};

void AskStoreTest::asksEveryTimeButTheFirst()
{
    int questions = 0;
    AskStore store([&questions](const TokenKey &) {
        ++questions;
        return Reply<SharedSecret>::ready(asked());
    });
    const TokenKey key = newKey();
    QVERIFY(settled(store.write(key, Secret(QByteArray("made-up-token")))));
    QCOMPARE((*settled(store.read(key)))->expose(), "made-up-token");
    QCOMPARE(questions, 0);
    QCOMPARE((*settled(store.read(key)))->expose(), "made-up-answer");
    QCOMPARE((*settled(store.read(newKey())))->expose(), "made-up-answer");
    QCOMPARE(questions, 2);
    QVERIFY(settled(store.write(key, Secret(QByteArray("made-up-token")))));
    QVERIFY(settled(store.remove(key)));
    QCOMPARE((*settled(store.read(key)))->expose(), "made-up-answer");
}

/// As after a Replace in an open instance, which goes on with the token that it was given.
void AskStoreTest::letsGoOfWhatNobodyReads()
{
    AskStore store([](const TokenKey &) { return Reply<SharedSecret>::ready(asked()); }, 50ms);
    const TokenKey key = newKey();
    QVERIFY(settled(store.write(key, Secret(QByteArray("made-up-token")))));
    // A timer of the same length that starts later ends later.
    bool passed = false;
    QTimer::singleShot(50ms, this, [&passed] { passed = true; });
    QTRY_VERIFY(passed);
    QCOMPARE((*settled(store.read(key)))->expose(), "made-up-answer");
}

void AskStoreTest::givesAnAnswerThatIsNoToken()
{
    AskStore store(
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); });
    QCOMPARE(settled(store.read(newKey())).error().kind, ErrorKind::Cancelled);
}

METASCOPE_TEST(AskStoreTest)
#include "askstoretest.moc"
