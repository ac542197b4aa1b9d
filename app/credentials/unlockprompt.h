// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/reply.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>
#include <QtDBus/QDBusVariant>

#include <chrono>

namespace metascope {

/// A question that a Secret Service shows to the person on our behalf, while it is open. Deletes itself at its end.
class UnlockPrompt final : public QObject {
    Q_OBJECT
public:
    /// Shows the one at `path` of the connection `service` (a unique name) and settles `promise` with what it came to. An abort of the reply takes it away, if `canBeTakenAway`.
    static void show(const QString &service, const QString &path, std::chrono::milliseconds limit, bool canBeTakenAway,
                     const std::shared_ptr<ReplyPromise<Done>> &promise, QObject *parent);
    ~UnlockPrompt() override;

private Q_SLOTS:
    void completed(bool dismissed, const QDBusVariant &result);

private:
    UnlockPrompt(QString service, QString path, std::shared_ptr<ReplyPromise<Done>> promise, QObject *parent);
    void open();
    /// `wasAnswered`: else the service is asked to take its question away, if it can.
    void end(Result<Done> result, bool wasAnswered = true);

    QString m_service;
    QString m_path;
    std::shared_ptr<ReplyPromise<Done>> m_promise;
    QTimer m_limit;
    bool m_canBeTakenAway = true;
    bool m_isOpen = true;
};

} // namespace metascope
