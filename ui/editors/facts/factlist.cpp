// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editors/facts/factlist.h"

#include "app/domain/section.h"
#include "app/domain/timestamp.h"
#include "app/store/cachesecrets.h"
#include "ui/editors/facts/codeparts.h"

#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

/// How a value reads.
enum class As { Text, Code, Address, Authentication, Cache, Bytes, Seconds, Color };

/// Where a fact stands in the answer, and its label.
struct Member {
    const char *key;
    const char *label;
    As as = As::Text;
};

constexpr std::array members{
    Member{"verb", QT_TRANSLATE_NOOP("metascope::FactList", "Method")},
    Member{"guid", QT_TRANSLATE_NOOP("metascope::FactList", "GUID"), As::Code},
    Member{"canonical", QT_TRANSLATE_NOOP("metascope::FactList", "Canonical"), As::Code},
    Member{"swagger", QT_TRANSLATE_NOOP("metascope::FactList", "Swagger")},
    Member{"auth", QT_TRANSLATE_NOOP("metascope::FactList", "Authentication"), As::Authentication},
    Member{"active", QT_TRANSLATE_NOOP("metascope::FactList", "Active")},
    Member{"tag", QT_TRANSLATE_NOOP("metascope::FactList", "Tags")},
    Member{"branch", QT_TRANSLATE_NOOP("metascope::FactList", "Branch")},
};

/// Told of a whole object alone.
constexpr std::array moreMembers{
    Member{"cache", QT_TRANSLATE_NOOP("metascope::FactList", "Cache"), As::Cache},
    Member{"docs", QT_TRANSLATE_NOOP("metascope::FactList", "Documentation")},
    Member{"datasource", QT_TRANSLATE_NOOP("metascope::FactList", "Data source")},
    Member{"datasources", QT_TRANSLATE_NOOP("metascope::FactList", "Data sources")},
    Member{"instructions", QT_TRANSLATE_NOOP("metascope::FactList", "Instructions")},
    Member{"live", QT_TRANSLATE_NOOP("metascope::FactList", "Live")},
    Member{"backup", QT_TRANSLATE_NOOP("metascope::FactList", "Backup")},
    Member{"color", QT_TRANSLATE_NOOP("metascope::FactList", "Color"), As::Color},
    Member{"size", QT_TRANSLATE_NOOP("metascope::FactList", "Size"), As::Bytes},
    Member{"type", QT_TRANSLATE_NOOP("metascope::FactList", "Type")},
    Member{"mime", QT_TRANSLATE_NOOP("metascope::FactList", "Media type"), As::Code},
    Member{"access", QT_TRANSLATE_NOOP("metascope::FactList", "Access")},
    Member{"path", QT_TRANSLATE_NOOP("metascope::FactList", "Path"), As::Code},
    Member{"status", QT_TRANSLATE_NOOP("metascope::FactList", "Status")},
    Member{"duration", QT_TRANSLATE_NOOP("metascope::FactList", "Duration"), As::Seconds},
    Member{"uri", QT_TRANSLATE_NOOP("metascope::FactList", "URI"), As::Address},
    Member{"hotfix", QT_TRANSLATE_NOOP("metascope::FactList", "Hotfix")},
};

/// Told from the summary, or elsewhere on the page.
constexpr std::array toldOtherwise{QLatin1String("id"),          QLatin1String("name"),
                                   QLatin1String("description"), QLatin1String("created_at"),
                                   QLatin1String("updated_at"),  QLatin1String("xanoscript")};

/// Of what is sent within others, so many levels are told by name.
constexpr int deepest = 3;
constexpr qsizetype mostFacts = 200;
constexpr qsizetype longestText = 10'000; ///< characters of one fact: all of it is in the object's JSON

