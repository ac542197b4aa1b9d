// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/bench/expand/gapmeter.h"
#include "tests/bench/explorer/stage.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

namespace metascope::bench {

/// Shows a long list of tables, changes one table in a hundred from outside (one in five of these is deleted, one comes for
/// each; the others get names that stand elsewhere) and refreshes the list.
class RefreshBench final : public QObject {
    Q_OBJECT
public:
    RefreshBench(Stage &stage, Session &session, WorkspaceId workspace, QByteArray token)
        : m_stage(stage), m_session(session), m_workspace(NodePath::ofWorkspace(session.address().id, workspace)),
          m_group(NodePath::ofKind(session.address().id, workspace, Kind::Table)), m_token(std::move(token))
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        connect(&stage.tree(), &LazyTree::loaded, this, &RefreshBench::loaded);
        stage.dock().reveal(m_workspace.key(), true);
    }

Q_SIGNALS:
    /// `max_gap` and `idle_gap` in ms; `rows`: how many are listed; `changes`: how many differ on the server; `told`: how many
    /// objects the tree's signals named.
    void done(const QJsonObject &line);

private:
    void loaded(const QModelIndex &index)
    {
        LazyTree &tree = m_stage.tree();
        const QString key = index.data(LazyTree::KeyRole).toString();
        if (tree.error(index))
            qFatal("%s", qPrintable(index.data(LazyTree::ErrorRole).toString()));
        if (key == m_workspace.key())
            m_stage.dock().reveal(m_group.key(), true);
        if (key != m_group.key())
            return;
        if (m_changes == 0) {
            m_gap.restart();
            m_gap.after(settleTurns, [this] { change(); });
            return;
        }
        m_total = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
        m_gap.after(settleTurns, [this, rows = tree.rowCount(index)] {
            Q_EMIT done({{QStringLiteral("rows"), rows},
                         {QStringLiteral("changes"), m_changes},
                         {QStringLiteral("told"), m_told.size()},
                         {QStringLiteral("idle_gap"), m_idleGap},
                         {QStringLiteral("max_gap"), m_gap.longestMs()},
                         {QStringLiteral("total"), m_total}});
        });
    }

    void change()
    {
        const QModelIndex group = m_stage.tree().indexOf(m_group.key());
        const QUrl base(m_session.address().base.toString());
        const QString place = base.path() + QStringLiteral("/workspace/%1/table").arg(m_workspace.workspace->value());
        for (int row = 0, n = 0; row < m_stage.tree().rowCount(group); row += oneIn, ++n) {
            const QString id = m_stage.tree().index(row, 0, group).data(LazyTree::IdRole).toString();
            QUrl url = base;
            if (n % deletedIn == 0) {
                url.setPath(place + QLatin1Char('/') + id);
                m_calls.append({"DELETE", url, {}});
                url.setPath(place);
                m_calls.append({"POST", url, body(QStringLiteral("fresh_%1").arg(n))});
            } else {
                url.setPath(place + QLatin1Char('/') + id);
                m_calls.append(
                    {"PUT", url, body((n % 2 == 0 ? QStringLiteral("aa_%1") : QStringLiteral("zz_%1")).arg(n))});
            }
        }
        send();
    }

    static QByteArray body(const QString &name)
    {
        const QJsonObject json{{QStringLiteral("name"), name}, {QStringLiteral("description"), QString()}};
        return QJsonDocument(json).toJson(QJsonDocument::Compact);
    }

    void send()
    {
        if (m_changes == m_calls.size()) {
            m_gap.restart();
            m_gap.after(idleTurns, [this] { refresh(); });
            return;
        }
        const Call &call = m_calls[m_changes];
        QNetworkRequest request(call.url);
        request.setRawHeader("Authorization", "Bearer " + m_token);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        QNetworkReply *reply = m_network.sendCustomRequest(request, call.method, call.body);
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            reply->deleteLater();
            if (reply->error() != QNetworkReply::NoError)
                qFatal("%s: %s", qPrintable(reply->url().toString()), reply->readAll().constData());
            ++m_changes;
            send();
        });
    }

    void refresh()
    {
        m_idleGap = m_gap.longestMs();
        LazyTree &tree = m_stage.tree();
        const auto tell = [this](const QModelIndex &parent, int first, int last) {
            for (int row = first; row <= last; ++row)
                if (parent.data(LazyTree::KeyRole).toString() == m_group.key())
                    m_told.insert(m_stage.tree().index(row, 0, parent).data(LazyTree::KeyRole).toString());
        };
        connect(&tree, &LazyTree::rowsInserted, this, tell);
        connect(&tree, &LazyTree::rowsAboutToBeRemoved, this, tell);
        connect(&tree, &LazyTree::rowsAboutToBeMoved, this, tell);
        connect(&tree, &LazyTree::dataChanged, this,
                [tell](const QModelIndex &from, const QModelIndex &to) { tell(from.parent(), from.row(), to.row()); });
        connect(&tree, &LazyTree::modelReset, this, [] { qFatal("the tree was reset"); });
        connect(&tree, &LazyTree::layoutChanged, this, [] { qFatal("the tree was laid out anew"); });
        m_gap.restart();
        m_clock.start();
        tree.refresh(tree.indexOf(m_group.key()));
    }

    struct Call {
        QByteArray method;
        QUrl url;
        QByteArray body;
    };

    static constexpr int oneIn = 100;
    static constexpr int deletedIn = 5;
    static constexpr int idleTurns = 1000;
    static constexpr int settleTurns = 300;

    Stage &m_stage;
    Session &m_session;
    const NodePath m_workspace;
    const NodePath m_group;
    const QByteArray m_token;
    QNetworkAccessManager m_network;
    GapMeter m_gap;
    QElapsedTimer m_clock;
    QList<Call> m_calls;
    qsizetype m_changes = 0;
    QSet<QString> m_told; ///< keys
    double m_idleGap = 0;
    double m_total = 0;
};

} // namespace metascope::bench
