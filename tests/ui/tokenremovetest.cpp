// SPDX-License-Identifier: GPL-3.0-or-later
// Removing a stored token where the keychain gives no clear answer: what became of it is looked up and told.
#include "tests/support/testmain.h"
#include "tests/ui/tokensviews.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

using namespace metascope;
using test::TokensViews;

class TokenRemoveTest final : public QObject {
    Q_OBJECT

    static void remove(const TokensViews &tokens)
    {
        tokens.button("removeToken")->click();
        tokens.find<QMessageBox>("removeTokenBox")
            ->findChild<QPushButton *>(QStringLiteral("confirmRemoveToken"))
            ->click();
    }

private Q_SLOTS:
    void aCancelledRemovalThatWasCarriedOutIsTold()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        tokens.keychain.isSilent = true;
        remove(tokens);
        QTRY_VERIFY(tokens.button("cancelAction")->isVisible());
        tokens.button("cancelAction")->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("was removed")));
        QVERIFY(tokens.entry(id).tokenId.isEmpty());
        QVERIFY(!tokens.button("cancelAction")->isVisible());
    }

    void whatIsNotKnownIsSaidWithARetry()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        tokens.keychain.isSilent = true;
        remove(tokens);
        tokens.keychain.isLocked = true;
        tokens.button("cancelAction")->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("not known whether the token is gone")));
        QVERIFY(!tokens.entry(id).tokenId.isEmpty());
        QPushButton *retry = nullptr;
        const auto buttons = tokens.window.findChildren<QPushButton *>();
        for (QPushButton *each : buttons)
            if (each->isVisible() && each->text() == QStringLiteral("Retry"))
                retry = each;
        QVERIFY(retry);
        // The next try asks the store anew.
        tokens.keychain.isLocked = tokens.keychain.isSilent = false;
        retry->click();
        tokens.find<QMessageBox>("removeTokenBox")
            ->findChild<QPushButton *>(QStringLiteral("confirmRemoveToken"))
            ->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("was removed")));
        QVERIFY(tokens.entry(id).tokenId.isEmpty());
    }

    void aSecondCancelFreesTheWindow()
    {
        TokensViews tokens;
        tokens.open();
        tokens.keychain.isSilent = true;
        remove(tokens);
        tokens.button("cancelAction")->click();
        QVERIFY(tokens.find<QLabel>("runningAction")->text().contains(QStringLiteral("Looking")));
        tokens.button("cancelAction")->click();
        QVERIFY(!tokens.button("cancelAction")->isVisible());
        QVERIFY(tokens.button("testToken")->isEnabled());
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("was removed")));
    }
};

METASCOPE_TEST(TokenRemoveTest)
#include "tokenremovetest.moc"
