// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/testmain.h"

#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QStringList>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <utility>
#include <vector>

namespace metascope::test {

namespace {

struct TestClass {
    QString name;
    std::function<std::unique_ptr<QObject>()> make;
};

struct Totals {
    int passed = 0;
    int failed = 0;
    int skipped = 0;
};

/// Filled by static initialisers, so it must exist before the first of them runs.
std::vector<TestClass> &testClasses()
{
    static std::vector<TestClass> classes;
    return classes;
}

/// Qt Test counts initTestCase and cleanupTestCase as passed even where a class has neither: a class of nothing else
/// must not look like one that ran.
constexpr int framePasses = 2;

/// What `Totals: …` of a class's log says. A log without that line counts as a failure: the class did not end.
Totals totalsOf(const QString &logFile)
{
    QFile log(logFile);
    const QString text = log.open(QIODevice::ReadOnly) ? QString::fromUtf8(log.readAll()) : QString();
    static const QRegularExpression line(QStringLiteral("Totals: (\\d+) passed, (\\d+) failed, (\\d+) skipped"));
    const auto match = line.match(text);
    if (!match.hasMatch())
        return {0, 1, 0};
    return {std::max(0, match.captured(1).toInt() - framePasses), match.captured(2).toInt(), match.captured(3).toInt()};
}

/// Takes `--only NAME` pairs out of the arguments.
QStringList takeOnly(QStringList &arguments)
{
    const QString option = QStringLiteral("--only");
    QStringList names;
    for (qsizetype at = arguments.indexOf(option); at >= 0; at = arguments.indexOf(option)) {
        names.append(arguments.value(at + 1));
        arguments.erase(arguments.begin() + at, arguments.begin() + std::min(at + 2, arguments.size()));
    }
    return names;
}

} // namespace

bool registerTest(const char *className, std::function<std::unique_ptr<QObject>()> make)
{
    testClasses().push_back({QString::fromLatin1(className), std::move(make)});
    return true;
}

int runAll(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const QStringList only = takeOnly(arguments);
    std::vector<TestClass> classes = testClasses();
    std::ranges::sort(classes, {}, &TestClass::name);

    if (arguments.contains(QStringLiteral("--list"))) {
        for (const TestClass &testClass : classes)
            std::printf("%s\n", qPrintable(testClass.name));
        return 0;
    }

    const QTemporaryDir logs;
    Totals sum;
    for (const QString &name : only) {
        if (std::ranges::find(classes, name, &TestClass::name) == classes.end()) {
            std::fprintf(stderr, "no test class %s\n", qPrintable(name));
            ++sum.failed;
        }
    }
    for (const TestClass &testClass : classes) {
        if (!only.isEmpty() && !only.contains(testClass.name))
            continue;
        const QString log = logs.filePath(testClass.name);
        const auto object = testClass.make();
        const int failures = QTest::qExec(object.get(),
                                          arguments
                                              + QStringList{QStringLiteral("-o"), log + QStringLiteral(",txt"),
                                                            QStringLiteral("-o"), QStringLiteral("-,txt")});
        Totals totals = totalsOf(log);
        // A skip in initTestCase() of an earlier class silently empties the later ones.
        if (arguments.size() == 1 && totals.passed + totals.failed + totals.skipped == 0) {
            std::fprintf(stderr, "%s: nothing ran\n", qPrintable(testClass.name));
            totals.failed = 1;
        }
        sum.passed += totals.passed;
        sum.failed += std::max(totals.failed, failures);
        sum.skipped += totals.skipped;
    }
    std::printf("%d passed, %d failed, %d skipped\n", sum.passed, sum.failed, sum.skipped);
    return sum.passed > 0 && sum.failed == 0 ? 0 : 1;
}

} // namespace metascope::test
