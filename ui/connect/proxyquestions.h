// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

class QWidget;

namespace metascope {

class IconProvider;
class MessageBar;
class ProxyLogins;
class Theme;

/// Says in a message bar that a proxy wants a login, and leads to the question for it. Asks nothing by itself: a request
/// that runs unseen must not raise a dialog.
class ProxyQuestions final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        ProxyLogins &logins;
        MessageBar &bar;
        const Theme &theme;
        const IconProvider &icons;
        QWidget &window; ///< that the question belongs to
    };
    /// All of them outlive it.
    explicit ProxyQuestions(const Parts &parts, QObject *parent = nullptr);

private:
    void offer(const QString &proxy, bool wasRefused);
    void ask(const QString &proxy, bool wasRefused);

    Parts m_parts;
};

} // namespace metascope
