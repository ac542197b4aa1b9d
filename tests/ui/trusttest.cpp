// SPDX-License-Identifier: GPL-3.0-or-later
// A certificate that nobody vouches for: on every way in it can be trusted by hand, for one address; that is shown, and taken
// back.
#include "tests/support/testmain.h"
#include "tests/ui/viewwalk.h"
#include "tests/ui/waysviews.h"
#include "ui/tokens/tokendetail.h"
#include "ui/widgets/elidedlabel.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QMessageBox>

using namespace metascope;
using test::profileOf;
using test::TokensViews;
using test::WaysViews;

namespace {

sandbox::SandboxOptions selfSigned()
{
    sandbox::SandboxOptions options;
    options.selfSigned = true;
    return options;
}

QByteArray certificateOf(const sandbox::Ready &ready)
{
    return QByteArray::fromHex(QString(ready.certificateSha256).remove(QLatin1Char(':')).toLatin1());
}

/// The box that asks, once it is there.
QMessageBox *boxIn(const QWidget &window, const char *name)
{
    QMessageBox *box = nullptr;
    const bool isThere = QTest::qWaitFor([&] {
        box = window.findChild<QMessageBox *>(QLatin1String(name));
        return box && box->isVisible();
    });
    return isThere ? box : nullptr;
}

/// Presses the offered button and says yes; the address that the box names.
QString trust(const QWidget &window)
{
    QPushButton *offered = nullptr;
    if (!QTest::qWaitFor([&] {
            const auto all = window.findChildren<QPushButton *>(QStringLiteral("askToTrust"));
            const auto shown = std::ranges::find_if(all, &QWidget::isVisible);
            offered = shown == all.end() ? nullptr : *shown;
            return offered != nullptr;
        }))
        return QStringLiteral("nothing is offered");
    offered->click();
    QMessageBox *box = boxIn(window, "trustBox");
    if (!box)
        return QStringLiteral("nobody asks");
    const QString text = box->text();
    box->findChild<QPushButton *>(QStringLiteral("trustCertificate"))->click();
    return text;
}

QByteArray jwt()
{
    const auto part = [](const QByteArray &json) {
        return json.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    return part("{\"alg\":\"none\",\"typ\":\"made-up\"}") + '.' + part("{\"exp\":1893553445}") + ".bWFkZS11cA";
}

} // namespace

class TrustTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void anAccountsTokenReachesItsInstances();
    void aSignInReachesItsInstances();
    void aProfileIsImported();
    void refusingLeavesEverythingAsItWas();
    void theTokenWindowShowsItAndTakesItBack();
    void aTestOffersToTrustAnew();
    void theEndOfATokenIsReadOnceTheTextHasSettled();
};

void TrustTest::anAccountsTokenReachesItsInstances()
{
    WaysViews views(selfSigned());
    QSignalSpy connected(&views.ways, &ConnectWays::connected);
    views.ways.showPaste();
    views.find<QLineEdit>("accessToken")->setText(QString::fromLatin1(views.ready.accountToken));
    views.find<QLineEdit>("instanceAddress")->setText(views.ready.accountUrl);
    views.button("connect")->click();
    QVERIFY2(trust(views.ways).contains(views.ready.accountUrl), "the account is named");
    QTRY_VERIFY(views.find<QListView>("instances")->isVisible());
    QVERIFY(views.registry.entries().isEmpty());
    views.button("connect")->click();
    QVERIFY2(trust(views.ways).contains(views.instance().url), "and then the instance");
    QTRY_COMPARE(connected.count(), 1);
    QCOMPARE(views.registry.entries().size(), 1);
    QCOMPARE(views.registry.entries().constFirst().pinnedCertificate, certificateOf(views.ready));
}

void TrustTest::aSignInReachesItsInstances()
{
    WaysViews views(selfSigned());
    QSignalSpy connected(&views.ways, &ConnectWays::connected);
    views.ways.showPaste();
    views.ways.paste().beginWith(
        {std::make_shared<const Secret>(QByteArray(views.ready.accountToken)), views.ready.accountUrl, true, {}});
    QVERIFY(trust(views.ways).contains(views.ready.accountUrl));
    QTRY_VERIFY(views.find<QListView>("instances")->isVisible());
    views.button("connect")->click();
    QVERIFY(trust(views.ways).contains(views.instance().url));
    QTRY_COMPARE(connected.count(), 1);
    QCOMPARE(views.registry.entries().constFirst().token.kind, TokenKind::SignedIn);
    QCOMPARE(views.registry.entries().constFirst().pinnedCertificate, certificateOf(views.ready));
}

void TrustTest::aProfileIsImported()
{
    WaysViews views(selfSigned());
    sandbox::Sandbox plain;
    const auto other = plain.start();
    QVERIFY(other);
    views.setProfiles("default: one\nprofiles:\n" + profileOf("one", views.instance().url, views.ready.token)
                      + profileOf("two", other->instances.constFirst().url, other->token)
                      + profileOf("three", views.instance().url, views.instance().readonlyToken));
    views.ways.showImport();
    views.button("importPicked")->click();
    QTRY_VERIFY(views.told().contains(QStringLiteral("1 profile imported")));
    QVERIFY(views.told().contains(QStringLiteral("2 could not be")));
    QVERIFY(views.sandbox.requests().isEmpty());
    QVERIFY(trust(views.ways).contains(views.instance().url));
    QTRY_VERIFY(views.told().contains(QStringLiteral("3 profiles imported")));
    QVERIFY(!views.told().contains(QStringLiteral("could not be")));
    QCOMPARE(views.registry.entries().size(), 3);
    for (const InstanceEntry &entry : views.registry.entries())
        QCOMPARE(entry.pinnedCertificate,
                 entry.name == QStringLiteral("two") ? QByteArray() : certificateOf(views.ready));
    QVERIFY(!views.page()->findChild<QPushButton *>(QStringLiteral("askToTrust")));
}

