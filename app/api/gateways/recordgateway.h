// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/apiclient.h"
#include "app/api/codecs/listcodec.h"
#include "app/domain/record.h"

namespace metascope {

/// Reads the records of tables and makes the requests that write them. The data source is named on every call.
class RecordGateway {
public:
    explicit RecordGateway(ApiClient &client) : m_client(client) {}

    /// One page, counted from 1. At most 500 records: what every engine takes.
    Reply<Page<Record>> page(const RecordPlace &place, int number, int size);
    Reply<Record> get(const RecordPlace &place, RecordId id);

    static Request creation(const RecordPlace &place, const RawJson &record);
    /// `changes` holds the changed fields alone: the server merges them.
    static Request change(const RecordPlace &place, RecordId id, const RawJson &changes);
    static Request removal(const RecordPlace &place, RecordId id);
    /// Sends one of these.
    Reply<RawJson> write(const Request &request, TicketId ticket);

private:
    ApiClient &m_client;
};

} // namespace metascope
