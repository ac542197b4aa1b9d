// SPDX-License-Identifier: GPL-3.0-or-later
// What the buttons of the window do.
#include "app/session/connector.h"
#include "ui/connect/trustquestion.h"
#include "ui/theme/theme.h"
#include "ui/tokens/enddialog.h"
#include "ui/tokens/renamedialog.h"
#include "ui/tokens/replacedialog.h"
#include "ui/tokens/tokenreveal.h"
#include "ui/tokens/tokenswindow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretclipboard.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace metascope {

QString TokensWindow::reasonAgainst(Action action) const
{
    const auto entry = picked();
    if (!entry)
        return tr("No token is picked.");
    if (action == Action::OpenPage)
        return {};
    if (!m_running.isEmpty())
        return tr("Something is under way: wait for its end, or cancel it.");
    if (action == Action::Replace || action == Action::Rename)
        return {};
    if (entry->tokenId.isEmpty())
        return tr("No token is stored.");
    if (action == Action::Remove && m_parts.isWriting(entry->id))
        return writingText();
    // A test asks the person for it; to show them what they have just pasted is no use.
    const bool isNowhere
        = entry->place == TokenPlace::Ask && (action == Action::Remove || !m_parts.sessions.tokenInUse(*entry));
    if (isNowhere && (action == Action::Copy || action == Action::Reveal || action == Action::Remove))
        return tr("It is stored nowhere: it is asked for every time.");
    return {};
}

template <typename T>
void TokensWindow::await(const QString &what, const InstanceId &instance, const Reply<T> &reply,
                         std::function<void(const T &)> done, Again again)
{
    setRunning(what);
    m_bar->dismiss();
    m_scope.await(reply, [this, instance, done = std::move(done), again](const Result<T> &result) {
        setRunning({});
        if (result) {
            done(*result);
            return;
        }
        if (result.error().kind == ErrorKind::Cancelled)
            return;
        m_bar->showError(result.error());
        if (const auto entry = m_parts.registry.find(instance); entry && refusedCertificate(result.error())) {
            QPushButton *trust = m_bar->addButton(tr("Trust This Certificate…"));
            trust->setObjectName(QStringLiteral("askToTrust"));
            connect(trust, &QPushButton::clicked, this, [this, instance, error = result.error(), base = entry->base] {
                askToTrust(this, base.origin.toString(), error, [this, instance, base](const QByteArray &certificate) {
                    // Meant for the address that was named, not for another one that the list has by now.
                    if (const auto now = m_parts.registry.find(instance); now && now->base == base)
                        setTrusted(instance, certificate);
                });
            });
        }
        connect(m_bar->addButton(tr("Retry")), &QPushButton::clicked, this, [this, instance, again] {
            pick(instance);
            // Gone from the list meanwhile, another one would be the picked one.
            if (const auto entry = picked(); entry && entry->id == instance)
                (this->*again)();
        });
    });
}

void TokensWindow::run(Action action)
{
    if (!m_actions->isPossible(action))
        return;
    switch (action) {
    case Action::Test: test(); break;
    case Action::Replace: replace(); break;
    case Action::Rename: rename(); break;
    case Action::Copy: copy(); break;
    case Action::Reveal: reveal(); break;
    case Action::CheckScopes: checkScopes(); break;
    case Action::Remove: askToRemove(); break;
    case Action::OpenPage: openPage(); break;
    }
}

void TokensWindow::test()
{
    const auto entry = picked();
    if (!entry)
        return;
    const QString name = visibleName(entry->name);
    await<Person>(
        tr("Testing the token of %1…").arg(name), entry->id, m_parts.keeper.test(entry->id),
        [this, name](const Person &person) {
            say(tr("The token works at %1. It belongs to %2.").arg(name, visibleName(person.name)));
        },
        &TokensWindow::test);
}

void TokensWindow::checkScopes()
{
    const auto entry = picked();
    if (!entry)
        return;
    await<Done>(
        tr("Checking the scopes at %1…").arg(visibleName(entry->name)), entry->id,
        m_parts.keeper.checkScopes(entry->id),
        [this](const Done &) {
            say(tr("Asked with reads alone; the answers are in “Seen”. Whether it may create, update or delete "
                   "cannot be known without doing it."));
        },
        &TokensWindow::checkScopes);
}

