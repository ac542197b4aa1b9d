// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/session/textfetch.h"
#include "tests/api/house.h"
#include "tests/api/stubserver.h"
#include "tests/ui/look.h"
#include "tests/unit/workspacecachesupport.h"
#include "ui/search/finddock.h"
#include "ui/search/findmodel.h"
#include "ui/widgets/messagebar.h"

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QTreeView>

namespace metascope::test {

/// An instance "Acme" with workspaces 1 ("shop") and 2 ("playground"), whose first is partly in the cache; not opened.
class KnownShop : public Look {
public:
    explicit KnownShop(StubServer::Answer answer = {}, const QString &file = QStringLiteral("cache.sqlite"))
        : server(answer ? std::move(answer) : [](const StubRequest &) { return stubAnswer("[]"); }), cache(pathTo(file))
    {
        InstanceEntry entry;
        entry.name = QStringLiteral("Acme");
        entry.base = *ApiBase::fromUserInput(server.url());
        entry.tokenId = QStringLiteral("3f2a");
        entry.place = TokenPlace::Keychain;
        id = entry.id = *house.registry.put(entry);
        static_cast<void>(settled(house.keychain.write(tokenKeyOf(entry), Secret(QByteArray("made-up-token-0001")))));
        const QString instance = NodePath::ofInstance(id).key();
        names.add(
            {{instance, Kind::Instance, QStringLiteral("Acme"), {}, {}, {}},
             {instance + QStringLiteral("/1"), Kind::Workspace, QStringLiteral("shop"), QStringLiteral("Acme"), {}, {}},
             {instance + QStringLiteral("/2"),
              Kind::Workspace,
              QStringLiteral("playground"),
              QStringLiteral("Acme"),
              {},
              {}}});
        name(Kind::Table, 1, QStringLiteral("orders"));
        name(Kind::Table, 2, QStringLiteral("order_items"));
        name(Kind::Function, 1, QStringLiteral("ship"));
        name(Kind::Function, 2, QStringLiteral("late"));
        ObjectSummary ship = object(Kind::Function, 1, QStringLiteral("ship"));
        ship.xanoScript = QStringLiteral(
            "function ship {\n  db.query orders { where = $input.order_id }\n  return $input.order_id\n}");
        ObjectSummary odd = object(Kind::Function, 3, QStringLiteral("<img src=file:///etc/passwd>\nrm & go"));
        odd.description = QStringLiteral("a\tb <img src=file:///etc/passwd>");
        odd.xanoScript = QStringLiteral("x");
        keep(Kind::Table,
             {object(Kind::Table, 1, QStringLiteral("orders"), R"({"id":1,"docs":"What people buy"})"),
              object(Kind::Table, 2, QStringLiteral("order_items"),
                     R"({"schema":[{"name":"id","type":"int"},{"name":"order_id","type":"int","tableref_id":1}]})")});
        keep(Kind::Function, {ship, object(Kind::Function, 2, QStringLiteral("late")), odd});
        keep(Kind::Branch, {object(Kind::Branch, 0, QStringLiteral("v1"))});
        keep(Kind::File,
             {object(Kind::File, 1, QStringLiteral("a.png")), object(Kind::File, 2, QStringLiteral("b.png"))});
        QObject::connect(&cache, &WorkspaceCache::unavailable, &cache, [this] { isUnavailable = true; });
    }
    Q_DISABLE_COPY_MOVE(KnownShop)
    ~KnownShop() = default;

    void keep(Kind kind, const QList<ObjectSummary> &objects)
    {
        static_cast<void>(settled(cache.store(placeOf(kind, id), whole(objects))));
    }
    void name(Kind kind, qint64 number, const QString &name)
    {
        names.add({{pathOf(kind, number).key(), kind, name, QStringLiteral("Acme › shop"), {}, {}}});
    }
    [[nodiscard]] NodePath pathOf(Kind kind, qint64 number) const
    {
        NodePath path = NodePath::ofKind(id, WorkspaceId(1), kind);
        path.object = QString::number(number);
        return path;
    }

    /// In the folder, where `plain` is a file in which there can be no other.
    [[nodiscard]] QString pathTo(const QString &file) const
    {
        QFile plain(folder.filePath(QStringLiteral("plain")));
        if (!plain.open(QIODevice::WriteOnly))
            qFatal("no temporary folder");
        return folder.filePath(file);
    }

    StubServer server;
    House<SessionStore> house;
    NameIndex names;
    QTemporaryDir folder;
    WorkspaceCache cache;
    InstanceId id;
    bool isUnavailable = false;
};

/// The dock "Find in Workspace" in a window.
class FindViews final : public KnownShop {
public:
    explicit FindViews(StubServer::Answer answer = {}, const QString &file = QStringLiteral("cache.sqlite"))
        : KnownShop(std::move(answer), file),
          dock(new FindDock({&cache, &fetch, nullptr, names, theme, icons}, &window))
    {
        window.setCentralWidget(new QWidget(&window));
        window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        showActive(window, {1200, 500});
    }

    template <typename Widget>
    [[nodiscard]] Widget *find(const char *name) const
    {
        return part<Widget>(window, name);
    }
    [[nodiscard]] QLineEdit *edit() const { return find<QLineEdit>("findText"); }
    [[nodiscard]] QTreeView *results() const { return find<QTreeView>("findResults"); }
    [[nodiscard]] QPushButton *fetchButton() const { return find<QPushButton>("findFetch"); }
    [[nodiscard]] QString coverage() const { return find<QLabel>("findCoverage")->text(); }
    [[nodiscard]] QString count() const
    {
        const auto *label = find<QLabel>("findCount");
        return label->isVisible() ? label->text() : QString();
    }
    [[nodiscard]] QString sentence() const
    {
        const auto *label = find<QLabel>("emptySentence");
        return label->isVisible() ? label->text() : QString();
    }
    void find(const QString &text) const { edit()->setText(text); }
    /// "name", and below it "  part: line".
    [[nodiscard]] QStringList rows() const
    {
        QStringList all;
        const QAbstractItemModel *model = results()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QModelIndex object = model->index(row, 0);
            all.append(object.data().toString());
            for (int line = 0; line < model->rowCount(object); ++line) {
                const QModelIndex at = model->index(line, 0, object);
                all.append(QStringLiteral("  %1: %2")
                               .arg(at.data(Qt::AccessibleDescriptionRole).toString(), at.data().toString()));
            }
        }
        return all;
    }

    TextFetch fetch{house.sessions, cache};
    QMainWindow window;
    FindDock *dock;
};

} // namespace metascope::test
