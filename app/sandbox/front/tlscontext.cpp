// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/tlscontext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <array>
#include <memory>

namespace metascope::sandbox {

namespace {

struct TlsText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::TlsContext)
};

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Extension = std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)>;

constexpr long AnHour = 3600;
constexpr long AYear = 365 * 24 * AnHour;

/// What OpenSSL complains about.
QString lastReason()
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    return QString::fromLatin1(reason.data());
}

Failure failed(const QString &file)
{
    return Failure(
        Error::local(ErrorKind::Tls, TlsText::tr("\"%1\" cannot be used for TLS: %2.").arg(file, lastReason())));
}

bool addExtension(X509 *certificate, int nid, const char *value)
{
    X509V3_CTX context{};
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value), X509_EXTENSION_free);
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

/// From an hour ago, for clocks that are a little behind.
bool fill(X509 *certificate, EVP_PKEY *key)
{
    static constexpr std::array<unsigned char, 18> name{"Metascope sandbox"};
    X509_NAME *subject = X509_get_subject_name(certificate);
    return X509_set_version(certificate, X509_VERSION_3) == 1
        && ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1) == 1
        && X509_gmtime_adj(X509_getm_notBefore(certificate), -AnHour) != nullptr
        && X509_gmtime_adj(X509_getm_notAfter(certificate), AYear) != nullptr && X509_set_pubkey(certificate, key) == 1
        && X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC, name.data(), -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, subject) == 1
        && addExtension(certificate, NID_basic_constraints, "critical,CA:TRUE")
        && addExtension(certificate, NID_subject_alt_name, "IP:127.0.0.1,IP:::1,DNS:localhost")
        && X509_sign(certificate, key, EVP_sha256()) > 0;
}

/// Clients offer h2 first; what we answer with must be what we speak.
int chooseHttp1(SSL *, const unsigned char **chosen, unsigned char *size, const unsigned char *offered,
                unsigned int offeredSize, void *)
{
    static constexpr std::array<unsigned char, 9> http1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char *match = nullptr;
    if (SSL_select_next_proto(&match, size, http1.data(), http1.size(), offered, offeredSize) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = match;
    return SSL_TLSEXT_ERR_OK;
}

} // namespace

TlsContext TlsContext::make()
{
    TlsContext context;
    context.m_context.reset(SSL_CTX_new(TLS_server_method()));
    if (SSL_CTX *native = context.native()) {
        SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
        SSL_CTX_set_mode(native, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
        SSL_CTX_set_alpn_select_cb(native, chooseHttp1, nullptr);
    }
    return context;
}

Result<TlsContext> TlsContext::selfSigned()
{
    TlsContext context = make();
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    if (context.native() == nullptr || !key || !certificate || !fill(certificate.get(), key.get())
        || SSL_CTX_use_certificate(context.native(), certificate.get()) != 1
        || SSL_CTX_use_PrivateKey(context.native(), key.get()) != 1) {
        return Failure(
            Error::local(ErrorKind::Tls, TlsText::tr("No certificate could be made for TLS: %1.").arg(lastReason())));
    }
    return context;
}

QString TlsContext::fingerprint() const
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    if (X509_digest(SSL_CTX_get0_certificate(native()), EVP_sha256(), digest.data(), &size) != 1)
        return {};
    const QByteArray bytes(reinterpret_cast<const char *>(digest.data()), static_cast<qsizetype>(size));
    return QString::fromLatin1(bytes.toHex(':').toUpper());
}

Result<TlsContext> TlsContext::load(const QString &certificateFile, const QString &keyFile)
{
    TlsContext context = make();
    SSL_CTX *native = context.native();
    if (native == nullptr)
        return failed(certificateFile);
    if (SSL_CTX_use_certificate_chain_file(native, QFile::encodeName(certificateFile).constData()) != 1)
        return failed(certificateFile);
    if (SSL_CTX_use_PrivateKey_file(native, QFile::encodeName(keyFile).constData(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(native) != 1) {
        return failed(keyFile);
    }
    return context;
}

} // namespace metascope::sandbox
