// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/base/secret.h"

#include <QtCore/QString>

#include <utility>

namespace metascope {

Secret::Secret(QByteArray &&bytes) : m_bytes(std::move(bytes)) {}

Secret::~Secret()
{
    wipe();
}

Secret::Secret(Secret &&other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        wipe();
        m_bytes = std::exchange(other.m_bytes, {});
    }
    return *this;
}

Secret Secret::duplicate() const
{
    return Secret(QByteArray(m_bytes.constData(), m_bytes.size()));
}

QString Secret::hint() const
{
    constexpr qsizetype shown = 4;
    // A short secret would be half told by its last characters.
    return m_bytes.size() >= 4 * shown ? QString::fromLatin1(m_bytes.last(shown)) : QString();
}

void Secret::wipe()
{
    if (m_bytes.isEmpty() || !m_bytes.isDetached())
        return;
    // volatile: the compiler must not drop a write to memory that is about to be freed.
    volatile char *bytes = m_bytes.data();
    for (qsizetype i = 0; i < m_bytes.size(); ++i)
        bytes[i] = '\0';
    m_bytes.clear();
}

} // namespace metascope
