// SPDX-License-Identifier: GPL-3.0-or-later
// The question for a proxy's login: what it says, what it takes, and that it keeps nothing.
#include "ui/connect/proxyquestion.h"
#include "app/credentials/proxylogins.h"
#include "tests/support/testmain.h"
#include "ui/connect/keychainquestion.h"
#include "ui/connect/proxyquestions.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

using namespace metascope;

namespace {

const QString proxy = QStringLiteral("proxy.test:3128");

/// While it lives, no session bus can be found.
class NoBus final {
public:
    NoBus()
    {
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("XDG_RUNTIME_DIR");
    }
    ~NoBus()
    {
        if (!m_bus.isNull())
            qputenv("DBUS_SESSION_BUS_ADDRESS", m_bus);
        if (!m_runtime.isNull())
            qputenv("XDG_RUNTIME_DIR", m_runtime);
    }
    Q_DISABLE_COPY_MOVE(NoBus)

private:
    QByteArray m_bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    QByteArray m_runtime = qgetenv("XDG_RUNTIME_DIR");
};

/// The question over a window, with its parts.
struct Asked {
    explicit Asked(bool wasRefused = false, KeychainStore *keychain = nullptr) : logins(keychain)
    {
        window.show();
        dialog = ProxyQuestion::ask(proxy, wasRefused, logins, theme, icons, &window);
        user = dialog->findChild<QLineEdit *>(QStringLiteral("proxyUser"));
        password = dialog->findChild<SecretEdit *>(QStringLiteral("proxyPassword"));
        keep = dialog->findChild<QCheckBox *>(QStringLiteral("keepProxyLogin"));
        signIn = dialog->findChild<QPushButton *>(QStringLiteral("signInToProxy"));
        bar = dialog->findChild<MessageBar *>();
    }
    Theme theme{*qApp};
    IconProvider icons{theme};
    ProxyLogins logins;
    QWidget window;
    QPointer<ProxyQuestion> dialog;
    QLineEdit *user = nullptr;
    SecretEdit *password = nullptr;
    QCheckBox *keep = nullptr;
    QPushButton *signIn = nullptr;
    MessageBar *bar = nullptr;
};

} // namespace

class ProxyQuestionTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void takesALogin();
    void saysThatOneWasRefused();
    void refusesAUserWithAColon();
    void goesOnWithoutTheKeychain();
    void cancelGivesNothing();
    void asksOnceAtATime();
    void theBarLeadsToIt();
    void theBarTellsOfTheKeychain();
};

void ProxyQuestionTest::takesALogin()
{
    Asked asked;
    QVERIFY(asked.dialog->isVisible());
    QStringList texts;
    for (const QLabel *label : asked.dialog->findChildren<QLabel *>())
        texts.append(label->text());
    const QString text = texts.join(QLatin1Char('\n'));
    QVERIFY2(text.contains(QLatin1String("proxy.test")) && text.contains(QLatin1String("3128")), qPrintable(text));
    QVERIFY(!asked.bar->isVisible());
    QVERIFY(!asked.keep->isVisible()); // there is no keychain
    QVERIFY(!asked.signIn->isEnabled());
    QVERIFY(asked.password->inputMethodHints().testFlag(Qt::ImhSensitiveData));
    QTest::keyClicks(asked.user, QStringLiteral(" made-up-user "));
    QTest::keyClicks(asked.password, QStringLiteral("made-up-password"));
    QSignalSpy given(asked.dialog, &ProxyQuestion::given);
    QVERIFY(asked.signIn->isEnabled());
    asked.signIn->click();
    QTRY_COMPARE(given.size(), 1);
    QTRY_VERIFY(!asked.dialog);
    const auto login = asked.logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(login);
    QCOMPARE(login->user, QStringLiteral("made-up-user"));
    QCOMPARE(login->password.expose(), "made-up-password");
}

void ProxyQuestionTest::saysThatOneWasRefused()
{
    const Asked asked(true);
    QVERIFY(asked.bar->isVisible());
    QVERIFY2(asked.bar->text().contains(QLatin1String("did not accept")), qPrintable(asked.bar->text()));
}

void ProxyQuestionTest::refusesAUserWithAColon()
{
    Asked asked;
    asked.user->setText(QStringLiteral("made:up"));
    asked.signIn->click();
    QTRY_VERIFY(asked.bar->isVisible());
    QVERIFY2(asked.bar->text().contains(QLatin1String("colon")), qPrintable(asked.bar->text()));
    QVERIFY(asked.dialog->isVisible() && asked.signIn->isEnabled());
}

