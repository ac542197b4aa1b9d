// SPDX-License-Identifier: GPL-3.0-or-later
// The start of every test executable; the label with widgets gets an application that can show them.
#include "tests/support/testmain.h"

#ifdef METASCOPE_TEST_WIDGETS
#include <QtWidgets/QApplication>
using TestApplication = QApplication;
#else
#include <QtCore/QCoreApplication>
using TestApplication = QCoreApplication;
#endif

int main(int argc, char **argv)
{
    TestApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("metascope-test"));
    return metascope::test::runAll(argc, argv);
}
