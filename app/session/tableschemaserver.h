// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/edit/schemaserver.h"

#include <optional>

namespace metascope {

/// The schema calls of one table over an instance's client; every write carries the ticket that authorize() got.
class TableSchemaServer final : public SchemaServer {
public:
    /// The client must outlive it.
    TableSchemaServer(ApiClient &client, WorkspaceId workspace, TableId table);
    ~TableSchemaServer() override;

    /// What the journal is told of the steps of the plan that is applied next; of a rest of them, of its last ones.
    void setStories(QList<WriteStory> stories) { m_stories = std::move(stories); }

    Result<Done> authorize(const QList<PlanStep> &steps) override;
    void release() override;
    Reply<RawJson> readSchema() override;
    Reply<RawJson> readIndexes() override;
    Reply<RawJson> readTable() override;
    Reply<Done> rename(const RawJson &body) override;
    Reply<Done> create(const QString &type, const RawJson &body) override;
    Reply<Done> putSchema(const RawJson &fields) override;
    Reply<Done> deleteField(const QString &name) override;
    Reply<Done> createIndex(const QString &type, const RawJson &body) override;
    Reply<Done> putIndexes(const RawJson &indexes) override;
    Reply<Done> deleteIndex(const QString &id) override;
    Reply<Done> putProperties(const RawJson &body) override;
    Reply<Done> putSecurity(const RawJson &body) override;
    Reply<Done> putAutocomplete(const RawJson &body) override;

private:
    [[nodiscard]] Request request(EndpointId endpoint, const QStringList &more = {}) const;
    Reply<RawJson> read(EndpointId endpoint);
    Reply<Done> write(Request request);
    Reply<Done> write(EndpointId endpoint, const RawJson &body, const QStringList &more = {});

    ApiClient &m_client;
    WorkspaceId m_workspace;
    TableId m_table;
    QList<WriteStory> m_stories;
    std::optional<TicketId> m_ticket;
};

} // namespace metascope
