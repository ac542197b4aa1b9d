// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/translations.h"

#include <QtCore/QCoreApplication>

namespace metascope {

Translations::Translations()
{
    if (m_english.load(QStringLiteral(":/metascope/translations/metascope_en.qm")))
        QCoreApplication::installTranslator(&m_english);
}

Translations::~Translations()
{
    QCoreApplication::removeTranslator(&m_english);
}

} // namespace metascope
