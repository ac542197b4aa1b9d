// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <optional>

namespace metascope {

/// `metascope://INSTANCE/WORKSPACE/KIND/NAME`: where to go in an instance that is on the list. A link only navigates.
struct DeepLink {
    static constexpr qsizetype longest = 2048; ///< characters; a longer one is none

    QString instance; ///< the registry's id
    qint64 workspace = 0; ///< 0 where the link names none
    QString kind; ///< such as `table`; empty where the link ends at the workspace
    QString name; ///< decoded

    static std::optional<DeepLink> parse(const QString &text);
    [[nodiscard]] QString toString() const;
    bool operator==(const DeepLink &) const = default;
};

} // namespace metascope
