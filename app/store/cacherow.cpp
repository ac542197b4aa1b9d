// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/cacherow.h"

#include "app/store/cachesecrets.h"
#include "app/store/cachetext.h"

#include <QtCore/QCryptographicHash>

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
    for (const QString &text : {row.key, row.name, row.verb, row.description, row.script})
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
    return 2 * (name.size() + description.size()) + docs.size() + fields.size() + script.size() + raw.size();
}

CacheRow rowOf(const ObjectSummary &object)
{
    CacheRow row;
    row.key = storable(object.key);
    row.number = object.id.value();
    row.name = storable(object.name);
    if (const QString folded = caseFolded(row.name); folded != row.name)
        row.folded = folded;
    row.verb = storable(object.verb);
    row.description = storable(object.description);
    row.created = momentToColumn(object.createdAt);
    row.updated = momentToColumn(object.updatedAt);
    row.docs = storable(docsOf(object.raw));
    row.fields = storable(fieldNamesOf(object.raw));
    row.script = storable(object.xanoScript);
    RawJson raw = withoutSecrets(object.kind, object.raw);
    if (!row.script.isEmpty() && scriptIn(raw) == row.script)
        raw = withScript(raw, RawJson()).value_or(raw);
    row.raw = raw.text();
    row.digest = digestOf(row);
    return row;
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
