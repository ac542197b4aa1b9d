// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tokens/replacedialog.h"

#include "app/domain/expirychoice.h"
#include "app/model/tokenwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/visiblename.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <utility>

namespace metascope {

ReplaceDialog::ReplaceDialog(const Parts &parts, const InstanceEntry &entry, QWidget *parent)
    : QDialog(parent), m_parts(parts), m_entry(entry), m_served(parts.keeper.servedWith(entry.id)),
      m_token(new SecretEdit(this)), m_bar(new MessageBar(parts.theme, parts.icons, this)),
      m_progress(new ThinProgress(parts.theme, this)), m_endsLabel(new QLabel(tr("&Ends"), this)),
      m_ends(new QComboBox(this)), m_test(new QPushButton(tr("Test New Token"), this)),
      m_replace(new QPushButton(tr("Replace Token"), this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("replaceDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Replace Token"));

    QStringList served;
    for (const InstanceEntry &each : std::as_const(m_served))
        served.append(tr("%1 (%2)").arg(visibleName(each.name), each.base.origin.toString()));
    auto *intro = new QLabel(tr("The new token is sent to %1. It is kept in: %2. The old one stays until the new one "
                                "is stored and read back.")
                                 .arg(served.join(QStringLiteral(", ")), m_parts.keeper.storeName(entry.place)),
                             this);
    intro->setObjectName(QStringLiteral("replaceIntro"));
    intro->setTextFormat(Qt::PlainText);
    intro->setWordWrap(true);
    m_token->setObjectName(QStringLiteral("newToken"));
    m_token->setAccessibleName(tr("New Access Token"));
    auto *label = new QLabel(tr("&New Access Token"), this);
    label->setBuddy(m_token);
    m_ends->setObjectName(QStringLiteral("newTokenEnds"));
    m_ends->setAccessibleName(tr("Ends"));
    m_ends->addItem(tr("Not known"));
    const QList<ExpiryChoice> choices = expiryChoices();
    for (const ExpiryChoice &each : choices)
        m_ends->addItem(each.after ? tr("%1 from now").arg(each.label) : each.label);
    m_endsLabel->setBuddy(m_ends);
    m_test->setObjectName(QStringLiteral("testNewToken"));
    m_replace->setObjectName(QStringLiteral("confirmReplace"));
    m_cancel->setObjectName(QStringLiteral("cancelReplace"));
    for (QPushButton *each : {m_test, m_replace, m_cancel})
        each->setAccessibleName(each->text());
    m_cancel->setAutoDefault(false);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(spacing::control);
    buttons->addWidget(m_test);
    buttons->addStretch(1);
    buttons->addWidget(m_replace);
    buttons->addWidget(m_cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(spacing::control);
    layout->addWidget(intro);
    layout->addWidget(label);
    layout->addWidget(m_token);
    layout->addWidget(m_progress);
    layout->addWidget(m_bar);
    layout->addWidget(m_endsLabel);
    layout->addWidget(m_ends);
    layout->addStretch(1);
    layout->addLayout(buttons);
    setMinimumWidth(fontMetrics().averageCharWidth() * 76);

    connect(m_token, &QLineEdit::textChanged, this, [this] {
        m_tried.reset();
        m_bar->dismiss();
        refresh();
    });
    connect(m_test, &QPushButton::clicked, this, &ReplaceDialog::test);
    connect(m_replace, &QPushButton::clicked, this, &ReplaceDialog::replace);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, &ReplaceDialog::forget);
    refresh();
}

void ReplaceDialog::test()
{
    m_tried.reset();
    m_bar->dismiss();
    setRunning(true);
    m_scope.await(m_parts.keeper.tryOut(m_served, m_token->text()), [this](const Result<TriedToken> &tried) {
        setRunning(false);
        if (tried)
            showTried(*tried);
        else if (tried.error().kind != ErrorKind::Cancelled)
            m_bar->showError(tried.error());
        if (!tried)
            m_token->setFocus(Qt::OtherFocusReason);
    });
}

void ReplaceDialog::showTried(const TriedToken &token)
{
    m_tried = token;
    const QString before = m_entry.token.person;
    const QString person = visibleName(token.person.name);
    const bool saysEnd = token.expiry.source == TokenExpiry::Source::Token;
    const QString end = saysEnd ? tr("It ends %1.").arg(tokenwords::endsFully(token.expiry, m_parts.now()))
                                : tr("It does not say when it ends.");
    if (expiryState(token.expiry, m_parts.now()) == ExpiryState::Soon)
        m_bar->showMessage(
            MessageBar::Kind::Warning,
            tr("It belongs to %1 and ends soon: %2.").arg(person, tokenwords::endsFully(token.expiry, m_parts.now())));
    else if (!before.isEmpty() && before != token.person.name)
        m_bar->showMessage(MessageBar::Kind::Warning,
                           tr("It belongs to %1; the old one belongs to %2. %3").arg(person, visibleName(before), end));
    else
        m_bar->showMessage(MessageBar::Kind::Info, tr("It belongs to %1. %2").arg(person, end));
    refresh();
    m_replace->setFocus(Qt::OtherFocusReason);
}

void ReplaceDialog::replace()
{
    if (!m_tried)
        return;
    TriedToken token = *m_tried;
    if (const int choice = m_ends->currentIndex() - 1;
        token.expiry.source == TokenExpiry::Source::Unknown && choice >= 0)
        token.expiry = expiryChoices().at(choice).from(m_parts.now());
    setRunning(true);
    m_replacing = m_parts.keeper.replace(token, m_entry.place);
    m_scope.await(*m_replacing, [this](const Result<Done> &done) {
        m_replacing.reset();
        const bool wantsOut = std::exchange(m_isCancelling, false);
        setRunning(false);
        const auto now = m_parts.registry.find(m_entry.id);
        // After the swap an error is about the old token alone.
        if (done || (now && now->tokenId != m_entry.tokenId)) {
            Q_EMIT replaced(done ? QString() : describe(done.error()));
            accept();
            return;
        }
        if (done.error().kind == ErrorKind::Cancelled) {
            if (wantsOut)
                reject();
            return;
        }
        m_bar->showMessage(MessageBar::Kind::Error,
                           tr("%1 The old token stays in its place.").arg(describe(done.error())));
    });
}

void ReplaceDialog::reject()
{
    // A replacement that is given up still has an outcome to tell. Whoever asks twice does not want to know.
    if (m_replacing && !std::exchange(m_isCancelling, true)) {
        m_bar->showMessage(MessageBar::Kind::Info, tr("Cancelling: looking where the new token is…"));
        m_replacing->abort();
        return;
    }
    QDialog::reject();
}

bool ReplaceDialog::event(QEvent *event)
{
    const bool isDone = QDialog::event(event);
    // Qt's dialogs do not grow with what wraps in them.
    if (event->type() == QEvent::LayoutRequest)
        if (const int needed = layout()->totalHeightForWidth(width()); height() < needed)
            resize(width(), needed);
    return isDone;
}

void ReplaceDialog::setRunning(bool running)
{
    m_isRunning = running;
    m_progress->setRunning(running);
    refresh();
}

void ReplaceDialog::forget()
{
    m_scope.restart();
    m_replacing.reset();
    m_tried.reset();
    m_token->clear();
}

void ReplaceDialog::refresh()
{
    const bool hasText = !m_token->text().trimmed().isEmpty();
    const bool asksEnd = m_tried && m_tried->expiry.source == TokenExpiry::Source::Unknown;
    m_token->setEnabled(!m_isRunning);
    m_test->setEnabled(hasText && !m_isRunning);
    m_replace->setEnabled(m_tried.has_value() && !m_isRunning);
    m_replace->setToolTip(m_replace->isEnabled() ? QString() : tr("The new token has to be tested first."));
    m_replace->setAccessibleDescription(m_replace->toolTip());
    (m_tried ? m_replace : m_test)->setDefault(true);
    m_endsLabel->setVisible(asksEnd);
    m_ends->setVisible(asksEnd);
    m_ends->setEnabled(!m_isRunning);
}

} // namespace metascope
