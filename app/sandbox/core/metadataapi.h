// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/core/call.h"
#include "app/sandbox/core/tokenbook.h"
#include "app/sandbox/core/worker.h"
#include "app/sandbox/http.h"

namespace metascope::sandbox {

/// Finds the route of a call, checks token and scope, runs it in one transaction: a refused call changes nothing.
/// Everything happens on one thread of its own, which owns the database.
class MetadataApi final : public ApiHandler {
public:
    explicit MetadataApi(const ApiOptions &options);
    ~MetadataApi() override;

    /// Opens the state and, where that is empty, fills it with the sample. Before anything else. Error: Storage.
    Result<Done> open();

    HttpResponse handle(const HttpRequest &request) override;
    /// Fills the state with the sample again, also that of a data file.
    void reset() override;
    [[nodiscard]] Inventory inventory() const override { return m_environment.inventory; }
    void setOrigins(const Origins &origins) override;

private:
    HttpResponse answer(const HttpRequest &request);
    HttpResponse runRoute(const Route &route, Call &call);
    /// What the request's token may do. 401 without a valid one.
    [[nodiscard]] Outcome<Grants> authorize(const HttpRequest &request) const;
    [[nodiscard]] HttpResponse openApi(const HttpRequest &request) const;
    void fill();
    void readInventory();

    Environment m_environment;
    TokenBook m_tokens;
    std::unique_ptr<Database> m_database; ///< made and ended on the worker's thread
    Worker m_worker;
};

} // namespace metascope::sandbox
