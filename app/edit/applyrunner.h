// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/edit/planprogress.h"
#include "app/edit/schemaserver.h"

#include <QtCore/QObject>

#include <functional>

namespace metascope {

/// Carries out a plan, one step after the other. First it reads schema and indexes again and stops on any difference from
/// the plan's base before anything is sent; it reads again before each PUT and before the first deletion. A write that failed
/// is never sent again by itself; when no answer came, the state is read back and told. One runner per confirmation. GUI
/// thread.
class ApplyRunner final : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle,
        Checking, ///< the read before the first step, or before it goes on after a pause
        Running,
        Paused, ///< a step did not go through and was not done, see isRefusal(); resume() sends it
        ReadingBack, ///< after the last step, or after one that ended badly
        Succeeded,
        Conflicted, ///< see conflict()
        Failed, ///< see error()
        Aborted,
    };
    Q_ENUM(State)
    enum class StepState { Waiting, Running, Done, Failed, Unknown, Skipped };
    Q_ENUM(StepState)

    /// The server must outlive the runner.
    ApplyRunner(SchemaServer &server, ApplyPlan plan, QObject *parent = nullptr);
    ~ApplyRunner() override;

    /// Once.
    void start();
    /// From Paused: a person's new leave for what is left. Reads the fields first and stops where others have changed them.
    void resume();
    /// Stops: the call under way is given up (the server may have carried it out: its step becomes Unknown until the
    /// read-back has told), later steps are skipped.
    void abort();

    [[nodiscard]] const ApplyPlan &plan() const { return m_plan; }
    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] bool isOver() const;
    [[nodiscard]] StepState stepState(qsizetype step) const { return m_steps.at(step).state; }
    /// What happened in a step, where there is more to say than its state; plain text for people.
    [[nodiscard]] QString stepNote(qsizetype step) const { return m_steps.at(step).note; }
    /// Why it failed or paused.
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; }
    /// Whether an error is one that a step waits for: the server's rate limit, or a journal that could not take it down.
    static bool isRefusal(const Error &error);
    /// How many steps are in that state.
    [[nodiscard]] int count(StepState state) const;
    /// What others have changed. Before the first step against what was loaded; later against what the steps so far have
    /// made of it: its `base` is then the field as it should be by now. `theirs` is what baseline() is.
    [[nodiscard]] const std::optional<ConflictInfo> &conflict() const { return m_conflict; }
    /// What is on the server after the end, keyed so that entries are those of the plan's target (or its base) whatever their
    /// names are by now: what SchemaDocument::rebase() takes. None where it could not be read.
    [[nodiscard]] const std::optional<TableSchema> &baseline() const { return m_baseline; }

Q_SIGNALS:
    void stateChanged();
    void stepChanged(qsizetype step);
    /// The end, whatever it is; once. state() tells which.
    void finished();

private:
    struct StepRecord {
        StepState state = StepState::Waiting;
        QString note;
    };
    void read(std::function<void(Result<TableRead>)> then);
    void readProperties(const TableRead &lists, const std::function<void(Result<TableRead>)> &then);
    void check(const Result<TableRead> &snapshot);
    void authorize();
    void next();
    void send(const PlanStep &step);
    /// Whether it is the first deletion of its kind, and something was sent since the last read.
    [[nodiscard]] bool needsRead(qsizetype step) const;
    void sendPut(const Result<RawJson> &asRead);
    /// Whether the fields are what they should be by now; if not, the runner has stopped.
    bool isAsExpected(const Result<RawJson> &asRead);
    void failUnsent(const Error &error);
    void await(const Reply<Done> &reply);
    void stepEnded(const Result<Done> &result);
    void stepSucceeded(const QString &note = {});
    void readBackStep(const Error &error);
    void judgeStep(const Error &error, const Result<TableRead> &snapshot);
    void stop(State end, const std::optional<Error> &error);
    void readBaseline(State end);
    void settleOn(const TableRead &snapshot);
    void conclude(State end);
    void conflicted(const ConflictInfo &conflict);
    void setState(State state);
    void setStep(qsizetype step, StepState state, const QString &note = {});

    SchemaServer &m_server;
    ApplyPlan m_plan;
    QList<StepRecord> m_steps;
    qsizetype m_at = -1; ///< the step under way
    State m_state = State::Idle;
    bool m_aborting = false;
    bool m_sentSinceRead = false;
    PlanProgress m_progress;
    RawJson m_sentList; ///< the array of the last PUT
    std::optional<Error> m_error;
    std::optional<ConflictInfo> m_conflict;
    std::optional<TableSchema> m_baseline;
    bool m_authorized = false;
    std::optional<Reply<Done>> m_writing; ///< the write under way, for abort()
    ReplyScope m_scope;
};

} // namespace metascope
