// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <array>

namespace metascope {

/// The colours that a person can give to an instance or a workspace.
enum class MarkColour { None, Red, Orange, Green, Blue, Purple, Grey };

inline constexpr std::array markColours{MarkColour::None, MarkColour::Red,    MarkColour::Orange, MarkColour::Green,
                                        MarkColour::Blue, MarkColour::Purple, MarkColour::Grey};

/// How a person tells instances and workspaces apart ("production", red). Shown with its word, never as colour alone: a
/// mark without a word shows nothing.
struct TargetMark {
    MarkColour colour = MarkColour::None;
    QString tag; ///< one short word; empty: no mark
    [[nodiscard]] bool isEmpty() const { return tag.isEmpty(); }
    bool operator==(const TargetMark &) const = default;
};

/// "Red", for people.
QString markColourName(MarkColour colour);

} // namespace metascope
