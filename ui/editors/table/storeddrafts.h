// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/store/draftstore.h"
#include "ui/editors/table/draftkeeper.h"

namespace metascope {

/// Table drafts in the DraftStore, which must outlive it.
class StoredDrafts final : public DraftKeeper {
public:
    explicit StoredDrafts(DraftStore &store) : m_store(store) {}

    void whenLoaded(QObject *context, const std::function<void()> &f) override
    {
        if (m_store.isRead())
            f();
        else
            QObject::connect(&m_store, &DraftStore::read, context, f);
    }
    void keep(const DraftKey &key, const QByteArray &draft) override { m_store.put(keyText(key), draft); }
    void drop(const DraftKey &key) override { m_store.remove(keyText(key)); }
    [[nodiscard]] std::optional<QByteArray> find(const DraftKey &key) const override
    {
        const auto draft = m_store.find(keyText(key));
        return draft ? std::optional(draft->content) : std::nullopt;
    }

private:
    static QString keyText(const DraftKey &key)
    {
        return QStringLiteral("%1|%2/%3/table/%4")
            .arg(key.origin, key.instance.value())
            .arg(key.workspace.value())
            .arg(key.table.value());
    }

    DraftStore &m_store;
};

} // namespace metascope
