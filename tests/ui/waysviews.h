// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/credentials/askstore.h"
#include "app/credentials/sessionstore.h"
#include "app/sandbox/sandbox.h"
#include "app/session/connector.h"
#include "tests/ui/look.h"
#include "tests/ui/tokensviews.h"
#include "ui/connect/connectways.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

namespace metascope::test {

/// The pages of the ways to connect, shown and active, over a sandbox, a made-up keychain and a registry in a temporary
/// folder. The browser is a list of the pages that it was sent to.
class WaysViews final : public Look {
public:
    explicit WaysViews(const sandbox::SandboxOptions &options = {})
    {
        auto started = sandbox.start(options);
        if (!started)
            qFatal("the sandbox did not start: %s", qPrintable(started.error().message));
        ready = *std::move(started);
        showActive(ways, {1000, 780});
    }

    [[nodiscard]] QWidget *page() const { return ways.currentWidget(); }
    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return part<Widget>(*page(), name);
    }
    [[nodiscard]] QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    /// What the bars of the page say; empty while they are hidden.
    [[nodiscard]] QString told() const
    {
        QString all;
        const auto bars = page()->findChildren<MessageBar *>();
        for (const MessageBar *bar : bars)
            if (bar->isVisible())
                all += bar->text() + u'\n';
        return all;
    }
    void setProfiles(const QByteArray &text, QFile::Permissions mode = QFile::ReadOwner | QFile::WriteOwner) const
    {
        QFile file(profiles);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.setPermissions(mode))
            QTest::qFail("the profiles cannot be written", __FILE__, __LINE__);
    }
    [[nodiscard]] QByteArray profilesText() const
    {
        QFile file(profiles);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] const sandbox::Ready::Instance &instance(qsizetype index = 0) const
    {
        return ready.instances.at(index);
    }

    sandbox::Sandbox sandbox;
    sandbox::Ready ready;
    QTemporaryDir folder;
    QString profiles = folder.filePath(QStringLiteral("credentials.yaml"));
    SteadyClock clock;
    InstanceRegistry registry{folder.filePath(QStringLiteral("instances.json"))};
    MoodyStore keychain;
    SessionStore session;
    AskStore ask{
        [](const TokenKey &) { return Reply<SharedSecret>::ready(Failure(Error::local(ErrorKind::Cancelled, {}))); }};
    TokenStores stores{keychain, session, ask};
    Connector connector{registry, stores, {registry, clock, false, {}}};
    QList<QUrl> browsed;
    std::optional<Error> cannotListen;
    ReplyPromise<SharedSecret> browser; ///< the sign-in's answer
    bool isGivenUp = false;
    ConnectWays ways{
        connector,
        {[this](const Origin &account) -> Result<SignInStart> {
             if (cannotListen)
                 return Failure(*cannotListen);
             browser = {};
             isGivenUp = false;
             browser.setAbort([this] { isGivenUp = true; });
             return SignInStart{QUrl(account.toString() + QStringLiteral("/login?made=up")), browser.reply()};
         },
         [](const Origin &account) { return QUrl(account.toString() + QStringLiteral("/code")); },
         [this](const QUrl &page) { browsed.append(page); }},
        profiles,
        theme,
        icons};
};

/// The lines of a profile.
inline QByteArray profileOf(const QByteArray &name, const QString &address, const QByteArray &token,
                            const QByteArray &more = {})
{
    return "  " + name + ":\n    instance_origin: " + address.toUtf8() + "\n    access_token: " + token + "\n" + more;
}

} // namespace metascope::test
