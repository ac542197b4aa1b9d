// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screenshots/stage.h"

#include "ui/editors/facts/factspage.h"

#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>

namespace metascope::screenshots {

namespace {

Error noKeychain()
{
    return Error::local(ErrorKind::KeychainUnavailable, QStringLiteral("no secret service answers on this desktop"));
}

} // namespace

QString NoKeychain::name() const
{
    return QStringLiteral("Secret Service");
}

Reply<Done> NoKeychain::write(const TokenKey &, Secret)
{
    return Reply<Done>::ready(Failure(noKeychain()));
}

Reply<SharedSecret> NoKeychain::read(const TokenKey &)
{
    return Reply<SharedSecret>::ready(Failure(noKeychain()));
}

Reply<Done> NoKeychain::remove(const TokenKey &)
{
    return Reply<Done>::ready(Failure(noKeychain()));
}

sandbox::Ready Stage::start(sandbox::Sandbox &server)
{
    auto ready = server.start();
    if (!ready)
        qFatal("%s", qPrintable(describe(ready.error())));
    return std::move(*ready);
}

Stage::Stage(QApplication &application, bool dark)
    : ready(start(server)), theme(application), registry(folder.filePath(QStringLiteral("instances.json"))),
      sessions(registry, stores, vault, {vault, registry, clock, false, {}}),
      connector(registry, stores, {vault, registry, clock, false, {}}),
      source([this](const InstanceId &id) { return sessions.open(id); }),
      window({theme, icons, tree, editors, [this](const InstanceId &id) { return sessions.open(id); }}),
      welcome(new WelcomePage(theme, icons)), connectPage(new ConnectPage(connector, theme, icons)),
      desk([this]() -> InstanceDesk::Parts {
          window.setPages(welcome, connectPage);
          return {registry, sessions, tree, window, *welcome, *connectPage};
      }())
{
    theme.setMode(dark ? Theme::Mode::Dark : Theme::Mode::Light);
    for (const Kind kind : {Kind::ApiGroup, Kind::Endpoint, Kind::Function, Kind::Task})
        editors.add(kind, [this](const EditorRequest &request, QWidget *parent) -> Editor * {
            return new FactsPage(request, theme, icons, parent);
        });
    window.show();
}

void Stage::openShop()
{
    const auto &instance = ready.instances.constFirst();
    const DemoServer demo{instance.url, ready.token, instance.workspaces.constFirst().id};
    groupKey = listDemo(demo, QStringLiteral("Acme"), registry, session).value_or(QString());
    desk.openNode(groupKey);
}

QAbstractButton *Stage::button(const QString &name) const
{
    const auto buttons = window.findChildren<QAbstractButton *>();
    for (QAbstractButton *each : buttons)
        if (each->isVisible() && each->accessibleName() == name)
            return each;
    return nullptr;
}

bool Stage::press(const QString &name) const
{
    QAbstractButton *found = button(name);
    if (found)
        found->click();
    return found;
}

QModelIndex Stage::node(const QString &name) const
{
    const QModelIndex group = tree.indexOf(groupKey);
    for (int row = 0; row < tree.rowCount(group); ++row)
        if (const QModelIndex index = tree.index(row, 0, group); index.data().toString() == name)
            return index;
    return {};
}

} // namespace metascope::screenshots
