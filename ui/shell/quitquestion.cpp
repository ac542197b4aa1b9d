// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quitquestion.h"

#include <QtWidgets/QPushButton>

namespace metascope {

QuitQuestion::QuitQuestion(QWidget *parent) : QMessageBox(parent)
{
    setObjectName(QStringLiteral("quitBox"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Quit Metascope"));
    setTextFormat(Qt::PlainText);
    setText(tr("Changes are being applied."));
    setInformativeText(
        tr("The server may still carry out the step that was sent; the steps after it are not sent. What "
           "was not applied stays staged."));
    QPushButton *quit = addButton(tr("Quit Anyway"), QMessageBox::DestructiveRole);
    quit->setAccessibleName(quit->text());
    QPushButton *wait = addButton(tr("Wait"), QMessageBox::RejectRole);
    wait->setAccessibleName(wait->text());
    setDefaultButton(wait);
    setEscapeButton(wait);
    connect(quit, &QPushButton::clicked, this, &QuitQuestion::quitAnyway);
}

} // namespace metascope
