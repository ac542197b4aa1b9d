// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QTemporaryDir>

#include <chrono>

namespace metascope::test {

/// A self-signed certificate for 127.0.0.1 and localhost unless told otherwise, valid for an hour around now, made anew for
/// each test and gone with it. It is its own CA.
class TestCertificate final {
public:
    static constexpr const char *here = "IP:127.0.0.1,DNS:localhost";

    /// `names` as OpenSSL writes them; `age` moves its hour into the past.
    explicit TestCertificate(const char *names = here, std::chrono::seconds age = {});
    [[nodiscard]] bool isValid() const { return m_isValid; }
    [[nodiscard]] QString certificateFile() const;
    [[nodiscard]] QString keyFile() const;

private:
    QTemporaryDir m_folder;
    bool m_isValid = false;
};

} // namespace metascope::test
