// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/instanceregistry.h"

#include <QtCore/QObject>
#include <QtCore/QSet>

#include <functional>

namespace metascope {

class MessageBar;

/// Says that tokens end within 48 hours: once per run for each, and never over another message. All of it outlives the
/// notice.
class ExpiryNotice final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        const InstanceRegistry &registry;
        MessageBar &bar;
        std::function<QDateTime()> now = &QDateTime::currentDateTimeUtc;
    };
    explicit ExpiryNotice(const Parts &parts, QObject *parent = nullptr);

    /// Looks whether there is something to say. To be called at times; cheap.
    void check();

Q_SIGNALS:
    /// The person wants to see the tokens.
    void tokensRequested();

private:
    Parts m_parts;
    QSet<QString> m_said; ///< token ids
};

} // namespace metascope
