// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/api/codecs/workspacecodec.h"

#include "app/api/codecs/jsonreader.h"
#include "app/api/endpoints/kindoperations.h"
#include "app/domain/timestamp.h"

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

std::optional<QDateTime> momentOf(const RawJson &json, QStringView key)
{
    const auto value = json.member(key);
    return value ? parseTimestamp(*value) : std::nullopt;
}

QStringList tagsOf(const RawJson &json)
{
    QStringList tags;
    const auto list = json.member(u"tag");
    if (!list || !list->isArray())
        return tags;
    const auto elements = list->elements();
    for (const RawJson &element : elements)
        if (const auto tag = element.toString(); tag && !tag->isEmpty())
            tags.append(*tag);
    return tags;
}

QString nameOf(Kind kind, const JsonReader &reader)
{
    if (operationsOf(kind).key == ObjectKey::Label)
        return reader.textOr(QStringLiteral("label"));
    return reader.textOr(kind == Kind::RequestHistory ? QStringLiteral("uri") : QStringLiteral("name"));
}

/// What the object's path is made with. Error: Decode.
Result<QString> keyOf(Kind kind, const JsonReader &reader)
{
    const auto number = reader.integer(QStringLiteral("id"));
    const auto numberText = [](qint64 id) { return QString::number(id); };
    switch (operationsOf(kind).key) {
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
    const JsonReader reader(json, path);
    const auto key = keyOf(kind, reader);
    if (!key)
        return Failure(key.error());
    ObjectSummary object;
    object.kind = kind;
    object.id = ObjectId(reader.integer(QStringLiteral("id")).value_or(0));
    object.key = *key;
    object.name = nameOf(kind, reader);
    object.verb = reader.textOr(QStringLiteral("verb"));
    object.description = reader.textOr(QStringLiteral("description"));
    object.tags = tagsOf(json);
    object.createdAt = momentOf(json, u"created_at");
    object.updatedAt = momentOf(json, u"updated_at");
    object.xanoScript = scriptOf(json);
    object.raw = json;
    return object;
}

} // namespace metascope
