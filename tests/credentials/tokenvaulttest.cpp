// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/tokenvault.h"
#include "app/credentials/sessionstore.h"
#include "app/store/instanceregistry.h"
#include "tests/credentials/settled.h"
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>

using namespace metascope;
using metascope::test::outcome;
using metascope::test::settled;

namespace {

Origin at(const char *address)
{
    return *Origin::fromUrl(QUrl(QString::fromLatin1(address)));
}

SharedSecret made(const char *token)
{
    return std::make_shared<const Secret>(QByteArray(token));
}

} // namespace

class TokenVaultTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsATokenAtItsOwnOriginAlone();
    void forgetsADroppedToken();
    void namesAnEntryByOriginAndId();
    void makesNewIds();
    void findsNothingForAnEditedRegistry();
};

void TokenVaultTest::findsATokenAtItsOwnOriginAlone()
{
    TokenVault vault;
    vault.put(at("https://made-up.example"), made("made-up-one"));
    vault.put(at("https://other.example"), made("made-up-two"));
    // The same origin in other spellings.
    for (const char *same :
         {"https://made-up.example", "HTTPS://Made-Up.Example:443", "https://made-up.example/x?y#z"}) {
        const Secret *token = vault.tokenFor(at(same));
        QVERIFY(token);
        QCOMPARE(token->expose(), QByteArray("made-up-one"));
    }
    QCOMPARE(vault.tokenFor(at("https://other.example"))->expose(), QByteArray("made-up-two"));
    for (const char *other :
         {"http://made-up.example", "https://made-up.example:8443", "https://sub.made-up.example",
          "https://made-up.example.com", "https://made-up.example.", "https://example", "http://127.0.0.1"})
        QVERIFY2(!vault.tokenFor(at(other)), other);
    QVERIFY(!vault.tokenFor(Origin()));
}

void TokenVaultTest::forgetsADroppedToken()
{
    TokenVault vault;
    const SharedSecret token = made("made-up-one");
    vault.put(at("https://made-up.example"), token);
    vault.put(at("https://other.example"), token);
    vault.drop(at("https://made-up.example"));
    vault.drop(at("https://never.example"));
    QVERIFY(!vault.tokenFor(at("https://made-up.example")));
    QVERIFY(vault.tokenFor(at("https://other.example")));
    QCOMPARE(token.use_count(), 2);
    vault.drop(at("https://other.example"));
    QCOMPARE(token.use_count(), 1);
}

void TokenVaultTest::namesAnEntryByOriginAndId()
{
    const TokenKey key{at("https://X8KI-made-up.n7.example:443/api:meta"), QStringLiteral("3f2a")};
    QCOMPARE(key.toString(), QStringLiteral("https://x8ki-made-up.n7.example|3f2a"));
    const TokenKey local{at("http://[::1]:8080"), QStringLiteral("3f2a")};
    QCOMPARE(local.toString(), QStringLiteral("http://[::1]:8080|3f2a"));
}

void TokenVaultTest::makesNewIds()
{
    QSet<QString> ids;
    for (int i = 0; i < 1000; ++i)
        ids.insert(newTokenId());
    QCOMPARE(ids.size(), 1000);
    for (const QString &id : ids)
        QVERIFY2(id.size() == 12 && !id.contains(QLatin1Char('|')), qPrintable(id));
}

void TokenVaultTest::findsNothingForAnEditedRegistry()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("instances.json"));
    const ApiBase base = *ApiBase::fromUserInput(QStringLiteral("made-up.example"));
    SessionStore store;
    InstanceEntry entry;
    entry.name = QStringLiteral("Made Up");
    entry.base = base;
    entry.tokenId = newTokenId();
    QCOMPARE(outcome(settled(store.write({base.origin, entry.tokenId}, Secret(QByteArray("made-up-one"))))),
             QStringLiteral("ok"));
    QVERIFY(InstanceRegistry(file).put(entry));

    const auto read = [&] {
        InstanceRegistry registry(file);
        const bool loaded = registry.load().has_value();
        const InstanceEntry known = loaded ? registry.entries().value(0) : InstanceEntry();
        return outcome(settled(store.read({known.base.origin, known.tokenId})));
    };
    QCOMPARE(read(), QStringLiteral("ok"));

    QFile text(file);
    QVERIFY(text.open(QIODevice::ReadOnly));
    const QByteArray before = text.readAll();
    text.close();
    for (const char *evil : {"https://evil.example", "https://made-up.example:8443", "http://127.0.0.1"}) {
        QByteArray edited = before;
        edited.replace("https://made-up.example", evil);
        QVERIFY(edited != before);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write(edited);
        text.close();
        QCOMPARE(read(), QStringLiteral("KeychainMissing"));
    }
}

METASCOPE_TEST(TokenVaultTest)
#include "tokenvaulttest.moc"
