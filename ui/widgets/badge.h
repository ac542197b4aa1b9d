// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/targetmark.h"

#include <QtWidgets/QWidget>

namespace metascope {

class Theme;
struct MarkColors;
struct ThemeTokens;

/// A word in a rounded box: LIVE, READ-ONLY, DRAFT. Always a word, never colour alone.
class Badge final : public QWidget {
    Q_OBJECT
public:
    enum class Kind { Neutral, Info, Live, Added, Changed, Removed, Red, Orange, Green, Blue, Purple, Grey };
    Q_ENUM(Kind)
    [[nodiscard]] static Kind kindOf(MarkColour colour);
    /// A tag as it stands in a badge.
    [[nodiscard]] static QString wordOf(const TargetMark &mark);

    /// `theme` must outlive the badge.
    explicit Badge(const Theme &theme, QWidget *parent = nullptr);
    Badge(const Theme &theme, Kind kind, const QString &text, QWidget *parent = nullptr);

    /// The text is also the accessible name. An empty text hides the badge.
    void setBadge(Kind kind, const QString &text);
    /// A person's own mark: its word in its colour.
    void setMark(const TargetMark &mark);
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

    /// For delegates: the room that a badge takes beside text in `font`, and the badge itself, left in `rect` and
    /// centred on its height.
    [[nodiscard]] static QSize sizeFor(const QString &text, const QFont &font);
    static void paint(QPainter &painter, const QRect &rect, Kind kind, const QString &text, const QFont &font,
                      const ThemeTokens &tokens);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Kind m_kind = Kind::Neutral;
    QString m_text;
};

} // namespace metascope
