// SPDX-License-Identifier: GPL-3.0-or-later
// The only composition root: builds the collaborators and hands references down.
#include "app/credentials/askstore.h"
#include "app/credentials/browsersignin.h"
#include "app/credentials/keychainstore.h"
#include "app/credentials/proxylogins.h"
#include "app/credentials/sessionstore.h"
#include "app/model/activitymodel.h"
#include "app/model/trafficmodel.h"
#include "app/platform/colorscheme.h"
#include "app/platform/commandline.h"
#include "app/platform/process.h"
#include "app/platform/singleinstance.h"
#include "app/sandbox/sandbox.h"
#include "app/session/connector.h"
#include "app/session/knownobjects.h"
#include "app/session/seenruns.h"
#include "app/session/tokenkeeper.h"
#include "app/store/draftstore.h"
#include "app/store/paths.h"
#include "app/store/rightsbook.h"
#include "app/store/settings.h"
#include "app/store/timezones.h"
#include "app/store/viewstate.h"
#include "app/store/writejournal.h"
#include "ui/activity/activityfeed.h"
#include "ui/connect/connectways.h"
#include "ui/connect/demoworkspace.h"
#include "ui/connect/instancedesk.h"
#include "ui/connect/keychainquestion.h"
#include "ui/connect/proxyquestions.h"
#include "ui/connect/tokenquestion.h"
#include "ui/connect/welcomepage.h"
#include "ui/editors/alleditors.h"
#include "ui/editors/facts/cachedreads.h"
#include "ui/editors/table/storeddrafts.h"
#include "ui/explorer/quietrefresh.h"
#include "ui/help/helpwindow.h"
#include "ui/journal/journaldesk.h"
#include "ui/problems/problemsdock.h"
#include "ui/search/finddock.h"
#include "ui/shell/cachecommands.h"
#include "ui/shell/chosentargets.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/editoropener.h"
#include "ui/shell/mainwindow.h"
#include "ui/shell/navigation.h"
#include "ui/shell/sessionlock.h"
#include "ui/shell/tabcommands.h"
#include "ui/shell/targetpickers.h"
#include "ui/shell/timezonemenu.h"
#include "ui/shell/tooldocks.h"
#include "ui/shell/translations.h"
#include "ui/shell/viewkeeper.h"
#include "ui/terminal.h"
#include "ui/theme/icons.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretclipboard.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <utility>

using namespace metascope;

