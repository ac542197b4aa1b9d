// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/signinpage.h"

#include "app/credentials/tokentext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/thinprogress.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QShortcut>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

QPushButton *buttonOf(const QString &text, const char *name, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(text);
    return button;
}

QLabel *explanation(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setForegroundRole(QPalette::PlaceholderText);
    return label;
}

} // namespace

SignInPage::SignInPage(Ways ways, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : ColumnPage(QStringLiteral("signInPage"), parent), m_ways(std::move(ways)), m_account(new QLineEdit(this)),
      m_open(buttonOf(tr("Open Browser"), "openBrowser", this)),
      m_copy(buttonOf(tr("Copy Address"), "copySignInAddress", this)), m_state(new QLabel(this)),
      m_code(new SecretEdit(this)), m_useCode(buttonOf(tr("Use Code"), "useCode", this)),
      m_bar(new MessageBar(theme, icons, this)), m_progress(new ThinProgress(theme, this))
{
    auto *title = new QLabel(tr("Sign in with Browser"), this);
    title->setFont(Theme::titleFont(font()));
    auto *about = explanation(
        tr("Xano asks in the browser who you are and hands a token to Metascope. Such a token covers one workspace: "
           "what "
           "lies outside answers with 403. This way follows Xano's own command line and has not been tried against the "
           "real service yet."),
        this);
    auto *cancel = buttonOf(tr("Cancel"), "cancelSignIn", this);
    auto *foot = new QHBoxLayout;
    foot->addStretch(1);
    foot->addWidget(cancel);

    QVBoxLayout *layout = column();
    layout->addWidget(title);
    layout->addWidget(about);
    layout->addWidget(m_bar);
    layout->addSpacing(spacing::control);
    layout->addWidget(buildBrowser());
    layout->addWidget(m_progress);
    layout->addSpacing(spacing::group);
    layout->addWidget(buildCode());
    layout->addLayout(foot);
    layout->addStretch(1);

    setFocusProxy(m_open);
    setTabOrder(m_useCode, cancel);

    connect(m_open, &QPushButton::clicked, this, &SignInPage::openBrowser);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_page.toString(QUrl::FullyEncoded)); });
    connect(m_useCode, &QPushButton::clicked, this, &SignInPage::useCode);
    connect(m_code, &QLineEdit::returnPressed, this, &SignInPage::useCode);
    connect(m_code, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_useCode->setEnabled(!text.trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &SignInPage::leave);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &SignInPage::leave);
    m_useCode->setEnabled(false);
    setWaiting(false);
}

QWidget *SignInPage::buildBrowser()
{
    auto *box = new QWidget(this);
    m_account->setObjectName(QStringLiteral("accountAddress"));
    m_account->setAccessibleName(tr("Account Address"));
    m_account->setPlaceholderText(QUrl(Connector::accountAddress).host());
    m_account->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    auto *label = new QLabel(tr("Account &Address"), box);
    label->setBuddy(m_account);
    auto *hint = explanation(tr("Leave it empty for Xano's own."), box);
    m_state->setObjectName(QStringLiteral("signInState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_open);
    buttons->addWidget(m_copy);
    buttons->addWidget(m_state, 1);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(label);
    layout->addWidget(m_account);
    layout->addWidget(hint);
    layout->addLayout(buttons);
    return box;
}

QWidget *SignInPage::buildCode()
{
    auto *box = new QWidget(this);
    auto *about
        = explanation(tr("Where no browser can reach this computer, or Xano refuses the address above: open a page "
                         "that shows a code, on any device, and paste the code here."),
                      box);
    auto *show = buttonOf(tr("Show a Code Instead"), "showCode", box);
    connect(show, &QPushButton::clicked, this, &SignInPage::openCodePage);
    m_code->setObjectName(QStringLiteral("signInCode"));
    m_code->setAccessibleName(tr("Code"));
    auto *label = new QLabel(tr("&Code"), box);
    label->setBuddy(m_code);
    setTabOrder(show, m_code);
    setTabOrder(m_code, m_useCode);
    auto *line = new QHBoxLayout;
    line->addWidget(m_code, 1);
    line->addWidget(m_useCode);
    auto *first = new QHBoxLayout;
    first->addWidget(show);
    first->addStretch(1);
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(about);
    layout->addLayout(first);
    layout->addWidget(label);
    layout->addLayout(line);
    return box;
}

void SignInPage::forget()
{
    m_scope.restart();
    m_code->forget();
    m_bar->dismiss();
    setWaiting(false);
}

void SignInPage::refuse()
{
    m_bar->showMessage(
        MessageBar::Kind::Error,
        tr("Xano did not accept this sign-in (401): a code may be mistyped or used already. Get a new one."));
    m_code->setFocus(Qt::OtherFocusReason);
}

void SignInPage::begin()
{
    forget();
    m_account->clear();
    m_open->setFocus(Qt::OtherFocusReason);
}

void SignInPage::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    m_account->setEnabled(!waiting);
    m_open->setText(waiting ? tr("Open Again") : tr("Open Browser"));
    m_open->setAccessibleName(m_open->text());
    m_copy->setVisible(waiting);
    m_progress->setRunning(waiting);
    m_state->setText(waiting ? tr("Waiting for the browser, at most five minutes…") : QString());
    if (!waiting)
        m_page.clear();
}

Result<ApiBase> SignInPage::account()
{
    const QString typed = m_account->text().trimmed();
    auto base = ApiBase::fromUserInput(typed.isEmpty() ? Connector::accountAddress : typed);
    if (!base) {
        m_bar->showError(base.error());
        m_account->setFocus(Qt::OtherFocusReason);
    }
    return base;
}

void SignInPage::openBrowser()
{
    if (m_isWaiting) {
        m_ways.openInBrowser(m_page);
        return;
    }
    const auto base = account();
    if (!base)
        return;
    m_bar->dismiss();
    const auto started = m_ways.start(base->origin);
    if (!started) {
        m_bar->showError(started.error());
        return;
    }
    m_page = started->page;
    setWaiting(true);
    m_scope.restart();
    m_scope.await(started->token, [this](const Result<SharedSecret> &token) { received(token); });
    m_ways.openInBrowser(m_page);
}

void SignInPage::openCodePage()
{
    if (const auto base = account()) {
        m_ways.openInBrowser(m_ways.codePage(base->origin));
        m_code->setFocus(Qt::OtherFocusReason);
    }
}

void SignInPage::useCode()
{
    if (!m_useCode->isEnabled())
        return;
    auto secret = secretFromPaste(m_code->text());
    if (!secret) {
        m_bar->showError(secret.error());
        m_code->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_scope.restart(); // the browser is no longer waited for
    received(std::make_shared<const Secret>(std::move(*secret)));
}

void SignInPage::received(const Result<SharedSecret> &token)
{
    if (!token) {
        setWaiting(false);
        m_bar->showError(token.error());
        m_open->setFocus(Qt::OtherFocusReason);
        return;
    }
    const auto base = account();
    if (!base)
        return;
    setWaiting(false);
    m_code->forget();
    NewToken found;
    found.secret = *token;
    found.address = base->toString();
    found.isSignedIn = true;
    Q_EMIT signedIn(found);
}

void SignInPage::leave()
{
    const bool wasWaiting = m_isWaiting;
    forget();
    if (!wasWaiting)
        Q_EMIT cancelled();
}

} // namespace metascope
