// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtNetwork/QLocalServer>

namespace metascope {

/// One process per (config folder, read-only, demo). The first one listens on a socket that only its user can open; a second one
/// asks it to come to the front and ends. The socket accepts `raise` and a `metascope:` link, nothing else.
class SingleInstance final : public QObject {
    Q_OBJECT
public:
    /// What tells one kind of run from another.
    SingleInstance(const QString &configFolder, bool readOnly, bool demo, QObject *parent = nullptr);

    /// Whether another process of this kind runs; it was told to raise its window and, where `url` is not empty, to go
    /// there. Waits for it at most half a second.
    bool notifyRunning(const QString &url);
    /// Becomes the one that listens. Without a socket folder nobody listens: then every start is a first one.
    void listen();

Q_SIGNALS:
    void raiseRequested();
    /// Also asks to raise.
    void linkRequested(const QString &url);

private:
    void accept();

    QString m_path; ///< of the socket; empty where there is no folder for it
    QLocalServer m_server;
};

} // namespace metascope
