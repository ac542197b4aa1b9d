// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"

#include <map>

namespace metascope {

/// "This Session Only": tokens in memory, gone with the program.
class SessionStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override;
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;
    void forgetAll() override { m_secrets.clear(); }

private:
    std::map<QString, SharedSecret> m_secrets;
};

} // namespace metascope
