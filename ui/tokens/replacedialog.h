// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/tokenkeeper.h"

#include <QtWidgets/QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;

namespace metascope {

class IconProvider;
class MessageBar;
class SecretEdit;
class Theme;
class ThinProgress;

/// Asks for the token that is to take the place of a stored one, tests it, says whose it is, and puts it there on a
/// second press. The old one stays as long as anything fails. Blocks its parent's window alone; closing it aborts.
class ReplaceDialog final : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        const InstanceRegistry &registry;
        TokenKeeper &keeper;
        const Theme &theme;
        const IconProvider &icons;
        std::function<QDateTime()> now;
    };

    /// All parts outlive it.
    ReplaceDialog(const Parts &parts, const InstanceEntry &entry, QWidget *parent);
    /// Gives up what is under way and tells its outcome; the second time it closes at once.
    void reject() override;

Q_SIGNALS:
    /// The new token is in use. `remark` is what is left to say about the old one, if anything.
    void replaced(const QString &remark);

protected:
    bool event(QEvent *event) override;

private:
    void test();
    void replace();
    void showTried(const TriedToken &token);
    void setRunning(bool running);
    void forget();
    void refresh();

    Parts m_parts;
    InstanceEntry m_entry; ///< as it was
    QList<InstanceEntry> m_served; ///< those that the dialog names: the token goes to no other
    std::optional<TriedToken> m_tried;
    std::optional<Reply<Done>> m_replacing; ///< while it is under way
    bool m_isRunning = false;
    bool m_isCancelling = false;
    ReplyScope m_scope;
    SecretEdit *m_token;
    MessageBar *m_bar;
    ThinProgress *m_progress;
    QLabel *m_endsLabel;
    QComboBox *m_ends;
    QPushButton *m_test;
    QPushButton *m_replace;
    QPushButton *m_cancel;
};

} // namespace metascope
