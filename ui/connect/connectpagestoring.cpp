// SPDX-License-Identifier: GPL-3.0-or-later
// What follows a checked token: picking from an account's instances, storing, and what to do where that fails.
#include "ui/connect/connectpage.h"
#include "ui/connect/instancelist.h"
#include "ui/connect/keepform.h"
#include "ui/connect/trustquestion.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/visiblename.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QListView>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <iterator>

namespace metascope {

void ConnectPage::offerInstances()
{
    QList<InstanceListModel::Row> rows;
    for (const InstanceInfo &instance : std::as_const(m_checked->instances)) {
        const Audience audience = Connector::audienceOf(m_checked->base, instance);
        InstanceListModel::Row row;
        row.name = visibleName(instance.displayName.isEmpty() ? instance.name : instance.displayName);
        row.isAllowed = audience.verdict != AudienceVerdict::Refused;
        row.host = row.isAllowed ? audience.origin.toString() : tr("address not allowed: %1").arg(audience.reason);
        // The token is for Xano; whoever gets it elsewhere can use it there.
        if (audience.verdict == AudienceVerdict::Foreign)
            row.host = tr("not an address of Xano: %1").arg(row.host);
        rows.append(row);
    }
    m_instanceModel->setRows(rows);
    const QString name = visibleName(m_checked->person.name);
    const auto count = static_cast<int>(rows.size());
    m_pickTitle->setText(
        m_given ? tr("Signed in as %1, whose token reaches %n instance(s). Pick those to connect to; the token is sent "
                     "to no "
                     "other.",
                     nullptr, count)
                      .arg(name)
                : tr("%1's token reaches %n instance(s). Pick those to connect to; the token is sent to no other.",
                     nullptr, count)
                      .arg(name));
    // One alone is meant; of several a person picks.
    if (count == 1
        && Connector::audienceOf(m_checked->base, m_checked->instances.constFirst()).verdict == AudienceVerdict::Xano)
        m_instanceModel->setData(m_instanceModel->index(0), Qt::Checked, Qt::CheckStateRole);
    setStep(Step::Picking);
    for (int row = 0; row < count; ++row)
        if (const QModelIndex index = m_instanceModel->index(row); m_instanceModel->flags(index) != Qt::NoItemFlags) {
            m_instances->setCurrentIndex(index);
            break;
        }
    m_instances->setFocus(Qt::OtherFocusReason);
}

QList<InstanceInfo> ConnectPage::picked() const
{
    QList<InstanceInfo> made;
    std::ranges::transform(m_instanceModel->picked(), std::back_inserter(made),
                           [this](int row) { return m_checked->instances[row]; });
    return made;
}

void ConnectPage::store(const TokenChoice &choice)
{
    m_bar->dismiss();
    setStep(Step::Storing);
    m_scope.restart();
    if (m_checked->isAccount) {
        m_scope.await(m_connector.addInstances(choice, picked()),
                      [this, choice](const Result<QList<InstanceId>> &result) { stored(choice, result); });
        return;
    }
    m_scope.await(m_connector.addInstance(choice), [this, choice](const Result<InstanceId> &result) {
        stored(choice, result.map([](const InstanceId &id) { return QList<InstanceId>{id}; }));
    });
}

void ConnectPage::stored(const TokenChoice &choice, const Result<QList<InstanceId>> &result)
{
    if (!result) {
        setStep(m_checked->isAccount ? Step::Picking : m_given ? Step::Confirming : Step::Form);
        m_bar->showError(result.error());
        const Error &error = result.error();
        if (refusedCertificate(error)) {
            offerTrust(error, [this, choice](const Origin &origin, const QByteArray &certificate) {
                m_connector.trust(origin, certificate);
                store(choice);
            });
            return;
        }
        const bool isTokenRefused = error.kind == ErrorKind::Unauthorized || error.kind == ErrorKind::Forbidden;
        if (m_checked->isAccount && isTokenRefused && !error.detail.isEmpty()) {
            m_bar->showMessage(
                MessageBar::Kind::Error,
                tr("%1 does not take the account's token. It needs an access token of its own.").arg(error.detail));
            QPushButton *paste = m_bar->addButton(tr("Paste Its Access Token"));
            paste->setObjectName(QStringLiteral("pasteOwnToken"));
            connect(paste, &QPushButton::clicked, this, [this, address = error.detail] { beginAt(address); });
            return;
        }
        offerRetry(choice, error);
        return;
    }
    forget();
    Q_EMIT connected(*result);
}

void ConnectPage::offerRetry(const TokenChoice &choice, const Error &error)
{
    QPushButton *retry = m_bar->addButton(tr("Retry"));
    retry->setObjectName(QStringLiteral("retryStore"));
    connect(retry, &QPushButton::clicked, this, [this, choice] { store(choice); });
    const bool isOfKeychain = error.kind == ErrorKind::KeychainUnavailable || error.kind == ErrorKind::KeychainLocked
        || error.kind == ErrorKind::KeychainDenied || error.kind == ErrorKind::Timeout;
    if (choice.place != TokenPlace::Keychain || !isOfKeychain)
        return;
    const auto offer = [this, choice](TokenPlace place, const QString &text, const char *name, const QString &tip) {
        QPushButton *button = m_bar->addButton(text);
        button->setObjectName(QLatin1String(name));
        button->setToolTip(tip);
        TokenChoice other = choice;
        other.place = place;
        connect(button, &QPushButton::clicked, this, [this, other] { store(other); });
    };
    offer(TokenPlace::Session, tr("This Session Only"), "thisSessionOnly",
          tr("Keeps the token in memory until Metascope is closed, and writes nothing"));
    offer(TokenPlace::Ask, tr("Ask Every Time"), "askEveryTime",
          tr("Keeps the instance on the list and asks for the token whenever it is opened"));
}

} // namespace metascope
