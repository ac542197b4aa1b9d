// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtGui/QFont>

class QApplication;

namespace metascope {

class FlatStyle;

/// The look of the application: light or dark, chosen by the person or following the desktop. Made once by main() and
/// handed down by reference; whoever paints with its colours repaints on changed(). GUI thread.
class Theme final : public QObject {
    Q_OBJECT
public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)

    /// Gives `application` its style and palette at once.
    explicit Theme(QApplication &application, QObject *parent = nullptr);

    [[nodiscard]] const ThemeTokens &tokens() const { return m_tokens; }
    [[nodiscard]] bool isDark() const { return m_tokens.dark; }
    [[nodiscard]] Mode mode() const { return m_mode; }

    void setMode(Mode mode);
    /// What the desktop asks for; counts while the mode is System.
    void setSystemDark(bool dark);

    /// For a view's title: one step up, semibold.
    [[nodiscard]] static QFont titleFont(const QFont &base);
    /// For code, JSON, ids: the system's fixed font at the size of `base`.
    [[nodiscard]] static QFont codeFont(const QFont &base);
    /// The name of a mode in the settings, and back (System for anything unknown).
    [[nodiscard]] static QString modeKey(Mode mode);
    [[nodiscard]] static Mode modeFromKey(const QString &key);

Q_SIGNALS:
    /// The palette is already the new one.
    void changed();

private:
    void apply();

    QApplication &m_application;
    QPointer<FlatStyle> m_style; ///< owned by the application
    ThemeTokens m_tokens;
    Mode m_mode = Mode::System;
    bool m_systemDark = false;
};

} // namespace metascope
