// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/connectpage.h"

#include "ui/connect/instancelist.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/thinprogress.h"

#include <QtGui/QShortcut>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace metascope {

ConnectPage::ConnectPage(Connector &connector, const Theme &theme, const IconProvider &icons, QWidget *parent)
    : QScrollArea(parent), m_connector(connector), m_token(new QLineEdit(this)), m_address(new QLineEdit(this)),
      m_addressHint(new QLabel(this)), m_pickTitle(new QLabel(this)), m_instances(new QListView(this)),
      m_instanceModel(new InstanceListModel(this)), m_bar(new MessageBar(theme, icons, this)),
      m_progress(new ThinProgress(theme, this)), m_state(new QLabel(this)),
      m_connect(new QPushButton(tr("Connect"), this)), m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("connectPage"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto *page = new QWidget(this);
    auto *outer = new QGridLayout(page);
    outer->setColumnStretch(0, 1);
    outer->setColumnStretch(1, 8);
    outer->setColumnStretch(2, 1);
    outer->setRowMinimumHeight(0, 2 * spacing::group);
    outer->setRowStretch(1, 1);
    outer->addWidget(buildForm(), 1, 1);
    setWidget(page);
    setFocusProxy(m_token);

    connect(m_connect, &QPushButton::clicked, this, &ConnectPage::submit);
    connect(m_cancel, &QPushButton::clicked, this, &ConnectPage::cancel);
    connect(m_token, &QLineEdit::returnPressed, this, &ConnectPage::submit);
    connect(m_address, &QLineEdit::returnPressed, this, &ConnectPage::submit);
    connect(m_token, &QLineEdit::textChanged, this, &ConnectPage::updateButtons);
    connect(m_instances, &QAbstractItemView::activated, this, &ConnectPage::submit);
    connect(m_instances->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ConnectPage::updateButtons);
    auto *escape = new QShortcut(Qt::Key_Escape, this);
    escape->setContext(Qt::WidgetWithChildrenShortcut);
    connect(escape, &QShortcut::activated, this, &ConnectPage::cancel);
    setStep(Step::Form);
}

