// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/linktarget.h"

#include "app/domain/nodepath.h"
#include "app/model/lazytree.h"
#include "app/platform/deeplink.h"

#include <algorithm>

namespace metascope {

namespace {

/// As the tree has it: a kind that stands in a section goes without it in what people write.
DeepLink withSection(DeepLink link)
{
    const auto row = std::ranges::find_if(
        kindTable, [&link](const KindRow &each) { return kindKey(each.kind) == link.steps.value(0); });
    if (row == kindTable.end())
        return link;
    if (const auto section = sectionOf(row->kind)) {
        const std::string_view key = sectionRow(*section).key;
        link.steps.prepend(QString::fromLatin1(key.data(), static_cast<qsizetype>(key.size())));
    }
    return link;
}

/// The children of a node that have the name.
QStringList named(const LazyTree &tree, const QModelIndex &parent, const QString &name)
{
    QStringList keys;
    for (int row = 0; parent.isValid() && row < tree.rowCount(parent); ++row)
        if (const QModelIndex item = tree.index(row, 0, parent); item.data().toString() == name)
            keys.append(item.data(LazyTree::KeyRole).toString());
    return keys;
}

} // namespace

LinkTarget LinkTarget::of(const DeepLink &link, const LazyTree &tree)
{
    DeepLink at = withSection(link);
    if (const QString key = at.key(); tree.indexOf(key).isValid())
        return {key, true};
    if (!at.steps.isEmpty()) {
        const QString name = at.steps.takeLast();
        const QStringList found = named(tree, tree.indexOf(at.key()), name);
        // Of several of that name none is the one that was meant: their list is.
        if (found.size() == 1)
            return {found.constFirst(), true};
    }
    for (QString key = at.key(); !key.isEmpty(); key = key.left(std::max<qsizetype>(0, key.lastIndexOf(u'/'))))
        if (tree.indexOf(key).isValid())
            return {key, false};
    return {};
}

} // namespace metascope
