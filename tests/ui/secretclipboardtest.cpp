// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secretclipboard.h"
#include "tests/support/testmain.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtTest/QSignalSpy>

using namespace metascope;

namespace {

void setClipboard(const QString &text)
{
    QGuiApplication::clipboard()->setText(text);
}

QString clipboardText()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

class SecretClipboardTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTextCarriesTheHints()
    {
        SecretClipboard clipboard;
        QClipboard &system = *QGuiApplication::clipboard();
        if (system.supportsSelection())
            system.setText(QStringLiteral("other"), QClipboard::Selection);
        clipboard.copy(Secret(QByteArrayLiteral("made-up-token")));
        const QMimeData *data = system.mimeData();
        QCOMPARE(data->text(), QStringLiteral("made-up-token"));
        QCOMPARE(data->data(QStringLiteral("x-kde-passwordManagerHint")), QByteArrayLiteral("secret"));
        QVERIFY(data->hasFormat(QStringLiteral("application/x-nspasteboard-concealed-type")));
        QVERIFY(data->hasFormat(QStringLiteral("ExcludeClipboardContentFromMonitorProcessing")));
        QCOMPARE(data->data(QStringLiteral("CanIncludeInClipboardHistory")), QByteArray(4, '\0'));
        if (system.supportsSelection())
            QCOMPARE(system.text(QClipboard::Selection), QStringLiteral("other"));
    }

    void whatIsOthersStays()
    {
        SecretClipboard clipboard(std::chrono::milliseconds(50));
        QSignalSpy cleared(&clipboard, &SecretClipboard::cleared);
        clipboard.copy(Secret(QByteArrayLiteral("made-up-token")));
        setClipboard(QStringLiteral("a text of somebody else"));
        QTRY_COMPARE(cleared.count(), 1);
        QVERIFY(!cleared.front().front().toBool());
        QCOMPARE(clipboardText(), QStringLiteral("a text of somebody else"));
    }

    void itGoesWithTheProgram()
    {
        {
            SecretClipboard clipboard;
            clipboard.copy(Secret(QByteArrayLiteral("made-up-token")));
            QCOMPARE(clipboardText(), QStringLiteral("made-up-token"));
        }
        QCOMPARE(clipboardText(), QString());
    }

    void aSecondCopyStartsTheTimeAnew()
    {
        SecretClipboard clipboard(std::chrono::milliseconds(200));
        QSignalSpy cleared(&clipboard, &SecretClipboard::cleared);
        clipboard.copy(Secret(QByteArrayLiteral("made-up-token-1")));
        clipboard.copy(Secret(QByteArrayLiteral("made-up-token-2")));
        QCOMPARE(clipboardText(), QStringLiteral("made-up-token-2"));
        QTRY_COMPARE(cleared.count(), 1);
        QVERIFY(cleared.front().front().toBool());
        QVERIFY(!clipboard.isPending());
        QCOMPARE(clipboardText(), QString());
    }
};

METASCOPE_TEST(SecretClipboardTest)
#include "secretclipboardtest.moc"
