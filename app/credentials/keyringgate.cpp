// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/credentials/keyringgate.h"

#include "app/credentials/follow.h"
#include "app/credentials/keychainerrors.h"
#include "app/credentials/kwallet.h"
#include "app/credentials/secretservice.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>

#include <utility>

namespace metascope {

namespace {

#if defined(Q_OS_LINUX) || defined(Q_OS_FREEBSD)
constexpr bool isOnTheBus = true;
#else
constexpr bool isOnTheBus = false;
#endif

/// Done after `time`.
Reply<Done> pause(std::chrono::milliseconds time, QObject *parent)
{
    auto *timer = new QTimer(parent);
    timer->setSingleShot(true);
    const ReplyPromise<Done> promise;
    Reply<Done> outcome = promise.reply();
    promise.setAbort([guard = QPointer(timer)] { delete guard.data(); }); // the last holder of the promise
    QObject::connect(timer, &QTimer::timeout, parent, [timer, promise] {
        timer->deleteLater();
        promise.resolve(Done{});
    });
    timer->start(time);
    return outcome;
}

} // namespace

KeyringGate::KeyringGate(const KeychainLimits &limits, QObject *parent)
    : QObject(parent), m_limits(limits), m_isKWallet(prefersKWallet(QProcessEnvironment::systemEnvironment()))
{
    if (m_isKWallet)
        m_service = std::make_unique<KWallet>();
    else
        m_service = std::make_unique<SecretService>();
}

KeyringGate::~KeyringGate() = default;

QString KeyringGate::serviceName() const
{
    return m_service->serviceName();
}

Reply<KeyringGate::State> KeyringGate::askOnce()
{
    return follow(m_service->state(), this, [this](Result<State> state) {
        if (state != State::NoProvider || !std::exchange(m_isKWallet, false))
            return Reply<State>::ready(std::move(state));
        // As QtKeychain does where Plasma runs without its wallet.
        m_wallet = std::exchange(m_service, std::make_unique<SecretService>());
        return m_service->state();
    });
}

Reply<KeyringGate::State> KeyringGate::askAgain()
{
    return follow(pause(m_limits.retry, this), this, [this](const Result<Done> &waited) {
        if (!waited)
            return Reply<State>::ready(Failure(waited.error()));
        return follow(askOnce(), this, [this](Result<State> state) {
            m_isAbsenceSure = state == State::NoProvider;
            return Reply<State>::ready(std::move(state));
        });
    });
}

Reply<KeyringGate::State> KeyringGate::state()
{
    if (!isOnTheBus)
        return Reply<State>::ready(State::Unlocked);
    const Reply<State> asked = follow(askOnce(), this, [this](Result<State> state) {
        const bool isSilent = !state && state.error().kind == ErrorKind::Timeout;
        const bool isAbsent = state == State::NoProvider && !m_isAbsenceSure;
        const bool isLate = isSilent || isAbsent || state == State::NotReady;
        return isLate ? askAgain() : Reply<State>::ready(std::move(state));
    });
    return follow(asked, this, [](Result<State> state) {
        if (!state)
            return Reply<State>::ready(std::move(state));
        if (auto error = unusableState(*state))
            return Reply<State>::ready(Failure(*std::move(error)));
        return Reply<State>::ready(std::move(state));
    });
}

Reply<Done> KeyringGate::unlock()
{
    const quint64 number = ++m_lastWaiting;
    const ReplyPromise<Done> promise;
    Reply<Done> outcome = promise.reply();
    promise.setAbort([guard = QPointer(this), number] {
        if (guard)
            guard->leave(number);
    });
    m_waiting.emplace(number, promise);
    if (!m_question) {
        m_question = std::make_unique<Reply<Done>>(m_service->unlock(m_limits.person));
        m_question->then(this, [this, question = number](const Result<Done> &result) { unlocked(question, result); });
        m_questionNumber = number;
    }
    return outcome;
}

void KeyringGate::leave(quint64 waiting)
{
    const auto left = m_waiting.extract(waiting);
    if (!left)
        return;
    if (m_waiting.empty() && m_question) {
        // Whoever comes now gets a question of its own.
        std::exchange(m_question, nullptr)->abort();
        m_questionNumber = 0;
    }
    left.mapped().resolve(Failure(Error::local(ErrorKind::Cancelled, {})));
}

void KeyringGate::unlocked(quint64 question, const Result<Done> &result)
{
    if (question != m_questionNumber)
        return;
    m_question.reset();
    for (const auto &[number, promise] : std::exchange(m_waiting, {}))
        promise.resolve(result);
}

} // namespace metascope
