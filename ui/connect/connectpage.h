// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/replyscope.h"
#include "app/session/connector.h"

#include <QtWidgets/QScrollArea>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace metascope {

class IconProvider;
class InstanceListModel;
class MessageBar;
class Theme;
class ThinProgress;

/// The way from a pasted token to a listed instance. The token stands here only until it was checked and stored; the page
/// forgets it when it is left.
class ConnectPage final : public QScrollArea {
    Q_OBJECT
public:
    /// The collaborators must outlive the page.
    ConnectPage(Connector &connector, const Theme &theme, const IconProvider &icons, QWidget *parent = nullptr);

    /// An empty form with the focus in its first edit.
    void begin();

Q_SIGNALS:
    /// On the list and stored; not opened yet.
    void connected(const QList<metascope::InstanceId> &instances);
    void cancelled();

private:
    enum class Step { Form, Checking, Picking, Storing };

    QWidget *buildForm();
    void setStep(Step step);
    void submit();
    void cancel();
    void check();
    void checked(const Result<CheckedToken> &result);
    void store(TokenPlace place);
    void stored(TokenPlace place, const Result<QList<InstanceId>> &result);
    void offerOtherPlace(TokenPlace place);
    [[nodiscard]] QList<InstanceInfo> picked() const;
    void updateButtons();

    Connector &m_connector;
    ReplyScope m_scope;
    Step m_step = Step::Form;
    std::optional<CheckedToken> m_checked;
    QLineEdit *m_token;
    QLineEdit *m_address;
    QLabel *m_addressHint;
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
