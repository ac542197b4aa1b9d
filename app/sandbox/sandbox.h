// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/clock.h"
#include "app/base/result.h"
#include "app/sandbox/front/requestlog.h"

#include <QtCore/QStringList>

#include <memory>

namespace metascope::sandbox {

/// How a sandbox is started; a plain one needs nothing.
struct SandboxOptions {
    ApiOptions api;
    QStringList faults; ///< rules as in `--fault`, in force from the start and again after a reset
    quint16 port = 0; ///< the account's; the instances and the control origin follow. 0: free ones
    QString certificateFile; ///< PEM; with keyFile: https for the account and the instances
    QString keyFile;
    bool selfSigned = false; ///< https with a certificate that is made at the start; not together with the files
    const Clock *clock = nullptr; ///< for the plan's limit; outlives the sandbox. None: the real time
};

/// What one needs to know to talk to a running sandbox. URLs are origins without a path.
struct Ready {
    struct Instance : InstanceInfo {
        QString url;
    };
    QString accountUrl;
    QByteArray accountToken;
    QList<Instance> instances;
    QByteArray token; ///< the first instance's full one
    QString controlUrl;
    QString certificateSha256; ///< the certificate's fingerprint, as in `AB:CD:…`; empty without TLS

    /// The one line of JSON that the program prints, without its line end.
    [[nodiscard]] QByteArray toJson() const;
};

/// A Metadata API server on loopback with sample workspaces: what the demo and the tests talk to. Runs on its own
/// threads and needs no event loop; a QCoreApplication must exist, since the state lives in Qt SQL.
/// The object itself belongs to one thread.
class Sandbox final {
public:
    Sandbox();
    ~Sandbox(); ///< stops
    Q_DISABLE_COPY_MOVE(Sandbox)

    /// Returns once every origin takes connections. Errors: Validation (a fault rule, TLS options that do not fit, started
    /// already), Tls, Storage (the data file), Network (a port is taken). After an error nothing runs.
    Result<Ready> start(const SandboxOptions &options = {});
    /// Every request so far, oldest first. While it runs; any thread.
    [[nodiscard]] QList<LoggedRequest> requests() const;
    /// What the control origin does, without a socket: `control("POST", "/mutate", …)`. While it runs; any thread.
    HttpResponse control(const QByteArray &method, const QByteArray &path, const QByteArray &body = {});
    /// Replaces the rules. While it runs; any thread. Error: Validation.
    Result<Done> setFaults(const QStringList &rules);
    /// Ends every connection, held ones too, and returns when all threads are gone. Harmless when not started.
    void stop();

private:
    struct Run;
    std::unique_ptr<Run> m_run;
};

} // namespace metascope::sandbox
