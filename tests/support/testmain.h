// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtTest/QTest>

#include <functional>
#include <memory>

namespace metascope::test {

/// Makes a test class known to runAll(). Used through METASCOPE_TEST.
bool registerTest(const char *className, std::function<std::unique_ptr<QObject>()> make);

/// Runs every registered class, or those named with `--only CLASS` (repeatable); prints the totals as
/// "N passed, N failed, N skipped" and returns 0 only if something ran and nothing failed. `--list` names the classes;
/// other arguments go to Qt Test.
int runAll(int argc, char **argv);

} // namespace metascope::test

/// Put after a test class: `METASCOPE_TEST(SecretTest)`. moc cannot expand it and need not.
#ifdef Q_MOC_RUN
#define METASCOPE_TEST(Class)
#else
#define METASCOPE_TEST(Class)                                                                                          \
    static const bool registered##Class = metascope::test::registerTest(                                               \
        #Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
#endif
