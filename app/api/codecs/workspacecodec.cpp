// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/workspacecodec.h"

#include "app/api/codecs/jsonreader.h"
#include "app/api/endpoints/kindoperations.h"
#include "app/base/jsonscanner.h"
#include "app/domain/timestamp.h"

#include <algorithm>
#include <charconv>
#include <vector>

namespace metascope {

namespace {

const QString root = QStringLiteral("$");

std::optional<RawJson> walk(const RawJson &json, std::initializer_list<QStringView> keys)
{
    std::optional<RawJson> at = json;
    for (const QStringView key : keys) {
        at = at->member(key);
        if (!at)
            return std::nullopt;
    }
    return at;
}

QString textAt(const RawJson &json, std::initializer_list<QStringView> keys)
{
    const auto value = walk(json, keys);
    return value ? value->toString().value_or(QString()) : QString();
}

QString scriptOf(const RawJson &json)
{
    const auto script = json.member(u"xanoscript");
    if (!script)
        return {};
    return script->isObject() ? textAt(*script, {u"value"}) : script->toString().value_or(QString());
}

/// The members of an object, found in one pass over its text: a list has ten thousand objects, each with a dozen members of
/// which nearly all are read.
class Members final {
public:
    explicit Members(const RawJson &json) : m_text(json.text())
    {
        constexpr std::size_t usual = 24;
        m_members.reserve(usual);
        const std::string_view text(m_text.constData(), static_cast<std::size_t>(m_text.size()));
        eachMember(text, [this](std::string_view key, std::string_view value) { m_members.emplace_back(key, value); });
    }

    /// Its text; of a key that stands twice the last one's.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view key) const
    {
        const auto isMeant = [key](const auto &member) {
            const std::string_view name = member.first.substr(1, member.first.size() - 2);
            return name == key
                || (name.find('\\') != std::string_view::npos && decodeJsonString(member.first).toStdString() == key);
        };
        const auto last = std::find_if(m_members.rbegin(), m_members.rend(), isMeant);
        return last == m_members.rend() ? std::nullopt : std::optional(last->second);
    }

    [[nodiscard]] RawJson value(std::string_view key) const
    {
        const auto found = find(key);
        return found
            ? RawJson::parse(QByteArray(found->data(), static_cast<qsizetype>(found->size()))).value_or(RawJson())
            : RawJson();
    }

    /// Empty where it is missing or no text.
    [[nodiscard]] QString text(std::string_view key) const
    {
        const auto found = find(key);
        return found && found->starts_with('"') ? decodeJsonString(*found) : QString();
    }

    /// Exact, where it is a number and integral.
    [[nodiscard]] std::optional<qint64> integer(std::string_view key) const
    {
        const auto found = find(key);
        qint64 number = 0;
        if (found) {
            const auto [end, problem] = std::from_chars(found->data(), found->data() + found->size(), number);
            if (problem == std::errc() && end == found->data() + found->size())
                return number;
        }
        return found ? value(key).toInteger() : std::nullopt;
    }

