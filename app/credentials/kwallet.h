// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/keyringservice.h"

#include <QtCore/QProcessEnvironment>

namespace metascope {

/// The wallet daemon of Plasma 5, asked in its own words: there QtKeychain 0.13 talks to it and not to the Secret Service.
class KWallet final : public KeyringService {
    Q_OBJECT
public:
    using KeyringService::KeyringService;
    Reply<State> state() override;
    /// The daemon shows its question and cannot be asked to take it away.
    Reply<Done> unlock(std::chrono::milliseconds limit) override;
    [[nodiscard]] QString serviceName() const override { return QStringLiteral("KWallet"); }

private:
    QString m_wallet;
};

/// Whether QtKeychain 0.13 prefers KWallet in such a session (keychain_unix.cpp, detectDesktopEnvironment): in Plasma 5
/// alone, and there only while the daemon answers; everywhere else it takes the Secret Service.
bool prefersKWallet(const QProcessEnvironment &environment);

} // namespace metascope
