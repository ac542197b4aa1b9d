// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/connector.h"
#include "ui/widgets/columnpage.h"

#include <QtCore/QTimer>

#include <functional>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace metascope {

class IconProvider;
class InstanceListModel;
class KeepForm;
class MessageBar;
class SecretEdit;
class Theme;
class ThinProgress;

/// The way from a token, pasted or brought by a sign-in, to a listed instance. The token stands here only until it was checked
/// and stored; the page forgets it when it is left.
class ConnectPage final : public ColumnPage {
    Q_OBJECT
public:
    /// The collaborators must outlive the page.
    ConnectPage(Connector &connector, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// An empty form with the focus in its first edit.
    void begin();
    /// The same, for the instance at that address.
    void beginAt(const QString &address);
    /// Checks a token that was not pasted; whom it belongs to is shown, and confirmed before anything is stored.
    void beginWith(const NewToken &token);
    /// Gives up what is under way and forgets the token.
    void forget();

Q_SIGNALS:
    /// On the list and stored; not opened yet.
    void connected(const QList<metascope::InstanceId> &instances);
    void cancelled();
    void signInRequested();
    void importRequested();
    /// Xano did not take what a sign-in gave.
    void signInRefused();

private:
    enum class Step { Form, Checking, Picking, Confirming, Storing };

    void buildForm();
    QWidget *buildPaste();
    void setStep(Step step);
    void submit();
    void cancel();
    void check(const QByteArray &pinnedCertificate = {});
    void checked(const Result<CheckedToken> &result);
    void refused(const Error &error);
    /// Where a certificate was refused, a button that asks whether to trust it; `trusted` follows a yes.
    void offerTrust(const Error &error, std::function<void(const Origin &, const QByteArray &)> trusted);
    void readOwnExpiry();
    void offerInstances();
    void store(const TokenChoice &choice);
    void stored(const TokenChoice &choice, const Result<QList<InstanceId>> &result);
    void offerRetry(const TokenChoice &choice, const Error &error);
    [[nodiscard]] QList<InstanceInfo> picked() const;
    void changed();
    /// What an address is typed as; or that an instance is there already.
    void showAddressHint();
    void updateButtons();

    Connector &m_connector;
    ReplyScope m_scope;
    QTimer m_settle; ///< until the pasted text is looked into
    Step m_step = Step::Form;
    std::optional<CheckedToken> m_checked;
    std::optional<NewToken> m_given; ///< not pasted
    SecretEdit *m_token;
    QLineEdit *m_address;
    QLabel *m_addressHint;
    QWidget *m_paste; ///< what is there for a pasted token alone
    KeepForm *m_keep;
    QLabel *m_pickTitle;
    QListView *m_instances;
    InstanceListModel *m_instanceModel;
    MessageBar *m_bar;
    ThinProgress *m_progress;
    QLabel *m_state;
    QPushButton *m_connect;
    QPushButton *m_cancel;
};

} // namespace metascope