    [[nodiscard]] std::optional<QDateTime> moment(std::string_view key) const
    {
        return find(key) ? parseTimestamp(value(key)) : std::nullopt;
    }

private:
    const QByteArray m_text; ///< what the rest points into
    std::vector<std::pair<std::string_view, std::string_view>> m_members;
};

QStringList tagsOf(const Members &members)
{
    QStringList tags;
    eachElement(members.find("tag").value_or(std::string_view()), [&tags](std::string_view element) {
        if (element.starts_with('"') && element.size() > 2)
            tags.append(decodeJsonString(element));
    });
    return tags;
}

QString nameOf(Kind kind, const Members &members)
{
    if (kindRow(kind).objectKey == ObjectKey::Label)
        return members.text("label");
    return members.text(kind == Kind::RequestHistory ? "uri" : "name");
}

/// What the object's path is made with. Error: Decode.
Result<QString> keyOf(Kind kind, const JsonReader &reader)
{
    const auto number = reader.integer(QStringLiteral("id"));
    const auto numberText = [](qint64 id) { return QString::number(id); };
    switch (kindRow(kind).objectKey) {
    case ObjectKey::Id: break;
    case ObjectKey::TextId:
        if (!number)
            return reader.text(QStringLiteral("id"));
        break;
    case ObjectKey::Label: return reader.text(QStringLiteral("label"));
    case ObjectKey::Name: return reader.text(QStringLiteral("name"));
    }
    return number.map(numberText);
}

} // namespace

Result<Person> personFromJson(const RawJson &json)
{
    const JsonReader reader(json, root);
    if (const auto ok = reader.isObject(); !ok)
        return Failure(ok.error());
    Person person;
    person.name = reader.textOr(QStringLiteral("name"));
    person.email = reader.textOr(QStringLiteral("email"));
    person.instanceName = textAt(json, {u"extras", u"instance", u"name"});
    person.role = textAt(json, {u"extras", u"instance", u"membership", u"role"});
    return person;
}

Result<InstanceInfo> instanceFromJson(const RawJson &json, const QString &path)
{
    const JsonReader reader(json, path);
    const auto name = reader.text(QStringLiteral("name"));
    if (!name)
        return Failure(name.error());
    InstanceInfo info;
    info.name = *name;
    info.displayName = reader.textOr(QStringLiteral("display"));
    info.metaApi = reader.textOr(QStringLiteral("meta_api"));
    if (const auto limited = reader.find(QStringLiteral("rate_limit")))
        info.rateLimited = limited->toBool();
    return info;
}

Result<Workspace> workspaceFromJson(const RawJson &json, const QString &path)
{
    const JsonReader reader(json, path);
    const auto id = reader.integer(QStringLiteral("id"));
    if (!id)
        return Failure(id.error());
    return Workspace{WorkspaceId(*id), reader.textOr(QStringLiteral("name")),
                     reader.textOr(QStringLiteral("description")), json};
}

Result<Branch> branchFromJson(const RawJson &json, const QString &path)
{
    const JsonReader reader(json, path);
    const auto label = reader.text(QStringLiteral("label"));
    if (!label)
        return Failure(label.error());
    const auto live = reader.find(QStringLiteral("live"));
    return Branch{BranchLabel(*label), reader.textOr(QStringLiteral("description")),
                  live && live->toBool().value_or(false)};
}

Result<DataSource> dataSourceFromJson(const RawJson &json, const QString &path)
{
    const JsonReader reader(json, path);
    const auto label = reader.text(QStringLiteral("label"));
    if (!label)
        return Failure(label.error());
    return DataSource{DataSourceLabel(*label), reader.textOr(QStringLiteral("color"))};
}

Result<Record> recordFromJson(const RawJson &json, const QString &path)
{
    const auto id = JsonReader(json, path).integer(QStringLiteral("id"));
    if (!id)
        return Failure(id.error());
    return Record{RecordId(*id), json};
}

Result<ObjectSummary> objectFromJson(Kind kind, const RawJson &json, const QString &path)
{
    const Members members(json);
    const auto number = members.integer("id");
    const bool isNumbered = number && kindRow(kind).objectKey == ObjectKey::Id;
    const auto key = isNumbered ? Result<QString>(QString::number(*number)) : keyOf(kind, JsonReader(json, path));
    if (!key)
        return Failure(key.error());
    ObjectSummary object;
    object.kind = kind;
    object.id = ObjectId(number.value_or(0));
    object.key = *key;
    object.name = nameOf(kind, members);
    object.verb = members.text("verb");
    object.description = members.text("description");
    object.tags = tagsOf(members);
    object.createdAt = members.moment("created_at");
    object.updatedAt = members.moment("updated_at");
    if (members.find("xanoscript"))
        object.xanoScript = scriptOf(json);
    object.raw = json;
    return object;
}

} // namespace metascope
