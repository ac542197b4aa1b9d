// SPDX-License-Identifier: GPL-3.0-or-later
// The only composition root: builds the collaborators and hands references down.
#include "app/credentials/keychainstore.h"
#include "app/credentials/sessionstore.h"
#include "app/platform/process.h"
#include "app/sandbox/sandbox.h"
#include "app/session/connector.h"
#include "app/store/paths.h"
#include "app/store/settings.h"
#include "ui/connect/connectpage.h"
#include "ui/connect/demoworkspace.h"
#include "ui/connect/instancedesk.h"
#include "ui/connect/welcomepage.h"
#include "ui/editors/facts/factspage.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/shell/mainwindow.h"
#include "ui/theme/icons.h"
#include "ui/widgets/messagebar.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QTemporaryDir>
#include <QtWidgets/QApplication>

using namespace metascope;

namespace {

struct Run {
    bool demo = false;
    bool readOnly = false;
    QString config;
};

Theme::Mode modeOf(ThemeChoice choice)
{
    switch (choice) {
    case ThemeChoice::System: return Theme::Mode::System;
    case ThemeChoice::Light: return Theme::Mode::Light;
    case ThemeChoice::Dark: return Theme::Mode::Dark;
    }
    return Theme::Mode::System;
}

ThemeChoice choiceOf(Theme::Mode mode)
{
    switch (mode) {
    case Theme::Mode::System: return ThemeChoice::System;
    case Theme::Mode::Light: return ThemeChoice::Light;
    case Theme::Mode::Dark: return ThemeChoice::Dark;
    }
    return ThemeChoice::System;
}

/// The built-in server, started when it is first asked for.
class Demo final {
public:
    Result<DemoServer> server()
    {
        if (!m_server) {
            auto ready = m_sandbox.start();
            if (!ready)
                return Failure(ready.error());
            const auto &instance = ready->instances.constFirst();
            m_server = DemoServer{instance.url, ready->token, instance.workspaces.constFirst().id};
        }
        return *m_server;
    }

private:
    sandbox::Sandbox m_sandbox;
    std::optional<DemoServer> m_server;
};

int runWindow(QApplication &application, const Run &run, const Paths &paths)
{
    Settings settings(paths.settingsFile());
    Theme theme(application);
    theme.setMode(modeOf(settings.theme()));
    const IconProvider icons(theme);

    InstanceRegistry registry(paths.registryFile());
    const Result<Done> registryRead = registry.load();
    KeychainStore keychain;
    SessionStore sessionStore;
    const TokenStores stores{keychain, sessionStore};
    TokenVault vault;
    const SteadyClock clock;
    const Session::Shared shared{vault, registry, clock, run.readOnly, {}};
    Sessions sessions(registry, stores, vault, shared);
    Connector connector(registry, stores, shared);
    const ExplorerSource::OpenSession open = [&sessions](const InstanceId &id) { return sessions.open(id); };
    ExplorerSource source(open);
    LazyTree tree(source);
    Demo demo;

    EditorRegistry editors;
    for (const Kind kind : {Kind::ApiGroup, Kind::Endpoint, Kind::Function, Kind::Task})
        editors.add(kind, [&theme, &icons](const EditorRequest &request, QWidget *parent) -> Editor * {
            return new FactsPage(request, theme, icons, parent);
        });

    editors.add(Kind::Table, [&theme, &icons](const EditorRequest &request, QWidget *parent) -> Editor * {
        return new TableEditor(request, theme, icons, nullptr, parent);
    });

    MainWindow window({theme, icons, tree, editors, open, run.readOnly, run.demo});
    auto *welcome = new WelcomePage(theme, icons);
    auto *connectPage = new ConnectPage(connector, theme, icons);
    window.setPages(welcome, connectPage);
    window.restoreLayout(settings.windowGeometry(), settings.windowState());
    InstanceDesk desk({registry, sessions, tree, window, *welcome, *connectPage});
    if (!registryRead)
        window.messages().showError(registryRead.error());

    QString demoKey;
    const auto openDemo = [&] {
        const auto server = demo.server();
        if (server && demoKey.isEmpty()) {
            const auto listed = listDemo(*server, QStringLiteral("Demo"), registry, sessionStore);
            demoKey = listed.value_or(QString());
        }
        if (!server)
            window.messages().showError(server.error());
        else
            desk.openNode(demoKey);
    };
    QObject::connect(&window, &MainWindow::demoRequested, &window, openDemo);
    QObject::connect(&window, &MainWindow::themeChosen, &settings,
                     [&settings](Theme::Mode mode) { settings.setTheme(choiceOf(mode)); });
    QObject::connect(&window, &MainWindow::closing, &settings, [&settings, &window] {
        settings.setWindowGeometry(window.saveGeometry());
        settings.setWindowState(window.layoutState());
    });
    if (run.demo)
        openDemo();
    window.show();
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("metascope"));
    QCoreApplication::setApplicationVersion(QStringLiteral("0.1.0"));
    QApplication application(argc, argv);
    QGuiApplication::setDesktopFileName(QStringLiteral("dev.metascope.Metascope"));

    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("demo"), QStringLiteral("Explore the demo workspace")},
                       {QStringLiteral("read-only"), QStringLiteral("Write nothing")},
                       {QStringLiteral("config"), QStringLiteral("Keep everything below DIR"), QStringLiteral("DIR")}});
    parser.process(application);
    const Run run{parser.isSet(QStringLiteral("demo")), parser.isSet(QStringLiteral("read-only")),
                  parser.value(QStringLiteral("config"))};
    QTemporaryDir temporary;
    const Paths paths = run.demo ? Paths::below(temporary.path())
        : run.config.isEmpty()   ? Paths::ofUser()
                                 : Paths::below(run.config);
    if (const auto made = paths.create(); !made)
        return 1;
    return runWindow(application, run, paths);
}
