// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/unlockprompt.h"

#include <QtCore/QPointer>
#include <QtDBus/QDBusConnection>
#include <QtDBus/QDBusMessage>
#include <QtDBus/QDBusPendingCallWatcher>
#include <QtDBus/QDBusServiceWatcher>

#include <utility>

namespace metascope {

namespace {

const QString promptInterface = QStringLiteral("org.freedesktop.Secret.Prompt");
const QString completedSignal = QStringLiteral("Completed");

} // namespace

UnlockPrompt::UnlockPrompt(QString service, QString path, std::shared_ptr<ReplyPromise<Done>> promise, QObject *parent)
    : QObject(parent), m_service(std::move(service)), m_path(std::move(path)), m_promise(std::move(promise))
{
    m_limit.setSingleShot(true);
}

void UnlockPrompt::show(const QString &service, const QString &path, std::chrono::milliseconds limit,
                        bool canBeTakenAway, const std::shared_ptr<ReplyPromise<Done>> &promise, QObject *parent)
{
    auto *prompt = new UnlockPrompt(service, path, promise, parent);
    prompt->m_canBeTakenAway = canBeTakenAway;
    promise->setAbort([guard = QPointer(prompt)] {
        if (guard)
            guard->end(Failure(Error::local(ErrorKind::Cancelled, {})), false);
    });
    connect(&prompt->m_limit, &QTimer::timeout, prompt, [prompt] {
        prompt->end(Failure(Error::local(ErrorKind::KeychainLocked, tr("nobody unlocked it while it was waited for"))),
                    false);
    });
    prompt->m_limit.start(limit);
    prompt->open();
}

void UnlockPrompt::open()
{
    QDBusConnection bus = QDBusConnection::sessionBus();
    // Bound to one connection of the bus: nobody else can say that it was unlocked.
    bus.connect(m_service, m_path, promptInterface, completedSignal, this, SLOT(completed(bool, QDBusVariant)));
    auto *gone = new QDBusServiceWatcher(m_service, bus, QDBusServiceWatcher::WatchForUnregistration, this);
    connect(gone, &QDBusServiceWatcher::serviceUnregistered, this, [this] {
        end(Failure(Error::local(ErrorKind::KeychainLocked, tr("the keychain service ended while it asked"))));
    });
    QDBusMessage call = QDBusMessage::createMethodCall(m_service, m_path, promptInterface, QStringLiteral("Prompt"));
    call << QString(); // no window to stand before: the desktop places it
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (watcher->isError())
            end(Failure(Error::local(ErrorKind::KeychainLocked,
                                     tr("the desktop could not show its question for the password"))));
    });
}

UnlockPrompt::~UnlockPrompt()
{
    end(Failure(Error::local(ErrorKind::Cancelled, {})), false);
}

void UnlockPrompt::completed(bool dismissed, const QDBusVariant &)
{
    if (dismissed)
        end(Failure(Error::local(ErrorKind::KeychainLocked, tr("it stayed locked: the question was closed"))));
    else
        end(Done{});
}

void UnlockPrompt::end(Result<Done> result, bool wasAnswered)
{
    if (!std::exchange(m_isOpen, false))
        return;
    m_limit.stop();
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.disconnect(m_service, m_path, promptInterface, completedSignal, this, SLOT(completed(bool, QDBusVariant)));
    if (!wasAnswered && m_canBeTakenAway)
        bus.send(QDBusMessage::createMethodCall(m_service, m_path, promptInterface, QStringLiteral("Dismiss")));
    m_promise->resolve(std::move(result));
    deleteLater();
}

} // namespace metascope
