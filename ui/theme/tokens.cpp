// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

namespace metascope {

ThemeTokens ThemeTokens::lightTokens()
{
    return {
        .dark = false,
        .window = QColor(0xF6, 0xF7, 0xF9),
        .base = QColor(0xFF, 0xFF, 0xFF),
        .alternate = QColor(0xF1, 0xF3, 0xF6),
        .text = QColor(0x1C, 0x21, 0x27),
        .muted = QColor(0x53, 0x5D, 0x6B),
        .line = QColor(0xC9, 0xD0, 0xD9),
        .control = QColor(0x7C, 0x88, 0x96),
        .selection = QColor(0xD6, 0xE4, 0xFB),
        .accent = QColor(0x1A, 0x55, 0xC4),
        .onAccent = QColor(0xFF, 0xFF, 0xFF),
        .disabled = QColor(0x8A, 0x94, 0xA1),
        .error = QColor(0xB3, 0x26, 0x1E),
        .added = {QColor(0x14, 0x66, 0x2F), QColor(0xE3, 0xF5, 0xE8)},
        .changed = {QColor(0x7A, 0x4B, 0x00), QColor(0xFF, 0xF3, 0xD6)},
        .removed = {QColor(0xA3, 0x16, 0x21), QColor(0xFD, 0xE7, 0xE7)},
        .live = {QColor(0xFF, 0xFF, 0xFF), QColor(0xB3, 0x26, 0x1E)},
        .info = {QColor(0x1A, 0x4F, 0xB4), QColor(0xE6, 0xEE, 0xFC)},
    };
}

ThemeTokens ThemeTokens::darkTokens()
{
    return {
        .dark = true,
        .window = QColor(0x1E, 0x22, 0x27),
        .base = QColor(0x17, 0x1A, 0x1F),
        .alternate = QColor(0x1B, 0x1F, 0x25),
        .text = QColor(0xE4, 0xE8, 0xED),
        .muted = QColor(0xA3, 0xAE, 0xBB),
        .line = QColor(0x3A, 0x42, 0x4D),
        .control = QColor(0x70, 0x7B, 0x88),
        .selection = QColor(0x24, 0x40, 0x6F),
        .accent = QColor(0x6E, 0xA0, 0xFF),
        .onAccent = QColor(0x0E, 0x11, 0x16),
        .disabled = QColor(0x6B, 0x75, 0x82),
        .error = QColor(0xFF, 0x9A, 0x9A),
        .added = {QColor(0x7F, 0xD9, 0x9A), QColor(0x16, 0x31, 0x1F)},
        .changed = {QColor(0xF2, 0xC5, 0x6B), QColor(0x3A, 0x2E, 0x12)},
        .removed = {QColor(0xFF, 0x9A, 0x9A), QColor(0x3B, 0x1A, 0x1C)},
        .live = {QColor(0xFF, 0xFF, 0xFF), QColor(0x8C, 0x1D, 0x18)},
        .info = {QColor(0x9D, 0xBF, 0xFF), QColor(0x17, 0x29, 0x4A)},
    };
}

QPalette ThemeTokens::palette() const
{
    QPalette made;
    const auto set = [&made](QPalette::ColorRole role, const QColor &color) { made.setColor(role, color); };
    set(QPalette::Window, window);
    set(QPalette::WindowText, text);
    set(QPalette::Base, base);
    set(QPalette::AlternateBase, alternate);
    set(QPalette::Text, text);
    set(QPalette::Button, window);
    set(QPalette::ButtonText, text);
    set(QPalette::BrightText, onAccent);
    set(QPalette::Highlight, selection);
    set(QPalette::HighlightedText, text);
    set(QPalette::Link, accent);
    set(QPalette::LinkVisited, accent);
    set(QPalette::PlaceholderText, muted);
    set(QPalette::ToolTipBase, base);
    set(QPalette::ToolTipText, text);
    set(QPalette::Light, base);
    set(QPalette::Midlight, alternate);
    set(QPalette::Mid, line);
    set(QPalette::Dark, control);
    set(QPalette::Shadow, line);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText,
                            QPalette::PlaceholderText})
        made.setColor(QPalette::Disabled, role, disabled);
    made.setColor(QPalette::Disabled, QPalette::Base, window);
    return made;
}

} // namespace metascope
