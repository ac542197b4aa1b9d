// SPDX-License-Identifier: GPL-3.0-or-later
// Opens and closes editors again and again, and prints the memory after each hundred as one line of JSON:
//     bench_cycles URL TOKEN WORKSPACE CYCLES
// By turns a function's page and a table's editor, each closed when it has read what it shows. `memory` is the process's own
// memory (PSS, after what is free went back to the system) in MB; the first hundreds fill what is bounded, such as the log of
// the last exchanges.
#include "tests/bench/explorer/stage.h"
#include "ui/editors/facts/factspage.h"
#include "ui/editors/table/tableeditor.h"
#include "ui/shell/editorarea.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QTextStream>

#include <malloc.h>

using namespace metascope;

namespace {

double pssMb()
{
    malloc_trim(0);
    QFile file(QStringLiteral("/proc/self/smaps_rollup"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no /proc/self/smaps_rollup");
    const auto lines = file.readAll().split('\n');
    for (const QByteArray &line : lines)
        if (line.startsWith("Pss:"))
            return line.simplified().split(' ').at(1).toDouble() / 1024;
    return 0;
}

class Cycles final : public QObject {
public:
    Cycles(Session &session, EditorArea &area, WorkspaceId workspace, int cycles)
        : m_session(session), m_area(area), m_workspace(workspace), m_cycles(cycles)
    {
        connect(&session.client().traffic(), &TrafficLog::finished, this, &Cycles::answered, Qt::QueuedConnection);
        session.liveBranch(workspace).then(this, [this](const Result<BranchLabel> &branch) {
            m_branch = *branch;
            list(Kind::Function);
        });
    }

private:
    void list(Kind kind)
    {
        m_session.objects()
            .list(kind, {m_workspace, m_branch, {}})
            .then(this, [this, kind](const Result<QList<ObjectSummary>> &objects) {
                if (!objects || objects->isEmpty())
                    qFatal("nothing to open");
                m_objects.append(*objects);
                if (kind == Kind::Function) {
                    list(Kind::Table);
                } else {
                    m_session.setListedTables(m_workspace, *objects);
                    open();
                }
            });
    }

    void open()
    {
        const auto &kind = m_objects[m_cycle % m_objects.size()];
        const ObjectSummary &object = kind[(m_cycle / m_objects.size()) % kind.size()];
        EditorRequest request;
        request.path = NodePath::ofKind(m_session.address().id, m_workspace, object.kind);
        request.path.object = object.key;
        request.name = object.name;
        request.session = &m_session;
        request.target.instance = m_session.address().id;
        request.target.instanceName = m_session.address().name;
        request.target.workspace = m_workspace;
        request.target.workspaceName = QStringLiteral("bench");
        request.target.branch = m_branch;
        m_isOpen = true;
        m_area.open(request, true);
    }

    /// An exchange ended; when none is left the editor has all that it shows.
    void answered()
    {
        const auto &entries = m_session.client().traffic().entries();
        const bool isBusy = std::ranges::any_of(entries, [](const TrafficEntry &each) { return !each.isFinished; });
        if (isBusy || !std::exchange(m_isOpen, false))
            return;
        // Painted once before it goes.
        QTimer::singleShot(2, this, &Cycles::close);
    }

    void close()
    {
        m_area.closeAll();
        ++m_cycle;
        QTimer::singleShot(0, this, &Cycles::closed);
    }

    void closed()
    {
        if (m_cycle % 100 == 0)
            m_memory.append(pssMb());
        if (m_cycle < m_cycles) {
            open();
            return;
        }
        QTextStream(stdout) << QJsonDocument(QJsonObject{{QStringLiteral("cycles"), m_cycle},
                                                         {QStringLiteral("memory"), m_memory}})
                                   .toJson(QJsonDocument::Compact)
                            << '\n';
        QCoreApplication::quit();
    }

    Session &m_session;
    EditorArea &m_area;
    const WorkspaceId m_workspace;
    const int m_cycles;
    BranchLabel m_branch;
    QList<QList<ObjectSummary>> m_objects;
    QJsonArray m_memory;
    int m_cycle = 0;
    bool m_isOpen = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 5)
        qFatal("usage: bench_cycles URL TOKEN WORKSPACE CYCLES");
    bench::ReadOnlySession opened(InstanceId(QStringLiteral("bench")), arguments[1], arguments[2].toUtf8());
    Theme theme(application);
    const IconProvider icons(theme);
    EditorRegistry registry;
    registry.add(Kind::Function, [&](const EditorRequest &request, QWidget *parent) -> Editor * {
        return new FactsPage(request, theme, icons, parent);
    });
    const TableEditor::Parts parts{theme, icons, nullptr, {}};
    registry.add(Kind::Table, [&](const EditorRequest &request, QWidget *parent) -> Editor * {
        return new TableEditor(request, parts, parent);
    });
    QMainWindow window;
    auto *area = new EditorArea(registry, theme, icons, &window);
    window.setCentralWidget(area);
    window.resize(1280, 800);
    window.show();
    const Cycles cycles(opened.session(), *area, WorkspaceId(arguments[3].toLongLong()), arguments[4].toInt());
    return QApplication::exec();
}
