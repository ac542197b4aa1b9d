// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/palette/palettecontent.h"

#include "app/search/nameindex.h"
#include "ui/palette/menucommands.h"
#include "ui/theme/icons.h"
#include "ui/widgets/onelinetext.h"

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype longestQuoted = 60;
constexpr qsizetype mostRecent = 20;

PaletteRow heading(const QString &text)
{
    PaletteRow row;
    row.type = PaletteRow::Type::Heading;
    row.text = text;
    return row;
}

/// The rows whose text the pattern meets, best first; alike ones keep their order.
QList<PaletteRow> ranked(QList<PaletteRow> rows, const FuzzyPattern &pattern)
{
    if (pattern.isEmpty())
        return rows;
    std::vector<std::pair<int, qsizetype>> order;
    for (qsizetype i = 0; i < rows.size(); ++i)
        if (const auto score = fuzzyScore(pattern, rows[i].text))
            order.emplace_back(-*score, i);
    std::ranges::sort(order);
    QList<PaletteRow> made;
    for (const auto &[score, i] : order) {
        made.append(std::move(rows[i]));
        made.last().spans = pattern.spans(made.last().text);
    }
    return made;
}

} // namespace

PaletteContent::PaletteContent(NameIndex &index, const IconProvider &icons, const QMenuBar &menus)
    : m_index(index), m_menus(menus)
{
    for (const KindRow &row : kindTable)
        m_kindIcons[static_cast<std::size_t>(row.kind)] = icons.forKind(row.kind, IconTint::Muted);
}

PaletteContent::Page PaletteContent::page(const QString &typed) const
{
    const PaletteQuery query = PaletteQuery::parse(typed);
    switch (query.mode) {
    case PaletteQuery::Mode::Commands: return commands(query.pattern);
    case PaletteQuery::Mode::Prefixes: return prefixes(query.pattern);
    case PaletteQuery::Mode::Objects: break;
    }
    return query.pattern.isEmpty() && query.kinds.none() ? recent() : objects(query);
}

PaletteRow PaletteContent::objectRow(const NamedObject &object, bool isPinned) const
{
    QStringList trailing{isPinned ? tr("Pinned") : QString(), object.place};
    trailing.removeAll(QString());
    QStringList description = trailing;
    description.prepend(kindName(object.kind));
    if (!object.detail.isEmpty())
        description.append(object.detail);
    PaletteRow row;
    row.text = object.name;
    row.detail = object.detail;
    row.trailing = trailing.join(QStringLiteral(" · "));
    row.description = description.join(QStringLiteral(", "));
    row.icon = m_kindIcons[static_cast<std::size_t>(object.kind)];
    row.key = object.key;
    return row;
}

QString PaletteContent::noMatch(const QString &pattern)
{
    return tr("Nothing matches “%1”.").arg(shortened(oneLine(pattern), longestQuoted));
}

PaletteContent::Page PaletteContent::objects(const PaletteQuery &query) const
{
    const NameIndex::Found found = m_index.find(FuzzyPattern(query.pattern), {query.kinds, {}}, mostRows);
    Page page;
    for (const NameIndex::Match &match : found.matches) {
        PaletteRow row = objectRow(match.object, match.isPinned);
        row.spans = match.spans;
        page.rows.append(row);
    }
    if (found.total == 0)
        page.status = query.pattern.isEmpty() ? tr("None of this kind is known.") : noMatch(query.pattern);
    else if (found.total > found.matches.size())
        page.status
            = tr("The best %1 of %Ln match(es)", nullptr, static_cast<int>(found.total)).arg(found.matches.size());
    else
        page.status = tr("%Ln match(es)", nullptr, static_cast<int>(found.total));
    return page;
}

PaletteContent::Page PaletteContent::recent() const
{
    Page page;
    const auto append = [this, &page](const QString &title, const QStringList &keys) {
        QList<PaletteRow> rows;
        for (const QString &key : keys)
            if (const auto object = m_index.object(key); object && rows.size() < mostRecent)
                rows.append(objectRow(*object, false)); // the heading says whether it is
        if (!rows.isEmpty())
            page.rows += QList<PaletteRow>{heading(title)} + rows;
    };
    QStringList visited;
    for (const NameIndex::Visit &visit : m_index.visits())
        if (!m_index.isPinned(visit.key))
            visited.append(visit.key);
    append(tr("Pinned"), m_index.pins());
    append(tr("Recently Opened"), visited);
    page.status = page.rows.isEmpty() ? tr("Nothing was opened yet. Type a name, > for commands, ? for kinds.")
                                      : tr("Type a name, > for commands, ? for kinds.");
    return page;
}

PaletteContent::Page PaletteContent::commands(const QString &pattern) const
{
    Page page;
    for (const MenuCommand &command : menuCommands(m_menus)) {
        PaletteRow row;
        row.type = PaletteRow::Type::Command;
        row.text = command.path;
        row.trailing = command.shortcut;
        row.description = tr("Command");
        if (!command.shortcut.isEmpty())
            row.description += QStringLiteral(", ") + command.shortcut;
        if (command.action->isCheckable())
            row.description += QStringLiteral(", ") + (command.action->isChecked() ? tr("on") : tr("off"));
        row.icon = command.action->icon();
        row.action = command.action;
        page.rows.append(row);
    }
    page.rows = ranked(page.rows, FuzzyPattern(pattern));
    page.status
        = page.rows.isEmpty() ? noMatch(pattern) : tr("%n command(s)", nullptr, static_cast<int>(page.rows.size()));
    return page;
}

PaletteContent::Page PaletteContent::prefixes(const QString &pattern) const
{
    Page page;
    for (const PaletteQuery::Help &help : PaletteQuery::help()) {
        PaletteRow row;
        row.type = PaletteRow::Type::Prefix;
        row.text = help.words;
        row.trailing = help.prefix;
        row.description = tr("Prefix %1").arg(help.prefix);
        row.key = help.prefix;
        const KindSet kinds = PaletteQuery::parse(help.prefix).kinds;
        for (std::size_t kind = kinds.size(); kind-- > 0;)
            if (kinds.test(kind))
                row.icon = m_kindIcons[kind]; // of the first one
        page.rows.append(row);
    }
    page.rows = ranked(page.rows, FuzzyPattern(pattern));
    page.status = page.rows.isEmpty() ? noMatch(pattern) : tr("What can stand before a name");
    return page;
}

} // namespace metascope
