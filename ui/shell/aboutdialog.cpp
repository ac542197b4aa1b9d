// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/aboutdialog.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QDialogButtonBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

namespace metascope {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("aboutDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Metascope"));

    auto *icon = new QLabel(this);
    icon->setPixmap(IconProvider::application().pixmap(QSize(64, 64), devicePixelRatioF()));
    auto *name = new QLabel(tr("Metascope %1").arg(QCoreApplication::applicationVersion()), this);
    name->setFont(Theme::titleFont(font()));
    auto *text
        = new QLabel(tr("Workspace explorer for Xano.\n\n"
                        "Free software under the GNU General Public License, version 3 or later. It comes without "
                        "any warranty.\n\n"
                        "Xano is a trademark of its owner. Metascope is an independent program."),
                     this);
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    text->setMinimumWidth(fontMetrics().averageCharWidth() * 60);
    auto *versions
        = new QLabel(tr("Qt %1 (built with %2)").arg(QLatin1String(qVersion()), QLatin1String(QT_VERSION_STR)), this);
    versions->setForegroundRole(QPalette::PlaceholderText);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton *close = buttons->button(QDialogButtonBox::Close);
    close->setObjectName(QStringLiteral("aboutClose"));
    close->setAccessibleName(close->text().remove(u'&'));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto *layout = new QGridLayout(this);
    layout->setHorizontalSpacing(spacing::group);
    layout->addWidget(icon, 0, 0, 4, 1, Qt::AlignTop);
    layout->addWidget(name, 0, 1);
    layout->addWidget(text, 1, 1);
    layout->addWidget(versions, 2, 1);
    layout->addWidget(buttons, 4, 0, 1, 2);
}

} // namespace metascope
