// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/tokenstore.h"

#include <QtWidgets/QDialog>

namespace metascope {

class IconProvider;
class MessageBar;
class SecretEdit;
class Theme;

/// Asks for the token of an instance that is opened, for "Ask Every Time". Blocks only its parent's window; the token stands
/// nowhere but in its edit.
class TokenQuestion final : public QDialog {
    Q_OBJECT
public:
    /// What was given, or Cancelled. The question closes with an abort() of the reply.
    static Reply<SharedSecret> ask(const QString &instance, const QString &origin, const Theme &theme,
                                   const IconProvider &icons, QWidget *parent);

private:
    TokenQuestion(const QString &instance, const QString &origin, const Theme &theme, const IconProvider &icons,
                  QWidget *parent);
    void submit();
    /// A wrapped text counts only once in the size of a window, when that is first shown.
    void makeRoom();

    ReplyPromise<SharedSecret> m_promise;
    SecretEdit *m_token;
    MessageBar *m_bar;
};

} // namespace metascope
