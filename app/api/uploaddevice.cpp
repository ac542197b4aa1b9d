// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/uploaddevice.h"

#include <algorithm>
#include <cstring>

namespace metascope {

UploadDevice::UploadDevice(QByteArray body, QObject *parent) : QIODevice(parent), m_body(std::move(body))
{
    // Unbuffered: QIODevice's own buffer would keep a second copy and could be rewound.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

qint64 UploadDevice::bytesAvailable() const
{
    return m_body.size() - m_at + QIODevice::bytesAvailable();
}

bool UploadDevice::atEnd() const
{
    return m_at >= m_body.size();
}

qint64 UploadDevice::readData(char *data, qint64 maxSize)
{
    if (atEnd())
        return -1;
    const qint64 size = std::min(maxSize, m_body.size() - m_at);
    std::memcpy(data, m_body.constData() + m_at, static_cast<std::size_t>(size));
    m_at += size;
    return size;
}

qint64 UploadDevice::writeData(const char *, qint64)
{
    return -1;
}

} // namespace metascope
