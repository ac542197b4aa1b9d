// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connect/connectpage.h"
#include "ui/connect/importpage.h"
#include "ui/connect/signinpage.h"

#include <QtWidgets/QStackedWidget>

namespace metascope {

/// The ways from a token to a listed instance, one page each: paste, sign in, import. Leads from one to the other.
class ConnectWays final : public QStackedWidget {
    Q_OBJECT
public:
    /// The collaborators must outlive the pages. `profiles` is the file of Xano's CLI that is looked into first.
    ConnectWays(Connector &connector, SignInPage::Ways ways, const QString &profiles, const Theme &theme,
                const IconProvider &icons, QWidget *parent = nullptr);

    void showPaste();
    void showSignIn();
    void showImport();
    [[nodiscard]] ConnectPage &paste() const { return *m_paste; }

Q_SIGNALS:
    /// On the list and stored; not opened yet.
    void connected(const QList<metascope::InstanceId> &instances);
    void cancelled();

protected:
    /// Whoever goes elsewhere has left the page.
    void hideEvent(QHideEvent *event) override;

private:
    void forgetOthers();

    ConnectPage *m_paste;
    SignInPage *m_signIn;
    ImportPage *m_import;
};

} // namespace metascope
