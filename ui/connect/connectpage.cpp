// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectpage.h"

#include "app/credentials/tokenclaims.h"
#include "app/credentials/tokentext.h"
#include "ui/connect/instancelist.h"
#include "ui/connect/keepform.h"
#include "ui/connect/trustquestion.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/secretedit.h"
#include "ui/widgets/thinprogress.h"
#include "ui/widgets/visiblename.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace metascope {

namespace {

/// Whoever types or drags a text in is not read at each letter.
constexpr auto settleTime = std::chrono::milliseconds(250);

} // namespace

ConnectPage::ConnectPage(Connector &connector, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : ColumnPage(QStringLiteral("connectPage"), parent), m_connector(connector), m_token(new SecretEdit(this)),
      m_address(new QLineEdit(this)), m_addressHint(new QLabel(this)), m_paste(buildPaste()),
      m_keep(new KeepForm(connector.storeName(TokenPlace::Keychain), this)), m_pickTitle(new QLabel(this)),
      m_instances(new QListView(this)), m_instanceModel(new InstanceListModel(this)),
      m_bar(new MessageBar(theme, icons, this)), m_progress(new ThinProgress(theme, this)), m_state(new QLabel(this)),
      m_connect(new QPushButton(tr("Connect"), this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    buildForm();
    setFocusProxy(m_token);

    connect(m_connect, &QPushButton::clicked, this, &ConnectPage::submit);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectPage::cancel);
    connect(m_token, &QLineEdit::returnPressed, this, &ConnectPage::submit);
    connect(m_address, &QLineEdit::returnPressed, this, &ConnectPage::submit);
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleTime);
    connect(&m_settle, &QTimer::timeout, this, &ConnectPage::readOwnExpiry);
    connect(m_token, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_keep->setOwnExpiry(std::nullopt); // of the text before
        if (text.isEmpty())
            m_settle.stop();
        else
            m_settle.start();
        changed();
    });
    connect(m_address, &QLineEdit::textChanged, this, &ConnectPage::changed);
    // By the keys alone: who clicks twice to check and uncheck sends no token.
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter}) {
        auto *enter = new QShortcut(key, m_instances);
        enter->setContext(Qt::WidgetShortcut);
        connect(enter, &QShortcut::activated, this, &ConnectPage::submit);
    }
    connect(m_instanceModel, &QAbstractItemModel::dataChanged, this, &ConnectPage::updateButtons);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ConnectPage::cancel);
    setStep(Step::Form);
}

