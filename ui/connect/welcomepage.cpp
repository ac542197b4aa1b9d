// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/welcomepage.h"

#include "ui/connect/actionrow.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

namespace metascope {

WelcomePage::WelcomePage(const Theme &theme, const IconProvider &icons, QWidget *parent)
    : ColumnPage(QStringLiteral("welcomePage"), parent), m_icons(icons),
      m_import(new ActionRow(theme, icons.icon(Icon::Import, IconTint::Accent), tr("Import from Xano CLI"),
                             tr("Moves the tokens of its profiles from a plain file into the keychain."), this)),
      m_instancesTitle(new QLabel(tr("Your Instances"), this)), m_rows(new QVBoxLayout)
{
    auto *title = new QLabel(tr("Metascope"), this);
    QFont large = Theme::titleFont(Theme::titleFont(font()));
    title->setFont(large);
    auto *logo = new QLabel(this);
    logo->setPixmap(IconProvider::application().pixmap(QSize(48, 48), devicePixelRatioF()));
    auto *sentence
        = new QLabel(tr("See a whole Xano workspace at a glance, and change a table's schema without fear."), this);
    sentence->setForegroundRole(QPalette::PlaceholderText);
    sentence->setWordWrap(true);

    auto *signIn = new ActionRow(theme, icons.icon(Icon::Browser, IconTint::Accent), tr("Sign in with Browser"),
                                 tr("Xano asks there who you are and gives a token for one workspace."), this);
    signIn->setObjectName(QStringLiteral("signIn"));
    auto *paste = new ActionRow(theme, icons.icon(Icon::Key, IconTint::Accent), tr("Paste Access Token"),
                                tr("Connect to your instance; the token stays in this computer's keychain."), this);
    paste->setObjectName(QStringLiteral("pasteToken"));
    auto *demo = new ActionRow(theme, icons.icon(Icon::Demo, IconTint::Accent), tr("Explore the Demo Workspace"),
                               tr("A shop on a built-in server. No account, no network."), this);
    demo->setObjectName(QStringLiteral("exploreDemo"));
    m_import->setObjectName(QStringLiteral("importProfiles"));
    connect(signIn, &QPushButton::clicked, this, &WelcomePage::signInRequested);
    connect(m_import, &QPushButton::clicked, this, &WelcomePage::importRequested);
    connect(paste, &QPushButton::clicked, this, &WelcomePage::pasteTokenRequested);
    connect(demo, &QPushButton::clicked, this, &WelcomePage::demoRequested);

    m_instancesTitle->setFont(Theme::titleFont(font()));
    m_instancesTitle->hide();
    m_rows->setSpacing(0);

    auto *heading = new QHBoxLayout;
    heading->setSpacing(spacing::group);
    auto *headingTexts = new QVBoxLayout;
    headingTexts->setSpacing(spacing::tight);
    headingTexts->addWidget(title);
    headingTexts->addWidget(sentence);
    heading->addWidget(logo, 0, Qt::AlignTop);
    heading->addLayout(headingTexts, 1);

    QVBoxLayout *layout = column();
    layout->addLayout(heading);
    layout->addSpacing(spacing::group);
    layout->addWidget(signIn);
    layout->addWidget(paste);
    layout->addWidget(m_import);
    layout->addWidget(demo);
    layout->addSpacing(spacing::group);
    layout->addWidget(m_instancesTitle);
    layout->addLayout(m_rows);
    layout->addStretch(1);

    setTabOrder(paste, m_import);
    setTabOrder(m_import, demo);
    setFocusProxy(paste);
}

void WelcomePage::setInstances(const QList<KnownInstance> &instances)
{
    if (instances == m_instances)
        return;
    m_instances = instances;
    while (QLayoutItem *old = m_rows->takeAt(0)) {
        // A row may be the sender of the change that removes it.
        if (QWidget *row = old->widget()) {
            row->hide();
            row->deleteLater();
        }
        delete old;
    }
    for (const KnownInstance &instance : instances) {
        auto *row = new InstanceRow(instance, m_icons, widget());
        connect(row, &InstanceRow::openRequested, this, &WelcomePage::openRequested);
        connect(row, &InstanceRow::removeRequested, this, &WelcomePage::removeRequested);
        m_rows->addWidget(row);
    }
    m_instancesTitle->setVisible(!instances.isEmpty());
}

} // namespace metascope
