// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"
#include "tests/ui/shellviews.h"
#include "ui/connect/demoworkspace.h"
#include "ui/explorer/explorerdock.h"
#include "ui/widgets/messagebar.h"

#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

using namespace metascope;
using test::ShellViews;

class ConnectTest final : public QObject {
    Q_OBJECT

    static QLineEdit *edit(const ShellViews &views, const char *name)
    {
        return views.connectPage->findChild<QLineEdit *>(QLatin1String(name));
    }
    static QPushButton *button(const QWidget *parent, const char *name)
    {
        return parent->findChild<QPushButton *>(QLatin1String(name));
    }

private Q_SLOTS:
    void theTokenIsMaskedAndForgotten()
    {
        ShellViews views;
        QLineEdit *token = edit(views, "accessToken");
        QCOMPARE(token->echoMode(), QLineEdit::Password);
        QVERIFY(token->inputMethodHints().testFlag(Qt::ImhSensitiveData));
        QVERIFY(!button(views.connectPage, "connect")->isEnabled());
        token->setText(QStringLiteral("made-up-token"));
        QVERIFY(button(views.connectPage, "connect")->isEnabled());
        QSignalSpy cancelled(views.connectPage, &ConnectPage::cancelled);
        button(views.connectPage, "cancel")->click();
        QCOMPARE(cancelled.count(), 1);
        QVERIFY(token->text().isEmpty());
    }

    void aServerOfThisComputerWithoutTls()
    {
        // It answers a handshake as a server of plain http does.
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        connect(&server, &QTcpServer::newConnection, &server, [&server] {
            QTcpSocket *socket = server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
                socket->disconnectFromHost();
            });
        });
        ShellViews views;
        views.window.show();
        views.window.showPage(MainWindow::Page::Connect);
        edit(views, "accessToken")->setText(QStringLiteral("made-up-token"));
        edit(views, "instanceAddress")->setText(QStringLiteral("127.0.0.1:%1").arg(server.serverPort()));
        button(views.connectPage, "connect")->click();
        auto *bar = views.connectPage->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().contains(QStringLiteral("begin the address with http://")), qPrintable(bar->text()));
    }

    void saysThatAnAddressIsListed()
    {
        ShellViews views;
        views.fillTree();
        const auto hinted = [&views] {
            const auto labels = views.connectPage->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [](const QLabel *label) {
                return label->text().contains(QStringLiteral("“Acme” is at this address already"));
            });
        };
        QVERIFY(!hinted());
        edit(views, "instanceAddress")->setText(QStringLiteral("http://127.0.0.1:9"));
        QVERIFY(hinted());
        edit(views, "instanceAddress")->setText(QStringLiteral("http://127.0.0.1:99"));
        QVERIFY(!hinted());
    }

    void aTextThatIsNoTokenIsRefusedInPlace()
    {
        ShellViews views;
        views.window.show();
        views.window.showPage(MainWindow::Page::Connect);
        edit(views, "accessToken")->setText(QStringLiteral("no token at all, but words"));
        button(views.connectPage, "connect")->click();
        auto *bar = views.connectPage->findChild<MessageBar *>();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY(bar->text().startsWith(QStringLiteral("Error: ")));
        QVERIFY(edit(views, "accessToken")->isEnabled());
        QVERIFY(views.registry.entries().isEmpty());
    }

    void theDemoIsListedForTheSessionOnly()
    {
        ShellViews views;
        const auto key = listDemo({QStringLiteral("http://127.0.0.1:9"), QByteArrayLiteral("made-up-demo-token"), 5},
                                  QStringLiteral("Demo"), views.registry, views.session);
        QVERIFY(key);
        QCOMPARE(*key, QStringLiteral("session--demo/5/table"));
        QCOMPARE(views.registry.entries().constFirst().place, TokenPlace::Session);
        QCOMPARE(views.tree.rowCount(), 1);
    }

    void theLastInstanceLeavesAWayOn()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        const InstanceId id = views.registry.entries().constFirst().id;
        Q_EMIT views.window.removeInstanceRequested(id);
        button(&views.window, "confirmRemove")->click();
        QTRY_VERIFY(views.registry.entries().isEmpty());
        QTRY_VERIFY(views.welcome->isVisible());
        QTRY_VERIFY(views.window.explorer().findChild<QWidget *>(QStringLiteral("explorerFilter"))->isVisible());
        bool offered = false;
        const auto buttons = views.window.explorer().findChildren<QPushButton *>();
        for (const QPushButton *each : buttons)
            offered |= each->isVisible() && each->text() == QStringLiteral("Connect…");
        QVERIFY(offered);
    }

    void removingAsksFirst()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        auto *remove = button(views.welcome, "removeInstance");
        QVERIFY(remove);
        remove->click();
        auto *box = views.window.findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(box->defaultButton()->text(), QStringLiteral("Cancel"));
        QCOMPARE(views.registry.entries().size(), 1);
        button(box, "confirmRemove")->click();
        QTRY_VERIFY(views.registry.entries().isEmpty());
        QTRY_COMPARE(views.tree.rowCount(), 0);
    }

    void openingShowsTheExplorersNode()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        button(views.welcome, "openInstance")->click();
        QTRY_COMPARE(views.tree.rowCount(views.tree.index(0, 0)), 1);
        QVERIFY(!views.welcome->isVisible());
    }

    void paintingTheListSendsNothing()
    {
        ShellViews views;
        views.fillTree();
        views.window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&views.window));
        QCOMPARE(views.source.calls, 0);
    }
};

METASCOPE_TEST(ConnectTest)
#include "connecttest.moc"
