// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>

namespace metascope {

/// A secret that we hold: move-only, wiped on destruction, without a way into a log (no operator<<, no QVariant).
/// Copies that Qt makes of it (request headers, the keychain job) are out of its reach.
class Secret {
public:
    Secret() = default;
    /// Takes the bytes; the caller's array should be its only owner, else another copy survives.
    explicit Secret(QByteArray &&bytes);
    ~Secret();
    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves; valid while this object lives. Only for the one header and the keychain.
    [[nodiscard]] const QByteArray &expose() const { return m_bytes; }
    /// A second holder of the same secret, made on purpose (a deep copy).
    [[nodiscard]] Secret duplicate() const;
    /// The last four characters; empty where the secret is too short to show any.
    [[nodiscard]] QString hint() const;

private:
    void wipe();
    QByteArray m_bytes;
};

} // namespace metascope