void ProxyQuestionTest::goesOnWithoutTheKeychain()
{
    // No bus can be reached there: the keychain says at once that it cannot be used.
    const NoBus away;
    KeychainStore keychain;
    Asked asked(false, &keychain);
    QVERIFY(asked.keep->isVisible());
    asked.user->setText(QStringLiteral("made-up-user"));
    asked.password->setText(QStringLiteral("made-up-password"));
    asked.keep->setChecked(true);
    asked.signIn->click();
    QVERIFY(!asked.signIn->isEnabled());
    QTRY_VERIFY(asked.bar->isVisible());
    QVERIFY2(asked.bar->text().contains(QLatin1String("session bus")), qPrintable(asked.bar->text()));
    QVERIFY(!asked.keep->isChecked());
    QTRY_VERIFY(asked.signIn->isEnabled());
    asked.signIn->click();
    QTRY_VERIFY(!asked.dialog);
    QVERIFY(asked.logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyQuestionTest::cancelGivesNothing()
{
    Asked asked;
    asked.user->setText(QStringLiteral("made-up-user"));
    QSignalSpy given(asked.dialog, &ProxyQuestion::given);
    asked.dialog->reject();
    QCOMPARE(asked.password->text(), QString());
    QTRY_VERIFY(!asked.dialog);
    QVERIFY(given.isEmpty());
    QVERIFY(!asked.logins.loginFor(QStringLiteral("proxy.test"), 3128));
}

void ProxyQuestionTest::asksOnceAtATime()
{
    Asked asked;
    QCOMPARE(ProxyQuestion::ask(proxy, true, asked.logins, asked.theme, asked.icons, &asked.window), asked.dialog);
    QVERIFY(
        ProxyQuestion::ask(QStringLiteral("other.test:1"), false, asked.logins, asked.theme, asked.icons, &asked.window)
        != asked.dialog);
}

void ProxyQuestionTest::theBarLeadsToIt()
{
    Theme theme(*qApp);
    const IconProvider icons(theme);
    QWidget window;
    MessageBar bar(theme, icons, &window);
    window.show();
    ProxyLogins logins(nullptr);
    const ProxyQuestions questions({logins, bar, theme, icons, window});
    logins.notLoggedIn(proxy, 0);
    QTRY_VERIFY(bar.isVisible());
    QVERIFY2(bar.text().contains(proxy), qPrintable(bar.text()));
    QVERIFY(window.findChildren<ProxyQuestion *>().isEmpty());
    bar.findChild<QPushButton *>(QStringLiteral("offerProxySignIn"))->click();
    auto *dialog = window.findChild<ProxyQuestion *>();
    QVERIFY(dialog);
    dialog->findChild<QLineEdit *>(QStringLiteral("proxyUser"))->setText(QStringLiteral("made-up-user"));
    dialog->findChild<QPushButton *>(QStringLiteral("signInToProxy"))->click();
    QTRY_VERIFY2(bar.text().contains(QLatin1String("Retry")), qPrintable(bar.text()));
    const auto login = logins.loginFor(QStringLiteral("proxy.test"), 3128);
    QVERIFY(login);
    logins.notLoggedIn(proxy, login->number);
    QTRY_VERIFY2(bar.text().contains(QLatin1String("did not accept")), qPrintable(bar.text()));
}

void ProxyQuestionTest::theBarTellsOfTheKeychain()
{
    Theme theme(*qApp);
    const IconProvider icons(theme);
    QWidget window;
    MessageBar bar(theme, icons, &window);
    window.show();
    KeychainStore keychain;
    const KeychainQuestion question(keychain, bar);
    Q_EMIT keychain.waitingForPerson(true);
    QVERIFY(bar.isVisible());
    QVERIFY(bar.text().contains(QLatin1String("unlocked")));
    QCOMPARE(bar.findChild<QPushButton *>(QStringLiteral("stopWaitingForKeychain"))->accessibleName(),
             QStringLiteral("Cancel"));
    Q_EMIT keychain.waitingForPerson(false);
    QVERIFY(!bar.isVisible());
    // A message that came meanwhile stays.
    Q_EMIT keychain.waitingForPerson(true);
    bar.showMessage(MessageBar::Kind::Error, QStringLiteral("made up"));
    Q_EMIT keychain.waitingForPerson(false);
    QVERIFY(bar.isVisible());
    Q_EMIT keychain.leftBehind(QStringLiteral("https://made-up.example|1"),
                               Error::local(ErrorKind::KeychainDenied, QStringLiteral("made up")));
    QVERIFY2(bar.text().contains(QLatin1String("https://made-up.example|1")), qPrintable(bar.text()));
}

METASCOPE_TEST(ProxyQuestionTest)
#include "proxyquestiontest.moc"
