// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/api/testcertificate.h"

#include <QtCore/QFile>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>

namespace metascope::test {

namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;

constexpr long HalfAnHour = 1800;

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    const bool isAdded = extension != nullptr && X509_add_ext(certificate, extension, -1) == 1;
    X509_EXTENSION_free(extension);
    return isAdded;
}

bool fill(X509 *certificate, EVP_PKEY *key, const char *names, long age)
{
    X509_set_version(certificate, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -HalfAnHour - age);
    X509_gmtime_adj(X509_getm_notAfter(certificate), HalfAnHour - age);
    X509_set_pubkey(certificate, key);
    const unsigned char name[] = "Metascope test";
    X509_NAME *subject = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name, -1, -1, 0);
    X509_set_issuer_name(certificate, subject);
    return addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE")
        && addExtension(certificate, NID_subject_alt_name, names) && X509_sign(certificate, key, EVP_sha256()) > 0;
}

} // namespace

TestCertificate::TestCertificate(const char *names, std::chrono::seconds age)
{
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    const Bio certificateOut(BIO_new_file(QFile::encodeName(certificateFile()).constData(), "w"), BIO_free_all);
    const Bio keyOut(BIO_new_file(QFile::encodeName(keyFile()).constData(), "w"), BIO_free_all);
    m_isValid = m_folder.isValid() && key && certificate && certificateOut && keyOut
        && fill(certificate.get(), key.get(), names, static_cast<long>(age.count()))
        && PEM_write_bio_X509(certificateOut.get(), certificate.get()) == 1
        && PEM_write_bio_PrivateKey(keyOut.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
}

QString TestCertificate::certificateFile() const
{
    return m_folder.filePath(QStringLiteral("certificate.pem"));
}

QString TestCertificate::keyFile() const
{
    return m_folder.filePath(QStringLiteral("key.pem"));
}

} // namespace metascope::test
