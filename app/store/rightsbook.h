// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/domain/tokenfacts.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace metascope {

/// What the API has shown about the rights of each stored token, by the token's id. It advises and never locks; a lost file
/// costs nothing but advice. In one file of its own (0600), written a moment after a change. GUI thread.
class RightsBook final : public QObject {
    Q_OBJECT
public:
    /// An empty `file` keeps it in memory alone.
    explicit RightsBook(QString file, QObject *parent = nullptr);
    ~RightsBook() override;

    /// In the order of their scope texts; empty for an unknown token.
    [[nodiscard]] QList<SeenRight> seen(const QString &tokenId) const;
    /// A call that needs `scope` was answered with success, or with 403. The date moves on at most once an hour.
    void note(const QString &tokenId, const QString &scope, bool granted, const QDateTime &at);
    /// Everything about a token that was replaced or removed.
    void forget(const QString &tokenId);

Q_SIGNALS:
    void changed(const QString &tokenId);

private:
    void load();
    void save();

    QString m_file;
    QHash<QString, QMap<QString, SeenRight>> m_rights;
    QTimer m_writing;
};

} // namespace metascope
