// SPDX-License-Identifier: GPL-3.0-or-later
// Replacing a stored token: nothing of the old one goes before the new one was tested, stored and read back.
#include "tests/support/testmain.h"
#include "tests/ui/tokensviews.h"
#include "tests/ui/viewwalk.h"
#include "ui/tokens/replacedialog.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

using namespace metascope;
using test::TokensViews;

class TokenReplaceTest final : public QObject {
    Q_OBJECT

    static void write(ReplaceDialog *dialog, const QByteArray &token)
    {
        dialog->findChild<QLineEdit *>(QStringLiteral("newToken"))->setText(QString::fromUtf8(token));
    }
    static QPushButton *in(const QWidget *dialog, const char *name)
    {
        return dialog->findChild<QPushButton *>(QLatin1String(name));
    }
    static ReplaceDialog *openReplace(const TokensViews &tokens)
    {
        tokens.button("replaceToken")->click();
        return tokens.window.findChild<ReplaceDialog *>();
    }

private Q_SLOTS:
    void replacingTestsFirstAndSwaps()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        const TokenKey before = tokenKeyOf(tokens.entry(id));
        tokens.rights.note(before.tokenId, QStringLiteral("Workspace Log: Read"), true, tokens.now);
        ReplaceDialog *dialog = openReplace(tokens);
        QVERIFY(dialog->isVisible());
        const auto *edit = dialog->findChild<QLineEdit *>(QStringLiteral("newToken"));
        QCOMPARE(edit->echoMode(), QLineEdit::Password);
        QVERIFY(edit->inputMethodHints().testFlag(Qt::ImhSensitiveData));
        QVERIFY(!in(dialog, "confirmReplace")->isEnabled());

        write(dialog, tokens.ready.instances.constFirst().revokedToken);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(TokensViews::toldIn(dialog).startsWith(QStringLiteral("Error: ")));
        QVERIFY(!in(dialog, "confirmReplace")->isEnabled());

        const QByteArray next = tokens.ready.instances.constFirst().readonlyToken;
        write(dialog, next);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(TokensViews::toldIn(dialog).contains(QStringLiteral("It belongs to ")));
        QVERIFY(in(dialog, "confirmReplace")->isEnabled());
        // Another text is another token.
        write(dialog, next + "x");
        QVERIFY(!in(dialog, "confirmReplace")->isEnabled());
        write(dialog, next);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(in(dialog, "confirmReplace")->isEnabled());
        QCOMPARE(tokenKeyOf(tokens.entry(id)), before);
        auto *ends = dialog->findChild<QComboBox *>(QStringLiteral("newTokenEnds"));
        QVERIFY(ends->isVisible());
        ends->setCurrentIndex(ends->findText(QStringLiteral("7 days from now")));

        in(dialog, "confirmReplace")->click();
        QTRY_VERIFY(tokens.told().contains(QStringLiteral("was replaced")));
        const InstanceEntry after = tokens.entry(id);
        QVERIFY(after.tokenId != before.tokenId);
        QVERIFY(tokens.keychain.has(tokenKeyOf(after)));
        QVERIFY(!tokens.keychain.has(before));
        QVERIFY(tokens.rights.seen(before.tokenId).isEmpty());
        QCOMPARE(after.token.label, QStringLiteral("deploy"));
        QCOMPARE(after.token.expiry.at, tokens.now.addDays(7));
    }

    void aKeychainThatRefusesKeepsTheOldToken()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        const TokenKey before = tokenKeyOf(tokens.entry(id));
        ReplaceDialog *dialog = openReplace(tokens);
        write(dialog, tokens.ready.instances.constFirst().readonlyToken);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(in(dialog, "confirmReplace")->isEnabled());
        tokens.keychain.refusesWrites = true;
        in(dialog, "confirmReplace")->click();
        QTRY_VERIFY(TokensViews::toldIn(dialog).contains(QStringLiteral("The old token stays in its place.")));
        QVERIFY(TokensViews::toldIn(dialog).contains(QStringLiteral("locked")));
        QCOMPARE(tokenKeyOf(tokens.entry(id)), before);
        QVERIFY(tokens.keychain.has(before));
        QVERIFY(in(dialog, "confirmReplace")->isEnabled());
    }

    void aListThatWasChangedMeanwhileIsRefused()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        ReplaceDialog *dialog = openReplace(tokens);
        write(dialog, tokens.ready.instances.constFirst().readonlyToken);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(in(dialog, "confirmReplace")->isEnabled());
        const auto requests = tokens.sandbox.requests().size();
        // Another instance goes by the same token now: the dialog did not name it.
        InstanceEntry other = tokens.entry(id);
        other.id = InstanceId();
        other.name = QStringLiteral("Other");
        QVERIFY(tokens.registry.put(other));
        for (const char *name : {"confirmReplace", "testNewToken"}) {
            in(dialog, name)->click();
            QTRY_VERIFY(TokensViews::toldIn(dialog).contains(QStringLiteral("changed meanwhile")));
        }
        QCOMPARE(tokens.sandbox.requests().size(), requests);
        QCOMPARE(tokens.entry(id).tokenId, other.tokenId);
    }

    void anotherPersonIsAWarning()
    {
        TokensViews tokens;
        const InstanceId id = tokens.open();
        QVERIFY(tokens.registry.change(
            id, [](InstanceEntry &entry) { entry.token.person = QStringLiteral("Somebody Else"); }));
        ReplaceDialog *dialog = openReplace(tokens);
        write(dialog, tokens.ready.instances.constFirst().readonlyToken);
        in(dialog, "testNewToken")->click();
        QTRY_VERIFY(TokensViews::toldIn(dialog).startsWith(QStringLiteral("Warning: ")));
        QVERIFY(TokensViews::toldIn(dialog).contains(QStringLiteral("the old one belongs to Somebody Else")));
        QStringList found;
        const bool isWell = QTest::qWaitFor(
            [dialog, &found] {
                found = test::unnamed(dialog) + test::cutOrCovered(dialog);
                return found.isEmpty();
            },
            1000);
        QVERIFY2(isWell, qPrintable(found.join(QStringLiteral("; "))));
    }
};

METASCOPE_TEST(TokenReplaceTest)
#include "tokenreplacetest.moc"
