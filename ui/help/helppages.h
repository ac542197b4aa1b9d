// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <optional>

namespace metascope {

/// The pages of the help: Markdown that the program carries inside itself.
namespace helppages {

/// Names without a folder or an ending, in the order in which they are listed; the first one is where the help opens.
const QStringList &names();
/// Empty for what is no page.
QString markdown(const QString &name);
/// Its first heading.
QString title(const QString &name);
/// How a heading is named in a link: "Where a token is" is `where-a-token-is`.
QString anchorOf(const QString &heading);

} // namespace helppages

/// Where a link of a help page leads. Nothing but a page and an address for the browser is ever followed.
struct HelpLink {
    enum class Kind {
        Page,
        Browser, ///< https to a host; not opened here
        Refused
    };
    Kind kind = Kind::Refused;
    QString page;
    QString anchor; ///< of a heading; empty: the top
    QUrl url; ///< for the browser

    /// `link` as written on the page `current`.
    static HelpLink resolve(const QUrl &link, const QString &current);
};

} // namespace metascope
