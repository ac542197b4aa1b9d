// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/ids.h"

#include <QtWidgets/QFrame>

namespace metascope {

class IconProvider;

/// An instance as the welcome page shows it; all texts are for people.
struct KnownInstance {
    InstanceId id;
    QString name;
    QString host;
    QString state; ///< such as "Open" or "This session only"; may be empty
    bool operator==(const KnownInstance &) const = default;
};

/// One known instance: name, host, state, Open and Remove Instance….
class InstanceRow final : public QFrame {
    Q_OBJECT
public:
    InstanceRow(const KnownInstance &instance, const IconProvider &icons, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested(const metascope::InstanceId &instance);
    void removeRequested(const metascope::InstanceId &instance);
};

} // namespace metascope
