// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/requestpattern.h"
#include "app/sandbox/http.h"

#include <mutex>
#include <vector>

namespace metascope::sandbox {

/// API calls that somebody else makes right before a chosen request arrives. Any thread.
class Mutations final {
public:
    /// `request` falls due before the `nth` match (from 1, counted from now on).
    void add(const RequestPattern &when, int nth, const HttpRequest &request);
    /// Counts an arriving request; what falls due before it.
    QList<HttpRequest> take(const HttpRequest &arriving);
    void clear();

private:
    struct Pending {
        RequestPattern when;
        int left = 1;
        HttpRequest request;
    };
    std::mutex m_mutex;
    std::vector<Pending> m_pending;
};

} // namespace metascope::sandbox
