// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/platform/singleinstance.h"

#include "app/platform/deeplink.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QStandardPaths>
#include <QtNetwork/QLocalSocket>

namespace metascope {

namespace {

constexpr int patienceMs = 500;
const QByteArray raiseWord("raise");

} // namespace

SingleInstance::SingleInstance(const QString &configFolder, bool readOnly, bool demo, QObject *parent) : QObject(parent)
{
    // Not the temporary folder that Qt falls back to: others can write there.
    const QString folder = qEnvironmentVariable("XDG_RUNTIME_DIR");
    if (!folder.isEmpty() && QDir(folder).exists()) {
        const QString kind = demo ? QStringLiteral("demo") : QDir(configFolder).absolutePath();
        const QByteArray key = (kind + (readOnly ? QStringLiteral("|read-only") : QString())).toUtf8();
        const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex().first(16);
        m_path = folder + QStringLiteral("/metascope-") + QString::fromLatin1(hash);
    }
    connect(&m_server, &QLocalServer::newConnection, this, &SingleInstance::accept);
}

bool SingleInstance::notifyRunning(const QString &url)
{
    if (m_path.isEmpty())
        return false;
    QLocalSocket socket;
    socket.connectToServer(m_path);
    if (!socket.waitForConnected(patienceMs))
        return false;
    socket.write((url.isEmpty() ? raiseWord : url.toUtf8()) + '\n');
    return socket.waitForBytesWritten(patienceMs);
}

void SingleInstance::listen()
{
    if (m_path.isEmpty())
        return;
    // What nobody answers on was left behind by a crash.
    QLocalServer::removeServer(m_path);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(m_path);
}

void SingleInstance::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(2 * DeepLink::longest);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() > DeepLink::longest)
                    socket->abort();
                return;
            }
            const QString text = QString::fromUtf8(socket->readLine()).trimmed();
            if (text == QString::fromLatin1(raiseWord))
                Q_EMIT raiseRequested();
            else if (DeepLink::parse(text))
                Q_EMIT linkRequested(text);
            socket->disconnectFromServer();
        });
    }
}

} // namespace metascope
