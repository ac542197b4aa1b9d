// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/explorer/explorerfailures.h"

#include "app/model/lazytree.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QPushButton>

namespace metascope {

ExplorerFailures::ExplorerFailures(LazyTree &tree, MessageBar &bar, QObject *parent)
    : QObject(parent), m_tree(tree), m_bar(bar)
{
    connect(&tree, &LazyTree::loaded, this, &ExplorerFailures::nodeLoaded);
}

void ExplorerFailures::clear()
{
    m_failed.clear();
    m_bar.dismiss();
}

void ExplorerFailures::nodeLoaded(const QModelIndex &index)
{
    const QString key = index.data(LazyTree::KeyRole).toString();
    m_failed.removeAll(key);
    if (m_tree.state(index) == LazyTree::State::Failed)
        m_failed.append(key);
    show();
}

void ExplorerFailures::show()
{
    m_failed.removeIf(
        [this](const QString &key) { return m_tree.state(m_tree.indexOf(key)) != LazyTree::State::Failed; });
    if (m_failed.isEmpty()) {
        m_bar.dismiss();
        return;
    }
    const QModelIndex last = m_tree.indexOf(m_failed.constLast());
    const QString what = tr("%1: %2").arg(last.data().toString(), last.data(LazyTree::ErrorRole).toString());
    m_bar.showMessage(
        MessageBar::Kind::Error,
        m_failed.size() == 1 ? what : tr("%1 (and %n more)", nullptr, static_cast<int>(m_failed.size() - 1)).arg(what));
    QPushButton *retry = m_bar.addButton(tr("Retry"));
    retry->setObjectName(QStringLiteral("explorerRetry"));
    connect(retry, &QPushButton::clicked, this, [this] {
        const QStringList keys = m_failed;
        for (const QString &key : keys)
            m_tree.refresh(m_tree.indexOf(key));
    });
}

} // namespace metascope
