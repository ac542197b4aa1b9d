// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/askstore.h"
#include "app/credentials/sessionstore.h"
#include "app/sandbox/sandbox.h"
#include "app/session/tokenkeeper.h"
#include "app/store/rightsbook.h"
#include "ui/shell/translations.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/widgets/secretclipboard.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

namespace metascope::test {

/// A store that can be told to refuse.
class MoodyStore final : public TokenStore {
public:
    [[nodiscard]] QString name() const override { return QStringLiteral("Made-up Keychain"); }
    Reply<Done> write(const TokenKey &key, Secret secret) override;
    Reply<SharedSecret> read(const TokenKey &key) override;
    Reply<Done> remove(const TokenKey &key) override;
    [[nodiscard]] bool has(const TokenKey &key);

    bool refusesWrites = false;
    bool isLocked = false;
    bool isSilent = false; ///< a removal is carried out at once, and has no answer until it is given up
    int reads = 0;

private:
    SessionStore m_kept;
};

/// The window "Access Tokens" over the first instance of a sandbox, whose token is in a made-up keychain.
class TokensViews final {
public:
    explicit TokensViews(std::chrono::milliseconds copiedFor = SecretClipboard::usualTime);

    /// Lists an instance with that token; the first one is at the sandbox.
    InstanceId list(const QString &name, const QByteArray &token, const TokenFacts &facts = {},
                    TokenPlace place = TokenPlace::Keychain);
    /// With its token and a few facts; shown, active and picked.
    InstanceId open();
    [[nodiscard]] InstanceEntry entry(const InstanceId &instance) const { return *registry.find(instance); }

    [[nodiscard]] QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    [[nodiscard]] QTableView *table() const { return find<QTableView>("accessTokens"); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return window.findChild<Widget *>(QLatin1String(name));
    }
    /// What the window's own bar says; empty while it is hidden.
    [[nodiscard]] QString told() const;
    /// The same of a dialog.
    [[nodiscard]] static QString toldIn(const QWidget *root);

    sandbox::Sandbox sandbox;
    sandbox::Ready ready;
    Translations translations;
    QTemporaryDir folder;
    Theme theme;
    IconProvider icons{theme};
    SteadyClock clock;
    InstanceRegistry registry{folder.filePath(QStringLiteral("instances.json"))};
    RightsBook rights{QString()};
    MoodyStore keychain;
    SessionStore session;
    AskStore ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores stores{keychain, session, ask};
    Sessions sessions;
    TokenKeeper keeper;
    SecretClipboard clipboard;
    QDateTime now{QDate(2026, 11, 24), QTime(12, 0), Qt::UTC};
    TokensWindow window;
};

} // namespace metascope::test
