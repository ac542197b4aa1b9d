// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cachesecrets.h"

#include "app/api/endpoints/kindoperations.h"
#include "app/api/redactor.h"
#include "app/domain/columnkeys.h"

#include <algorithm>
#include <array>
#include <limits>

namespace metascope {

namespace {

/// Compared without case, `-` and `_`.
constexpr std::array secretNames{
    QLatin1String("token"),        QLatin1String("installtoken"), QLatin1String("accesstoken"),
    QLatin1String("refreshtoken"), QLatin1String("authtoken"),    QLatin1String("bearertoken"),
    QLatin1String("apitoken"),     QLatin1String("privatekey"),   QLatin1String("secret"),
    QLatin1String("clientsecret"), QLatin1String("secretkey"),    QLatin1String("signingkey"),
    QLatin1String("password"),     QLatin1String("passwd"),       QLatin1String("passphrase"),
    QLatin1String("apikey"),       QLatin1String("xapikey"),      QLatin1String("authorization"),
    QLatin1String("cookie"),       QLatin1String("setcookie"),    QLatin1String("credentials"),
    QLatin1String("accesskey"),    QLatin1String("encryptionkey")};
constexpr std::array environmentNames{QLatin1String("env"), QLatin1String("envs"), QLatin1String("environment"),
                                      QLatin1String("envvars"), QLatin1String("environmentvariables")};
/// What of a sensitive field is its data.
constexpr std::array valueNames{QLatin1String("default"), QLatin1String("value"), QLatin1String("example"),
                                QLatin1String("test")};

/// Of the validators of a password field.
constexpr QLatin1String salt("salt");

template <std::size_t N>
bool isAmong(const std::array<QLatin1String, N> &names, const QString &name)
{
    return std::ranges::any_of(names, [&name](QLatin1String each) { return name == each; });
}

QString plainName(const QString &key)
{
    QString name = key.toLower();
    name.remove(QLatin1Char('_')).remove(QLatin1Char('-'));
    return name;
}

RawJson mark()
{
    return RawJson::string(QString::fromLatin1(Redactor::mark));
}

/// A flag, nothing and an empty text give nothing away.
bool saysNothing(const RawJson &value)
{
    return value.isNull() || value.kind() == RawJson::Kind::Bool || value.text() == "\"\"" || value.text() == "[]"
        || value.text() == "{}";
}

/// A field marked so, a password, or a pair of name and value (a header) that is called like a secret.
bool isSensitive(const RawJson &object)
{
    const auto isSecret = [&object](QStringView member) {
        const auto name = object.member(member);
        return name && isAmong(secretNames, plainName(name->toString().value_or(QString())));
    };
    if (object.member(u"value") && (isSecret(columnkey::name) || isSecret(u"key")))
        return true;
    const auto flag = object.member(columnkey::sensitive);
    const auto type = object.member(columnkey::type);
    return (flag && flag->toBool().value_or(false)) || (type && type->toString() == QLatin1String("password"));
}

RawJson cleaned(const RawJson &json);

/// An array with one element after the other put through `f`; the same bytes where nothing came out changed.
template <typename F>
RawJson eachElement(const RawJson &array, F f)
{
    QList<RawJson> elements = array.elements();
    bool changed = false;
    for (RawJson &element : elements) {
        RawJson next = f(element);
        changed = changed || next != element;
        element = std::move(next);
    }
    return changed ? RawJson::array(elements) : array;
}

/// An object with one value after the other put through `f`; the same bytes where nothing came out changed. A name that stands
/// twice has two values: RawJson::with() would leave one of them.
template <typename F>
RawJson eachMember(const RawJson &object, F f)
{
    const QList<RawJson::Member> members = object.members();
    QList<std::pair<QString, RawJson>> all;
    all.reserve(members.size());
    bool changed = false;
    for (const RawJson::Member &member : members) {
        all.append({member.key, f(member)});
        changed = changed || all.constLast().second != member.value;
    }
    return changed ? RawJson::object(all) : object;
}

RawJson marked(const RawJson &value)
{
    return saysNothing(value) ? value : mark();
}

/// Names alone (a list of texts) are no secret; a map's values are, and the `value` of each entry of a list.
RawJson withoutValues(const RawJson &environment)
{
    if (environment.isObject())
        return eachMember(environment, [](const RawJson::Member &member) { return marked(member.value); });
    return eachElement(environment, [](const RawJson &entry) {
        return entry.isObject()
            ? eachMember(entry,
                         [](const RawJson::Member &member) {
                             return member.key == QLatin1String("value") ? marked(member.value) : cleaned(member.value);
                         })
            : cleaned(entry);
    });
}

RawJson cleanedMember(const RawJson::Member &member, bool inSensitive)
{
    const QString name = plainName(member.key);
    if (isAmong(environmentNames, name) && (member.value.isArray() || member.value.isObject()))
        return withoutValues(member.value);
    if ((name == columnkey::validators || name == columnkey::filters) && member.value.isObject())
        return eachMember(member.value, [](const RawJson::Member &validator) {
            return plainName(validator.key) == salt ? marked(validator.value) : cleaned(validator.value);
        });
    const bool isSecret = isAmong(secretNames, name) || (inSensitive && isAmong(valueNames, name));
    return isSecret ? marked(member.value) : cleaned(member.value);
}

RawJson cleaned(const RawJson &json)
{
    if (json.isArray())
        return eachElement(json, cleaned);
    if (!json.isObject())
        return json;
    return eachMember(json, [inSensitive = isSensitive(json)](const RawJson::Member &member) {
        return cleanedMember(member, inSensitive);
    });
}

/// Whether a value that begins with `rest` could be one that says something.
bool maySay(QByteArrayView rest)
{
    return !rest.startsWith("[]") && !rest.startsWith("{}") && !rest.startsWith("\"\"") && !rest.startsWith("null")
        && !rest.startsWith("false");
}

/// Whether `rest` begins with a text that is called like a secret.
bool namesSecret(QByteArrayView rest)
{
    const qsizetype end = rest.startsWith('"') ? rest.sliced(1).indexOf('"') : -1;
    if (end < 0)
        return false;
    const QByteArrayView text = rest.sliced(1, end);
    return text.contains('\\') || isAmong(secretNames, plainName(QString::fromUtf8(text)));
}

bool isSuspect(QByteArrayView key, QByteArrayView rest)
{
    // A name may be written in escapes; those are rare enough to be read whole.
    if (key.contains('\\'))
        return true;
    const QString name = plainName(QString::fromUtf8(key));
    if (name == columnkey::sensitive)
        return rest.startsWith("true");
    if (name == columnkey::type)
        return rest.startsWith("\"password\"");
    if (name == columnkey::name || name == QLatin1String("key"))
        return namesSecret(rest);
    return (isAmong(secretNames, name) || isAmong(environmentNames, name) || name == salt) && maySay(rest);
}

/// Looks at the names of all members, whatever their depth. Far cheaper than taking 10,000 objects apart that have nothing to
/// hide. `text` is checked JSON.
bool mayHoldSecrets(QByteArrayView text)
{
    const auto skipSpace = [text](qsizetype at) {
        while (at < text.size() && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t'))
            ++at;
        return at;
    };
    for (qsizetype at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
        qsizetype end = at + 1;
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        const qsizetype colon = skipSpace(end + 1);
        if (colon < text.size() && text[colon] == ':'
            && isSuspect(text.sliced(at + 1, end - at - 1), text.sliced(skipSpace(colon + 1))))
            return true;
        at = std::min(end + 1, text.size());
    }
    return false;
}

/// The catalogue's pointers for a single object: those of its get, and those of its list without the way to an entry.
QByteArray pointersOf(Kind kind)
{
    const KindOperations &operations = operationsOf(kind);
    const auto text = [](EndpointId id) {
        const std::string_view secrets = endpointRow(id).secrets;
        return QByteArray(secrets.data(), static_cast<qsizetype>(secrets.size()));
    };
    QByteArrayList pointers;
    for (QByteArray pointer : text(operations.list).split(' ')) {
        if (pointer.startsWith("/items/*"))
            pointer.remove(0, qsizetype(sizeof("/items/*")) - 1);
        pointers.append(pointer);
    }
    if (operations.get)
        pointers.append(text(*operations.get).split(' '));
    pointers.removeAll(QByteArray());
    return pointers.join(' ');
}

} // namespace

RawJson withoutSecrets(Kind kind, const RawJson &raw)
{
    RawJson json = raw;
    if (const QByteArray pointers = pointersOf(kind); !pointers.isEmpty()) {
        const Redactor redactor(nullptr,
                                std::string_view(pointers.constData(), static_cast<std::size_t>(pointers.size())));
        // Too long to be looked through: it says so with a text in its place.
        json = RawJson::parse(redactor.body(json.text(), std::numeric_limits<qsizetype>::max() / 2)).value_or(mark());
    }
    return mayHoldSecrets(json.text()) ? cleaned(json) : json;
}

} // namespace metascope
