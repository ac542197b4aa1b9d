// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/base/result.h"
#include "app/base/secret.h"

#include <QtCore/QHash>
#include <QtCore/QList>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <utility>

namespace metascope {

/// One plain token that is to be cut out, as it may be shown.
struct TokenCut {
    QString profile;
    int line = 0; ///< from 1
    QString before; ///< the line, with the token masked but for its last four characters
    QString after;
};

/// Takes plain tokens out of a `credentials.yaml`: only their own characters are cut; quotes, comments, line ends, the
/// file's owner and mode, and what a link points at stay. Planned first, to be shown; then carried out on exactly the bytes
/// that were planned on.
class PlainTokenRemoval final {
public:
    /// Errors: those of readCliProfiles(); Validation for a token that is written in a way that cannot be cut safely
    /// (escaped, over several lines, through an anchor), and for a profile without a token.
    static Result<PlainTokenRemoval> plan(const QString &file, const QStringList &profiles);

    [[nodiscard]] const QList<TokenCut> &cuts() const { return m_cuts; }
    /// How often one of the tokens stands elsewhere in the file (in a comment, under another key): that is left.
    [[nodiscard]] int leftElsewhere() const { return m_leftElsewhere; }
    /// Whether what is to be cut out of that profile is this token.
    [[nodiscard]] bool isOf(const QString &profile, const Secret &token) const;
    [[nodiscard]] const QString &file() const { return m_file; }
    /// Writes the file anew, as a whole or not at all. Errors: Conflict (it is no longer what was planned on), Storage (not
    /// ours, linked from several places, not writable); the file is as it was then.
    [[nodiscard]] Result<Done> apply() const;

private:
    PlainTokenRemoval() = default;
    QString m_file;
    Secret m_before;
    Secret m_after;
    QHash<QString, std::pair<qsizetype, qsizetype>>
        m_places; ///< by profile: where its token stands, and how long it is
    QList<TokenCut> m_cuts;
    int m_leftElsewhere = 0;
};

} // namespace metascope
