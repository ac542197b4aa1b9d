// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/trustquestion.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>

namespace metascope {

namespace {

struct TrustText {
    Q_DECLARE_TR_FUNCTIONS(metascope::TrustQuestion)
};

} // namespace

std::optional<QByteArray> refusedCertificate(const Error &error)
{
    QString hex = error.detail;
    const QByteArray bytes = QByteArray::fromHex(hex.remove(QLatin1Char(':')).toLatin1());
    constexpr qsizetype sha256 = 32;
    return error.kind == ErrorKind::Tls && bytes.size() == sha256 ? std::optional(bytes) : std::nullopt;
}

void askToTrust(QWidget *parent, const QString &origin, const Error &error,
                std::function<void(const QByteArray &)> trusted)
{
    const auto certificate = refusedCertificate(error);
    if (!certificate)
        return;
    auto *box = new QMessageBox(parent);
    box->setObjectName(QStringLiteral("trustBox"));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::NoIcon);
    box->setWindowTitle(TrustText::tr("Trust a Certificate"));
    box->setTextFormat(Qt::PlainText);
    box->setText(TrustText::tr("Trust this certificate for %1?").arg(origin));
    // Two lines of sixteen bytes: to be compared with what the server's owner reads out.
    constexpr qsizetype half = 16 * 3;
    box->setInformativeText(
        TrustText::tr(
            "%1\n\nSHA-256 fingerprint:\n%2\n%3\n\nCompare it with the one that whoever runs the server tells "
            "you. Besides those that the system vouches for, this one certificate is trusted, at this address alone. "
            "Whoever holds it can read the "
            "token and everything that is sent.")
            .arg(error.message, error.detail.left(half), error.detail.mid(half)));
    QPushButton *yes = box->addButton(TrustText::tr("Trust This Certificate"), QMessageBox::DestructiveRole);
    yes->setObjectName(QStringLiteral("trustCertificate"));
    yes->setAccessibleName(yes->text());
    QPushButton *no = box->addButton(TrustText::tr("Cancel"), QMessageBox::RejectRole);
    no->setObjectName(QStringLiteral("cancelTrust"));
    no->setAccessibleName(no->text());
    box->setDefaultButton(no);
    box->setEscapeButton(no);
    QObject::connect(yes, &QPushButton::clicked, box,
                     [trusted = std::move(trusted), certificate = *certificate] { trusted(certificate); });
    box->open();
}

} // namespace metascope
