// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/sessionstore.h"
#include "app/model/lazytree.h"
#include "app/sandbox/sandbox.h"
#include "app/session/connector.h"
#include "ui/connect/connectpage.h"
#include "ui/connect/demoworkspace.h"
#include "ui/connect/instancedesk.h"
#include "ui/connect/welcomepage.h"
#include "ui/editors/editorregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QTemporaryDir>

class QAbstractButton;

namespace metascope::screenshots {

/// A store that refuses, as where no keychain runs: its message is a picture too.
class NoKeychain final : public TokenStore {
public:
    [[nodiscard]] QString name() const override;
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;
};

/// The whole program over a server of its own, in one process: what a picture is taken of. One stage per picture.
class Stage final {
public:
    Stage(QApplication &application, bool dark);

    /// Lists the shop as an instance and shows its Tables group.
    void openShop();
    /// Any visible button of that name, or null.
    [[nodiscard]] QAbstractButton *button(const QString &name) const;
    /// Presses it; false where there is none.
    bool press(const QString &name) const;
    template <typename T>
    [[nodiscard]] T *find(const QString &objectName) const
    {
        return window.findChild<T *>(objectName);
    }
    /// Whether the tree holds a loaded node of that name below the group shown.
    [[nodiscard]] QModelIndex node(const QString &name) const;

    QTemporaryDir folder;
    sandbox::Sandbox server;
    sandbox::Ready ready;
    Theme theme;
    IconProvider icons{theme};
    InstanceRegistry registry;
    NoKeychain keychain;
    SessionStore session;
    TokenStores stores{keychain, session};
    TokenVault vault;
    SteadyClock clock;
    Sessions sessions;
    Connector connector;
    ExplorerSource source;
    LazyTree tree{source};
    EditorRegistry editors;
    MainWindow window;
    WelcomePage *welcome;
    ConnectPage *connectPage;
    InstanceDesk desk;
    QString groupKey;

private:
    static sandbox::Ready start(sandbox::Sandbox &server);
};

} // namespace metascope::screenshots