QString textOf(const RawJson &value)
{
    if (value.isArray()) {
        QStringList parts;
        const auto elements = value.elements();
        for (const RawJson &element : elements)
            parts.append(element.toString().value_or(QString::fromUtf8(element.text())));
        return parts.join(QStringLiteral(", "));
    }
    if (const auto flag = value.toBool())
        return *flag ? FactList::tr("yes") : FactList::tr("no");
    return value.toString().value_or(QString::fromUtf8(value.text()));
}

QString cut(QString text)
{
    if (text.size() > longestText)
        text = text.left(longestText) + QStringLiteral("…");
    return text;
}

bool isOn(const RawJson &object, QStringView key)
{
    const auto value = object.member(key);
    return value && value->toBool().value_or(false);
}

/// What a cached answer depends on.
QString cacheWords(const RawJson &cache)
{
    if (!isOn(cache, u"active"))
        return FactList::tr("off");
    const auto seconds = cache.member(u"ttl");
    QStringList keys;
    for (const auto &[key, word] :
         std::initializer_list<std::pair<QStringView, QString>>{{u"input", FactList::tr("inputs")},
                                                                {u"auth", FactList::tr("authentication")},
                                                                {u"datasource", FactList::tr("data source")},
                                                                {u"ip", FactList::tr("address of the caller")}})
        if (isOn(cache, key))
            keys.append(word);
    for (const QStringView list : {QStringView(u"headers"), QStringView(u"env")})
        if (const auto named = cache.member(list); named && named->isArray() && named->text() != "[]")
            keys.append(textOf(*named));
    const QString time = seconds ? FactList::tr("on for %1 s").arg(textOf(*seconds)) : FactList::tr("on");
    return keys.isEmpty() ? time : FactList::tr("%1, by %2").arg(time, keys.join(QStringLiteral(", ")));
}

std::optional<qint64> wholeNumber(const RawJson &value)
{
    return value.kind() == RawJson::Kind::Number ? value.toInteger() : std::nullopt;
}

Fact factOf(const QString &label, const RawJson &value, As as)
{
    Fact fact{label, cut(textOf(value)), as == As::Code || as == As::Address};
    static const QRegularExpression color(QStringLiteral("^#[0-9A-Fa-f]{6}$"));
    switch (as) {
    case As::Text:
    case As::Code: break;
    case As::Address: fact.value = shownUri(fact.value); break;
    case As::Authentication: fact.value = authenticationWords(value); break;
    case As::Cache:
        if (value.isObject())
            fact.value = cacheWords(value);
        break;
    case As::Bytes:
        if (const auto bytes = wholeNumber(value)) {
            fact.value = QLocale().formattedDataSize(*bytes, 1, QLocale::DataSizeSIFormat);
            fact.more = FactList::tr("%1 bytes").arg(QLocale().toString(*bytes));
        }
        break;
    case As::Seconds:
        if (const auto time = FactList::duration(value)) {
            fact.more = FactList::tr("%1 s").arg(fact.value);
            fact.value = *time;
        }
        break;
    case As::Color:
        if (color.match(fact.value).hasMatch())
            fact.swatch = fact.value;
        break;
    }
    return fact;
}

/// The row of a known member, for people.
template <std::size_t N>
const Member *find(const std::array<Member, N> &table, const QString &key)
{
    const auto found
        = std::ranges::find_if(table, [&key](const Member &each) { return key == QLatin1String(each.key); });
    return found == table.end() ? nullptr : &*found;
}

void addUnknown(const QString &path, const RawJson &value, int depth, const QTimeZone &zone, QList<Fact> &facts)
{
    if (facts.size() >= mostFacts || value.isNull() || value.text() == "\"\"" || value.text() == "[]"
        || value.text() == "{}")
        return;
    if (value.isObject() && depth < deepest) {
        const auto inner = value.members();
        for (const RawJson::Member &member : inner)
            addUnknown(QString(path + QLatin1Char('.') + member.key), member.value, depth + 1, zone, facts);
        return;
    }
    QString text = textOf(value);
    if (path.endsWith(QLatin1String("_at")))
        if (const auto when = parseTimestamp(value))
            text = FactList::moment(*when, zone);
    facts.append({path, cut(text)});
}

