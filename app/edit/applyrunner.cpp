// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/edit/applyrunner.h"

#include "app/api/httperror.h"

#include <algorithm>

namespace metascope {

ApplyRunner::ApplyRunner(SchemaServer &server, ApplyPlan plan, QObject *parent)
    : QObject(parent), m_server(server), m_plan(std::move(plan)), m_steps(m_plan.steps.size()), m_progress(m_plan)
{}

ApplyRunner::~ApplyRunner()
{
    if (m_authorized)
        m_server.release();
}

bool ApplyRunner::isOver() const
{
    return m_state == State::Succeeded || m_state == State::Conflicted || m_state == State::Failed
        || m_state == State::Aborted;
}

void ApplyRunner::start()
{
    if (m_state != State::Idle)
        return;
    if (m_plan.isEmpty()) {
        m_baseline = m_plan.base;
        conclude(State::Succeeded);
        return;
    }
    setState(State::Checking);
    read([this](const Result<TableRead> &snapshot) { check(snapshot); });
}

void ApplyRunner::read(std::function<void(Result<TableRead>)> then)
{
    m_scope.await(m_server.readSchema(), [this, then = std::move(then)](Result<RawJson> schema) {
        auto fields = schema ? fieldsFromJson(*schema) : Result<QList<Field>>(Failure(schema.error()));
        if (!fields) {
            then(Failure(fields.error()));
            return;
        }
        m_scope.await(m_server.readIndexes(), [this, fields = *fields, then](Result<RawJson> list) {
            auto indexes = list ? indexesFromJson(*list) : Result<QList<Index>>(Failure(list.error()));
            if (!indexes)
                then(Failure(indexes.error()));
            else
                readProperties({fields, *indexes}, then);
        });
    });
}

void ApplyRunner::readProperties(const TableRead &lists, const std::function<void(Result<TableRead>)> &then)
{
    if (!m_plan.base.properties) {
        then(lists);
        return;
    }
    m_scope.await(m_server.readTable(), [lists, then](const Result<RawJson> &table) {
        const auto properties
            = table ? tablePropertiesFromJson(*table) : Result<TableProperties>(Failure(table.error()));
        if (properties)
            then(TableRead{lists.fields, lists.indexes, *properties});
        else
            then(Failure(properties.error()));
    });
}

void ApplyRunner::check(const Result<TableRead> &snapshot)
{
    if (!snapshot) {
        stop(State::Failed, snapshot.error());
        return;
    }
    const ConflictInfo conflict
        = findConflicts(m_plan.base, m_plan.target, snapshot->fields, snapshot->indexes, snapshot->properties);
    if (!conflict.isEmpty()) {
        conflicted(conflict);
        return;
    }
    m_progress.begin(snapshot->fields);
    m_sentSinceRead = false;
    authorize();
}

void ApplyRunner::authorize()
{
    const Result<Done> leave = m_server.authorize(m_plan.steps.mid(std::max<qsizetype>(m_at, 0)));
    if (!leave) {
        stop(State::Failed, leave.error());
        return;
    }
    m_authorized = true;
    m_error.reset();
    setState(State::Running);
    if (m_at < 0) {
        next();
        return;
    }
    setStep(m_at, StepState::Running);
    send(m_plan.steps.at(m_at));
}

void ApplyRunner::resume()
{
    if (m_state != State::Paused)
        return;
    // The pause may have been long: what is left is done to the table that was confirmed, or not at all.
    setState(State::Checking);
    m_scope.await(m_server.readSchema(), [this](const Result<RawJson> &asRead) {
        if (isAsExpected(asRead))
            authorize();
    });
}

void ApplyRunner::abort()
{
    if (isOver() || m_aborting)
        return;
    if (m_writing && !m_writing->isSettled()) {
        // Its end arrives as any other and is read back: the server may have carried it out.
        m_aborting = true;
        m_writing->abort();
        return;
    }
    m_scope.restart();
    if (m_state == State::ReadingBack || (m_at >= 0 && m_steps.at(m_at).state == StepState::Unknown))
        conclude(State::Aborted);
    else
        stop(State::Aborted, std::nullopt);
}

void ApplyRunner::next()
{
    ++m_at;
    if (m_at == m_plan.steps.size()) {
        readBaseline(State::Succeeded);
        return;
    }
    setStep(m_at, StepState::Running);
    if (!needsRead(m_at)) {
        send(m_plan.steps.at(m_at));
        return;
    }
    m_scope.await(m_server.readSchema(), [this](const Result<RawJson> &asRead) {
        if (isAsExpected(asRead))
            send(m_plan.steps.at(m_at));
    });
}

bool ApplyRunner::needsRead(qsizetype step) const
{
    const StepKind kind = m_plan.steps.at(step).kind;
    if (!m_sentSinceRead || (kind != StepKind::DeleteField && kind != StepKind::DeleteIndex))
        return false;
    const auto first = std::ranges::find(m_plan.steps, kind, &PlanStep::kind);
    return std::distance(m_plan.steps.begin(), first) == step;
}

void ApplyRunner::send(const PlanStep &step)
{
    switch (step.kind) {
    case StepKind::DeleteIndex: await(m_server.deleteIndex(step.name)); break;
    case StepKind::Rename: await(m_server.rename(step.body)); break;
    case StepKind::Create: await(m_server.create(step.type, step.body)); break;
    case StepKind::CreateIndex: await(m_server.createIndex(step.type, step.body)); break;
    case StepKind::DeleteField: await(m_server.deleteField(step.name)); break;
    case StepKind::PutProperties: await(m_server.putProperties(step.body)); break;
    case StepKind::PutSecurity: await(m_server.putSecurity(step.body)); break;
    case StepKind::PutAutocomplete: await(m_server.putAutocomplete(step.body)); break;
    case StepKind::PutSchema:
        m_scope.await(m_server.readSchema(), [this](const Result<RawJson> &asRead) {
            if (isAsExpected(asRead))
                sendPut(asRead);
        });
        break;
    case StepKind::PutIndexes:
        // What others have added or removed since then shows in the list's own check: it leaves nothing out.
        m_scope.await(m_server.readIndexes(), [this](const Result<RawJson> &asRead) { sendPut(asRead); });
        break;
    }
}

bool ApplyRunner::isAsExpected(const Result<RawJson> &asRead)
{
    const auto fields = asRead ? fieldsFromJson(*asRead) : Result<QList<Field>>(Failure(asRead.error()));
    if (!fields) {
        failUnsent(fields.error());
        return false;
    }
    ConflictInfo conflict = m_progress.conflicts(*fields);
    if (conflict.isEmpty()) {
        m_sentSinceRead = false;
        return true;
    }
    conflict.theirs.indexes = m_plan.base.indexes; // until stop() has read them
    conflict.theirs.properties = m_plan.base.properties;
    conflicted(conflict);
    return false;
}

void ApplyRunner::failUnsent(const Error &error)
{
    setStep(m_at, StepState::Failed, tr("Nothing was sent. %1").arg(describe(error)));
    stop(State::Failed, error);
}

void ApplyRunner::sendPut(const Result<RawJson> &asRead)
{
    const PlanStep &step = m_plan.steps.at(m_at);
    const Result<RawJson> body = asRead ? putBody(step, *asRead) : asRead;
    if (!body) {
        failUnsent(body.error());
        return;
    }
    m_sentList = *body;
    await(step.kind == StepKind::PutIndexes ? m_server.putIndexes(*body) : m_server.putSchema(*body));
}

void ApplyRunner::await(const Reply<Done> &reply)
{
    m_writing = reply;
    m_scope.await(reply, [this](const Result<Done> &result) {
        m_writing.reset();
        stepEnded(result);
    });
}

void ApplyRunner::stepEnded(const Result<Done> &result)
{
    if (result) {
        stepSucceeded();
        return;
    }
    const Error &error = result.error();
    if (m_aborting && error.delivery == Delivery::NotSent) {
        stop(State::Aborted, error);
    } else if (!isSurelyUndone(error)) {
        setStep(m_at, StepState::Unknown, tr("No clear answer came; the table is being read back."));
        readBackStep(error);
    } else if (isRefusal(error) && !m_aborting) {
        m_error = error;
        setStep(m_at, StepState::Waiting,
                error.kind == ErrorKind::RateLimited
                    ? tr("The server's rate limit refused it: it was not done.")
                    : tr("It was not sent: it could not be written into the change journal first."));
        setState(State::Paused);
    } else {
        setStep(m_at, StepState::Failed, describe(error));
        stop(m_aborting ? State::Aborted : State::Failed, error);
    }
}

bool ApplyRunner::isRefusal(const Error &error)
{
    return error.kind == ErrorKind::RateLimited
        || (error.kind == ErrorKind::Storage && error.delivery == Delivery::NotSent);
}

int ApplyRunner::count(StepState state) const
{
    return static_cast<int>(std::ranges::count(m_steps, state, &StepRecord::state));
}

void ApplyRunner::stepSucceeded(const QString &note)
{
    m_sentSinceRead = true;
    m_progress.carryOut(m_plan.steps.at(m_at), m_sentList);
    setStep(m_at, StepState::Done, note);
    if (m_aborting)
        stop(State::Aborted, std::nullopt);
    else
        next();
}

void ApplyRunner::readBackStep(const Error &error)
{
    // From here on abort() drops the read-back.
    m_aborting = m_aborting || error.kind == ErrorKind::Cancelled;
    read([this, error](const Result<TableRead> &snapshot) { judgeStep(error, snapshot); });
}

void ApplyRunner::judgeStep(const Error &error, const Result<TableRead> &snapshot)
{
    const State end = m_aborting ? State::Aborted : State::Failed;
    if (!snapshot) {
        setStep(m_at, StepState::Unknown,
                tr("No clear answer came, and the table could not be read back: %1").arg(describe(snapshot.error())));
        stop(end, error);
        return;
    }
    const auto isDone = m_progress.isCarriedOut(m_plan.steps.at(m_at), m_sentList, *snapshot);
    if (!isDone) {
        setStep(m_at, StepState::Unknown,
                tr("No clear answer came, and the server does not tell what it holds of this."));
        stop(end, error);
    } else if (*isDone) {
        stepSucceeded(tr("No clear answer came; reading back showed that it was done."));
    } else {
        setStep(m_at, StepState::Failed,
                tr("No clear answer came; reading back showed that it was not done. It was not sent again."));
        stop(end, error);
    }
}

void ApplyRunner::conflicted(const ConflictInfo &conflict)
{
    m_conflict = conflict;
    stop(State::Conflicted, Error::local(ErrorKind::Conflict, describe(conflict)));
}

void ApplyRunner::stop(State end, const std::optional<Error> &error)
{
    if (error)
        m_error = error;
    const auto isSent = [](const StepRecord &step) {
        return step.state == StepState::Done || step.state == StepState::Failed || step.state == StepState::Unknown;
    };
    const bool anySent = std::ranges::any_of(m_steps, isSent);
    // The read before a PUT knows nothing of the indexes.
    const bool partlyRead = end == State::Conflicted && m_at >= 0;
    for (qsizetype i = 0; i < m_steps.size(); ++i) {
        if (!isSent(m_steps.at(i)))
            setStep(i, StepState::Skipped);
    }
    if (anySent || partlyRead)
        readBaseline(end);
    else
        conclude(end);
}

void ApplyRunner::readBaseline(State end)
{
    m_aborting = false;
    setState(State::ReadingBack);
    read([this, end](const Result<TableRead> &snapshot) {
        if (snapshot)
            settleOn(*snapshot);
        else if (!m_error)
            m_error = snapshot.error();
        conclude(end);
    });
}

void ApplyRunner::settleOn(const TableRead &snapshot)
{
    m_baseline = m_progress.keyed(snapshot);
    if (!m_conflict)
        return;
    // Of the same moment as the baseline: what is decided on is what is then built on.
    if (const ConflictInfo now = m_progress.conflicts(snapshot.fields); !now.isEmpty())
        m_conflict = now;
    m_conflict->theirs = *m_baseline;
}

void ApplyRunner::conclude(State end)
{
    if (std::exchange(m_authorized, false))
        m_server.release();
    if (end == State::Conflicted && m_at < 0)
        m_baseline = m_conflict->theirs;
    setState(end);
    Q_EMIT finished();
}

void ApplyRunner::setState(State state)
{
    if (std::exchange(m_state, state) != state)
        Q_EMIT stateChanged();
}

void ApplyRunner::setStep(qsizetype step, StepState state, const QString &note)
{
    StepRecord &record = m_steps[step];
    record.state = state;
    record.note = note;
    Q_EMIT stepChanged(step);
}

} // namespace metascope
