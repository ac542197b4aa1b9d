// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the folder of a person who has connected to an instance of very many objects, as the program itself writes it:
//     bench_restore FOLDER OBJECTS
// Prints how many lists there are as one line of JSON.
#include "app/api/endpoints/kindoperations.h"
#include "app/store/instanceregistry.h"
#include "app/store/paths.h"
#include "app/store/workspacecache.h"
#include "tests/bench/explorer/madeworkspace.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QTextStream>

using namespace metascope;

namespace {

CachePlace placeOf(const bench::MadeList &list)
{
    CachePlace place;
    place.instance = list.parent.instance;
    place.workspace = list.parent.workspace.value_or(WorkspaceId(0));
    place.kind = list.objects.constFirst().kind;
    place.parent = list.parent.object;
    if (endpointRow(operationsOf(place.kind).list).carries == Carries::Branch)
        place.branch = BranchLabel(QStringLiteral("v1"));
    return place;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int objects = arguments.value(2).toInt();
    if (arguments.size() != 3 || objects <= 0)
        qFatal("usage: bench_restore FOLDER OBJECTS");
    const Paths paths = Paths::below(arguments[1]);
    if (!paths.create())
        qFatal("the folder cannot be made");
    InstanceRegistry registry(paths.registryFile());
    InstanceEntry entry;
    entry.name = QStringLiteral("Large");
    entry.base = *ApiBase::fromUserInput(QStringLiteral("http://127.0.0.1:9"));
    entry.tokenId = QStringLiteral("made-up");
    const Result<InstanceId> instance = registry.put(entry);
    if (!instance)
        qFatal("%s", qPrintable(describe(instance.error())));

    WorkspaceCache cache(paths.cacheFile());
    const QList<bench::MadeList> lists = bench::MadeWorkspace::of(*instance, objects);
    qsizetype stored = 0;
    for (const bench::MadeList &list : lists) {
        if (list.objects.isEmpty()) {
            ++stored;
            continue;
        }
        cache.store(placeOf(list), {list.objects, QDateTime::currentDateTimeUtc(), true})
            .then(&application, [&](const Result<Done> &outcome) {
                if (!outcome)
                    qFatal("%s", qPrintable(describe(outcome.error())));
                if (++stored == lists.size())
                    QCoreApplication::quit();
            });
    }
    const int status = QCoreApplication::exec();
    QTextStream(stdout) << QStringLiteral("{\"lists\":%1}").arg(lists.size()) << Qt::endl;
    return status;
}
