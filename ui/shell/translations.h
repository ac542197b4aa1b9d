// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTranslator>

namespace metascope {

/// The plural forms of the program's English texts, while it lives; there is no other language yet. GUI thread.
class Translations final {
public:
    Translations();
    ~Translations();
    Q_DISABLE_COPY_MOVE(Translations)

private:
    QTranslator m_english;
};

} // namespace metascope
