// SPDX-License-Identifier: GPL-3.0-or-later
// What the explorer costs, as one line of JSON:
//     bench_explorer filter OBJECTS                 keys typed into the filter
//     bench_explorer expand OBJECTS                 one group that holds so many
//     bench_explorer refresh URL TOKEN WORKSPACE    a long list of which a hundredth has changed
#include "tests/bench/explorer/expandbench.h"
#include "tests/bench/explorer/filterbench.h"
#include "tests/bench/explorer/refreshbench.h"

#include <QtCore/QTextStream>

using namespace metascope;

namespace {

template <typename Bench>
int run(Bench &bench)
{
    QObject::connect(&bench, &Bench::done, &bench, [](const QJsonObject &line) {
        QTextStream(stdout) << QJsonDocument(line).toJson(QJsonDocument::Compact) << '\n';
        QCoreApplication::quit();
    });
    return QApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const QString what = arguments.value(1);
    const InstanceId id(QStringLiteral("bench"));
    if (what == QLatin1String("refresh") && arguments.size() == 5) {
        const QByteArray token = arguments[3].toUtf8();
        bench::ReadOnlySession opened(id, arguments[2], token);
        bench::Stage stage(application, id, &opened.session());
        bench::RefreshBench bench(stage, opened.session(), WorkspaceId(arguments[4].toLongLong()), token);
        return run(bench);
    }
    const int objects = arguments.value(2).toInt();
    if (arguments.size() != 3 || objects <= 0)
        qFatal("usage: bench_explorer filter|expand OBJECTS, or refresh URL TOKEN WORKSPACE");
    bench::Stage stage(application, id, nullptr);
    if (what == QLatin1String("expand")) {
        bench::ExpandBench bench(stage, id, objects);
        return run(bench);
    }
    bench::FilterBench bench(stage, id, objects);
    bench.start();
    return run(bench);
}
