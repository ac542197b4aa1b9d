// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cacherow.h"

#include "app/store/cachesecrets.h"
#include "app/store/cachetext.h"

#include <QtCore/QCryptographicHash>

#include <algorithm>

namespace metascope {

namespace {

constexpr QStringView scriptMember = u"xanoscript";
constexpr QStringView scriptValue = u"value";

/// The script is a text, or an object with it as `value`: `script` there.
std::optional<RawJson> withScript(const RawJson &raw, const RawJson &script)
{
    const auto member = raw.member(scriptMember);
    if (!member)
        return std::nullopt;
    if (!member->isObject())
        return raw.with(scriptMember, script);
    if (!member->member(scriptValue))
        return std::nullopt;
    return raw.with(scriptMember, member->with(scriptValue, script));
}

/// The script in the JSON as it came.
QString scriptIn(const RawJson &raw)
{
    const auto member = raw.member(scriptMember);
    const auto value = member && member->isObject() ? member->member(scriptValue) : member;
    return value ? value->toString().value_or(QString()) : QString();
}

QByteArray digestOf(const CacheRow &row)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    const auto add = [&hash](const QByteArray &part) {
        hash.addData(QByteArray::number(part.size()));
        hash.addData(":");
        hash.addData(part);
    };
    for (const QString &text : {row.key, row.name, row.verb, row.tags, row.description, row.script})
        add(text.toUtf8());
    add(QByteArray::number(row.number));
    add(row.created.toByteArray());
    add(row.updated.toByteArray());
    add(row.raw);
    return hash.result();
}

} // namespace

qint64 CacheRow::bytes() const
{
    return 2 * (name.size() + description.size()) + tags.size() + docs.size() + fields.size() + script.size()
        + raw.size();
}

CacheRow rowOf(const ObjectSummary &object, const CacheRedactor &redactor)
{
    const auto kept = [&redactor](const QString &text) { return storable(redactor.text(text)); };
    CacheRow row;
    row.key = kept(object.key);
    row.number = object.id.value();
    row.name = kept(object.name);
    if (const QString folded = caseFolded(row.name); folded != row.name)
        row.folded = folded;
    row.verb = kept(object.verb);
    QStringList tags = redactor.texts(object.tags);
    std::ranges::transform(tags, tags.begin(), storable);
    row.tags = QString::fromUtf8(RawJson::strings(tags).text());
    row.description = kept(object.description);
    row.created = momentToColumn(object.createdAt);
    row.updated = momentToColumn(object.updatedAt);
    row.docs = kept(docsOf(object.raw));
    row.fields = kept(fieldNamesOf(object.raw));
    row.script = kept(object.xanoScript);
    RawJson raw = withoutSecrets(object.kind, object.raw);
    if (!row.script.isEmpty() && scriptIn(raw) == storable(object.xanoScript))
        raw = withScript(raw, RawJson()).value_or(raw);
    row.raw = redactor.json(raw.text());
    row.digest = digestOf(row);
    return row;
}

QStringList tagsFromColumn(const QString &column)
{
    QStringList tags;
    if (column == QLatin1String("[]")) // as most of ten thousand are
        return tags;
    const QList<RawJson> elements = RawJson::parse(column.toUtf8()).value_or(RawJson()).elements();
    for (const RawJson &element : elements)
        tags.append(element.toString().value_or(QString()));
    return tags;
}

QVariant momentToColumn(const std::optional<QDateTime> &moment)
{
    return moment && moment->isValid() ? QVariant(moment->toMSecsSinceEpoch()) : QVariant();
}

std::optional<QDateTime> momentFromColumn(const QVariant &column)
{
    if (column.isNull())
        return std::nullopt;
    return QDateTime::fromMSecsSinceEpoch(column.toLongLong(), Qt::UTC);
}

RawJson rawFromRow(const QByteArray &raw, const QString &script)
{
    const RawJson json = RawJson::parse(raw).value_or(RawJson());
    if (script.isEmpty() || !scriptIn(json).isEmpty())
        return json;
    return withScript(json, RawJson::string(script)).value_or(json);
}

} // namespace metascope
