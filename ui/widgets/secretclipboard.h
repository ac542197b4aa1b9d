// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/secret.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <chrono>

namespace metascope {

/// Puts a secret on the clipboard for a short while: never on the selection of the middle mouse button, with the hints
/// by which clipboard managers leave it out of their histories, and gone after a time and when the program ends, where
/// the clipboard still holds it. Keeps a digest of it alone. GUI thread; outlives the window that copies, so that one
/// can paste.
class SecretClipboard final : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds usualTime = std::chrono::seconds(30);

    explicit SecretClipboard(std::chrono::milliseconds keptFor = usualTime, QObject *parent = nullptr);
    ~SecretClipboard() override;

    void copy(const Secret &secret);
    /// Empties the clipboard where it still holds what was copied here.
    void clear();
    /// Something that was copied here is still to be cleared.
    [[nodiscard]] bool isPending() const { return !m_digest.isEmpty(); }
    [[nodiscard]] std::chrono::milliseconds keptFor() const { return m_clearing.intervalAsDuration(); }

Q_SIGNALS:
    /// The time is over. `wasHeld`: the clipboard still held it, and is empty now.
    void cleared(bool wasHeld);

private:
    QByteArray m_digest; ///< SHA-256; empty: nothing to clear
    QTimer m_clearing;
};

} // namespace metascope
