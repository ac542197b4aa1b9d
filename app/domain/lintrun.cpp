// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/lintrun.h"

#include "app/domain/columnkeys.h"

#include <algorithm>
#include <array>

namespace metascope {

namespace {

/// Deeper than any schema; what is deeper is somebody's joke.
constexpr qsizetype deepest = 64;

const QString ascending = QStringLiteral("asc");

bool isBtree(const Index &index)
{
    return index.isPrimary() || index.isUnique() || index.type == QLatin1String("btree");
}

QString typeKey(const Index &index)
{
    return isBtree(index) && index.isUnique() ? QStringLiteral("unique") : index.type;
}

/// What two indexes of other kinds (a language, weights) must share besides, to be the same.
QString restOf(const Index &index)
{
    return isBtree(index) ? QString() : QString::fromUtf8(indexToJson(index).without(columnkey::id).text());
}

void append(QString &key, const IndexField &field)
{
    key += field.name + QChar(QChar::Null) + (field.op.isEmpty() ? ascending : field.op) + QChar(QChar::Null);
}

} // namespace

LintRun::LintRun(const TableSchema &schema, const LintContext &context) : m_schema(schema), m_context(context)
{
    readIndexes();
    readNames();
}

void LintRun::readIndexes()
{
    QSet<QString> seen;
    for (const Keyed<Index> &entry : m_schema.indexes) {
        const Index &index = entry.value;
        if (index.fields.isEmpty() || index.fields.size() > mostIndexFields)
            continue;
        QString key;
        const bool isOrdered = isBtree(index);
        for (qsizetype i = 0; i < index.fields.size(); ++i) {
            append(key, index.fields.at(i));
            const bool isWhole = i + 1 == index.fields.size();
            // Of several the longest: that one is not superfluous itself.
            const Index *&known = m_longer[key];
            const bool isStronger = !isWhole || index.isUnique() || index.isPrimary();
            if (isOrdered && isStronger && (!known || known->fields.size() < index.fields.size()))
                known = &index;
        }
        if (isOrdered)
            m_leading.insert(index.fields.constFirst().name);
        const QString whole = typeKey(index) + QChar(QChar::Null) + key + restOf(index);
        if (seen.contains(whole))
            m_duplicates.insert(entry.key);
        seen.insert(whole);
    }
}

void LintRun::readNames()
{
    std::array<int, static_cast<std::size_t>(NameStyle::Other) + 1> counts{};
    for (qsizetype i = 0; i < m_schema.fields.size(); ++i) {
        const QString &name = m_schema.fields.at(i).value.name;
        m_names.insert(collisionKey(name));
        if (i > 0 && !isOfServer(name))
            ++counts.at(static_cast<std::size_t>(nameStyle(name)));
    }
    int styled = 0;
    for (std::size_t i = static_cast<std::size_t>(NameStyle::Snake); i < counts.size(); ++i)
        styled += counts.at(i);
    constexpr int least = 2;
    for (auto style = static_cast<std::size_t>(NameStyle::Snake); style < static_cast<std::size_t>(NameStyle::Other);
         ++style)
        if (counts.at(style) >= least && counts.at(style) * 2 > styled)
            m_usualStyle = static_cast<NameStyle>(style);
}

void LintRun::eachField(const std::function<void(const Spot &)> &look) const
{
    const std::function<void(const Spot &)> walk = [&](const Spot &spot) {
        look(spot);
        if (spot.path.size() >= deepest)
            return;
        for (const Field &child : spot.field.children)
            walk({spot.key, child, spot.path + QStringList(child.name), spot.subject + QLatin1Char('.') + child.name,
                  wordsOf(child.name)});
    };
    for (qsizetype i = 1; i < m_schema.fields.size(); ++i) {
        const Keyed<Field> &entry = m_schema.fields.at(i);
        walk({entry.key, entry.value, {}, entry.value.name, wordsOf(entry.value.name)});
    }
}

QStringList LintRun::samplesOf(const Spot &spot) const
{
    return m_context.samples.value(spot.subject);
}

const Index *LintRun::longerThan(const Keyed<Index> &index) const
{
    if (!isBtree(index.value) || index.value.isUnique() || index.value.fields.size() > mostIndexFields)
        return nullptr;
    QString key;
    for (const IndexField &field : index.value.fields)
        append(key, field);
    const Index *longer = m_longer.value(key);
    return longer == &index.value ? nullptr : longer;
}

void LintRun::find(LintRule rule, const Spot &spot, const QString &sentence, std::optional<SchemaFix> fix)
{
    m_findings.append({rule, spot.key, false, spot.subject, sentence, std::move(fix)});
}

void LintRun::find(LintRule rule, const Spot &spot, const QString &sentence, const QString &fixName, const Field &fixed)
{
    find(rule, spot, sentence, SchemaFix{fixName, FieldFix{spot.key, spot.path, spot.field, fixed}});
}

void LintRun::find(LintRule rule, const Keyed<Index> &index, const QString &sentence, SchemaFix fix)
{
    m_findings.append({rule, index.key, true, fieldsText(index.value), sentence, std::move(fix)});
}

QString LintRun::fieldsText(const Index &index)
{
    QStringList parts;
    for (const IndexField &field : index.fields.mid(0, mostIndexFields))
        parts.append(field.op.isEmpty() || field.op == ascending ? field.name
                                                                 : QString(field.name + QLatin1Char(' ') + field.op));
    return parts.join(QStringLiteral(", "));
}

bool isOfServer(const QString &name)
{
    return name == QLatin1String("id") || name == QLatin1String("created_at");
}

} // namespace metascope
