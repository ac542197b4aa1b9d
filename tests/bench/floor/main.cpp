// SPDX-License-Identifier: GPL-3.0-or-later
// The floor under every start-up figure: the least that a window with widgets can be.
#include <QtWidgets/QApplication>
#include <QtWidgets/QWidget>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.setWindowTitle(QStringLiteral("Floor"));
    window.resize(1280, 800);
    window.show();
    return QApplication::exec();
}
