// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/base/result.h"

#include <QtWidgets/QDialog>

class QCheckBox;
class QLineEdit;
class QPushButton;

namespace metascope {

class IconProvider;
class MessageBar;
class ProxyLogins;
class SecretEdit;
class Theme;

/// Asks for the login of a proxy. Blocks only its parent's window; a second question about the same proxy raises the first.
class ProxyQuestion final : public QDialog {
    Q_OBJECT
public:
    /// `logins` outlives the question and takes what is given.
    static ProxyQuestion *ask(const QString &proxy, bool wasRefused, ProxyLogins &logins, const Theme &theme,
                              const IconProvider &icons, QWidget *parent);

    /// Takes back what was given and is still being stored.
    void reject() override;

Q_SIGNALS:
    /// A login was given: what failed can be retried.
    void given();

private:
    ProxyQuestion(const QString &proxy, bool wasRefused, ProxyLogins &logins, const Theme &theme,
                  const IconProvider &icons, QWidget *parent);
    void refresh();
    void submit();
    void take(const Result<Done> &stored);

    QString m_proxy;
    ProxyLogins &m_logins;
    MessageBar *m_bar;
    QLineEdit *m_user;
    SecretEdit *m_password;
    QCheckBox *m_keep;
    QPushButton *m_signIn = nullptr;
    bool m_isStoring = false;
    bool m_isGiven = false; ///< to `m_logins`, though not accepted as a whole
    ReplyScope m_storing;
};

} // namespace metascope