void addMember(const RawJson::Member &member, const QTimeZone &zone, QList<Fact> &facts)
{
    const Member *known = find(members, member.key);
    if (!known)
        known = find(moreMembers, member.key);
    // An object where a single value is documented is no less than an unknown member.
    const bool isOdd = known && member.value.isObject() && known->as != As::Authentication && known->as != As::Cache;
    if (!known || isOdd) {
        addUnknown(member.key, member.value, 1, zone, facts);
        return;
    }
    if (member.value.isNull())
        return;
    const Fact fact = factOf(FactList::tr(known->label), member.value, known->as);
    if (!fact.value.isEmpty())
        facts.append(fact);
}

QList<Fact> ofSummary(const ObjectSummary &object, const QTimeZone &zone)
{
    QList<Fact> facts;
    const auto add = [&facts](const QString &label, const QString &value, bool isCode = false) {
        if (!value.isEmpty())
            facts.append({label, value, isCode});
    };
    add(FactList::tr("Kind"), kindName(object.kind));
    // What Xano gives no number, and an instance, which has its address, are not told one.
    if (const qint64 number = object.id.value(); !object.key.isEmpty() || number > 0)
        add(FactList::tr("ID"), object.key.isEmpty() ? QString::number(number) : object.key, true);
    add(FactList::tr("Description"), object.description);
    if (object.createdAt)
        add(isHistory(object.kind) ? FactList::tr("Time") : FactList::tr("Created"),
            FactList::moment(*object.createdAt, zone));
    if (object.updatedAt)
        add(FactList::tr("Updated"), FactList::moment(*object.updatedAt, zone));
    return facts;
}

} // namespace

QString FactList::moment(const QDateTime &moment, const QTimeZone &zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    return QLocale().toString(local, QLocale::ShortFormat) + QLatin1Char(' ') + local.timeZoneAbbreviation();
}

std::optional<QString> FactList::duration(const RawJson &seconds)
{
    bool isNumber = false;
    const double time = seconds.kind() == RawJson::Kind::Number ? seconds.text().toDouble(&isNumber) : 0;
    if (!isNumber || time < 0 || time > 1e9)
        return std::nullopt;
    if (time < 1)
        return tr("%1 ms").arg(QLocale().toString(time * 1000, 'f', time < 0.01 ? 1 : 0));
    return tr("%1 s").arg(QLocale().toString(time, 'f', time < 100 ? 2 : 0));
}

QList<Fact> FactList::of(const ObjectSummary &object, const QTimeZone &zone)
{
    QList<Fact> facts = ofSummary(object, zone);
    for (const Member &member : members) {
        const auto value = object.raw.member(QString::fromLatin1(member.key));
        if (!value || value->isNull() || value->isObject())
            continue;
        const QString text = textOf(*value);
        if (!text.isEmpty())
            facts.append({tr(member.label), text, member.as == As::Code});
    }
    return facts;
}

QList<Fact> FactList::all(const ObjectSummary &object, const QTimeZone &zone)
{
    QList<Fact> facts = ofSummary(object, zone);
    // What a run's row calls secret is all that a person comes to see: there what is called like a secret must do.
    const Kind kind = isHistory(object.kind) ? Kind::Function : object.kind;
    const auto all = withoutSecrets(kind, object.raw).members();
    for (const RawJson::Member &member : all) {
        const bool isKey = member.key == QLatin1String("label") && member.value.toString() == object.key;
        if (isKey || hasOwnPlace(object, member) || std::ranges::find(toldOtherwise, member.key) != toldOtherwise.end())
            continue;
        if (facts.size() >= mostFacts) {
            facts.append({tr("More"), tr("There is more than is shown here: see the object's JSON.")});
            break;
        }
        addMember(member, zone, facts);
    }
    return facts;
}

} // namespace metascope
