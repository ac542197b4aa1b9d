// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/askstore.h"
#include "app/credentials/sessionstore.h"
#include "app/model/lazytree.h"
#include "app/search/nameindex.h"
#include "app/session/connector.h"
#include "app/store/rightsbook.h"
#include "tests/api/notedwrites.h"
#include "ui/connect/connectways.h"
#include "ui/connect/instancedesk.h"
#include "ui/connect/welcomepage.h"
#include "ui/editors/editorregistry.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/translations.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QTemporaryDir>

#include <map>

namespace metascope::test {

/// A tree from a table; a key that is not in it fails.
class FakeSource final : public TreeSource {
public:
    Reply<QList<TreeItem>> children(const TreeItem &parent) override;
    [[nodiscard]] bool isConnected(const TreeItem &) const override { return connected; }
    std::map<QString, QList<TreeItem>> items;
    bool connected = true;
    int calls = 0;
};

/// An editor that does what a test tells it to.
class FakeEditor final : public Editor {
    Q_OBJECT
public:
    using Editor::Editor;
    [[nodiscard]] int stagedChanges() const override { return m_staged; }
    [[nodiscard]] bool writesLive() const override { return true; }
    void reload() override { ++reloads; }
    void showSpot(const EditorSpot &spot) override { spots.append(spot); }
    void objectGone() override { ++gone; }
    void stage(int changes)
    {
        m_staged = changes;
        Q_EMIT stagedChangesChanged();
    }
    int reloads = 0;
    void setTimeZone(const QTimeZone &told) override { zone = told; }
    QList<EditorSpot> spots;
    QTimeZone zone = QTimeZone::utc();
    int gone = 0;

private:
    int m_staged = 0;
};

/// The whole window with its pages, over a made-up tree and a registry in a temporary folder. Sends nothing.
class ShellViews final {
public:
    /// `readOnly` as with --read-only.
    explicit ShellViews(bool readOnly = false);
    ~ShellViews();

    static TreeItem item(const QString &key, Kind kind, const QString &name, bool isGroup = false,
                         bool children = false);
    /// One instance "Acme" with workspace 1 ("shop"), its groups and the tables customer and orders.
    void fillTree();
    /// What the tree holds, for the filter.
    void nameTree();
    [[nodiscard]] EditorRequest request(qint64 table, const QString &name) const;

    InstanceId acme{QStringLiteral("acme")}; ///< of the instance, once it is on the list
    Translations translations;
    QTemporaryDir folder;
    Theme theme;
    IconProvider icons{theme};
    FakeSource source;
    LazyTree tree{source};
    NameIndex names;
    SteadyClock clock;
    InstanceRegistry registry;
    SessionStore keychain;
    SessionStore session;
    AskStore ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores stores{keychain, session, ask};
    RightsBook rights{QString()};
    NotedWrites journal;
    Sessions sessions;
    Connector connector;
    EditorRegistry editors;
    MainWindow window;
    WelcomePage *welcome;
    ConnectWays *connectWays;
    ConnectPage *connectPage;
    InstanceDesk desk;
};

} // namespace metascope::test
