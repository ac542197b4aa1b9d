// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QTranslator>

namespace metascope {

/// The program's texts in the person's language, while it lives. English is a translation too: it has the plural forms.
/// GUI thread.
class Translations final {
public:
    Translations();
    ~Translations();
    Q_DISABLE_COPY_MOVE(Translations)

private:
    QTranslator m_english;
};

} // namespace metascope
