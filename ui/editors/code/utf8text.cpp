// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/code/utf8text.h"

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype piece = 2048;

bool isContinuation(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

} // namespace

Utf8Text::Utf8Text(const QString &text) : m_text(text)
{
    // UTF-8 has no half characters: Qt would write a question mark.
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (!text.at(at).isSurrogate())
            continue;
        const bool isWhole = text.at(at).isHighSurrogate() && at + 1 < text.size() && text.at(at + 1).isLowSurrogate();
        if (isWhole)
            ++at;
        else
            m_text[at] = QChar::ReplacementCharacter;
    }
    m_bytes.reserve(m_text.size());
    for (qsizetype at = 0; at < m_text.size();) {
        qsizetype length = std::min(piece, m_text.size() - at);
        if (at + length < m_text.size() && m_text.at(at + length).isLowSurrogate())
            ++length;
        m_steps.push_back({at, m_bytes.size()});
        m_bytes += QStringView(m_text).mid(at, length).toUtf8();
        at += length;
    }
}

qsizetype Utf8Text::byteOf(qsizetype unit) const
{
    unit = std::clamp<qsizetype>(unit, 0, m_text.size());
    const auto after = std::ranges::upper_bound(m_steps, unit, {}, &Step::unit);
    if (after == m_steps.begin())
        return 0;
    const Step &step = *std::prev(after);
    return step.byte + QStringView(m_text).mid(step.unit, unit - step.unit).toUtf8().size();
}

qsizetype Utf8Text::unitOf(qsizetype byte) const
{
    byte = std::clamp<qsizetype>(byte, 0, m_bytes.size());
    while (byte > 0 && byte < m_bytes.size() && isContinuation(m_bytes.at(byte)))
        --byte;
    const auto after = std::ranges::upper_bound(m_steps, byte, {}, &Step::byte);
    if (after == m_steps.begin())
        return 0;
    const Step &step = *std::prev(after);
    return step.unit + QString::fromUtf8(m_bytes.constData() + step.byte, byte - step.byte).size();
}

} // namespace metascope
