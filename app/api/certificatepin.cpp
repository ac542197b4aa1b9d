// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/certificatepin.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <algorithm>

namespace metascope {

namespace {

constexpr qsizetype sha256Size = 32;

struct PinText {
    Q_DECLARE_TR_FUNCTIONS(metascope::CertificatePin)
};

/// A name that a stranger wrote into a certificate: one line, not longer than a sentence bears.
QString plainName(const QString &name)
{
    QString plain;
    for (const QChar letter : name.left(80))
        plain += letter.isPrint() && letter.category() != QChar::Other_Format ? letter
                                                                              : QChar(QChar::ReplacementCharacter);
    return plain;
}

QString namesOf(const QSslCertificate &certificate)
{
    QStringList names = certificate.subjectAlternativeNames().values();
    if (names.isEmpty())
        names = certificate.subjectInfo(QSslCertificate::CommonName);
    std::sort(names.begin(), names.end());
    names.removeDuplicates();
    constexpr qsizetype shown = 3;
    const bool isLong = names.size() > shown;
    names = names.first(std::min(names.size(), shown));
    std::transform(names.begin(), names.end(), names.begin(), plainName);
    QString text = names.join(QStringLiteral(", "));
    if (isLong)
        text += QStringLiteral(", …");
    return text.isEmpty() ? PinText::tr("nobody") : text;
}

QString dateText(const QDateTime &date)
{
    return QLocale().toString(date.toUTC().date(), QLocale::ShortFormat);
}

QString sentence(const QSslError &error, const QSslCertificate &certificate, const QString &host)
{
    const QSslCertificate &meant = error.certificate().isNull() ? certificate : error.certificate();
    switch (error.error()) {
    case QSslError::SelfSignedCertificate: return PinText::tr("it is self-signed, so nobody vouches for it");
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return PinText::tr("it is signed by somebody whom this computer does not know");
    case QSslError::HostNameMismatch:
        return PinText::tr("it is for another name than “%1” (for %2)").arg(host, namesOf(certificate));
    case QSslError::CertificateExpired: return PinText::tr("it expired on %1").arg(dateText(meant.expiryDate()));
    case QSslError::CertificateNotYetValid:
        return PinText::tr("it is not valid before %1").arg(dateText(meant.effectiveDate()));
    case QSslError::CertificateRevoked: return PinText::tr("it was revoked");
    case QSslError::CertificateBlacklisted: return PinText::tr("it is known to be forged");
    case QSslError::NoPeerCertificate: return PinText::tr("the server showed none");
    default: return error.errorString();
    }
}

} // namespace

QString fingerprintText(const QByteArray &sha256)
{
    return sha256.size() == sha256Size ? QString::fromLatin1(sha256.toHex(':').toUpper()) : QString();
}

QSslCertificate peerCertificate(const QSslConfiguration &configuration, const QList<QSslError> &errors)
{
    if (const QSslCertificate leaf = configuration.peerCertificate(); !leaf.isNull())
        return leaf;
    // One without a chain is the leaf in each of its errors; of several, none can be told to be it.
    const QSslCertificate first = errors.isEmpty() ? QSslCertificate() : errors.constFirst().certificate();
    const bool isOne = std::all_of(errors.begin(), errors.end(),
                                   [&first](const QSslError &error) { return error.certificate() == first; });
    return isOne ? first : QSslCertificate();
}

bool isPinnedCertificate(const QSslCertificate &certificate, const QByteArray &sha256)
{
    if (certificate.isNull() || sha256.size() != sha256Size)
        return false;
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
    int difference = 0;
    for (qsizetype i = 0; i < sha256Size; ++i)
        difference |= digest.at(i) ^ sha256.at(i);
    return difference == 0;
}

QString certificateProblem(const QSslCertificate &certificate, const QList<QSslError> &errors, const QString &host,
                           bool isPinned)
{
    QStringList problems;
    for (const QSslError &error : errors)
        if (const QString text = sentence(error, certificate, host); !problems.contains(text))
            problems.append(text);
    const QString all = problems.join(QStringLiteral("; "));
    return isPinned ? PinText::tr("the certificate of %1 is another one than the trusted one: %2").arg(host, all)
                    : PinText::tr("the certificate of %1 is not trusted: %2").arg(host, all);
}

} // namespace metascope
