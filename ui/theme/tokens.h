// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/targetmark.h"

#include <QtGui/QColor>
#include <QtGui/QPalette>

#include <array>

namespace metascope {

/// A mark and the ground that it stands on.
struct MarkColors {
    QColor mark;
    QColor ground;
    bool operator==(const MarkColors &) const = default;
};

/// Every colour of the window, by what it is for. Each text on each ground that it is used on has a contrast of
/// 4.5:1 or better; a test walks the pairs.
struct ThemeTokens {
    bool dark = false;
    QColor window; ///< chrome
    QColor base; ///< content
    QColor alternate; ///< every other row of a grid
    QColor text;
    QColor muted; ///< secondary text
    QColor line; ///< separators
    QColor control; ///< edges of edits and boxes
    QColor selection; ///< ground of selected rows, with the normal text colours
    QColor accent; ///< focus ring, links, primary button
    QColor onAccent;
    QColor disabled; ///< disabled text
    QColor error; ///< text of an invalid field, of a failed step
    MarkColors added;
    MarkColors changed; ///< also warnings
    MarkColors removed; ///< also errors
    MarkColors live;
    MarkColors info;
    std::array<MarkColors, markColours.size()> targets; ///< by MarkColour: what a person marked
    bool operator==(const ThemeTokens &) const = default;

    static ThemeTokens lightTokens();
    static ThemeTokens darkTokens();
    [[nodiscard]] QPalette palette() const;
    [[nodiscard]] const MarkColors &target(MarkColour colour) const
    {
        return targets.at(static_cast<std::size_t>(colour));
    }
};

/// Spacing in pixels: multiples of the 4 px grid.
namespace spacing {
inline constexpr int tight = 4; ///< inside a group of controls
inline constexpr int cell = 6; ///< beside the text of a table's cell; half steps are for what has no edge
inline constexpr int control = 8; ///< between controls
inline constexpr int edge = 12; ///< inside the edge of a panel
inline constexpr int group = 16; ///< between groups
inline constexpr int rowPadding = 8; ///< added to the font's height to make a row
} // namespace spacing

} // namespace metascope
