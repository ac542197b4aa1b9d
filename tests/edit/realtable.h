// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/edit/applyrunner.h"
#include "app/session/tableschemaserver.h"
#include "tests/api/clientfixture.h"

namespace metascope::test {

/// What one record held before anything was applied, by the key of the field.
struct KnownRecord {
    QString source; ///< the data source's label
    qint64 id = 0;
    QHash<EntryKey, QByteArray> values;
};

/// A table of a running sandbox. It is made, looked at and changed by others through the sandbox's own API, unlisted; what
/// the request log holds of it came from the client.
class RealTable {
public:
    /// With three records in each of two data sources; every value tells its field and record.
    RealTable(ClientFixture &fixture, const TableSchema &wanted);
    /// One of a sample, with the records that it has in `live`.
    RealTable(ClientFixture &fixture, const QString &name);

    TableSchema base; ///< as the client reads it, with the keys of what was wanted

    [[nodiscard]] TableId id() const { return m_id; }
    [[nodiscard]] ClientFixture &fixture() const { return m_fixture; }
    [[nodiscard]] WorkspaceId workspace() const { return m_fixture.workspace(); }
    [[nodiscard]] QString path(const QString &below = {}) const;
    [[nodiscard]] RawJson schema() const { return call("GET", path(QStringLiteral("/schema"))); }
    [[nodiscard]] RawJson indexes() const { return call("GET", path(QStringLiteral("/index"))); }
    /// Nothing where there is no such record.
    [[nodiscard]] std::optional<RawJson> record(const KnownRecord &record) const;
    [[nodiscard]] const QList<KnownRecord> &records() const { return m_records; }
    /// An API call with every right, now. Fails the run for a status from 400 on.
    RawJson call(const QByteArray &method, const QString &path, const RawJson &body = {},
                 const QString &source = {}) const;
    /// The same right before the `nth` request that `match` names arrives.
    void callBefore(const QString &match, int nth, const QByteArray &method, const QString &below,
                    const RawJson &body = {}) const;

    /// What the client has sent since the table was made or since forgetArrivals().
    [[nodiscard]] QList<sandbox::LoggedRequest> arrivals() const;
    /// "METHOD PATH STATUS" of those that are no reads.
    [[nodiscard]] QStringList writes() const;
    void forgetArrivals();

    /// What is wrong with the table, given that `target` was applied to `base`: its fields, its indexes, its records.
    [[nodiscard]] QString problemOf(const TableSchema &target) const;
    /// What is wrong with the baseline: it is what the server holds, under the keys of `target` where `exact`.
    [[nodiscard]] QString problemOfBaseline(const std::optional<TableSchema> &baseline, const TableSchema &target,
                                            bool exact) const;
    /// What is wrong with what the client has sent to carry out `plan`: see the implementation.
    [[nodiscard]] QString problemOfTraffic(const ApplyPlan &plan) const;

private:
    void learn(const TableSchema &known, const QStringList &sources);
    [[nodiscard]] QString problemOfRecord(const KnownRecord &known, const TableSchema &target) const;

    ClientFixture &m_fixture;
    TableId m_id;
    QList<KnownRecord> m_records;
    qint64 m_seen = 0;
};

/// A plan on its way through the real client.
struct RealApply {
    RealApply(RealTable &table, const ApplyPlan &plan)
        : server(table.fixture().client(), table.workspace(), table.id()), runner(server, plan)
    {}
    /// Whether it ended.
    bool toTheEnd();
    /// The states of the steps, such as "Done Failed Skipped".
    [[nodiscard]] QString steps() const;

    TableSchemaServer server;
    ApplyRunner runner;
    QSignalSpy finished{&runner, &ApplyRunner::finished};
};

/// Deadlines that no test meets: a busy machine is slow.
ClientOptions patientOptions();

} // namespace metascope::test
