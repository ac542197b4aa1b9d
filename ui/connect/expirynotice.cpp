// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/expirynotice.h"

#include "app/model/tokenwords.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QPushButton>

namespace metascope {

ExpiryNotice::ExpiryNotice(const Parts &parts, QObject *parent) : QObject(parent), m_parts(parts)
{
    connect(&parts.registry, &InstanceRegistry::changed, this, &ExpiryNotice::check);
    connect(&parts.bar, &MessageBar::dismissed, this, &ExpiryNotice::check);
}

void ExpiryNotice::check()
{
    if (!m_parts.bar.isHidden())
        return;
    const QDateTime now = m_parts.now();
    QSet<QString> soon;
    const InstanceEntry *first = nullptr;
    for (const InstanceEntry &entry : m_parts.registry.entries()) {
        if (entry.tokenId.isEmpty() || m_said.contains(entry.tokenId)
            || expiryState(entry.token.expiry, now) != ExpiryState::Soon)
            continue;
        soon.insert(entry.tokenId); // one token can serve several instances
        if (!first)
            first = &entry;
    }
    if (!first)
        return;
    m_said.unite(soon);
    const QString text = soon.size() == 1
        ? tr("The access token of %1 ends %2.")
              .arg(visibleName(first->name), tokenwords::ends(first->token.expiry, now))
        : tr("%n access token(s) end within 48 hours.", nullptr, static_cast<int>(soon.size()));
    m_parts.bar.showMessage(MessageBar::Kind::Info, text);
    connect(m_parts.bar.addButton(tr("Access Tokens…")), &QPushButton::clicked, this, [this] {
        m_parts.bar.dismiss();
        Q_EMIT tokensRequested();
    });
}

} // namespace metascope