void TokensWindow::copy()
{
    const auto entry = picked();
    if (!entry)
        return;
    await<SharedSecret>(
        tr("Reading the token of %1…").arg(visibleName(entry->name)), entry->id, m_parts.keeper.token(entry->id),
        [this](const SharedSecret &secret) {
            m_parts.clipboard.copy(*secret);
            const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(m_parts.clipboard.keptFor());
            m_copied = tr("Copied; the clipboard is cleared in %1 s.").arg(seconds.count());
            say(m_copied);
        },
        &TokensWindow::copy);
}

void TokensWindow::reveal()
{
    const auto entry = picked();
    if (!entry)
        return;
    await<SharedSecret>(
        tr("Reading the token of %1…").arg(visibleName(entry->name)), entry->id, m_parts.keeper.token(entry->id),
        [this, id = entry->id](const SharedSecret &secret) {
            const auto now = picked();
            if (!now || now->id != id)
                return; // another token is picked: it would stand beside the wrong name
            if (!isActiveWindow()) {
                say(tr("The token was read, but not shown: the window has lost the focus."));
                return;
            }
            m_revealed = now->tokenId;
            m_reveal->reveal(*secret);
        },
        &TokensWindow::reveal);
}

void TokensWindow::replace()
{
    const auto entry = picked();
    if (!entry)
        return;
    auto *dialog = new ReplaceDialog({m_parts.registry, m_parts.keeper, m_parts.theme, m_parts.icons, m_parts.now},
                                     *entry, this);
    connect(dialog, &ReplaceDialog::replaced, this, [this, name = visibleName(entry->name)](const QString &remark) {
        if (remark.isEmpty())
            say(tr("The token of %1 was replaced. The old one stays valid at Xano until it expires or is revoked.")
                    .arg(name));
        else
            m_bar->showMessage(MessageBar::Kind::Warning, remark);
    });
    dialog->open();
}

void TokensWindow::rename()
{
    const auto entry = picked();
    if (!entry)
        return;
    auto *dialog
        = new RenameDialog(entry->token.label, entry->token.person.isEmpty() ? entry->name : entry->token.person, this);
    connect(dialog, &RenameDialog::renamed, this, [this, id = entry->id](const QString &label) {
        edit(id, [&label](TokenFacts &facts) { facts.label = label; });
    });
    dialog->open();
}

void TokensWindow::setEnd()
{
    const auto entry = picked();
    if (!entry)
        return;
    auto *dialog = new EndDialog(entry->token.expiry, m_parts.now(), this);
    connect(dialog, &EndDialog::chosen, this, [this, id = entry->id](const TokenExpiry &expiry) {
        edit(id, [&expiry](TokenFacts &facts) { facts.expiry = expiry; });
    });
    dialog->open();
}

void TokensWindow::setTrusted(const InstanceId &instance, const QByteArray &sha256)
{
    // It closes the instance, and with it what is under way there.
    if (m_parts.isWriting(instance)) {
        m_bar->showMessage(MessageBar::Kind::Warning, writingText());
        return;
    }
    if (const auto changed = m_parts.keeper.setTrustedCertificate(instance, sha256); !changed)
        m_bar->showError(changed.error());
    else if (sha256.isEmpty())
        say(tr(
            "The certificate is no longer trusted, and the instance was closed. Test shows what its server has now."));
    else
        say(tr("The certificate is trusted at this address from now on."));
    refresh();
}

void TokensWindow::askToStopTrusting()
{
    const auto entry = picked();
    if (!entry)
        return;
    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("stopTrustingBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Stop Trusting"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("No longer trust the certificate of %1?").arg(visibleName(entry->name)));
    box->setInformativeText(
        tr("The instance is closed. As long as its server shows a certificate that nobody vouches for, it "
           "cannot be opened, and no token is sent to it."));
    QPushButton *stop = box->addButton(tr("Stop Trusting"), QMessageBox::DestructiveRole);
    stop->setObjectName(QStringLiteral("confirmStopTrusting"));
    stop->setAccessibleName(stop->text());
    QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    keep->setAccessibleName(keep->text());
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(stop, &QPushButton::clicked, this, [this, id = entry->id] { setTrusted(id, {}); });
    box->open();
}

