// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/instancedesk.h"

#include "app/model/lazytree.h"
#include "app/platform/deeplink.h"
#include "ui/connect/connectways.h"
#include "ui/connect/linktarget.h"
#include "ui/connect/nodemarks.h"
#include "ui/connect/welcomepage.h"
#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/onelinetext.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QClipboard>
#include <QtGui/QDesktopServices>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

#include <chrono>

namespace metascope {

namespace {

constexpr auto tick = std::chrono::minutes(10);
constexpr qsizetype longestShown = 80; ///< of a name or a link, in characters

/// For a sentence.
QString nameOf(const InstanceEntry &entry)
{
    return isolated(shortened(visibleName(entry.name), longestShown));
}

} // namespace

InstanceDesk::InstanceDesk(const Parts &parts, QObject *parent)
    : QObject(parent), m_parts(parts), m_expiry({parts.registry, parts.window.messages(), parts.now})
{
    MainWindow &window = parts.window;
    connect(&parts.registry, &InstanceRegistry::changed, this, &InstanceDesk::refresh);
    connect(&parts.sessions, &Sessions::stateChanged, this, [this](const InstanceId &instance) {
        refresh();
        if (m_parts.sessions.find(instance)) {
            m_parts.window.explorer().connected(instance, isLimited(instance));
            m_parts.window.editors().instanceReachable(instance);
        } else if (m_parts.sessions.state(instance) == Sessions::State::Closed)
            m_parts.tree.age(m_parts.tree.indexOf(NodePath::ofInstance(instance).key()), m_parts.now());
    });
    // Whoever answers can be reached, also where that was open before the network came back.
    connect(&parts.tree, &LazyTree::loaded, this, [this](const QModelIndex &node) {
        const auto path = NodePath::fromKey(node.data(LazyTree::KeyRole).toString());
        const bool isAnswer = path && m_parts.tree.state(node) == LazyTree::State::Loaded
            && !node.data(LazyTree::ReadAtRole).isValid() && !(path->workspace && !path->kind);
        if (isAnswer)
            m_parts.window.editors().instanceReachable(path->instance);
    });
    connect(&window.explorer(), &ExplorerDock::linkCopied, this, &InstanceDesk::copyLinks);
    connect(&window.explorer(), &ExplorerDock::openInBrowserRequested, this, [this](const NodePath &path) {
        if (const auto entry = m_parts.registry.find(path.instance))
            QDesktopServices::openUrl(QUrl(entry->base.origin.toString()));
    });
    connect(&parts.tree, &LazyTree::refreshed, this,
            [this](const QModelIndex &, const LazyTree::Difference &difference) {
                m_parts.window.editors().tellGone(difference.vanishedKeys);
            });
    connect(&window.explorer(), &ExplorerDock::instanceRequested, this, &InstanceDesk::openInstance);
    connect(&parts.sessions, &Sessions::aboutToClose, &window, &MainWindow::closeInstance);
    connect(&parts.welcome, &WelcomePage::pasteTokenRequested, &window, &MainWindow::connectRequested);
    connect(&parts.welcome, &WelcomePage::demoRequested, &window, &MainWindow::demoRequested);
    connect(&parts.welcome, &WelcomePage::openRequested, this, &InstanceDesk::openInstance);
    connect(&parts.welcome, &WelcomePage::removeRequested, this, &InstanceDesk::askToRemove);
    connect(&window, &MainWindow::removeInstanceRequested, this, &InstanceDesk::askToRemove);
    const auto way = [this](void (ConnectWays::*show)()) {
        return [this, show] {
            m_parts.window.showPage(MainWindow::Page::Connect);
            (m_parts.connectWays.*show)();
        };
    };
    connect(&window, &MainWindow::connectRequested, this, way(&ConnectWays::showPaste));
    connect(&parts.welcome, &WelcomePage::signInRequested, this, way(&ConnectWays::showSignIn));
    connect(&parts.welcome, &WelcomePage::importRequested, this, way(&ConnectWays::showImport));
    connect(&parts.connectWays, &ConnectWays::cancelled, this,
            [this] { m_parts.window.showPage(MainWindow::Page::Welcome); });
    connect(&parts.connectWays, &ConnectWays::connected, this, [this](const QList<InstanceId> &added) {
        for (const InstanceId &instance : added)
            openInstance(instance);
    });
    parts.window.explorer().setMarks([this](const QString &key) { return m_marks.value(key); });
    connect(&m_expiry, &ExpiryNotice::tokensRequested, &window, &MainWindow::accessTokensRequested);
    connect(&m_ticks, &QTimer::timeout, this, [this] {
        refresh();
        m_expiry.check();
    });
    m_ticks.start(tick);
    QTimer::singleShot(0, &m_expiry, &ExpiryNotice::check); // after whatever the start has to say
    refresh();
}

QString InstanceDesk::stateText(const InstanceEntry &entry) const
{
    switch (m_parts.sessions.state(entry.id)) {
    case Sessions::State::Opening: return tr("opening");
    case Sessions::State::Open: return tr("open");
    case Sessions::State::Failed: return tr("could not be opened");
    case Sessions::State::Closed: break;
    }
    if (expiryState(entry.token.expiry, m_parts.now()) == ExpiryState::Expired)
        return tr("token expired");
    return entry.place == TokenPlace::Session ? tr("this session only") : tr("not opened");
}

void InstanceDesk::refresh()
{
    QList<TreeItem> roots;
    QList<KnownInstance> known;
    for (const InstanceEntry &entry : m_parts.registry.entries()) {
        TreeItem root;
        root.key = NodePath::ofInstance(entry.id).key();
        root.kind = Kind::Instance;
        root.name = entry.name;
        root.detail = entry.base.origin.toString();
        root.mayHaveChildren = true;
        root.isCounted = true;
        roots.append(root);
        known.append({entry.id, entry.name, entry.base.origin.toString(), stateText(entry)});
    }
    m_marks = NodeMarks::of(m_parts.registry.entries(), m_parts.readOnly, m_parts.now());
    m_parts.tree.setRoots(roots);
    m_parts.window.explorer().touch();
    m_parts.welcome.setInstances(known);
}

void InstanceDesk::openInstance(const InstanceId &instance)
{
    const QString key = NodePath::ofInstance(instance).key();
    openNode(key);
    // What is shown of another time stands there already: nothing would be asked for by itself. Where it fails, the tree says so.
    const QModelIndex node = m_parts.tree.indexOf(key);
    if (m_parts.tree.rowCount(node) > 0 && !m_parts.sessions.find(instance))
        m_parts.tree.refresh(node);
}

void InstanceDesk::openNode(const QString &key)
{
    m_parts.window.showPage(MainWindow::Page::Editors);
    m_parts.window.explorer().reveal(key, true);
}

bool InstanceDesk::isLimited(const InstanceId &instance) const
{
    Session *session = m_parts.sessions.find(instance);
    return !session || session->client().limiter().limit().has_value();
}

void InstanceDesk::copyLinks(const QList<NodePath> &paths)
{
    QStringList links;
    int shortenedOnes = 0;
    for (const NodePath &path : paths) {
        QString key = path.key();
        auto link = DeepLink::ofKey(key);
        shortenedOnes += link ? 0 : 1;
        // What is called by a very long text has no link of its own.
        for (; !link && key.contains(u'/'); link = DeepLink::ofKey(key))
            key.truncate(key.lastIndexOf(u'/'));
        if (link)
            links.append(link->toString());
    }
    QGuiApplication::clipboard()->setText(links.join(QLatin1Char('\n')));
    if (shortenedOnes > 0)
        m_parts.window.showStatus(
            tr("Copied; what %n object(s) are called by is too long for a link, which leads to their list.", nullptr,
               shortenedOnes));
}

void InstanceDesk::point(const QString &text)
{
    MessageBar &bar = m_parts.window.messages();
    const auto link = DeepLink::parse(text);
    if (!link) {
        bar.showMessage(MessageBar::Kind::Warning,
                        tr("What was handed over is no link of Metascope, and was not followed: %1")
                            .arg(isolated(shortened(visibleName(text), longestShown))));
        return;
    }
    const LinkTarget target = LinkTarget::of(*link, m_parts.tree);
    if (target.key.isEmpty()) {
        bar.showMessage(MessageBar::Kind::Info,
                        tr("The link leads to an instance that is not on the list here: %1.")
                            .arg(shortened(link->instance, longestShown)));
        return;
    }
    m_parts.window.showPage(MainWindow::Page::Editors);
    m_parts.window.explorer().reveal(target.key, false);
    if (target.isExact)
        return;
    const QString name = m_parts.tree.indexOf(target.key).data().toString();
    m_parts.window.showStatus(tr("What the link leads to is not there, or not loaded yet: %1 is the nearest that is "
                                 "known. Open it to look further.")
                                  .arg(isolated(shortened(oneLine(name), longestShown))));
}

void InstanceDesk::askToRemove(const InstanceId &instance)
{
    const auto entry = m_parts.registry.find(instance);
    if (!entry)
        return;
    if (m_parts.window.editors().isWriting(instance)) {
        m_parts.window.messages().showMessage(
            MessageBar::Kind::Warning,
            tr("Changes to a table of %1 are being applied: wait for their end, or press Stop.").arg(nameOf(*entry)));
        return;
    }
    auto *box = new QMessageBox(&m_parts.window);
    box->setObjectName(QStringLiteral("removeInstanceBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Remove Instance"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove %1 from the list?").arg(nameOf(*entry)));
    const QString stays = tr("Nothing changes at Xano; there the token stays valid until it expires or is revoked.");
    switch (entry->place) {
    case TokenPlace::Keychain:
        box->setInformativeText(tr("Its access token is taken out of the keychain. %1").arg(stays));
        break;
    case TokenPlace::Session:
        box->setInformativeText(tr("Its access token, which is in memory alone, is forgotten. %1").arg(stays));
        break;
    case TokenPlace::Ask: box->setInformativeText(tr("Its access token is stored nowhere. %1").arg(stays)); break;
    }
    QPushButton *remove = box->addButton(tr("Remove Instance"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("confirmRemove"));
    remove->setAccessibleName(remove->text());
    QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    keep->setAccessibleName(keep->text());
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(remove, &QPushButton::clicked, this, [this, instance] { this->remove(instance); });
    box->open();
}

void InstanceDesk::remove(const InstanceId &instance)
{
    const auto entry = m_parts.registry.find(instance);
    const QString name = entry ? nameOf(*entry) : instance.value();
    m_scope.await(m_parts.sessions.removeInstance(instance), [this, instance, name](const Result<Done> &result) {
        if (result) {
            m_parts.window.showStatus(tr("%1 was removed, and its token with it.").arg(name));
            if (m_parts.registry.entries().isEmpty())
                m_parts.window.showPage(MainWindow::Page::Welcome);
            return;
        }
        MessageBar &bar = m_parts.window.messages();
        bar.showError(result.error());
        connect(bar.addButton(tr("Retry")), &QPushButton::clicked, this, [this, instance] { remove(instance); });
    });
}

} // namespace metascope
