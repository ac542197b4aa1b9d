// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/request.h"

#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>
#include <QtNetwork/QSslCertificate>

namespace metascope {

/// The request as it goes to the network: nothing followed, cached, kept or sent along that is not said here. With a pin,
/// every connection makes a full handshake (a resumed session shows no certificate again).
QNetworkRequest networkRequest(const ApiBase &base, const Request &request, const QByteArray &authorization,
                               const QList<QSslCertificate> &extraAuthorities, bool isPinned);

/// Whether a call that ended so can not have reached the server.
bool failedBeforeSending(QNetworkReply::NetworkError error);

/// Its headers, as they were set.
QList<std::pair<QByteArray, QByteArray>> headersOf(const QNetworkRequest &request);

} // namespace metascope
