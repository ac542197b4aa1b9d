// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QIODevice>

namespace metascope {

/// A body that can be read once. QNetworkAccessManager sends a request again by itself when a kept-alive connection closes
/// before the answer; it does so only where it can rewind the body. A sequential device whose reset() fails makes it report
/// ContentReSendError instead, so that a write arrives once. Needed also for a body of no bytes (DELETE).
class UploadDevice final : public QIODevice {
    Q_OBJECT
public:
    explicit UploadDevice(QByteArray body, QObject *parent = nullptr);

    [[nodiscard]] bool isSequential() const override { return true; }
    bool reset() override { return false; }
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool atEnd() const override;
    /// Whether any byte of the body was handed to the network.
    [[nodiscard]] bool wasRead() const { return m_at > 0; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

} // namespace metascope
