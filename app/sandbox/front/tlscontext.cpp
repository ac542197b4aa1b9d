// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/front/tlscontext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

#include <openssl/err.h>

#include <array>

namespace metascope::sandbox {

namespace {

struct TlsText {
    Q_DECLARE_TR_FUNCTIONS(metascope::sandbox::TlsContext)
};

Failure failed(const QString &file)
{
    std::array<char, 256> reason{};
    ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
    return Failure(
        Error::local(ErrorKind::Tls,
                     TlsText::tr("\"%1\" cannot be used for TLS: %2.").arg(file, QString::fromLatin1(reason.data()))));
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

Result<TlsContext> TlsContext::load(const QString &certificateFile, const QString &keyFile)
{
    TlsContext context;
    context.m_context.reset(SSL_CTX_new(TLS_server_method()));
    SSL_CTX *native = context.native();
    if (native == nullptr)
        return failed(certificateFile);
    SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
    SSL_CTX_set_mode(native, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_alpn_select_cb(native, chooseHttp1, nullptr);
    if (SSL_CTX_use_certificate_chain_file(native, QFile::encodeName(certificateFile).constData()) != 1)
        return failed(certificateFile);
    if (SSL_CTX_use_PrivateKey_file(native, QFile::encodeName(keyFile).constData(), SSL_FILETYPE_PEM) != 1
        || SSL_CTX_check_private_key(native) != 1) {
        return failed(keyFile);
    }
    return context;
}

} // namespace metascope::sandbox
