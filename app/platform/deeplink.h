// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace metascope {

/// `metascope://INSTANCE[/WORKSPACE[/STEP…]]`: where to go in an instance that is on the list. The steps are those of a node's key
/// in the explorer (`table/7`, `apigroup/3/endpoint/12`, `ai/agent`), or end in a name (`table/orders`). A link only navigates.
struct DeepLink {
    static constexpr qsizetype longest = 2048; ///< characters; a longer one is none
    static constexpr qsizetype mostSteps = 5; ///< below a workspace

    QString instance; ///< the registry's id
    qint64 workspace = 0; ///< 0 where the link names none
    QStringList steps; ///< decoded; words of the explorer's keys, numbers, labels and names

    static std::optional<DeepLink> parse(const QString &text);
    /// A link to the node of that key; nothing for what is no key, or too long for a link.
    static std::optional<DeepLink> ofKey(const QString &key);
    /// The key of the node that is meant, where the steps are those of one.
    [[nodiscard]] QString key() const;
    [[nodiscard]] QString toString() const;
    bool operator==(const DeepLink &) const = default;
};

} // namespace metascope
