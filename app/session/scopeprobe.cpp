// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/session/scopeprobe.h"

#include <QtCore/QPointer>

#include <array>

namespace metascope {

namespace {

/// After the workspaces, branches, data sources, tables and records: three more.
constexpr std::array otherKinds{Kind::ApiGroup, Kind::Function, Kind::Task};

} // namespace

ScopeProbe::ScopeProbe(Session &session) : QObject(&session), m_session(session) {}

Reply<Done> ScopeProbe::run()
{
    const Reply<Done> reply = m_promise.reply();
    readWorkspaces();
    return reply;
}

template <typename T>
void ScopeProbe::then(const Reply<T> &reply, std::function<void(const Result<T> &)> next)
{
    m_promise.setAbort([reply, self = QPointer(this)] {
        if (self)
            self->m_isAborted = true;
        reply.abort();
    });
    reply.then(this, [this, next = std::move(next)](const Result<T> &result) {
        if (m_isAborted || (!result && result.error().kind == ErrorKind::Cancelled))
            finish(Failure(Error::local(ErrorKind::Cancelled, {})));
        else
            next(result);
    });
}

void ScopeProbe::finish(Result<Done> result)
{
    m_promise.resolve(std::move(result));
    deleteLater();
}

void ScopeProbe::readWorkspaces()
{
    then<QList<Workspace>>(m_session.workspaces().list(), [this](const Result<QList<Workspace>> &workspaces) {
        if (!workspaces || workspaces->isEmpty()) {
            finish(workspaces ? Result<Done>(Done{}) : Failure(workspaces.error()));
            return;
        }
        m_workspace = workspaces->constFirst().id;
        then<BranchLabel>(m_session.liveBranch(m_workspace), [this](const Result<BranchLabel> &branch) {
            // No call that carries a branch can be made without one.
            if (!branch) {
                finish(Done{});
                return;
            }
            m_branch = *branch;
            then<QList<DataSource>>(m_session.workspaces().dataSources(m_workspace),
                                    [this](const Result<QList<DataSource>> &) { readTables(); });
        });
    });
}

void ScopeProbe::readTables()
{
    using First = std::optional<ObjectSummary>;
    then<First>(m_session.objects().first(Kind::Table, {m_workspace, m_branch, {}}),
                [this](const Result<First> &table) {
                    if (table && *table)
                        readRecords(TableId((*table)->id.value()));
                    else
                        readKind(0);
                });
}

void ScopeProbe::readRecords(TableId table)
{
    const RecordPlace place{m_workspace, table, DataSourceLabel(QStringLiteral("live"))};
    then<Page<Record>>(m_session.records().page(place, 1, 1), [this](const Result<Page<Record>> &) { readKind(0); });
}

void ScopeProbe::readKind(std::size_t index)
{
    if (index == otherKinds.size()) {
        finish(Done{});
        return;
    }
    using First = std::optional<ObjectSummary>;
    then<First>(m_session.objects().first(otherKinds.at(index), {m_workspace, m_branch, {}}),
                [this, index](const Result<First> &) { readKind(index + 1); });
}

} // namespace metascope
