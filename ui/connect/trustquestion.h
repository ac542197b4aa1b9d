// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/error.h"

#include <QtCore/QByteArray>

#include <functional>
#include <optional>

class QWidget;

namespace metascope {

/// The SHA-256 of the certificate that was refused, from such an error.
std::optional<QByteArray> refusedCertificate(const Error &error);

/// Asks whether the one certificate of that fingerprint is to be trusted at `origin`, from now on and nowhere else. Calls
/// `trusted` on yes. The box belongs to `parent` and blocks only its window.
void askToTrust(QWidget *parent, const QString &origin, const Error &error,
                std::function<void(const QByteArray &)> trusted);

} // namespace metascope
