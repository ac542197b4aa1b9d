// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslError>

namespace metascope {

/// A SHA-256 for people, in its one spelling: `AB:CD:…`, 32 pairs. Empty for anything but 32 bytes.
QString fingerprintText(const QByteArray &sha256);

/// The certificate that the server itself showed, at the moment that a handshake is judged; null where there is none.
QSslCertificate peerCertificate(const QSslConfiguration &configuration, const QList<QSslError> &errors);

/// Whether it is exactly the certificate with that SHA-256. Never for a null certificate or a pin of another length.
bool isPinnedCertificate(const QSslCertificate &certificate, const QByteArray &sha256);

/// What is wrong with the certificate that `host` showed, for people; with a pin, that it is another one than the trusted.
QString certificateProblem(const QSslCertificate &certificate, const QList<QSslError> &errors, const QString &host,
                           bool isPinned);

} // namespace metascope
