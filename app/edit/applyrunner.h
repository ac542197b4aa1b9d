// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/domain/schemaconflict.h"
#include "app/domain/schemadiff.h"
#include "app/edit/schemaserver.h"

#include <QtCore/QObject>

#include <functional>

namespace metascope {

/// Carries out a plan, one step after the other. First it reads schema and indexes again and stops on any difference from
/// the plan's base before anything is sent; it reads again before a PUT. A write that failed is never sent again by
/// itself; when no answer came, the state is read back and told. One runner per confirmation. GUI thread.
class ApplyRunner final : public QObject {
    Q_OBJECT
public:
    enum class State {
        Idle,
        Checking, ///< the read before the first step
        Running,
        Paused, ///< the server's rate limit refused a step: it was not done; resume() sends it
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
    /// From Paused: a person's new leave for what is left.
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
    /// A field as it should stand on the server by now; without JSON where only the server knows it (just created).
    struct Expected {
        EntryKey key;
        QString name;
        std::optional<RawJson> json;
    };
    struct Snapshot {
        RawJson fieldsJson;
        QList<Field> fields;
        QList<Index> indexes;
    };

    void read(std::function<void(Result<Snapshot>)> then);
    void check(const Result<Snapshot> &snapshot);
    void authorize();
    void next();
    void send(const PlanStep &step);
    void sendPut(const Result<RawJson> &asRead);
    void await(const Reply<Done> &reply);
    void stepEnded(const Result<Done> &result);
    void stepSucceeded(const QString &note = {});
    void readBackStep(const Error &error);
    void judgeStep(const Error &error, const Result<Snapshot> &snapshot);
    void stop(State end, const std::optional<Error> &error);
    void readBaseline(State end);
    void conclude(State end);
    void conflicted(const ConflictInfo &conflict);
    void carryOut(const PlanStep &step);
    [[nodiscard]] bool isCarriedOut(const PlanStep &step, const Snapshot &snapshot) const;
    [[nodiscard]] bool listIsSent(const QList<Field> &fields) const;
    [[nodiscard]] ConflictInfo unexpected(const QList<Field> &asRead) const;
    [[nodiscard]] TableSchema keyedByProgress(const Snapshot &snapshot) const;
    void setState(State state);
    void setStep(qsizetype step, StepState state, const QString &note = {});

    SchemaServer &m_server;
    ApplyPlan m_plan;
    QList<StepRecord> m_steps;
    qsizetype m_at = -1; ///< the step under way
    State m_state = State::Idle;
    bool m_aborting = false;
    QList<Expected> m_expected;
    RawJson m_sentList; ///< the array of the last PUT
    std::optional<Error> m_error;
    std::optional<ConflictInfo> m_conflict;
    std::optional<TableSchema> m_baseline;
    bool m_authorized = false;
    std::optional<Reply<Done>> m_writing; ///< the write under way, for abort()
    ReplyScope m_scope;
};

} // namespace metascope