QWidget *ConnectPage::buildForm()
{
    auto *title = new QLabel(tr("Connect to an Instance"), this);
    title->setFont(Theme::titleFont(font()));
    auto *steps = new QLabel(tr("1.  In Xano, open Instances, then the instance's settings (gear), then Metadata API.\n"
                                "2.  Create an access token: give it a name, an expiry and the scopes that you need.\n"
                                "3.  Copy it at once: Xano shows it only this time. Paste it here."),
                             this);
    steps->setTextFormat(Qt::PlainText);
    steps->setWordWrap(true);
    steps->setForegroundRole(QPalette::PlaceholderText);

    m_token->setObjectName(QStringLiteral("accessToken"));
    m_token->setAccessibleName(tr("Access Token"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    auto *tokenLabel = new QLabel(tr("Access &Token"), this);
    tokenLabel->setBuddy(m_token);
    m_address->setObjectName(QStringLiteral("instanceAddress"));
    m_address->setAccessibleName(tr("Instance Address"));
    m_address->setPlaceholderText(tr("x8ki-letl-twmt.n7.xano.io"));
    m_address->setInputMethodHints(Qt::ImhUrlCharactersOnly | Qt::ImhNoAutoUppercase);
    auto *addressLabel = new QLabel(tr("Instance &Address"), this);
    addressLabel->setBuddy(m_address);
    m_addressHint->setText(
        tr("With or without https://. Leave it empty for a token of your Xano account: its instances are listed."));
    m_addressHint->setWordWrap(true);
    m_addressHint->setForegroundRole(QPalette::PlaceholderText);

    m_pickTitle->setTextFormat(Qt::PlainText);
    m_pickTitle->setWordWrap(true);
    m_instances->setObjectName(QStringLiteral("instances"));
    m_instances->setAccessibleName(tr("Instances"));
    m_instances->setModel(m_instanceModel);
    m_instances->setItemDelegate(new InstanceListDelegate(m_instances));
    m_instances->setSelectionMode(QAbstractItemView::ExtendedSelection);
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

    auto *column = new QWidget(this);
    column->setMaximumWidth(fontMetrics().averageCharWidth() * 104);
    auto *layout = new QVBoxLayout(column);
    layout->setSpacing(spacing::control);
    layout->addWidget(title);
    layout->addWidget(steps);
    layout->addSpacing(spacing::control);
    layout->addWidget(m_bar);
    layout->addWidget(tokenLabel);
    layout->addWidget(m_token);
    layout->addSpacing(spacing::tight);
    layout->addWidget(addressLabel);
    layout->addWidget(m_address);
    layout->addWidget(m_addressHint);
    layout->addWidget(m_pickTitle);
    layout->addWidget(m_instances);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
    layout->addStretch(1);
    return column;
}

void ConnectPage::begin()
{
    m_scope.restart();
    m_connector.cancel();
    m_checked.reset();
    m_token->clear();
    m_address->clear();
    m_bar->dismiss();
    setStep(Step::Form);
    m_token->setFocus(Qt::OtherFocusReason);
}

void ConnectPage::setStep(Step step)
{
    m_step = step;
    const bool busy = step == Step::Checking || step == Step::Storing;
    const bool pick = m_checked && m_checked->isAccount && (step == Step::Picking || step == Step::Storing);
    for (QWidget *each : {static_cast<QWidget *>(m_token), static_cast<QWidget *>(m_address)})
        each->setEnabled(step == Step::Form);
    m_pickTitle->setVisible(pick);
    m_instances->setVisible(pick);
    m_instances->setEnabled(step == Step::Picking);
    m_progress->setRunning(busy);
    m_state->setText(step == Step::Checking      ? tr("Checking the token…")
                         : step == Step::Storing ? tr("Storing the token…")
                                                 : QString());
    updateButtons();
}

void ConnectPage::updateButtons()
{
    const bool ready = m_step == Step::Form ? !m_token->text().trimmed().isEmpty()
                                            : m_step == Step::Picking && m_instances->selectionModel()->hasSelection();
    m_connect->setEnabled(ready);
}

void ConnectPage::submit()
{
    if (!m_connect->isEnabled())
        return;
    if (m_step == Step::Form)
        check();
    else if (m_step == Step::Picking)
        store(TokenPlace::Keychain);
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
    m_token->clear();
    Q_EMIT cancelled();
}

void ConnectPage::check()
{
    m_bar->dismiss();
    setStep(Step::Checking);
    m_scope.restart();
    m_scope.await(m_connector.check(m_token->text(), m_address->text()),
                  [this](const Result<CheckedToken> &result) { checked(result); });
}

void ConnectPage::checked(const Result<CheckedToken> &result)
{
    if (!result) {
        setStep(Step::Form);
        m_bar->showError(result.error());
        if (result.error().kind == ErrorKind::Unauthorized && m_address->text().trimmed().isEmpty())
            m_bar->showMessage(
                MessageBar::Kind::Error,
                tr("Xano's account does not accept this token (401). If it is the token of an instance, enter "
                   "the instance's address too."));
        const ErrorKind kind = result.error().kind;
        const bool isOfAddress = !ApiBase::fromUserInput(m_address->text()) || kind == ErrorKind::Network
            || kind == ErrorKind::Tls || kind == ErrorKind::Timeout;
        const bool isGiven = !m_address->text().trimmed().isEmpty();
        (isGiven && isOfAddress ? m_address : m_token)->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_checked = *result;
    if (!m_checked->isAccount) {
        store(TokenPlace::Keychain);
        return;
    }
    QList<InstanceListModel::Row> rows;
    for (const InstanceInfo &instance : std::as_const(m_checked->instances)) {
        const auto base = Connector::addressOf(m_checked->base, instance);
        rows.append({instance.displayName.isEmpty() ? instance.name : instance.displayName,
                     base ? base->origin.toString() : tr("address not allowed")});
    }
    m_instanceModel->setRows(rows);
    m_pickTitle->setText(
        tr("%1's token reaches %n instance(s). Pick those to connect to; the token is sent to no other.", nullptr,
           static_cast<int>(rows.size()))
            .arg(m_checked->person.name));
    setStep(Step::Picking);
    if (!rows.isEmpty())
        m_instances->setCurrentIndex(m_instanceModel->index(0));
    m_instances->setFocus(Qt::OtherFocusReason);
}

QList<InstanceInfo> ConnectPage::picked() const
{
    QList<InstanceInfo> made;
    const auto selected = m_instances->selectionModel()->selectedIndexes();
    std::ranges::transform(selected, std::back_inserter(made),
                           [this](const QModelIndex &index) { return m_checked->instances[index.row()]; });
    return made;
}

void ConnectPage::store(TokenPlace place)
{
    m_bar->dismiss();
    setStep(Step::Storing);
    m_scope.restart();
    if (m_checked->isAccount) {
        m_scope.await(m_connector.addInstances(place, picked()),
                      [this, place](const Result<QList<InstanceId>> &result) { stored(place, result); });
        return;
    }
    m_scope.await(m_connector.addInstance(place), [this, place](const Result<InstanceId> &result) {
        stored(place, result.map([](const InstanceId &id) { return QList<InstanceId>{id}; }));
    });
}

void ConnectPage::stored(TokenPlace place, const Result<QList<InstanceId>> &result)
{
    if (!result) {
        setStep(m_checked->isAccount ? Step::Picking : Step::Form);
        m_bar->showError(result.error());
        offerOtherPlace(place);
        return;
    }
    m_token->clear();
    m_connector.cancel();
    m_checked.reset();
    setStep(Step::Form);
    Q_EMIT connected(*result);
}

void ConnectPage::offerOtherPlace(TokenPlace place)
{
    QPushButton *retry = m_bar->addButton(tr("Retry"));
    retry->setObjectName(QStringLiteral("retryStore"));
    connect(retry, &QPushButton::clicked, this, [this, place] { store(place); });
    if (place == TokenPlace::Session)
        return;
    QPushButton *session = m_bar->addButton(tr("This Session Only"));
    session->setObjectName(QStringLiteral("thisSessionOnly"));
    session->setToolTip(tr("Keeps the token in memory until Metascope is closed, and writes nothing"));
    connect(session, &QPushButton::clicked, this, [this] { store(TokenPlace::Session); });
}

} // namespace metascope
