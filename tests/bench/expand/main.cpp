// SPDX-License-Identifier: GPL-3.0-or-later
// Expands a large "Tables" node in the real explorer and prints what it cost as one line of JSON:
//     bench_expand URL TOKEN WORKSPACE
// `idle_gap` is the event loop's longest absence while nothing happens, `max_gap` while the node fills; `total` runs from
// the request to the first paint with all rows; `floor` is fetching and parsing the same bytes without a model.
#include "app/credentials/tokenvault.h"
#include "app/session/explorersource.h"
#include "app/session/session.h"
#include "tests/bench/expand/gapmeter.h"
#include "tests/bench/expand/refetch.h"
#include "ui/explorer/explorerdock.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QJsonObject>
#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QTreeView>

using namespace metascope;

namespace {

class ReadOnlyPolicy final : public GuardPolicy {
public:
    [[nodiscard]] GuardLevel guardLevel(const InstanceId &, WorkspaceId) const override { return GuardLevel::ReadOnly; }
};

/// Tells once when its widget was painted.
class PaintWatcher final : public QObject {
public:
    explicit PaintWatcher(QWidget *widget) : QObject(widget) { widget->installEventFilter(this); }
    std::function<void()> painted;

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && painted)
            QMetaObject::invokeMethod(this, std::exchange(painted, {}), Qt::QueuedConnection);
        return false;
    }
};

class Bench final : public QObject {
public:
    Bench(Session &session, LazyTree &tree, ExplorerDock &dock, QString workspaceKey, QByteArray token)
        : m_session(session), m_tree(tree), m_dock(dock), m_workspaceKey(std::move(workspaceKey)),
          m_token(std::move(token)), m_paint(m_dock.findChild<QTreeView *>(QStringLiteral("explorerTree"))->viewport())
    {
        connect(&m_tree, &LazyTree::loaded, this, &Bench::loaded);
        m_dock.reveal(m_workspaceKey, true);
    }

private:
    [[nodiscard]] QString groupKey() const
    {
        NodePath path = *NodePath::fromKey(m_workspaceKey);
        path.kind = Kind::Table;
        return path.key();
    }

    void loaded(const QModelIndex &index)
    {
        const QString key = index.data(LazyTree::KeyRole).toString();
        if (!m_tree.error(index).has_value() && key == m_workspaceKey) {
            m_gap.restart();
            m_gap.after(idleTurns, [this] { expand(); });
        } else if (m_tree.error(index).has_value()) {
            qFatal("%s", qPrintable(index.data(LazyTree::ErrorRole).toString()));
        } else if (key == groupKey()) {
            m_rows = m_tree.rowCount(index);
            m_paint.painted = [this] {
                m_total = static_cast<double>(m_clock.nsecsElapsed()) / 1e6;
                m_gap.after(settleTurns, [this] { fetchAgain(); });
            };
            m_dock.findChild<QTreeView *>(QStringLiteral("explorerTree"))->viewport()->update();
        }
    }

    void expand()
    {
        m_idleGap = m_gap.longestMs();
        m_before = m_session.client().traffic().entries().size();
        m_gap.restart();
        m_clock.start();
        m_dock.reveal(groupKey(), true);
    }

    void fetchAgain()
    {
        m_maxGap = m_gap.longestMs();
        QList<QUrl> urls;
        const auto &entries = m_session.client().traffic().entries();
        for (std::size_t i = m_before - 1; i < entries.size(); ++i)
            urls.append(entries[i].url);
        new bench::Refetch(
            urls, m_token, [this](double ms, qint64 bytes) { report(ms, bytes); }, this);
    }

    void report(double floor, qint64 bytes)
    {
        const QJsonObject line{{QStringLiteral("rows"), m_rows},        {QStringLiteral("bytes"), bytes},
                               {QStringLiteral("idle_gap"), m_idleGap}, {QStringLiteral("max_gap"), m_maxGap},
                               {QStringLiteral("total"), m_total},      {QStringLiteral("floor"), floor}};
        QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << '\n';
        QCoreApplication::quit();
    }

    static constexpr int idleTurns = 1000;
    static constexpr int settleTurns = 200;

    Session &m_session;
    LazyTree &m_tree;
    ExplorerDock &m_dock;
    const QString m_workspaceKey;
    const QByteArray m_token;
    PaintWatcher m_paint;
    bench::GapMeter m_gap;
    QElapsedTimer m_clock;
    std::size_t m_before = 0;
    int m_rows = 0;
    double m_idleGap = 0;
    double m_maxGap = 0;
    double m_total = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        qFatal("usage: bench_expand URL TOKEN WORKSPACE");
    const auto base = ApiBase::fromUserInput(arguments.at(1));
    if (!base)
        qFatal("%s", qPrintable(describe(base.error())));

    const QByteArray token = arguments.at(2).toUtf8();
    TokenVault vault;
    vault.put(base->origin, std::make_shared<const Secret>(QByteArray(token)));
    const ReadOnlyPolicy policy;
    const SteadyClock clock;
    const InstanceId id(QStringLiteral("bench"));
    Session session({id, id.value(), *base}, vault, {policy, clock, true, {}});
    ExplorerSource source([&session](const InstanceId &) { return Reply<Session *>::ready(&session); });
    LazyTree tree(source);
    TreeItem root;
    root.key = NodePath::ofInstance(id).key();
    root.name = id.value();
    root.mayHaveChildren = true;
    tree.setRoots({root});

    Theme theme(application);
    const IconProvider icons(theme);
    QMainWindow window;
    NameIndex names;
    auto *dock = new ExplorerDock({tree, names, theme, icons});
    window.addDockWidget(Qt::LeftDockWidgetArea, dock);
    window.resize(1280, 800);
    window.show();

    const WorkspaceId workspace(arguments.at(3).toLongLong());
    const Bench bench(session, tree, *dock, NodePath::ofWorkspace(id, workspace).key(), token);
    return QApplication::exec();
}
