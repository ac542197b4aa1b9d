// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"

#include <QtCore/QTimer>

#include <chrono>
#include <functional>
#include <map>

namespace metascope {

/// "Ask Every Time": keeps nothing; whoever opens the instance gives the token. GUI thread.
class AskStore final : public TokenStore {
public:
    /// Asks the person for the token of that key. Cancelled is a fair answer; an abort() of the reply ends the asking.
    using Ask = std::function<Reply<SharedSecret>(const TokenKey &key)>;
    /// `kept`: how long a token waits for its read().
    explicit AskStore(Ask ask, std::chrono::milliseconds kept = std::chrono::seconds(30));

    [[nodiscard]] QString name() const override;
    /// Kept in memory for the next read() alone, and not for long: the person has just given it, and an instance that is
    /// open already never asks for it.
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;
    void forgetAll() override { m_next.clear(); }

private:
    Ask m_ask;
    QTimer m_end;
    std::map<QString, SharedSecret> m_next;
};

} // namespace metascope