void TokensWindow::edit(const InstanceId &instance, const std::function<void(TokenFacts &)> &change)
{
    const auto edited = m_parts.keeper.edit(instance, change);
    if (!edited)
        m_bar->showError(edited.error());
    refresh(); // a refused change is taken back on screen, too
}

void TokensWindow::askToRemove()
{
    const auto entry = picked();
    if (!entry)
        return;
    QStringList others;
    for (const InstanceEntry &each : m_parts.registry.entries())
        if (each.id != entry->id && each.tokenId == entry->tokenId && tokenKeyOf(each) != tokenKeyOf(*entry))
            others.append(visibleName(each.name));
    QString text
        = tr("It is taken out of: %1. The instance stays on the list without a token. Nothing changes at Xano; "
             "there the token stays valid until it expires or is revoked.")
              .arg(m_parts.keeper.storeName(entry->place));
    if (!others.isEmpty())
        text += u'\n' + tr("The same token stays stored for: %1.").arg(others.join(QStringLiteral(", ")));

    auto *box = new QMessageBox(this);
    box->setObjectName(QStringLiteral("removeTokenBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(tr("Remove Token"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Remove the access token of %1?").arg(visibleName(entry->name)));
    box->setInformativeText(text);
    QPushButton *remove = box->addButton(tr("Remove Token"), QMessageBox::DestructiveRole);
    remove->setObjectName(QStringLiteral("confirmRemoveToken"));
    remove->setAccessibleName(remove->text());
    QPushButton *keep = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    keep->setObjectName(QStringLiteral("keepToken"));
    keep->setAccessibleName(keep->text());
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(remove, &QPushButton::clicked, this, [this, id = entry->id] { this->remove(id); });
    box->open();
}

void TokensWindow::remove(const InstanceId &instance)
{
    const auto entry = m_parts.registry.find(instance);
    if (!entry)
        return;
    if (m_parts.isWriting(instance)) {
        m_bar->showMessage(MessageBar::Kind::Warning, writingText());
        return;
    }
    // Not awaited as the others are: a cancelled one has an outcome, too.
    const QString name = visibleName(entry->name);
    const Reply<Done> removal = m_parts.keeper.removeToken(instance);
    m_removal = ++m_lastRemoval;
    m_giveUpRemoval = [removal] { removal.abort(); };
    m_bar->dismiss();
    setRunning(tr("Removing the token of %1…").arg(name));
    removal.then(this, [this, instance, name, number = m_removal](const Result<Done> &result) {
        if (m_removal == number) { // nothing else was begun meanwhile
            m_removal = 0;
            m_giveUpRemoval = nullptr;
            setRunning({});
        }
        removed(instance, name, result);
    });
}

void TokensWindow::removed(const InstanceId &instance, const QString &name, const Result<Done> &result)
{
    if (result) {
        say(tr("The token of %1 was removed. At Xano it stays valid until it expires or is revoked.").arg(name));
        return;
    }
    if (result.error().kind == ErrorKind::Cancelled && result.error().message.isEmpty())
        return; // given up before anything was asked of the store
    m_bar->showError(result.error());
    connect(m_bar->addButton(tr("Retry")), &QPushButton::clicked, this, [this, instance] {
        pick(instance);
        if (const auto now = picked(); now && now->id == instance)
            askToRemove();
    });
}

void TokensWindow::openPage()
{
    const auto entry = picked();
    if (!entry)
        return;
    Q_EMIT openUrlRequested(QUrl(Connector::accountAddress));
    say(entry->token.kind == TokenKind::Account
            ? tr("In the browser: the Personal Access Tokens of the account. Tokens are created and revoked there, "
                 "never "
                 "from here.")
            : tr("In the browser: Instances, the gear of %1, Metadata API & MCP Server (formerly Metadata API). Tokens "
                 "are created and revoked there, never from here.")
                  .arg(visibleName(entry->name)));
}

} // namespace metascope
