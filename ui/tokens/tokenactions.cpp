// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/tokenactions.h"

#include "ui/theme/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>

namespace metascope {

TokenActions::TokenActions(QWidget *parent) : QWidget(parent)
{
    struct Row {
        Action action;
        const char *name;
        QString text;
        QString explanation;
    };
    const QList<Row> rows{
        {Action::Test, "testToken", tr("Test"), tr("Asks the instance whose token it is")},
        {Action::Replace, "replaceToken", tr("Replace…"), tr("Puts a new token in its place, once it was tested")},
        {Action::Rename, "renameToken", tr("Rename…"), tr("Gives it another label (F2)")},
        {Action::Copy, "copyToken", tr("Copy"), tr("To the clipboard, for 30 seconds")},
        {Action::Reveal, "revealToken", tr("Reveal"), tr("Shows it for 10 seconds")},
        {Action::CheckScopes, "checkScopes", tr("Check Scopes"), tr("Asks with reads what it may read")},
        {Action::Remove, "removeToken", tr("Remove…"), tr("Takes it out of where it is stored (Delete)")},
        {Action::OpenPage, "openTokenPage", tr("Open Token Page in Xano"),
         tr("Tokens are created and revoked at Xano, in the browser")},
    };
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    for (const Row &row : rows) {
        auto *button = new QPushButton(row.text, this);
        button->setObjectName(QLatin1String(row.name));
        button->setAccessibleName(row.text);
        button->setProperty("explanation", row.explanation);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, action = row.action] { Q_EMIT triggered(action); });
        if (row.action == Action::OpenPage)
            layout->addStretch(1);
        layout->addWidget(button);
        m_buttons[row.action] = button;
    }
}

void TokenActions::setReasons(const std::function<QString(Action)> &reasonOf)
{
    for (const auto &[action, button] : m_buttons) {
        const QString reason = reasonOf(action);
        button->setEnabled(reason.isEmpty());
        button->setToolTip(reason.isEmpty() ? button->property("explanation").toString() : reason);
        button->setAccessibleDescription(button->toolTip());
    }
}

bool TokenActions::isPossible(Action action) const
{
    return m_buttons.at(action)->isEnabled();
}

} // namespace metascope
