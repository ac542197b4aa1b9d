// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <array>
#include <chrono>
#include <optional>

namespace metascope {

/// The areas that Xano's screen for access tokens shows, in its order and words (docs.xano.com, "Metadata API", scopes).
enum class ScopeArea { Database, Content, LiveDataSource, ApiGroups, Functions, Addons, Tasks, Files, RequestHistory };
enum class ScopeRight { Create, Read, Update, Delete };

inline constexpr std::array scopeAreas{ScopeArea::Database,  ScopeArea::Content,   ScopeArea::LiveDataSource,
                                       ScopeArea::ApiGroups, ScopeArea::Functions, ScopeArea::Addons,
                                       ScopeArea::Tasks,     ScopeArea::Files,     ScopeArea::RequestHistory};
inline constexpr std::array scopeRights{ScopeRight::Create, ScopeRight::Read, ScopeRight::Update, ScopeRight::Delete};

/// "Live Data Source", as on Xano's screen.
QString scopeAreaName(ScopeArea area);
/// "Create".
QString scopeRightName(ScopeRight right);

/// The boxes of Xano's screen as a person recorded them: areas times rights. Says nothing about what the API will allow.
class ScopeGrid {
public:
    [[nodiscard]] bool has(ScopeArea area, ScopeRight right) const { return (m_areas[at(area)] & bit(right)) != 0; }
    void set(ScopeArea area, ScopeRight right, bool granted);
    [[nodiscard]] int count() const;
    /// The rights of an area as letters, such as `CR`; empty for none.
    [[nodiscard]] QString letters(ScopeArea area) const;
    /// The inverse of letters(); what is no such letter is passed over.
    void setLetters(ScopeArea area, const QString &letters);
    bool operator==(const ScopeGrid &) const = default;

private:
    static constexpr std::size_t at(ScopeArea area) { return static_cast<std::size_t>(area); }
    static constexpr unsigned bit(ScopeRight right) { return 1U << static_cast<unsigned>(right); }
    std::array<unsigned char, scopeAreas.size()> m_areas{};
};

/// When a token ends, and how we know. `Person` without a date is a token that never ends.
struct TokenExpiry {
    enum class Source {
        Unknown, ///< nobody has said
        Token, ///< the token's own `exp`
        Person, ///< as chosen when it was made at Xano
    };
    Source source = Source::Unknown;
    std::optional<QDateTime> at; ///< UTC
    [[nodiscard]] bool isNever() const { return source == Source::Person && !at; }
    bool operator==(const TokenExpiry &) const = default;
};

enum class ExpiryState { Unknown, Never, Fine, Soon, Expired };

/// A notice is given from this long before the end.
inline constexpr auto expiryNotice = std::chrono::hours(48);

/// `now` in any zone.
ExpiryState expiryState(const TokenExpiry &expiry, const QDateTime &now);

enum class TokenKind {
    Unknown, ///< listed before this was written down
    Instance, ///< made for one instance
    Account, ///< of the account; may reach several instances
    SignedIn, ///< from a sign-in in the browser: bound to one workspace
};

/// What is known about a stored token, without the token.
struct TokenFacts {
    QString label; ///< for people; empty: the person's name serves
    TokenKind kind = TokenKind::Unknown;
    QString person; ///< whom it belongs to, as told when it was checked
    QString lastFour; ///< empty where it was not noted
    TokenExpiry expiry;
    std::optional<ScopeGrid> recorded; ///< as the person recorded them; nothing: not recorded
    QDateTime lastUsed; ///< UTC, when it was last sent, to the minute; invalid: never
    bool operator==(const TokenFacts &) const = default;
};

/// A right as the API showed it: `scope` is the text that the operation's page names.
struct SeenRight {
    QString scope;
    bool granted = false; ///< else a call that needs it was answered with 403, which can have other reasons too
    QDateTime at; ///< UTC
    bool operator==(const SeenRight &) const = default;
};

} // namespace metascope
