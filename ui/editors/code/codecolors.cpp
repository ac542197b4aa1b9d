// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/codecolors.h"

#include "ui/theme/tokens.h"

namespace metascope {

namespace {

/// Two hues that the window has no token for, because nothing but code needs them: as strong as the accent, so that they
/// follow it from theme to theme.
constexpr float violet = 272.0F / 360;
constexpr float teal = 184.0F / 360;

QColor inHue(const QColor &accent, float hue, float lightness)
{
    return QColor::fromHslF(hue, accent.hslSaturationF() * 0.8F, lightness);
}

} // namespace

CodeLook codeLook(const ThemeTokens &tokens, const QFont &font)
{
    CodeLook look;
    look.font = font;
    look.base = tokens.base;
    look.margin = tokens.base;
    look.currentLine = tokens.alternate;
    look.text = tokens.text;
    look.muted = tokens.muted;
    look.mark = tokens.control;
    look.line = tokens.line;
    look.selection = tokens.selection;
    look.accent = tokens.accent;
    look.match = tokens.changed.ground;

    const QColor names = inHue(tokens.accent, violet, tokens.dark ? 0.78F : 0.42F);
    const QColor variables = inHue(tokens.accent, teal, tokens.dark ? 0.62F : 0.24F);
    const auto set
        = [&look](code::Style style, const QColor &color) { look.styles[static_cast<std::size_t>(style)] = color; };
    set(code::Style::Text, tokens.text);
    set(code::Style::Comment, tokens.muted);
    set(code::Style::String, tokens.added.mark);
    set(code::Style::Number, tokens.changed.mark);
    set(code::Style::Literal, tokens.changed.mark);
    set(code::Style::Keyword, tokens.accent);
    set(code::Style::Call, tokens.accent);
    set(code::Style::Type, names);
    set(code::Style::Variable, variables);
    set(code::Style::Filter, names);
    set(code::Style::Attribute, tokens.text);
    set(code::Style::Operator, tokens.muted);
    return look;
}

} // namespace metascope
