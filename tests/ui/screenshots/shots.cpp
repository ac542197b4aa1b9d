// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/screenshots/shots.h"

#include "ui/explorer/explorerdock.h"
#include "ui/shell/editorarea.h"
#include "ui/widgets/messagebar.h"

#include <QtGui/QAction>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>
#include <tuple>

namespace metascope::screenshots {

namespace {

using Step = std::function<bool(Stage &)>;

Step does(std::function<void(Stage &)> act)
{
    return [act = std::move(act)](Stage &stage) {
        act(stage);
        return true;
    };
}

Step presses(const QString &name)
{
    return [name](Stage &stage) { return stage.press(name); };
}

Step types(const QString &objectName, std::function<QString(const Stage &)> text)
{
    return [objectName, text = std::move(text)](Stage &stage) {
        auto *edit = stage.find<QLineEdit>(objectName);
        if (!edit || !edit->isVisible())
            return false;
        edit->setText(text(stage));
        return true;
    };
}

Step opensShop()
{
    return does([](Stage &stage) { stage.openShop(); });
}

Step seesTables()
{
    return [](Stage &stage) { return stage.tree.state(stage.tree.indexOf(stage.groupKey)) == LazyTree::State::Loaded; };
}

/// Shows the group `kind` beside the one shown and opens its first object.
Step opensFirst(const QString &kind)
{
    return [kind](Stage &stage) {
        const QString key = stage.groupKey.left(stage.groupKey.lastIndexOf(u'/') + 1) + kind;
        const QModelIndex group = stage.tree.indexOf(key);
        if (stage.tree.state(group) != LazyTree::State::Loaded) {
            if (stage.tree.state(group) == LazyTree::State::NotLoaded)
                stage.desk.openNode(key);
            return false;
        }
        const auto item = stage.tree.item(stage.tree.index(0, 0, group));
        const auto path = item ? NodePath::fromKey(item->key) : std::nullopt;
        if (!path)
            return false;
        stage.window.openObject(*path, item->name, true);
        return true;
    };
}

Step seesText(const QString &objectName)
{
    return [objectName](Stage &stage) {
        const auto *edit = stage.find<QPlainTextEdit>(objectName);
        return edit && edit->isVisible() && !edit->toPlainText().isEmpty();
    };
}

Step seesBar()
{
    return [](Stage &stage) {
        const auto bars = stage.window.findChildren<MessageBar *>();
        return std::ranges::any_of(bars, [](const MessageBar *bar) { return bar->isVisible(); });
    };
}

InstanceEntry known(const QString &name, const QString &address)
{
    InstanceEntry entry;
    entry.name = name;
    entry.base = *ApiBase::fromUserInput(address);
    entry.tokenId = QStringLiteral("made-up");
    return entry;
}

} // namespace

QList<Shot> allShots()
{
    const auto accountToken = [](const Stage &stage) { return QString::fromLatin1(stage.ready.accountToken); };
    const auto accountUrl = [](const Stage &stage) { return stage.ready.accountUrl; };
    const auto url = [](const Stage &stage) { return stage.ready.instances.constFirst().url; };
    const auto token = [](const Stage &stage) { return QString::fromLatin1(stage.ready.token); };
    const auto wrong = [](const Stage &) { return QStringLiteral("made-up.token.that-nobody-accepts"); };
    const QString tokenEdit = QStringLiteral("accessToken");
    const QString addressEdit = QStringLiteral("instanceAddress");
    const Step connectPage = presses(QStringLiteral("Paste Access Token"));
    const Step connects = presses(QStringLiteral("Connect"));

    return {
        {QStringLiteral("welcome"), {does([](Stage &stage) { stage.window.explorer().focusFilter(); })}},
        {QStringLiteral("welcome-instances"), {does([](Stage &stage) {
             std::ignore
                 = stage.registry.put(known(QStringLiteral("Acme"), QStringLiteral("x8ki-letl-twmt.n7.xano.io")));
             std::ignore
                 = stage.registry.put(known(QStringLiteral("Beta Corp"), QStringLiteral("xabc-1234-beta.eu1.xano.io")));
         })}},
        {QStringLiteral("connect"), {connectPage}},
        {QStringLiteral("connect-pick"),
         {connectPage, types(tokenEdit, accountToken), types(addressEdit, accountUrl), connects,
          [](Stage &stage) { return stage.find<QListView>(QStringLiteral("instances"))->isVisible(); }}},
        {QStringLiteral("connect-refused"),
         {connectPage, types(tokenEdit, wrong), types(addressEdit, url), connects, seesBar()}},
        {QStringLiteral("connect-no-keychain"),
         {connectPage, types(tokenEdit, token), types(addressEdit, url), connects, seesBar()}},
        {QStringLiteral("explorer"),
         {opensShop(), seesTables(), opensFirst(QStringLiteral("function")), seesText(QStringLiteral("factsScript"))}},
        {QStringLiteral("explorer-empty"),
         {does([](Stage &stage) { stage.window.showPage(MainWindow::Page::Editors); })}},
        {QStringLiteral("explorer-error"),
         {opensShop(), seesTables(), does([](Stage &stage) {
              stage.server.stop();
              stage.window.explorer().actions().refresh->trigger();
          }),
          seesBar()}},
    };
}

} // namespace metascope::screenshots
