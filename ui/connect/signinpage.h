// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/connector.h"
#include "ui/widgets/columnpage.h"

#include <QtCore/QUrl>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace metascope {

class IconProvider;
class MessageBar;
class SecretEdit;
class Theme;
class ThinProgress;

/// A sign-in under way: what the browser is to show, and the token that comes of it.
struct SignInStart {
    QUrl page;
    Reply<SharedSecret> token;
};

/// Signing in with the browser, or with a code where no browser can reach this computer. Gives the token on; whom it belongs to
/// is shown and confirmed by whoever takes it.
class SignInPage final : public ColumnPage {
    Q_OBJECT
public:
    /// How the page reaches the world.
    struct Ways {
        std::function<Result<SignInStart>(const Origin &account)> start; ///< a new sign-in; ends with its reply
        std::function<QUrl(const Origin &account)> codePage; ///< the page that shows a code
        std::function<void(const QUrl &)> openInBrowser;
    };
    SignInPage(Ways ways, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// Nothing under way, the focus on the first button.
    void begin();
    /// Says that what the person gave was not accepted; the address stays.
    void refuse();
    /// Gives up what is under way and forgets the code.
    void forget();

Q_SIGNALS:
    void signedIn(const metascope::NewToken &token);
    void cancelled();

private:
    QWidget *buildBrowser();
    QWidget *buildCode();
    [[nodiscard]] Result<ApiBase> account();
    void openBrowser();
    void openCodePage();
    void useCode();
    void received(const Result<SharedSecret> &token);
    void setWaiting(bool waiting);
    void leave();

    Ways m_ways;
    ReplyScope m_scope;
    QUrl m_page;
    QLineEdit *m_account;
    QPushButton *m_open;
    QPushButton *m_copy;
    QLabel *m_state;
    SecretEdit *m_code;
    QPushButton *m_useCode;
    MessageBar *m_bar;
    ThinProgress *m_progress;
    bool m_isWaiting = false;
};

} // namespace metascope
