// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QElapsedTimer>
#include <QtCore/QJsonDocument>
#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkAccessManager>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QNetworkReply>

#include <functional>

namespace metascope::bench {

/// Gets URLs one after the other and parses what comes: the floor under a model that shows the same bytes.
class Refetch final : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(double ms, qint64 bytes)>;
    /// False where it is no JSON.
    using Parse = std::function<bool(const QByteArray &body)>;

    /// The first of `urls` warms the connection and does not count.
    Refetch(QList<QUrl> urls, QByteArray token, Parse parse, Done done, QObject *parent = nullptr)
        : QObject(parent), m_urls(std::move(urls)), m_token(std::move(token)), m_parse(std::move(parse)),
          m_done(std::move(done))
    {
        m_network.setProxy(QNetworkProxy::NoProxy);
        next();
    }

private:
    void next()
    {
        if (m_at == 1)
            m_clock.start();
        if (m_at == m_urls.size()) {
            m_done(static_cast<double>(m_clock.nsecsElapsed()) / 1e6, m_bytes);
            return;
        }
        QNetworkRequest request(m_urls.at(m_at));
        request.setRawHeader("Authorization", "Bearer " + m_token);
        QNetworkReply *reply = m_network.get(request);
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            reply->deleteLater();
            const QByteArray body = reply->readAll();
            if (!m_parse(body))
                qFatal("the floor got no JSON from %s", qPrintable(reply->url().toString()));
            if (m_at > 0)
                m_bytes += body.size();
            ++m_at;
            next();
        });
    }

    QNetworkAccessManager m_network;
    QList<QUrl> m_urls;
    QByteArray m_token;
    Parse m_parse;
    Done m_done;
    QElapsedTimer m_clock;
    qsizetype m_at = 0;
    qint64 m_bytes = 0;
};

} // namespace metascope::bench
