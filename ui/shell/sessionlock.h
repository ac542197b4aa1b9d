// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/idlewatch.h"

#include <functional>

namespace metascope {

class MainWindow;
class Sessions;
class TokenKeeper;

/// Lock Now, by hand or when idle: forgets the tokens in memory and blanks what they have shown. What is staged stays as a
/// draft. While changes are being applied it locks nothing and says so. All of it outlives the lock.
class SessionLock final : public QObject {
    Q_OBJECT
public:
    struct Parts {
        Sessions &sessions;
        MainWindow &window;
        std::function<void()> forget; ///< what else holds tokens or shows them
        const TokenKeeper *keeper = nullptr; ///< whose changes have to end first
    };
    explicit SessionLock(const Parts &parts, QObject *parent = nullptr);

    void lockNow();
    /// The keys of Lock Now also count while a dialog holds back the window's own shortcuts.
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// 0: never by itself.
    void setIdleLimit(std::chrono::minutes limit);

private:
    void lock(bool byHand);
    void opened();

    Parts m_parts;
    IdleWatch m_idle;
    QString m_told; ///< what the bar says about the lock
};

} // namespace metascope
