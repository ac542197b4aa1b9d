// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/request.h"
#include "app/base/error.h"

#include <QtCore/QDateTime>
#include <QtCore/QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <optional>

namespace metascope {

/// One call of a client, from the moment that it was asked for to its end, with all its attempts.
struct Call {
    enum class Stage {
        Waiting, ///< for its turn within the budget
        UnderWay,
        Pausing, ///< before it is tried again
        Ended
    };
    quint64 number = 0;
    QString title; ///< method and path
    bool isWrite = false;
    Priority priority = Priority::Foreground;
    Stage stage = Stage::Waiting;
    QDateTime since; ///< UTC; of the stage
    std::chrono::milliseconds pause{0}; ///< how long it pauses
    int attempts = 0; ///< how often it left
    quint64 turn = 0; ///< its place in the order in which calls began to wait
    std::optional<Error> error; ///< why it ended
};

/// What a client has under way, and what failed lately. In memory only; its texts are redacted like every Error. Lives in
/// the thread of its client.
class CallList final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t mostFailed = 50;

    explicit CallList(QObject *parent = nullptr);

    /// `abort` ends the call where it is still under way; it may lead back to end().
    quint64 begin(const Request &request, std::function<void()> abort);
    void setStage(quint64 number, Call::Stage stage, std::chrono::milliseconds pause = {});
    /// Failures are kept, and calls that were given up as far as the server may have carried them out.
    void end(quint64 number, const std::optional<Error> &error);

    /// Gives a call up: whoever asked for it gets Cancelled. A write that has left may be carried out all the same, which
    /// the error's delivery says. False where there is no such call under way.
    bool abort(quint64 number);
    void forgetFailed();

    /// In the order in which they were asked for.
    [[nodiscard]] const std::deque<Call> &running() const { return m_running; }
    /// The latest last.
    [[nodiscard]] const std::deque<Call> &failed() const { return m_failed; }
    /// Those that wait, in the order in which they will get their turn. Good until the next change.
    [[nodiscard]] QList<const Call *> waiting() const;

Q_SIGNALS:
    void changed();

private:
    std::deque<Call> m_running;
    std::deque<Call> m_failed;
    std::deque<std::pair<quint64, std::function<void()>>> m_aborts; ///< one for each that runs, in the same order
    quint64 m_last = 0;
    quint64 m_lastTurn = 0;
};

} // namespace metascope
