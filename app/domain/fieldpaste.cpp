// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/fieldpaste.h"

#include "app/domain/columnkeys.h"
#include "app/domain/fieldtype.h"
#include "app/domain/validation.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace metascope {

namespace {

struct PasteText {
    Q_DECLARE_TR_FUNCTIONS(metascope::PastedFields)
};

/// More than any table has; a clipboard may hold anything.
constexpr qsizetype mostLines = 5000;

enum class Part { Name, Type, Description, Required, Nullable, Default };

struct Word {
    std::string_view word;
    std::string_view meaning;
};

/// What other databases and spreadsheets call the API's types.
constexpr std::array typeWords{
    Word{"string", "text"},        Word{"varchar", "text"},
    Word{"char", "text"},          Word{"str", "text"},
    Word{"longtext", "text"},      Word{"integer", "int"},
    Word{"bigint", "int"},         Word{"smallint", "int"},
    Word{"number", "decimal"},     Word{"float", "decimal"},
    Word{"double", "decimal"},     Word{"numeric", "decimal"},
    Word{"real", "decimal"},       Word{"boolean", "bool"},
    Word{"datetime", "timestamp"}, Word{"timestamptz", "timestamp"},
    Word{"time", "timestamp"},     Word{"jsonb", "json"},
    Word{"guid", "uuid"},          Word{"mail", "email"},
    Word{"file", "attachment"},    Word{"picture", "image"},
    Word{"point", "geo_point"},    Word{"select", "enum"},
};

constexpr std::array headings{std::pair{std::string_view("name"), Part::Name},
                              std::pair{std::string_view("field"), Part::Name},
                              std::pair{std::string_view("column"), Part::Name},
                              std::pair{std::string_view("type"), Part::Type},
                              std::pair{std::string_view("description"), Part::Description},
                              std::pair{std::string_view("comment"), Part::Description},
                              std::pair{std::string_view("required"), Part::Required},
                              std::pair{std::string_view("nullable"), Part::Nullable},
                              std::pair{std::string_view("default"), Part::Default}};

bool isWord(const QString &text, std::string_view word)
{
    return text.compare(QLatin1String(word.data(), static_cast<qsizetype>(word.size())), Qt::CaseInsensitive) == 0;
}

bool isYes(const QString &text)
{
    static constexpr std::array yes{std::string_view("yes"), std::string_view("true"), std::string_view("1"),
                                    std::string_view("x"), std::string_view("y")};
    return std::ranges::any_of(yes, [&text](std::string_view word) { return isWord(text.trimmed(), word); });
}

std::optional<Part> partOf(const QString &heading)
{
    const auto found = std::ranges::find_if(
        headings, [&heading](const auto &known) { return isWord(heading.trimmed(), known.first); });
    return found == headings.end() ? std::nullopt : std::optional(found->second);
}

/// Sets the type that a text means.
void readType(PastedField &pasted, const QString &written, const QHash<QString, TableId> &tables)
{
    QString text = written.trimmed();
    Field &field = pasted.field;
    if (text.endsWith(QLatin1String("[]")) || text.endsWith(QLatin1String(" list"), Qt::CaseInsensitive)) {
        field.style = QStringLiteral("list");
        text.chop(text.endsWith(QLatin1Char(']')) ? 2 : 5);
        text = text.trimmed();
    }
    static const QString referenceWord = QStringLiteral("reference to ");
    if (const qsizetype at = text.indexOf(referenceWord, 0, Qt::CaseInsensitive); at >= 0) {
        const QString table = text.mid(at + referenceWord.size()).trimmed();
        field.type = text.startsWith(QLatin1String("uuid"), Qt::CaseInsensitive) ? QStringLiteral("uuid")
                                                                                 : QStringLiteral("int");
        field.reference = tables.value(table);
        if (!tables.contains(table))
            pasted.notes.append(PasteText::tr("no table is named “%1”").arg(table));
        return;
    }
    if (const qsizetype open = text.indexOf(QLatin1Char('(')); open > 0 && text.endsWith(QLatin1Char(')'))) {
        const QString inside = text.mid(open + 1, text.size() - open - 2);
        text = text.left(open).trimmed();
        if (isWord(text, "enum") || isWord(text, "select"))
            for (const QString &value : inside.split(QLatin1Char(',')))
                field.values.append(value.trimmed());
    }
    const QString lower = text.toLower();
    if (fieldTypeRow(lower)) {
        field.type = lower;
        return;
    }
    const auto found
        = std::ranges::find_if(typeWords, [&lower](const Word &known) { return isWord(lower, known.word); });
    const QString type = found == typeWords.end()
        ? QStringLiteral("text")
        : QString::fromLatin1(found->meaning.data(), static_cast<qsizetype>(found->meaning.size()));
    field.type = type;
    if (!text.isEmpty())
        pasted.notes.append(PasteText::tr("type “%1” is read as %2").arg(text, type));
}

void readPart(PastedField &pasted, Part part, const QString &text, const QHash<QString, TableId> &tables)
{
    Field &field = pasted.field;
    switch (part) {
    case Part::Name: field.name = text.trimmed(); break;
    case Part::Type: readType(pasted, text, tables); break;
    case Part::Description: field.description = text.trimmed(); break;
    case Part::Required: field.required = isYes(text); break;
    case Part::Nullable: field.nullable = isYes(text); break;
    case Part::Default:
        if (!text.isEmpty())
            field.defaultValue = defaultFromText(field, text).value_or(RawJson::string(text));
        break;
    }
}

PastedFields fromLines(const QString &text, const QHash<QString, TableId> &tables)
{
    PastedFields pasted;
    QList<std::optional<Part>> order{Part::Name,     Part::Type,     Part::Description,
                                     Part::Required, Part::Nullable, Part::Default};
    const QStringList lines = QString(text).remove(QLatin1Char('\r')).split(QLatin1Char('\n'));
    bool isFirst = true;
    for (qsizetype i = 0; i < std::min(lines.size(), mostLines); ++i) {
        const QString &line = lines.at(i);
        if (line.trimmed().isEmpty())
            continue;
        const QStringList cells = line.split(QLatin1Char('\t'));
        const bool isHead = std::exchange(isFirst, false) && cells.size() > 1
            && std::ranges::count_if(cells, [](const QString &each) { return partOf(each).has_value(); }) > 1;
        if (isHead) {
            order.clear();
            std::ranges::transform(cells, std::back_inserter(order), partOf);
            continue;
        }
        PastedField field;
        field.field.type = QStringLiteral("text");
        // The default is read last: how, depends on the type.
        for (const bool defaults : {false, true})
            for (qsizetype at = 0; at < std::min(cells.size(), order.size()); ++at)
                if (order.at(at) && (*order.at(at) == Part::Default) == defaults)
                    readPart(field, *order.at(at), cells.at(at), tables);
        if (field.field.name.isEmpty())
            pasted.skipped.append(PasteText::tr("Line %1 has no name.").arg(i + 1));
        else
            pasted.fields.append(field);
    }
    if (lines.size() > mostLines)
        pasted.skipped.append(PasteText::tr("Only the first %1 lines were read.").arg(mostLines));
    return pasted;
}

PastedFields fromJson(const RawJson &json)
{
    RawJson list = json;
    if (json.isObject()) {
        const auto schema = json.member(u"schema");
        list = schema && schema->isArray() ? *schema : RawJson::array({json});
    }
    PastedFields pasted;
    qsizetype entry = 0;
    for (const RawJson &element : list.elements()) {
        ++entry;
        auto field = fieldFromJson(element);
        if (!field) {
            pasted.skipped.append(PasteText::tr("Entry %1 is no field: it needs a name and a type.").arg(entry));
            continue;
        }
        // As a copy of a field: everything that it carries, but it is nothing that the server has.
        field->raw = field->raw.without(columnkey::name);
        pasted.fields.append({*field, {}});
    }
    return pasted;
}

} // namespace

PastedFields fieldsFromText(const QString &text, const QHash<QString, TableId> &tables)
{
    const auto json = RawJson::parse(text.trimmed().toUtf8());
    if (json && (json->isArray() || json->isObject()))
        return fromJson(*json);
    return fromLines(text, tables);
}

} // namespace metascope
