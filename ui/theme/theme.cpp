// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/flatstyle.h"

#include <QtCore/QMetaEnum>
#include <QtGui/QFontDatabase>
#include <QtGui/QFontInfo>
#include <QtWidgets/QApplication>

namespace metascope {

Theme::Theme(QApplication &application, QObject *parent)
    : QObject(parent), m_application(application), m_style(new FlatStyle), m_tokens(ThemeTokens::lightTokens())
{
    m_style->setTokens(m_tokens);
    application.setStyle(m_style);
    application.setPalette(m_tokens.palette());
}

void Theme::setMode(Mode mode)
{
    m_mode = mode;
    apply();
}

void Theme::setSystemDark(bool dark)
{
    m_systemDark = dark;
    apply();
}

void Theme::apply()
{
    const bool dark = m_mode == Mode::Dark || (m_mode == Mode::System && m_systemDark);
    if (dark == m_tokens.dark)
        return;
    m_tokens = dark ? ThemeTokens::darkTokens() : ThemeTokens::lightTokens();
    if (m_style)
        m_style->setTokens(m_tokens);
    m_application.setPalette(m_tokens.palette());
    Q_EMIT changed();
}

QFont Theme::titleFont(const QFont &base)
{
    QFont font = base;
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF() * 1.25);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::codeFont(const QFont &base)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    if (base.pointSizeF() > 0)
        font.setPointSizeF(base.pointSizeF());
    return font;
}

QString Theme::modeKey(Mode mode)
{
    return QString::fromLatin1(QMetaEnum::fromType<Mode>().valueToKey(static_cast<int>(mode)));
}

Theme::Mode Theme::modeFromKey(const QString &key)
{
    bool known = false;
    const int value = QMetaEnum::fromType<Mode>().keyToValue(key.toLatin1().constData(), &known);
    return known ? static_cast<Mode>(value) : Mode::System;
}

} // namespace metascope
