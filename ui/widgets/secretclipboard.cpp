// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secretclipboard.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

namespace metascope {

namespace {

QByteArray digestOf(const QByteArray &text)
{
    return QCryptographicHash::hash(text, QCryptographicHash::Sha256);
}

/// All of them everywhere: each system looks at its own alone.
void addHints(QMimeData &data)
{
    // Klipper, and those that follow it.
    data.setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
    // nspasteboard.org; the content does not matter.
    data.setData(QStringLiteral("application/x-nspasteboard-concealed-type"), QByteArrayLiteral("1"));
    data.setData(QStringLiteral("org.nspasteboard.ConcealedType"), QByteArrayLiteral("1"));
    // Windows' clipboard history and its copy in the cloud; a DWORD of 0 says no.
    data.setData(QStringLiteral("ExcludeClipboardContentFromMonitorProcessing"), QByteArrayLiteral("1"));
    data.setData(QStringLiteral("CanIncludeInClipboardHistory"), QByteArray(4, '\0'));
    data.setData(QStringLiteral("CanUploadToCloudClipboard"), QByteArray(4, '\0'));
}

} // namespace

SecretClipboard::SecretClipboard(std::chrono::milliseconds keptFor, QObject *parent) : QObject(parent)
{
    m_clearing.setSingleShot(true);
    m_clearing.setInterval(keptFor);
    connect(&m_clearing, &QTimer::timeout, this, &SecretClipboard::clear);
    // While there still is a clipboard; some desktops take over what a program leaves on it.
    connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard()
{
    clear();
}

void SecretClipboard::copy(const Secret &secret)
{
    auto data = std::make_unique<QMimeData>();
    data->setText(QString::fromUtf8(secret.expose()));
    addHints(*data);
    m_digest = digestOf(secret.expose());
    QGuiApplication::clipboard()->setMimeData(data.release(), QClipboard::Clipboard);
    m_clearing.start();
}

void SecretClipboard::clear()
{
    m_clearing.stop();
    const QByteArray digest = std::exchange(m_digest, {});
    if (digest.isEmpty() || !qobject_cast<QGuiApplication *>(QCoreApplication::instance()))
        return;
    QClipboard *clipboard = QGuiApplication::clipboard();
    const bool isHeld = digestOf(clipboard->text(QClipboard::Clipboard).toUtf8()) == digest;
    if (isHeld)
        clipboard->clear(QClipboard::Clipboard);
    Q_EMIT cleared(isHeld);
}

} // namespace metascope
