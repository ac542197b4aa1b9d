// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerfound.h"

#include "app/model/backgroundloader.h"
#include "ui/explorer/explorerdelegate.h"
#include "ui/explorer/explorerfilter.h"
#include "ui/explorer/explorerproxy.h"
#include "ui/explorer/explorertree.h"

#include <QtGui/QAction>

namespace metascope {

namespace {
/// Of more matches than these only the groups are shown, with how many each holds: nobody reads so many.
constexpr int mostExpanded = 2000;
} // namespace

ExplorerFound::ExplorerFound(const Parts &parts, QWidget *widget)
    : QObject(widget), m_names(parts.names), m_filter(parts.filter), m_loader(parts.loader),
      m_groupByTag(parts.groupByTag), m_model(new FilteredTree(parts.names, this)),
      m_proxy(new ExplorerProxy(*m_model, parts.icons, this)), m_view(new ExplorerTree(widget))
{
    m_view->setObjectName(QStringLiteral("explorerFound"));
    m_view->setItemDelegate(new ExplorerDelegate(parts.theme, parts.icons, *m_proxy, m_view));
    m_view->setModel(m_proxy);
    connect(m_model, &FilteredTree::rebuilt, this, &ExplorerFound::show);
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        if (const QString key = m_view->currentIndex().data(LazyTree::KeyRole).toString(); !key.isEmpty())
            m_currentKey = key;
    });
}

bool ExplorerFound::isWanted() const
{
    return !m_filter.query().isEmpty() || m_groupByTag.isChecked();
}

void ExplorerFound::apply()
{
    if (isWanted()) {
        const FilterQuery query = m_filter.query();
        m_model->setFilter(query.pattern, query.scope);
    } else {
        m_model->clear();
    }
}

void ExplorerFound::show()
{
    if (!isWanted()) {
        m_filter.showOutcome(0, 0, {}, {});
        return;
    }
    if (m_model->matches() <= mostExpanded)
        m_view->expandAll();
    else
        m_view->expandToDepth(1);
    QStringList notLoaded;
    const auto missing = m_loader.isRunning() ? QList<BackgroundLoader::Missing>() : m_loader.missing();
    for (const BackgroundLoader::Missing &each : missing)
        notLoaded.append(each.words);
    m_filter.showOutcome(m_model->matches(), m_names.count(), notLoaded, m_loader.notOpenWords());
    // More of the same: what a person is at stays the one that the commands are about.
    const bool isSame = m_filter.query() == m_shownQuery && !m_currentKey.isEmpty();
    m_shownQuery = m_filter.query();
    const QModelIndex at = isSame ? m_model->indexOf(m_currentKey) : m_model->nextMatch({}, true);
    m_currentKey.clear();
    if (at.isValid())
        m_view->setCurrentIndex(m_proxy->mapFromSource(at));
    Q_EMIT shown();
}

void ExplorerFound::step(bool forward)
{
    if (!isWanted())
        return;
    const QModelIndex next = m_model->nextMatch(m_proxy->mapToSource(m_view->currentIndex()), forward);
    if (!next.isValid())
        return;
    const QModelIndex index = m_proxy->mapFromSource(next);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index);
}

} // namespace metascope
