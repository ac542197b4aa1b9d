// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"

#include <functional>
#include <map>

namespace metascope {

/// "Ask Every Time": keeps nothing; whoever opens the instance gives the token. GUI thread.
class AskStore final : public TokenStore {
public:
    /// Asks the person for the token of that key. Cancelled is a fair answer; an abort() of the reply ends the asking.
    using Ask = std::function<Reply<SharedSecret>(const TokenKey &key)>;
    explicit AskStore(Ask ask) : m_ask(std::move(ask)) {}

    [[nodiscard]] QString name() const override;
    /// Kept in memory for the next read() alone: the person has just given it.
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;

private:
    Ask m_ask;
    std::map<QString, SharedSecret> m_next;
};

} // namespace metascope
