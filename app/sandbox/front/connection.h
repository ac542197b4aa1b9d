// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/sandbox/front/conversation.h"
#include "app/sandbox/front/desk.h"
#include "app/sandbox/front/requestparser.h"

#include <optional>

namespace metascope::sandbox {

/// One connection from accept to close: reads requests one after the other and has them answered.
class Connection final : public Conversation {
public:
    /// `number` is unique over all origins; `desk` outlives the connection.
    Connection(Desk &desk, std::unique_ptr<Stream> stream, int instance, qint64 number);

    void run() override;

private:
    std::optional<HttpRequest> readRequest();
    void refuse(int status);

    Desk &m_desk;
    const std::unique_ptr<Stream> m_stream;
    const int m_instance;
    const qint64 m_number;
    RequestParser m_parser;
};

} // namespace metascope::sandbox
