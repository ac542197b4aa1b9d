// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/helppages.h"

#include <QtCore/QFile>

namespace metascope {

const QStringList &helppages::names()
{
    static const QStringList all{QStringLiteral("index"), QStringLiteral("explorer"), QStringLiteral("tokens"),
                                 QStringLiteral("guard"), QStringLiteral("schema"),   QStringLiteral("journal")};
    return all;
}

QString helppages::markdown(const QString &name)
{
    if (!names().contains(name))
        return {};
    QFile file(QStringLiteral(":/help/%1.md").arg(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString helppages::title(const QString &name)
{
    const QString text = markdown(name);
    const QString first = text.left(text.indexOf(u'\n'));
    return first.startsWith(QLatin1String("# ")) ? first.mid(2).trimmed() : name;
}

QString helppages::anchorOf(const QString &heading)
{
    QString anchor;
    for (const QChar each : heading.toLower()) {
        if (each.isLetterOrNumber())
            anchor.append(each);
        else if (each.isSpace() || each == u'-')
            anchor.append(u'-');
    }
    return anchor;
}

HelpLink HelpLink::resolve(const QUrl &link, const QString &current)
{
    HelpLink made;
    if (!link.isValid() || !link.userInfo().isEmpty())
        return made;
    if (link.scheme() == QLatin1String("https") && !link.host().isEmpty()) {
        made.kind = Kind::Browser;
        made.url = link;
        return made;
    }
    if (!link.scheme().isEmpty() || !link.authority().isEmpty() || link.hasQuery())
        return made;
    QString page = link.path();
    if (page.endsWith(QLatin1String(".md")))
        page.chop(3);
    if (page.isEmpty())
        page = current;
    if (!helppages::names().contains(page))
        return made;
    made.kind = Kind::Page;
    made.page = page;
    made.anchor = link.fragment();
    return made;
}

} // namespace metascope