namespace {

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

/// What the person calls the instance whose token that is.
QString nameOf(const InstanceRegistry &registry, const TokenKey &key)
{
    const auto &entries = registry.entries();
    const auto found
        = std::ranges::find_if(entries, [&key](const InstanceEntry &each) { return tokenKeyOf(each) == key; });
    return found == entries.end() ? key.origin.host() : found->name;
}

void openInBrowser(const QUrl &page)
{
    QDesktopServices::openUrl(page);
}

SignInPage::Ways signInWays(BrowserSignIn &signIn)
{
    SignInPage::Ways ways;
    ways.start = [&signIn](const Origin &account) {
        return signIn.begin(account).map([](const BrowserSignIn::Attempt &attempt) {
            return SignInStart{attempt.page, attempt.token};
        });
    };
    ways.codePage = [](const Origin &account) { return BrowserSignIn::codePage(account); };
    ways.openInBrowser = openInBrowser;
    return ways;
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

void raise(QWidget &window)
{
    window.setWindowState(window.windowState() & ~Qt::WindowMinimized);
    window.show();
    window.raise();
    window.activateWindow();
}

int runWindow(QApplication &application, const CommandLine &run, const Paths &paths)
{
    SingleInstance single(paths.configFolder(), run.readOnly, run.demo);
    if (single.notifyRunning(run.url))
        return exitcode::ok;
    single.listen();
    Settings settings(paths.settingsFile());
    Theme theme(application);
    theme.setMode(modeOf(settings.theme()));
    const IconProvider icons(theme);

    InstanceRegistry registry(paths.registryFile());
    const Result<Done> registryRead = registry.load();
    KeychainStore keychain;
    ProxyLogins proxyLogins(run.demo ? nullptr : &keychain);
    SessionStore sessionStore;
    AskStore::Ask askPerson; // needs the window, which needs the stores
    AskStore askStore([&askPerson](const TokenKey &key) { return askPerson(key); });
    const TokenStores stores{keychain, sessionStore, askStore};
    RightsBook rights(run.demo ? QString() : paths.rightsFile());
    const SteadyClock clock;
    ClientOptions options;
    options.proxyCredentials = &proxyLogins;
    WriteJournal journal(paths.journalFile()); // outlives every client; of the demo in its temporary folder
    options.writeLog = &journal;
    const Session::Shared shared{registry, clock, run.readOnly, options};
    Sessions sessions(registry, stores, rights, shared);
    Connector connector(registry, stores, shared);
    TokenKeeper keeper(registry, stores, sessions, rights, shared);
    const ExplorerSource::OpenSession open = [&sessions](const InstanceId &id) { return sessions.open(id); };
    const ExplorerSource::FindSession find = [&sessions](const InstanceId &id) { return sessions.find(id); };
    ExplorerSource source(open, nullptr, find);
    LazyTree tree(source);
    NameIndex names;
    WorkspaceCache cache(paths.cacheFile()); // of the demo in its temporary folder
    QHash<QString, QList<SharedSecret>> tokensUsed; // a server can repeat one that was replaced, too
    const auto hideTokens = [&](const InstanceId &id) {
        const auto entry = registry.find(id);
        const SharedSecret token = entry ? sessions.tokenInUse(*entry) : nullptr;
        QList<SharedSecret> &tokens = tokensUsed[id.value()];
        if (!token)
            tokens.clear();
        else if (!tokens.contains(token))
            tokens.append(token);
        cache.hide(id, tokens);
        journal.hide(id, tokens);
    };
    QObject::connect(&sessions, &Sessions::stateChanged, &cache, hideTokens);
    QObject::connect(&sessions, &Sessions::stateChanged, &cache, [&sessions, &cache](const InstanceId &id) {
        if (cache.isInMemory(id) && sessions.state(id) == Sessions::State::Closed)
            static_cast<void>(cache.clear(id));
    });
    // A replaced token is told by nothing else; and before the list is kept.
    QObject::connect(&source, &ExplorerSource::listed, &cache,
                     [hideTokens](const NodePath &parent) { hideTokens(parent.instance); });
    KnownObjects known(source, tree, names, &cache);
    const auto tellInstances = [&registry, &known, isDemo = run.demo] {
        QList<NamedObject> instances;
        QSet<QString> ofThisRun;
        for (const InstanceEntry &entry : registry.entries()) {
            const QString key = NodePath::ofInstance(entry.id).key();
            instances.append({key, Kind::Instance, entry.name, {}, {}, {}});
            if (entry.place == TokenPlace::Session && !isDemo)
                ofThisRun.insert(key);
        }
        known.setInstances(instances, ofThisRun);
    };
    tellInstances();
    QObject::connect(&registry, &InstanceRegistry::changed, &known, tellInstances);
    QList<InstanceId> listed;
    for (const InstanceEntry &entry : registry.entries())
        if (entry.place != TokenPlace::Session)
            listed.append(entry.id);
    // What was known is read while the window is built; it comes when the event loop runs.
    const Reply<Done> restored = known.restore(listed);
    Demo demo;
    DraftStore draftStore(paths.draftsFile()); // of the demo in its temporary folder
    StoredDrafts drafts(draftStore);

    EditorRegistry editors;
    SeenRuns runs;
    ReadingParts reading{theme, icons};
    TimeZones zones(settings, registry);
    reading.zone = [&zones](const InstanceId &id) { return zones.zone(id); };
    reading.runs = &runs;
    reading.nameOf = [&tree](const QString &key) {
        const auto item = tree.item(tree.indexOf(key));
        return item ? item->name : QString();
    };
    const auto isListed = [&registry](const InstanceId &id) { return registry.find(id).has_value(); };
    readThroughCache(reading, cache, &known, isListed);
    const TableEditor::Parts tableParts{
        theme,
        icons,
        &drafts,
        [&registry, &rights](const InstanceId &instance, const QList<EndpointId> &calls) {
            return refusedRights(registry, rights, instance, calls);
        },
        schemaKeeper(cache, &known, isListed),
        &settings,
        &journal};
    addEditors(editors, reading, tree, tableParts);

    SecretClipboard clipboard;
    TrafficModel traffic;
    ActivityModel activity;
    const ActivityFeed feed(sessions, activity, traffic);
    MainWindow window({theme, icons, tree, names, editors, registry, open, run.readOnly, run.demo, find});
    window.opener().setKeptBranch(keptBranches(cache, &known));
    auto *welcome = new WelcomePage(theme, icons);
    BrowserSignIn signIn;
    const QString profiles = QDir::homePath() + QStringLiteral("/.xano/credentials.yaml");
    auto *connectWays = new ConnectWays(connector, signInWays(signIn), profiles, theme, icons);
    window.setPages(welcome, connectWays);
    const ToolDocks docks({window, sessions, activity, traffic, names, &cache, theme, icons, settings});
    const TimeZoneMenu zoneMenu({zones, registry, window, docks.inspector(), activity, traffic});
    Navigation navigation(window.editors(), icons);
    const TabCommands tabCommands(window, navigation);
    ViewState view(run.demo ? QString() : paths.viewFile());
    const ChosenTargets chosenTargets({view, registry, sessions, names, window});
    const TargetPickers pickers({window, sessions, tree, names});
    const CacheCommands cacheCommands(window, cache, known, names);
    ViewKeeper viewKeeper({view, registry, sessions, tree, names, window, settings.startEmpty()});
    QObject::connect(&viewKeeper, &ViewKeeper::instanceGone, &navigation, &Navigation::forget);
    QObject::connect(&viewKeeper, &ViewKeeper::instanceGone, &zones, &TimeZones::forget);
    QObject::connect(&viewKeeper, &ViewKeeper::instanceGone, &settings, &Settings::forget);
    window.commands().startEmpty->setChecked(settings.startEmpty());
    QObject::connect(window.commands().startEmpty, &QAction::toggled, &settings, &Settings::setStartEmpty);
    window.restoreLayout(settings.windowGeometry(), settings.windowState());
    InstanceDesk desk({registry, sessions, tree, window, *welcome, *connectWays, run.readOnly});
    askPerson = [&registry, &theme, &icons, &window](const TokenKey &key) {
        return TokenQuestion::ask(nameOf(registry, key), key.origin.toString(), theme, icons, &window);
    };
    const KeychainQuestion keychainQuestion(keychain, window.messages());
    const ProxyQuestions proxyQuestions({proxyLogins, window.messages(), theme, icons, window});
    if (!registryRead)
        window.messages().showError(registryRead.error());

    QObject::connect(&cache, &WorkspaceCache::unavailable, &window, [&window](const Error &error) {
        window.messages().showMessage(
            MessageBar::Kind::Warning,
            QCoreApplication::translate("main", "The last state of the workspaces is not kept in this run."),
            describe(error));
    });
    QObject::connect(&cache, &WorkspaceCache::setAside, &window, [&window](const QString &file) {
        window.messages().showMessage(
            MessageBar::Kind::Warning,
            QCoreApplication::translate(
                "main", "The kept state of the workspaces could not be read. It is set aside and begun anew."),
            file);
    });
    // A list that could not be read says nothing of what is to be kept.
    if (registryRead)
        cache.keepOnly(listed).then(&window, [](const Result<Done> &) {});
    restored.then(&viewKeeper, [&viewKeeper, &desk, url = run.url](const Result<Done> &) {
        viewKeeper.restoreExplorer();
        if (!url.isEmpty())
            desk.point(url);
    });
    viewKeeper.restore();

    QString demoKey;
    const auto openDemo = [&] {
        const auto server = demo.server();
        if (server && demoKey.isEmpty()) {
            const auto shown = listDemo(*server, QStringLiteral("Demo"), registry, sessionStore);
            demoKey = shown.value_or(QString());
        }
        if (!server)
            window.messages().showError(server.error());
        else
            desk.openNode(demoKey);
    };
    QObject::connect(&window, &MainWindow::demoRequested, &window, openDemo);
    HelpWindow *help = nullptr; // made, like the next, when it is first asked for: a start does not pay for it
    const auto showHelp = [&](const QString &page) {
        if (!help) {
            help = new HelpWindow(theme, icons, &window);
            help->setWindowFlag(Qt::Window);
            QObject::connect(help, &HelpWindow::openUrlRequested, help, openInBrowser);
        }
        help->showPage(page);
        raise(*help);
    };
    QObject::connect(&window, &MainWindow::helpRequested, &window, [showHelp] { showHelp(QStringLiteral("index")); });
    TokensWindow *tokens = nullptr;
    QObject::connect(&window, &MainWindow::accessTokensRequested, &window, [&] {
        if (!tokens) {
            TokensWindow::Parts parts{registry, rights, sessions, keeper, clipboard, theme, icons};
            parts.isWriting = [&window](const InstanceId &instance) { return window.editors().isWriting(instance); };
            tokens = new TokensWindow(parts, &window);
            QObject::connect(tokens, &TokensWindow::openUrlRequested, tokens, openInBrowser);
            QObject::connect(tokens, &TokensWindow::helpRequested, &window,
                             [showHelp] { showHelp(QStringLiteral("tokens")); });
            QObject::connect(tokens, &TokensWindow::connectRequested, &window, &MainWindow::connectRequested);
        }
        raise(*tokens);
    });
    JournalDesk changes(journal, window, theme, icons);
    QObject::connect(&changes, &JournalDesk::helpRequested, &window,
                     [showHelp] { showHelp(QStringLiteral("journal")); });
    SessionLock lock({sessions, window,
                      [&] {
                          delete std::exchange(tokens, nullptr); // with what it shows, asks or has under way
                          changes.closeWindow();
                          clipboard.clear();
                          proxyLogins.forgetAll();
                          known.forget();
                          tellInstances(); // their names are on the list
                          runs.clear();
                          docks.find().clear();
                          docks.problems().clear();
                          // Its token is made up: it is listed anew when it is asked for.
                          if (const auto demoPath = NodePath::fromKey(std::exchange(demoKey, QString())))
                              static_cast<void>(registry.remove(demoPath->instance));
                      },
                      &keeper});
    lock.setIdleLimit(settings.idleLock());
    window.setIdleLock(settings.idleLock());
    // Queued: it deletes the window that may have taken the key.
    QObject::connect(&window, &MainWindow::lockRequested, &lock, &SessionLock::lockNow, Qt::QueuedConnection);
    QObject::connect(&window, &MainWindow::idleLockChosen, &lock, [&](std::chrono::minutes limit) {
        settings.setIdleLock(limit);
        lock.setIdleLimit(limit);
    });
    QObject::connect(&window, &MainWindow::themeChosen, &settings,
                     [&settings](Theme::Mode mode) { settings.setTheme(choiceOf(mode)); });
    QObject::connect(&window, &MainWindow::closing, &settings, [&settings, &window] {
        settings.setWindowGeometry(window.saveGeometry());
        settings.setWindowState(window.layoutState());
    });
    QObject::connect(&single, &SingleInstance::raiseRequested, &window, [&window] { raise(window); });
    QObject::connect(&single, &SingleInstance::linkRequested, &window, [&window, &desk](const QString &url) {
        raise(window);
        desk.point(url);
    });
    QObject::connect(&draftStore, &DraftStore::failed, &window,
                     [&window](const Error &error) { window.messages().showError(error); });
    QObject::connect(&draftStore, &DraftStore::loaded, &window, [&window, &draftStore] {
        if (window.messages().isVisible()) // an error of the start must not be covered
            return;
        if (const auto kept = static_cast<int>(draftStore.keys().size()); kept > 0)
            window.messages().showMessage(
                MessageBar::Kind::Info,
                QCoreApplication::translate(
                    "main", "Staged changes of %n table(s) were kept. Open the table to restore them.", nullptr, kept));
    });
    QuietRefresh quietRefresh({window.explorer(), tree, sessions, registry});
    ColorScheme desktop;
    QObject::connect(&desktop, &ColorScheme::darkChanged, &theme, &Theme::setSystemDark);
    QObject::connect(&application, &QGuiApplication::applicationStateChanged, &desktop,
                     [&desktop, &quietRefresh](Qt::ApplicationState state) {
                         if (state != Qt::ApplicationActive)
                             return;
                         desktop.refresh();
                         quietRefresh.activated();
                     });
    desktop.refresh();
    if (run.demo)
        openDemo();
    window.show();
    return QApplication::exec();
}

QStringList argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return arguments;
}

} // namespace

int main(int argc, char **argv)
{
    hardenProcess();
    QCoreApplication::setApplicationName(QStringLiteral("metascope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(METASCOPE_VERSION));
    const CommandLine run = CommandLine::parse(argumentsOf(argc, argv));
    if (run.action != CommandLine::Action::Run)
        return answer(run);
    if (!hasDisplay()) {
        std::fputs(qPrintable(QCoreApplication::translate("main", "There is no display to show a window on.\n")),
                   stderr);
        return exitcode::failure;
    }
    QApplication application(argc, argv);
    const Translations translations;
    QGuiApplication::setDesktopFileName(QStringLiteral("dev.metascope.Metascope"));

    QTemporaryDir temporary;
    const Paths paths = run.demo ? Paths::below(temporary.path())
        : run.config.isEmpty()   ? Paths::ofUser()
                                 : Paths::below(run.config);
    if (const auto made = paths.create(); !made) {
        std::fputs(qPrintable(QString(describe(made.error()) + QLatin1Char('\n'))), stderr);
        return exitcode::failure;
    }
    return runWindow(application, run, paths);
}
