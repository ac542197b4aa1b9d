// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

#include <vector>

namespace metascope {

/// A text in UTF-8 beside its UTF-16 form, with the places of the one in the other found in constant time: the editor
/// counts bytes, everything else counts UTF-16 units. A unit that is half of a character stands as a replacement.
class Utf8Text {
public:
    Utf8Text() = default;
    explicit Utf8Text(const QString &text);

    [[nodiscard]] const QByteArray &bytes() const { return m_bytes; }
    /// Out of the text: its ends.
    [[nodiscard]] qsizetype byteOf(qsizetype unit) const;
    /// In the middle of a character: the unit at which it begins.
    [[nodiscard]] qsizetype unitOf(qsizetype byte) const;

private:
    struct Step {
        qsizetype unit;
        qsizetype byte;
    };
    QString m_text;
    QByteArray m_bytes;
    std::vector<Step> m_steps; ///< where pieces begin, each a few thousand units long
};

} // namespace metascope
