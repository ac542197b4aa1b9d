// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QFont>
#include <QtWidgets/QStyleOptionViewItem>

class QPainter;

namespace metascope {

class Theme;

/// What rows of results share: a name whose matched characters stand out, with muted words beside it.
namespace rowtext {

/// More characters than this fit into no row, and what is laid out takes time.
inline constexpr qsizetype longest = 400;

/// Of the weight of what a pattern met.
QFont strong(const QFont &base);
/// In the muted colour on one line at `side` of `room`, which is given as if text ran from the left; elided where it does not
/// fit.
void paintMuted(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme, const QString &text,
                const QRect &room, Qt::Alignment side, Qt::TextElideMode elide);

} // namespace rowtext

} // namespace metascope
