// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/shellviews.h"

#include <QtWidgets/QApplication>

namespace metascope::test {

Reply<QList<TreeItem>> FakeSource::children(const TreeItem &parent)
{
    ++calls;
    const auto found = items.find(parent.key);
    if (found == items.end())
        return Reply<QList<TreeItem>>::ready(Failure(Error::local(ErrorKind::Network, QStringLiteral("made up"))));
    return Reply<QList<TreeItem>>::ready(QList<TreeItem>(found->second));
}

namespace {

ClientOptions notedIn(WriteLog &journal)
{
    ClientOptions options;
    options.writeLog = &journal;
    return options;
}

} // namespace

ShellViews::ShellViews(bool readOnly)
    : theme(*qobject_cast<QApplication *>(QCoreApplication::instance())),
      registry(folder.filePath(QStringLiteral("instances.json"))),
      sessions(registry, stores, rights, {registry, clock, readOnly, notedIn(journal)}),
      connector(registry, stores, {registry, clock, readOnly, {}}),
      window({theme, icons, tree, names, editors, registry, [this](const InstanceId &id) { return sessions.open(id); },
              readOnly}),
      welcome(new WelcomePage(theme, icons)),
      connectWays(new ConnectWays(connector, {}, folder.filePath(QStringLiteral("credentials.yaml")), theme, icons)),
      connectPage(&connectWays->paste()), desk([this, readOnly]() -> InstanceDesk::Parts {
          window.setPages(welcome, connectWays);
          return {registry, sessions, tree, window, *welcome, *connectWays, readOnly};
      }())
{
    editors.add(Kind::Table, [](const EditorRequest &wanted, QWidget *parent) -> Editor * {
        return new FakeEditor(wanted, parent);
    });
}

ShellViews::~ShellViews() = default;

TreeItem ShellViews::item(const QString &key, Kind kind, const QString &name, bool isGroup, bool children)
{
    TreeItem made;
    made.key = key;
    made.kind = kind;
    made.name = name;
    made.isGroup = isGroup;
    made.mayHaveChildren = children;
    return made;
}

void ShellViews::fillTree()
{
    InstanceEntry entry;
    entry.name = QStringLiteral("Acme");
    entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
    entry.place = TokenPlace::Session;
    acme = *registry.put(entry);
    const QString &root = acme.value();
    const QString shop = root + QStringLiteral("/1");
    source.items[root] = {item(shop, Kind::Workspace, QStringLiteral("shop"), false, true)};
    source.items[shop]
        = {item(shop + QStringLiteral("/table"), Kind::Table, QStringLiteral("Tables"), true, true),
           item(shop + QStringLiteral("/function"), Kind::Function, QStringLiteral("Functions"), true, true)};
    source.items[shop + QStringLiteral("/table")]
        = {item(shop + QStringLiteral("/table/1"), Kind::Table, QStringLiteral("customer")),
           item(shop + QStringLiteral("/table/2"), Kind::Table, QStringLiteral("orders"))};
}

void ShellViews::nameTree()
{
    QList<NamedObject> named{{acme.value(), Kind::Instance, QStringLiteral("Acme"), {}, {}, {}}};
    for (const auto &[parent, items] : source.items)
        for (const TreeItem &each : items)
            if (!each.isGroup)
                named.append({each.key, each.kind, each.name, QStringLiteral("Acme › shop"), {}, {}});
    names.add(named);
}

EditorRequest ShellViews::request(qint64 table, const QString &name) const
{
    EditorRequest made;
    made.path = NodePath::ofKind(acme, WorkspaceId(1), Kind::Table);
    made.path.object = QString::number(table);
    made.name = name;
    made.target.instance = acme;
    made.target.workspace = WorkspaceId(1);
    made.target.instanceName = QStringLiteral("Acme");
    made.target.workspaceName = QStringLiteral("shop");
    made.target.branch = BranchLabel(QStringLiteral("v1"));
    return made;
}

} // namespace metascope::test