QWidget *ConnectPage::buildPaste()
{
    auto *paste = new QWidget(this);
    auto *steps = new QLabel(tr("1.  In Xano, open Instances, then the instance's settings (gear), then Metadata API.\n"
                                "2.  Create an access token: give it a name, an expiry and the scopes that you need.\n"
                                "3.  Copy it at once: Xano shows it only this time. Paste it here."),
                             this);
    steps->setTextFormat(Qt::PlainText);
    steps->setWordWrap(true);
    steps->setForegroundRole(QPalette::PlaceholderText);

    m_token->setObjectName(QStringLiteral("accessToken"));
    m_token->setAccessibleName(tr("Access Token"));
    auto *tokenLabel = new QLabel(tr("Access &Token"), this);
    tokenLabel->setBuddy(m_token);
    m_address->setObjectName(QStringLiteral("instanceAddress"));
    m_address->setAccessibleName(tr("Instance Address"));
    m_address->setPlaceholderText(tr("x8ki-letl-twmt.n7.xano.io"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    auto *addressLabel = new QLabel(tr("Instance &Address"), this);
    addressLabel->setBuddy(m_address);
    showAddressHint();
    m_addressHint->setTextFormat(Qt::PlainText);
    m_addressHint->setWordWrap(true);
    m_addressHint->setForegroundRole(QPalette::PlaceholderText);

    auto *other = new QLabel(tr("Other ways:"), this);
    other->setForegroundRole(QPalette::PlaceholderText);
    auto *signIn = new QPushButton(tr("Sign in with Browser"), this);
    signIn->setObjectName(QStringLiteral("connectSignIn"));
    signIn->setAccessibleName(signIn->text());
    auto *import = new QPushButton(tr("Import from Xano CLI"), this);
    import->setObjectName(QStringLiteral("connectImport"));
    import->setAccessibleName(import->text());
    connect(signIn, &QPushButton::clicked, this, &ConnectPage::signInRequested);
    connect(import, &QPushButton::clicked, this, &ConnectPage::importRequested);
    auto *ways = new QHBoxLayout;
    ways->addWidget(other);
    ways->addWidget(signIn);
    ways->addWidget(import);
    ways->addStretch(1);

    auto *layout = new QVBoxLayout(paste);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(spacing::control);
    layout->addWidget(steps);
    layout->addLayout(ways);
    layout->addSpacing(spacing::control);
    layout->addWidget(tokenLabel);
    layout->addWidget(m_token);
    layout->addSpacing(spacing::tight);
    layout->addWidget(addressLabel);
    layout->addWidget(m_address);
    layout->addWidget(m_addressHint);
    layout->addSpacing(spacing::tight);
    return paste;
}

void ConnectPage::buildForm()
{
    auto *title = new QLabel(tr("Connect to an Instance"), this);
    title->setFont(Theme::titleFont(font()));

    m_pickTitle->setTextFormat(Qt::PlainText);
    m_pickTitle->setWordWrap(true);
    m_instances->setObjectName(QStringLiteral("instances"));
    m_instances->setAccessibleName(tr("Instances"));
    m_instances->setModel(m_instanceModel);
    m_instances->setItemDelegate(new InstanceListDelegate(m_instances));
    m_instances->setSelectionMode(QAbstractItemView::SingleSelection);
    m_instances->setUniformItemSizes(true);
    m_instances->setMinimumHeight((fontMetrics().height() + spacing::rowPadding) * 6);
    m_state->setForegroundRole(QPalette::PlaceholderText);

    m_connect->setObjectName(QStringLiteral("connect"));
    m_connect->setAccessibleName(m_connect->text());
    m_connect->setDefault(true);
    m_cancel->setObjectName(QStringLiteral("cancel"));
    m_cancel->setAccessibleName(m_cancel->text());

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_state, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_connect);

    QVBoxLayout *layout = column();
    layout->addWidget(title);
    layout->addWidget(m_bar);
    layout->addWidget(m_paste);
    layout->addWidget(m_pickTitle);
    layout->addWidget(m_instances);
    layout->addWidget(m_keep);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
    layout->addStretch(1);
}

void ConnectPage::forget()
{
    m_scope.restart();
    m_connector.cancel();
    m_checked.reset();
    m_given.reset();
    m_token->forget();
    m_bar->dismiss();
    setStep(Step::Form);
}

void ConnectPage::begin()
{
    forget();
    m_address->clear();
    m_keep->reset();
    m_token->setFocus(Qt::OtherFocusReason);
}

void ConnectPage::beginAt(const QString &address)
{
    begin();
    m_address->setText(address);
}

void ConnectPage::beginWith(const NewToken &token)
{
    begin();
    m_given = token;
    m_keep->setOwnExpiry(expiryOf(*token.secret));
    check();
}

void ConnectPage::setStep(Step step)
{
    m_step = step;
    const bool busy = step == Step::Checking || step == Step::Storing;
    const bool known = m_checked && step != Step::Form && step != Step::Checking;
    m_paste->setVisible(!m_given);
    m_paste->setEnabled(step == Step::Form);
    m_keep->setEnabled(!busy);
    m_pickTitle->setVisible(known);
    m_instances->setVisible(known && m_checked->isAccount);
    m_instances->setEnabled(step == Step::Picking);
    m_progress->setRunning(busy);
    m_state->setText(step == Step::Checking      ? tr("Checking the token…")
                         : step == Step::Storing ? tr("Storing the token…")
                                                 : QString());
    updateButtons();
}

void ConnectPage::readOwnExpiry()
{
    const auto secret = secretFromPaste(m_token->text());
    m_keep->setOwnExpiry(secret ? expiryOf(*secret) : std::nullopt);
}

void ConnectPage::showAddressHint()
{
    const auto base = ApiBase::fromUserInput(m_address->text());
    const auto listed = base ? m_connector.listedAt(*base) : std::nullopt;
    m_addressHint->setText(
        listed ? tr("“%1” is at this address already. This adds it once more, with another token; Replace… in Tools > "
                    "Access Tokens gives it a new one.")
                     .arg(visibleName(listed->name))
               : tr("With or without https://. Leave it empty for a token of your Xano account: its instances are "
                    "listed."));
}

void ConnectPage::changed()
{
    showAddressHint();
    // What the bar offers is about the token and the address that were there before.
    if (m_step == Step::Form) {
        m_bar->dismiss();
        m_checked.reset();
    }
    updateButtons();
}

void ConnectPage::updateButtons()
{
    const auto isReady = [this] {
        switch (m_step) {
        case Step::Form: return m_given || !m_token->text().trimmed().isEmpty();
        case Step::Picking: return !m_instanceModel->picked().isEmpty();
        case Step::Confirming: return true;
        case Step::Checking:
        case Step::Storing: break;
        }
        return false;
    };
    m_connect->setEnabled(isReady());
}

void ConnectPage::submit()
{
    if (!m_connect->isEnabled())
        return;
    if (m_step == Step::Form)
        check();
    else
        store(m_keep->choice());
}

void ConnectPage::cancel()
{
    const bool wasBusy = m_step == Step::Checking || m_step == Step::Storing;
    m_scope.restart();
    m_connector.cancel();
    m_checked.reset();
    m_bar->dismiss();
    setStep(Step::Form);
    if (wasBusy)
        return;
    forget();
    Q_EMIT cancelled();
}

void ConnectPage::check(const QByteArray &pinnedCertificate)
{
    m_bar->dismiss();
    setStep(Step::Checking);
    m_scope.restart();
    if (m_given)
        m_given->pinnedCertificate = pinnedCertificate;
    m_scope.await(m_given ? m_connector.check(*m_given)
                          : m_connector.check(m_token->text(), m_address->text(), pinnedCertificate),
                  [this](const Result<CheckedToken> &result) { checked(result); });
}

void ConnectPage::refused(const Error &error)
{
    setStep(Step::Form);
    m_bar->showError(error);
    const auto trust = [this](const Origin &, const QByteArray &certificate) { check(certificate); };
    if (m_given) {
        offerTrust(error, trust);
        if (error.kind == ErrorKind::Unauthorized && m_given->isSignedIn)
            Q_EMIT signInRefused();
        return;
    }
    const QString address = m_address->text().trimmed();
    if (error.kind == ErrorKind::Unauthorized && address.isEmpty())
        m_bar->showMessage(
            MessageBar::Kind::Error,
            tr("Xano's account does not accept this token (401). If it is the token of an instance, enter "
               "the instance's address too."));
    const auto base = ApiBase::fromUserInput(address);
    if (error.kind == ErrorKind::Tls && base && base->origin.isLoopback() && !address.contains(QLatin1String("://")))
        m_bar->showMessage(
            MessageBar::Kind::Error,
            tr("No secure connection could be made to this computer's own %1. If the server there speaks "
               "plain http, begin the address with http://.")
                .arg(base->origin.host()),
            describe(error));
    offerTrust(error, trust);
    const bool isOfAddress = !base || error.kind == ErrorKind::Network || error.kind == ErrorKind::Tls
        || error.kind == ErrorKind::Proxy || error.kind == ErrorKind::Timeout;
    (!address.isEmpty() && isOfAddress ? m_address : m_token)->setFocus(Qt::OtherFocusReason);
}

void ConnectPage::offerTrust(const Error &error, std::function<void(const Origin &, const QByteArray &)> trusted)
{
    const auto origin = m_connector.askedAt();
    if (!origin || !refusedCertificate(error))
        return;
    QPushButton *trust = m_bar->addButton(tr("Trust This Certificate…"));
    trust->setObjectName(QStringLiteral("askToTrust"));
    connect(trust, &QPushButton::clicked, this, [this, error, origin = *origin, trusted = std::move(trusted)] {
        askToTrust(this, origin.toString(), error,
                   [origin, trusted](const QByteArray &certificate) { trusted(origin, certificate); });
    });
}

void ConnectPage::checked(const Result<CheckedToken> &result)
{
    if (!result) {
        refused(result.error());
        return;
    }
    m_checked = *result;
    if (m_checked->isAccount) {
        offerInstances();
    } else if (m_given) {
        m_pickTitle->setText(tr("Signed in as %1 at %2. Connect stores the token.")
                                 .arg(visibleName(m_checked->person.name), m_checked->base.origin.toString()));
        setStep(Step::Confirming);
        m_connect->setFocus(Qt::OtherFocusReason);
    } else {
        store(m_keep->choice());
    }
}

} // namespace metascope
