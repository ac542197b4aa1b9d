// SPDX-License-Identifier: GPL-3.0-or-later
// Expands a large "Tables" node in the real explorer and prints what it cost as one line of JSON:
//     bench_expand URL TOKEN WORKSPACE
// `idle_gap` is the event loop's longest absence while nothing happens, `max_gap` while the node fills; `total` runs from
// the request to the first paint with all rows, `list` to the list in the tree; `floor` is fetching and parsing the same
// bytes without a model, `bare` the same with the fastest parser.
#include "tests/bench/expand/gapmeter.h"
#include "tests/bench/expand/refetch.h"
#include "tests/bench/explorer/paintwatcher.h"
#include "tests/bench/explorer/stage.h"

#include <QtCore/QJsonObject>
#include <QtCore/QTextStream>

#include <simdjson.h>

using namespace metascope;

namespace {

class Bench final : public QObject {
public:
    Bench(Session &session, bench::Stage &stage, QString workspaceKey, QByteArray token)
        : m_session(session), m_tree(stage.tree()), m_dock(stage.dock()), m_workspaceKey(std::move(workspaceKey)),
          m_token(std::move(token)), m_viewport(*stage.view().viewport()), m_paint({&m_viewport})
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
            m_list = msSince();
            m_rows = m_tree.rowCount(index);
            m_paint.painted = [this] {
                m_total = msSince();
                m_gap.after(settleTurns, [this] { fetchAgain(); });
            };
            m_viewport.update();
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
            urls, m_token, byQt,
            [this, urls](double floor, qint64) {
                new bench::Refetch(
                    urls, m_token, bySimdjson, [this, floor](double bare, qint64 bytes) { report(floor, bare, bytes); },
                    this);
            },
            this);
    }

    static bool byQt(const QByteArray &body) { return !QJsonDocument::fromJson(body).isNull(); }

    static bool bySimdjson(const QByteArray &body)
    {
        simdjson::dom::parser parser;
        return parser.parse(body.constData(), static_cast<std::size_t>(body.size())).error() == simdjson::SUCCESS;
    }

    [[nodiscard]] double msSince() const { return static_cast<double>(m_clock.nsecsElapsed()) / 1e6; }

    void report(double floor, double bare, qint64 bytes)
    {
        const QJsonObject line{{QStringLiteral("rows"), m_rows},        {QStringLiteral("bytes"), bytes},
                               {QStringLiteral("idle_gap"), m_idleGap}, {QStringLiteral("max_gap"), m_maxGap},
                               {QStringLiteral("total"), m_total},      {QStringLiteral("floor"), floor},
                               {QStringLiteral("list"), m_list},        {QStringLiteral("bare"), bare}};
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
    QWidget &m_viewport;
    bench::PaintWatcher m_paint;
    bench::GapMeter m_gap;
    QElapsedTimer m_clock;
    std::size_t m_before = 0;
    int m_rows = 0;
    double m_idleGap = 0;
    double m_maxGap = 0;
    double m_total = 0;
    double m_list = 0;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 4)
        qFatal("usage: bench_expand URL TOKEN WORKSPACE");
    const QByteArray token = arguments.at(2).toUtf8();
    const InstanceId id(QStringLiteral("bench"));
    bench::ReadOnlySession opened(id, arguments.at(1), token);
    bench::Stage stage(application, id, &opened.session());
    const WorkspaceId workspace(arguments.at(3).toLongLong());
    const Bench bench(opened.session(), stage, NodePath::ofWorkspace(id, workspace).key(), token);
    return QApplication::exec();
}
