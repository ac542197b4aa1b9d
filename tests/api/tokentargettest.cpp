// SPDX-License-Identifier: GPL-3.0-or-later
// The instances that a person was shown are those that a new token is sent to and stored for, or none is.
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/support/testmain.h"

using namespace metascope;
using test::stubAnswer;
using test::StubRequest;
using test::StubServer;
using test::waitFor;

namespace {

const QByteArray newToken = QByteArrayLiteral("made-up-token-0002");

QByteArray me(const StubRequest &)
{
    return stubAnswer(R"({"id":1,"name":"Ada Made-Up","email":"ada@made-up.example"})");
}

} // namespace

class TokenTargetTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aReplacementGoesWhereItWasShown_data();
    void aReplacementGoesWhereItWasShown();
};

void TokenTargetTest::aReplacementGoesWhereItWasShown_data()
{
    QTest::addColumn<QString>("change");
    for (const char *change : {"another address", "another instance", "another token", "another certificate"})
        QTest::newRow(change) << QString::fromLatin1(change);
}

void TokenTargetTest::aReplacementGoesWhereItWasShown()
{
    QFETCH(const QString, change);
    const StubServer server(me);
    const StubServer evil(me);
    test::House<SessionStore> all;
    const InstanceId id = all.add(TokenPlace::Keychain, server.url());
    const QList<InstanceEntry> shown = all.keeper.servedWith(id);
    const auto tried = waitFor(all.keeper.tryOut(shown, QString::fromLatin1(newToken)));
    QVERIFY(tried);
    QCOMPARE(tried->served, shown);
    if (change == QLatin1String("another instance"))
        all.add(TokenPlace::Keychain, evil.url());
    else
        QVERIFY(all.registry.change(id, [&](InstanceEntry &entry) {
            if (change == QLatin1String("another address"))
                entry.base = *ApiBase::fromUserInput(evil.url());
            else if (change == QLatin1String("another token"))
                entry.tokenId = QStringLiteral("77ff");
            else
                entry.pinnedCertificate = QByteArray(32, '\x5a');
        }));
    const auto sent = server.requests.size();
    const QList<InstanceEntry> before = all.registry.entries();
    for (const Error &error : {waitFor(all.keeper.tryOut(shown, QString::fromLatin1(newToken))).error(),
                               waitFor(all.keeper.replace(*tried, TokenPlace::Keychain)).error()}) {
        QCOMPARE(error.kind, ErrorKind::Refused);
        QVERIFY(error.message.contains(QStringLiteral("changed meanwhile")));
    }
    QVERIFY(evil.requests.isEmpty());
    QCOMPARE(server.requests.size(), sent);
    QCOMPARE(all.registry.entries(), before);
    // Whoever looks anew may go on.
    if (change != QLatin1String("another certificate"))
        QVERIFY(waitFor(all.keeper.tryOut(all.keeper.servedWith(id), QString::fromLatin1(newToken))));
}

METASCOPE_TEST(TokenTargetTest)
#include "tokentargettest.moc"