void TrustTest::refusingLeavesEverythingAsItWas()
{
    WaysViews views(selfSigned());
    views.setProfiles("default: one\nprofiles:\n" + profileOf("one", views.instance().url, views.ready.token));
    views.ways.showImport();
    views.button("importPicked")->click();
    QTRY_VERIFY(views.button("askToTrust"));
    QVERIFY(views.told().contains(QStringLiteral("Nothing was imported.")));
    views.button("askToTrust")->click();
    QMessageBox *box = boxIn(views.ways, "trustBox");
    QVERIFY(box);
    QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
    box->reject();
    QVERIFY(views.registry.entries().isEmpty());
    QVERIFY(views.sandbox.requests().isEmpty());
}

void TrustTest::theTokenWindowShowsItAndTakesItBack()
{
    TokensViews tokens;
    const InstanceId id = tokens.open();
    auto *stop = tokens.find<QPushButton>("stopTrusting");
    QVERIFY(!stop->isVisible());
    const QByteArray pin(32, '\x5a');
    QVERIFY(tokens.registry.change(id, [&pin](InstanceEntry &entry) { entry.pinnedCertificate = pin; }));
    QTRY_VERIFY(stop->isVisible());
    QStringList facts;
    const auto labels = tokens.window.findChild<TokenDetail *>()->findChildren<ElidedLabel *>();
    for (const ElidedLabel *label : labels)
        if (label->isVisible())
            facts.append(label->text());
    QVERIFY2(facts.join(u'\n').contains(QStringLiteral("trusted by hand: 5A:5A:")), qPrintable(facts.join(u'\n')));
    QStringList found;
    QVERIFY2(QTest::qWaitFor(
                 [&tokens, &found] {
                     found = test::unnamed(&tokens.window) + test::cutOrCovered(&tokens.window);
                     return found.isEmpty();
                 },
                 1000),
             qPrintable(found.join(QStringLiteral("; "))));

    QSignalSpy opened(&tokens.sessions, &Sessions::stateChanged);
    tokens.sessions.open(id).then(this, [](const Result<Session *> &) {});
    QTRY_COMPARE(tokens.sessions.state(id), Sessions::State::Open);
    stop->click();
    QMessageBox *box = boxIn(tokens.window, "stopTrustingBox");
    QVERIFY(box);
    QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
    QCOMPARE(tokens.entry(id).pinnedCertificate, pin);
    box->findChild<QPushButton *>(QStringLiteral("confirmStopTrusting"))->click();
    QTRY_VERIFY(tokens.told().contains(QStringLiteral("no longer trusted")));
    QVERIFY(tokens.entry(id).pinnedCertificate.isEmpty());
    QCOMPARE(tokens.sessions.state(id), Sessions::State::Closed);
    QVERIFY(!stop->isVisible());
}

void TrustTest::aTestOffersToTrustAnew()
{
    sandbox::Sandbox tls;
    const auto ready = tls.start(selfSigned());
    QVERIFY(ready);
    TokensViews tokens;
    const InstanceId id = tokens.open();
    InstanceEntry entry = tokens.entry(id);
    entry.base = *ApiBase::fromUserInput(ready->instances.constFirst().url);
    entry.pinnedCertificate = QByteArray(32, '\x5a'); // of the certificate before
    std::optional<Result<Done>> written;
    tokens.keychain.write(tokenKeyOf(entry), Secret(QByteArray(ready->token)))
        .then(this, [&written](const Result<Done> &done) { written = done; });
    QVERIFY(tokens.registry.put(entry));
    QTRY_VERIFY(written && *written);
    tokens.window.pick(id);
    tokens.button("testToken")->click();
    QVERIFY(trust(tokens.window).contains(ready->instances.constFirst().url));
    QTRY_COMPARE(tokens.entry(id).pinnedCertificate, certificateOf(*ready));
    QVERIFY(tls.requests().isEmpty());
    tokens.button("testToken")->click();
    QTRY_VERIFY(tokens.told().contains(QStringLiteral("The token works")));
}

void TrustTest::theEndOfATokenIsReadOnceTheTextHasSettled()
{
    WaysViews views;
    views.ways.showPaste();
    auto *token = views.find<QLineEdit>("accessToken");
    const auto *end = views.find<QLabel>("tokenOwnEnd");
    token->setText(QString::fromLatin1(jwt()));
    QVERIFY2(!end->isVisible(), "not with each letter");
    QTRY_VERIFY(end->isVisible());
    QVERIFY(end->text().contains(QStringLiteral("as the token says")));
    token->setText(QStringLiteral("made-up-token"));
    QVERIFY2(!end->isVisible(), "it was that of another text");
    token->clear();
    QVERIFY(!end->isVisible());
}

METASCOPE_TEST(TrustTest)
#include "trusttest.moc"
