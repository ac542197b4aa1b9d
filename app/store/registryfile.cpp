// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/registryfile.h"

#include <QtCore/QUrl>

#include <algorithm>

namespace metascope {

namespace {

constexpr qint64 fileVersion = 2;
constexpr qsizetype pinSize = 32;

namespace key {
const QString version = QStringLiteral("version");
const QString instances = QStringLiteral("instances");
const QString id = QStringLiteral("id");
const QString name = QStringLiteral("name");
const QString address = QStringLiteral("address");
const QString limited = QStringLiteral("rate_limited");
const QString guard = QStringLiteral("guard");
const QString colour = QStringLiteral("colour");
const QString tag = QStringLiteral("tag");
const QString pin = QStringLiteral("trusted_certificate_sha256");
const QString workspaces = QStringLiteral("workspaces");
const QString token = QStringLiteral("token");
const QString place = QStringLiteral("place");
const QString label = QStringLiteral("label");
const QString kind = QStringLiteral("kind");
const QString person = QStringLiteral("person");
const QString lastFour = QStringLiteral("last_four");
const QString expires = QStringLiteral("expires");
const QString expiresFrom = QStringLiteral("expires_from");
const QString scopes = QStringLiteral("scopes");
const QString lastUsed = QStringLiteral("last_used");
const QString oldTokenId = QStringLiteral("token_id"); ///< of version 1
} // namespace key

template <typename T>
struct Word {
    T value;
    QLatin1String text;
};

constexpr std::array guardWords{Word<GuardLevel>{GuardLevel::Normal, QLatin1String("normal")},
                                Word<GuardLevel>{GuardLevel::Confirm, QLatin1String("confirm")},
                                Word<GuardLevel>{GuardLevel::ReadOnly, QLatin1String("read-only")}};
constexpr std::array placeWords{Word<TokenPlace>{TokenPlace::Keychain, QLatin1String("keychain")},
                                Word<TokenPlace>{TokenPlace::Ask, QLatin1String("ask")}};
constexpr std::array kindWords{Word<TokenKind>{TokenKind::Unknown, QLatin1String("")},
                               Word<TokenKind>{TokenKind::Instance, QLatin1String("instance")},
                               Word<TokenKind>{TokenKind::Account, QLatin1String("account")},
                               Word<TokenKind>{TokenKind::SignedIn, QLatin1String("signed-in")}};
constexpr std::array colourWords{Word<MarkColour>{MarkColour::None, QLatin1String("")},
                                 Word<MarkColour>{MarkColour::Red, QLatin1String("red")},
                                 Word<MarkColour>{MarkColour::Orange, QLatin1String("orange")},
                                 Word<MarkColour>{MarkColour::Green, QLatin1String("green")},
                                 Word<MarkColour>{MarkColour::Blue, QLatin1String("blue")},
                                 Word<MarkColour>{MarkColour::Purple, QLatin1String("purple")},
                                 Word<MarkColour>{MarkColour::Grey, QLatin1String("grey")}};
constexpr std::array sourceWords{Word<TokenExpiry::Source>{TokenExpiry::Source::Unknown, QLatin1String("")},
                                 Word<TokenExpiry::Source>{TokenExpiry::Source::Token, QLatin1String("token")},
                                 Word<TokenExpiry::Source>{TokenExpiry::Source::Person, QLatin1String("person")}};
constexpr std::array areaWords{Word<ScopeArea>{ScopeArea::Database, QLatin1String("database")},
                               Word<ScopeArea>{ScopeArea::Content, QLatin1String("content")},
                               Word<ScopeArea>{ScopeArea::LiveDataSource, QLatin1String("live_data_source")},
                               Word<ScopeArea>{ScopeArea::ApiGroups, QLatin1String("api_groups")},
                               Word<ScopeArea>{ScopeArea::Functions, QLatin1String("functions")},
                               Word<ScopeArea>{ScopeArea::Addons, QLatin1String("addons")},
                               Word<ScopeArea>{ScopeArea::Tasks, QLatin1String("tasks")},
                               Word<ScopeArea>{ScopeArea::Files, QLatin1String("files")},
                               Word<ScopeArea>{ScopeArea::RequestHistory, QLatin1String("request_history")}};

template <typename T, std::size_t N>
RawJson wordOf(const std::array<Word<T>, N> &words, T value)
{
    const auto found = std::ranges::find(words, value, &Word<T>::value);
    return RawJson::string(QString(found->text));
}

template <typename T, std::size_t N>
T valueOf(const std::array<Word<T>, N> &words, const QString &text, T otherwise)
{
    const auto found = std::ranges::find_if(words, [&text](const Word<T> &word) { return text == word.text; });
    return found == words.end() ? otherwise : found->value;
}

QString textOf(const RawJson &json, const QString &key)
{
    const auto value = json.member(key);
    return value ? value->toString().value_or(QString()) : QString();
}

/// A word that is not known guards as Read-only: it can only have been meant to be stricter than we can tell.
std::optional<GuardLevel> guardFrom(const RawJson &json)
{
    const auto guard = json.member(key::guard);
    if (!guard)
        return std::nullopt;
    return valueOf(guardWords, guard->toString().value_or(QString()), GuardLevel::ReadOnly);
}

TargetMark markFrom(const RawJson &json)
{
    return {valueOf(colourWords, textOf(json, key::colour), MarkColour::None), textOf(json, key::tag)};
}

/// `with`, or `without` where there is nothing to say.
RawJson put(const RawJson &json, const QString &key, const RawJson &value, bool isThere)
{
    return isThere ? json.with(key, value) : json.without(key);
}

RawJson putText(const RawJson &json, const QString &key, const QString &text)
{
    return put(json, key, RawJson::string(text), !text.isEmpty());
}

RawJson withMark(const RawJson &json, const TargetMark &mark)
{
    return putText(put(json, key::colour, wordOf(colourWords, mark.colour), mark.colour != MarkColour::None), key::tag,
                   mark.tag);
}

QDateTime timeFrom(const RawJson &json, const QString &key)
{
    const QDateTime time = QDateTime::fromString(textOf(json, key), Qt::ISODateWithMs);
    return time.isValid() ? time.toUTC() : QDateTime();
}

TokenFacts factsFrom(const RawJson &json)
{
    TokenFacts facts;
    facts.label = textOf(json, key::label);
    facts.kind = valueOf(kindWords, textOf(json, key::kind), TokenKind::Unknown);
    facts.person = textOf(json, key::person);
    facts.lastFour = textOf(json, key::lastFour).right(4);
    facts.expiry.source = valueOf(sourceWords, textOf(json, key::expiresFrom), TokenExpiry::Source::Unknown);
    if (const QDateTime at = timeFrom(json, key::expires); at.isValid())
        facts.expiry.at = at;
    else if (facts.expiry.source == TokenExpiry::Source::Token) // a token's own end without a date is none
        facts.expiry.source = TokenExpiry::Source::Unknown;
    if (const auto scopes = json.member(key::scopes); scopes && scopes->isObject()) {
        ScopeGrid grid;
        for (const auto &[area, word] : areaWords)
            grid.setLetters(area, textOf(*scopes, word));
        facts.recorded = grid;
    }
    facts.lastUsed = timeFrom(json, key::lastUsed);
    return facts;
}

RawJson withFacts(RawJson json, const TokenFacts &facts)
{
    const auto time = [](const QDateTime &at) { return RawJson::string(at.toUTC().toString(Qt::ISODateWithMs)); };
    json = putText(json, key::label, facts.label);
    json = put(json, key::kind, wordOf(kindWords, facts.kind), facts.kind != TokenKind::Unknown);
    json = putText(json, key::person, facts.person);
    json = putText(json, key::lastFour, facts.lastFour);
    json = put(json, key::expires, time(facts.expiry.at.value_or(QDateTime())), facts.expiry.at.has_value());
    json = put(json, key::expiresFrom, wordOf(sourceWords, facts.expiry.source),
               facts.expiry.source != TokenExpiry::Source::Unknown);
    RawJson scopes = RawJson::object({});
    if (facts.recorded)
        for (const auto &[area, word] : areaWords)
            scopes = putText(scopes, word, facts.recorded->letters(area));
    json = put(json, key::scopes, scopes, facts.recorded.has_value());
    return put(json, key::lastUsed, time(facts.lastUsed), facts.lastUsed.isValid());
}

void readWorkspaces(const RawJson &json, InstanceEntry &entry)
{
    const auto list = json.member(key::workspaces);
    for (const RawJson &each : list ? list->elements() : QList<RawJson>()) {
        const auto id = each.member(key::id);
        const auto number = id ? id->toInteger() : std::nullopt;
        const WorkspaceSettings settings{guardFrom(each), markFrom(each)};
        if (number && !settings.isDefault())
            entry.workspaces.insert(WorkspaceId(*number), settings);
    }
}

RawJson withSettings(const RawJson &json, const WorkspaceSettings &settings)
{
    const GuardLevel guard = settings.guard.value_or(GuardLevel::Confirm);
    return withMark(put(json, key::guard, wordOf(guardWords, guard), settings.guard.has_value()), settings.mark);
}

/// Keys of other versions stay, and so does what cannot be understood at all.
RawJson workspacesToJson(const InstanceEntry &entry)
{
    QList<RawJson> list;
    QMap<WorkspaceId, WorkspaceSettings> left = entry.workspaces;
    const auto known = entry.raw.member(key::workspaces);
    for (const RawJson &each : known ? known->elements() : QList<RawJson>()) {
        const auto id = each.member(key::id);
        const auto number = id ? id->toInteger() : std::nullopt;
        const RawJson json = number ? withSettings(each, left.take(WorkspaceId(*number))) : each;
        if (!number || json.members().size() > 1)
            list.append(json);
    }
    for (auto each = left.cbegin(); each != left.cend(); ++each)
        if (!each->isDefault())
            list.append(withSettings(RawJson::object({{key::id, RawJson::integer(each.key().value())}}), *each));
    return RawJson::array(list);
}

/// The registry's own ids: they stand in links and as the first part of the keys of the tree.
bool isId(const QString &text)
{
    return !text.isEmpty() && text.size() <= 200 && !text.startsWith(sessionIdPrefix)
        && std::ranges::all_of(
            text, [](QChar c) { return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-'; });
}

std::optional<InstanceEntry> entryFrom(const RawJson &json)
{
    const auto base = ApiBase::fromUrl(QUrl(textOf(json, key::address), QUrl::StrictMode));
    InstanceEntry entry;
    entry.id = InstanceId(textOf(json, key::id));
    if (!base || !isId(entry.id.value()))
        return std::nullopt;
    entry.base = *base;
    entry.name = textOf(json, key::name);
    if (entry.name.trimmed().isEmpty())
        entry.name = base->origin.host();
    const RawJson token = json.member(key::token).value_or(RawJson());
    // Such an entry is never written: its token would be looked for in the memory of another run.
    if (textOf(token, key::place) == QLatin1String("session"))
        return std::nullopt;
    if (token.isObject()) {
        entry.tokenId = textOf(token, key::id);
        entry.place = valueOf(placeWords, textOf(token, key::place), TokenPlace::Keychain);
        entry.token = factsFrom(token);
    } else {
        entry.tokenId = textOf(json, key::oldTokenId);
        entry.token.person = textOf(json, key::person);
    }
    if (const auto limited = json.member(key::limited))
        entry.rateLimited = limited->toBool();
    entry.guard = guardFrom(json).value_or(GuardLevel::Confirm);
    entry.mark = markFrom(json);
    readWorkspaces(json, entry);
    const QByteArray pin = QByteArray::fromHex(textOf(json, key::pin).toLatin1());
    if (pin.size() == pinSize)
        entry.pinnedCertificate = pin;
    entry.raw = json;
    return entry;
}

RawJson toJson(const InstanceEntry &entry)
{
    RawJson json = entry.raw.isObject() ? entry.raw : RawJson::object({});
    const RawJson known = json.member(key::token).value_or(RawJson());
    RawJson token = (known.isObject() ? known : RawJson::object({})).with(key::id, RawJson::string(entry.tokenId));
    token = put(token, key::place, wordOf(placeWords, entry.place), entry.place != TokenPlace::Keychain);
    json = json.with(key::id, RawJson::string(entry.id.value()))
               .with(key::name, RawJson::string(entry.name))
               .with(key::address, RawJson::string(entry.base.toString()))
               .with(key::token, withFacts(token, entry.token))
               .with(key::guard, wordOf(guardWords, entry.guard))
               .without(key::oldTokenId)
               .without(key::person);
    json = withMark(json, entry.mark);
    const RawJson workspaces = workspacesToJson(entry);
    json = put(json, key::workspaces, workspaces, !workspaces.elements().isEmpty());
    json = putText(json, key::pin, QString::fromLatin1(entry.pinnedCertificate.toHex()));
    return put(json, key::limited, RawJson::boolean(entry.rateLimited.value_or(false)), entry.rateLimited.has_value());
}

} // namespace

RegistryText registryFromText(const QByteArray &text)
{
    RegistryText read;
    const auto json = RawJson::parse(text);
    const auto version = json ? json->member(key::version) : std::nullopt;
    const auto number = version ? version->toInteger() : std::nullopt;
    const auto list = json ? json->member(key::instances) : std::nullopt;
    if (number && *number > fileVersion) {
        read.state = RegistryText::State::Newer;
        return read;
    }
    if (!number || *number < 1 || !list || !list->isArray()) {
        read.state = RegistryText::State::Damaged;
        return read;
    }
    for (const RawJson &each : list->elements()) {
        auto entry = entryFrom(each);
        if (entry && std::ranges::find(read.entries, entry->id, &InstanceEntry::id) == read.entries.end())
            read.entries.append(std::move(*entry));
        else
            ++read.lost;
    }
    if (read.lost > 0)
        read.state = RegistryText::State::Damaged;
    return read;
}

QByteArray registryToText(const QList<InstanceEntry> &entries)
{
    QList<RawJson> list;
    for (const InstanceEntry &entry : entries)
        if (entry.place != TokenPlace::Session)
            list.append(toJson(entry));
    return RawJson::object({{key::version, RawJson::integer(fileVersion)}, {key::instances, RawJson::array(list)}})
               .indented()
        + '\n';
}

} // namespace metascope
