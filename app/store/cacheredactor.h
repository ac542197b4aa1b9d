// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/api/redactor.h"
#include "app/base/secret.h"
#include "app/store/cachetypes.h"

#include <memory>

namespace metascope {

/// Takes out of what is kept of an instance what must not come into a file, whatever text it stands in: the instance's own
/// access tokens, and what looks like a token, whosever it is (a JWT that somebody pasted into a description). Belongs to
/// the thread that it is made in.
class CacheRedactor final {
public:
    using Secrets = QList<std::shared_ptr<const Secret>>;

    explicit CacheRedactor(const Secrets &secrets);

    [[nodiscard]] QString text(const QString &text) const;
    [[nodiscard]] QStringList texts(QStringList texts) const;
    /// Checked JSON with its names and texts put through text(), however they are escaped; the rest keeps its bytes.
    [[nodiscard]] QByteArray json(const QByteArray &json) const;
    /// Where something is kept, without what a branch's or a parent's label must not say.
    [[nodiscard]] CachePlace place(CachePlace place) const;

private:
    [[nodiscard]] bool mayChange(QByteArrayView json) const;

    Secrets m_secrets;
    Redactor m_redactor;
    bool m_isEscapable = false; ///< a secret has characters that JSON writes in more ways than `\u00XX`
};

} // namespace metascope
