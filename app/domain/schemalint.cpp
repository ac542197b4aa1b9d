// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/domain/schemalint.h"

#include "app/domain/lintrun.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>
#include <QtCore/QUuid>

#include <algorithm>
#include <array>

namespace metascope {

namespace {

struct LintText {
    Q_DECLARE_TR_FUNCTIONS(metascope::SchemaLint)
};

using Spot = LintRun::Spot;

const QString textType = QStringLiteral("text");
const QString uuidType = QStringLiteral("uuid");
const QString enumType = QStringLiteral("enum");

void missingTable(LintRun &run, const Spot &spot)
{
    const auto &tables = run.context().tables;
    if (!tables || !spot.field.reference || tables->contains(*spot.field.reference))
        return;
    Field plain = spot.field;
    plain.reference.reset();
    run.find(LintRule::MissingTable, spot,
             LintText::tr("Refers to table %1, which the workspace does not have.").arg(spot.field.reference->value()),
             LintText::tr("Remove Reference"), plain);
}

void enumWithoutValues(LintRun &run, const Spot &spot)
{
    if (spot.field.type != enumType || !spot.field.values.isEmpty())
        return;
    Field text = spot.field;
    text.type = textType;
    run.find(LintRule::EnumWithoutValues, spot, LintText::tr("An enum without values: nothing can be stored in it."),
             LintText::tr("Change to Text"), text);
}

void referenceWithoutIndex(LintRun &run, const Spot &spot)
{
    if (!spot.isTop() || !spot.field.isReference() || spot.field.isList() || run.beginsAnIndex(spot.field.name))
        return;
    Index index;
    index.type = QStringLiteral("btree");
    index.fields = {{spot.field.name, QStringLiteral("asc")}};
    run.find(LintRule::ReferenceWithoutIndex, spot,
             LintText::tr("A reference, and no index begins with it: looking up by it reads every record."),
             SchemaFix{LintText::tr("Add Index"), IndexAddition{index}});
}

void listOfReferences(LintRun &run, const Spot &spot)
{
    if (spot.field.isReference() && spot.field.isList())
        run.find(LintRule::ListOfReferences, spot,
                 LintText::tr("A list of references: a table between the two can be looked up from both sides."));
}

void nullableRequired(LintRun &run, const Spot &spot)
{
    if (!spot.field.nullable || !spot.field.required)
        return;
    Field free = spot.field;
    free.required = false;
    run.find(LintRule::NullableRequired, spot,
             LintText::tr("Required and nullable at once: it must be given, and may be given as null."),
             LintText::tr("Make Not Required"), free);
}

void missingDescription(LintRun &run, const Spot &spot)
{
    if (spot.isTop() && !isOfServer(spot.field.name) && spot.field.description.trimmed().isEmpty())
        run.find(LintRule::MissingDescription, spot, LintText::tr("Has no description."));
}

/// Of a kind that can hold a secret: what only says that there is one, or when, holds none.
bool canBeSecret(const Field &field)
{
    static constexpr std::array types{"text", "password", "json", "uuid", "email", "int", "decimal", "object"};
    return !field.isReference()
        && std::ranges::any_of(types, [&field](const char *type) { return field.type == QLatin1String(type); });
}

bool isSecretName(const QStringList &words)
{
    static const QSet<QString> secret{
        QStringLiteral("password"),    QStringLiteral("passwords"),  QStringLiteral("passwd"),
        QStringLiteral("pwd"),         QStringLiteral("passphrase"), QStringLiteral("passcode"),
        QStringLiteral("secret"),      QStringLiteral("secrets"),    QStringLiteral("token"),
        QStringLiteral("tokens"),      QStringLiteral("apikey"),     QStringLiteral("credential"),
        QStringLiteral("credentials"), QStringLiteral("otp"),        QStringLiteral("ssn"),
        QStringLiteral("iban"),        QStringLiteral("card"),       QStringLiteral("cvv"),
        QStringLiteral("cvc"),         QStringLiteral("passport")};
    static const QSet<QString> pairs{QStringLiteral("api key"), QStringLiteral("private key"),
                                     QStringLiteral("access key"), QStringLiteral("account number"),
                                     QStringLiteral("social security")};
    // `token_count` says something about it, and not what it is.
    static const QSet<QString> about{QStringLiteral("count"),  QStringLiteral("type"), QStringLiteral("kind"),
                                     QStringLiteral("status"), QStringLiteral("at"),   QStringLiteral("length")};
    if (words.isEmpty() || about.contains(words.constLast()))
        return false;
    for (qsizetype i = 0; i < words.size(); ++i)
        if (secret.contains(words.at(i)) || (i > 0 && pairs.contains(words.at(i - 1) + QLatin1Char(' ') + words.at(i))))
            return true;
    return false;
}

void sensitiveName(LintRun &run, const Spot &spot)
{
    if (spot.field.sensitive || !canBeSecret(spot.field) || !isSecretName(spot.words))
        return;
    Field marked = spot.field;
    marked.sensitive = true;
    run.find(LintRule::SensitiveName, spot, LintText::tr("Sounds like a secret and is not marked sensitive."),
             LintText::tr("Mark as Sensitive"), marked);
}

bool isUuid(const QString &value)
{
    constexpr qsizetype length = 36;
    return value.size() == length && !QUuid(value).isNull();
}

void textForUuid(LintRun &run, const Spot &spot)
{
    if (spot.field.type != textType)
        return;
    const QStringList samples = run.samplesOf(spot);
    const bool isNamed = spot.words.contains(uuidType) || spot.words.contains(QStringLiteral("guid"));
    if (samples.isEmpty() ? !isNamed : !std::ranges::all_of(samples, isUuid))
        return;
    Field uuid = spot.field;
    uuid.type = uuidType;
    uuid.defaultValue.reset();
    run.find(LintRule::TextForUuid, spot,
             samples.isEmpty() ? LintText::tr("A text, and its name says uuid.")
                               : LintText::tr("A text, and each value that was seen is a uuid."),
             LintText::tr("Change to uuid"), uuid);
}

bool isChoiceName(const QStringList &words)
{
    static const QSet<QString> choices{QStringLiteral("status"),   QStringLiteral("state"), QStringLiteral("type"),
                                       QStringLiteral("kind"),     QStringLiteral("role"),  QStringLiteral("gender"),
                                       QStringLiteral("priority"), QStringLiteral("stage"), QStringLiteral("severity")};
    return !words.isEmpty() && choices.contains(words.constLast());
}

/// The few short values that all of the samples are; empty where they say nothing of the kind.
QStringList choicesIn(const QStringList &samples)
{
    constexpr qsizetype least = 20;
    constexpr qsizetype mostChoices = 8;
    constexpr qsizetype longest = 40;
    if (samples.size() < least)
        return {};
    QStringList values;
    for (const QString &value : samples) {
        if (value.isEmpty() || value.size() > longest)
            return {};
        if (!values.contains(value))
            values.append(value);
        if (values.size() > mostChoices)
            return {};
    }
    values.sort();
    return values;
}

void textForEnum(LintRun &run, const Spot &spot)
{
    if (spot.field.type != textType || spot.field.isList())
        return;
    const QStringList samples = run.samplesOf(spot);
    const QStringList values = choicesIn(samples);
    // Values that were seen say more than a name does.
    if (values.isEmpty() && (!samples.isEmpty() || !isChoiceName(spot.words)))
        return;
    if (values.isEmpty()) {
        run.find(LintRule::TextForEnum, spot,
                 LintText::tr("A text, and its name says a choice of few values: an enum refuses all others."));
        return;
    }
    Field choice = spot.field;
    choice.type = enumType;
    choice.values = values;
    run.find(LintRule::TextForEnum, spot,
             LintText::tr("A text, and no other values were seen than %1.").arg(values.join(QStringLiteral(", "))),
             LintText::tr("Change to Enum"), choice);
}

void inconsistentName(LintRun &run, const Spot &spot)
{
    const NameStyle usual = run.usualStyle();
    const NameStyle own = nameStyle(spot.field.name);
    if (usual == NameStyle::OneWord || own == NameStyle::OneWord || own == usual || isOfServer(spot.field.name))
        return;
    const QString sentence
        = LintText::tr("Is not written as most names of this table are: %1.").arg(styleExample(usual));
    const QString name = inStyle(spot.field.name, usual);
    // There is no call that renames a nested field and keeps its data.
    if (!spot.isTop() || name.isEmpty() || nameStyle(name) == NameStyle::Other || run.isNameTaken(name)) {
        run.find(LintRule::InconsistentName, spot, sentence);
        return;
    }
    Field renamed = spot.field;
    renamed.name = name;
    run.find(LintRule::InconsistentName, spot, sentence, LintText::tr("Rename to %1").arg(name), renamed);
}

void duplicateIndex(LintRun &run, const Keyed<Index> &index)
{
    if (!index.value.isPrimary() && run.isDuplicate(index.key))
        run.find(LintRule::DuplicateIndex, index, LintText::tr("Another index is the same: one of them is enough."),
                 SchemaFix{LintText::tr("Remove Index"), IndexRemoval{index.key}});
}

void unusedIndex(LintRun &run, const Keyed<Index> &index)
{
    if (index.value.isPrimary() || run.isDuplicate(index.key))
        return;
    const Index *longer = run.longerThan(index);
    if (!longer)
        return;
    run.find(LintRule::UnusedIndex, index,
             longer->isPrimary()
                 ? LintText::tr("The primary key's index finds all that this one finds.")
                 : LintText::tr("The index on %1 begins with the same fields and finds all that this one finds.")
                       .arg(LintRun::fieldsText(*longer)),
             SchemaFix{LintText::tr("Remove Index"), IndexRemoval{index.key}});
}

struct Lookout {
    LintRule rule;
    void (*onField)(LintRun &, const Spot &);
    void (*onIndex)(LintRun &, const Keyed<Index> &);
    bool needsIndexes = false;
};

constexpr std::array lookouts{
    Lookout{LintRule::MissingTable, missingTable, nullptr},
    Lookout{LintRule::EnumWithoutValues, enumWithoutValues, nullptr},
    Lookout{LintRule::ReferenceWithoutIndex, referenceWithoutIndex, nullptr, true},
    Lookout{LintRule::DuplicateIndex, nullptr, duplicateIndex, true},
    Lookout{LintRule::UnusedIndex, nullptr, unusedIndex, true},
    Lookout{LintRule::SensitiveName, sensitiveName, nullptr},
    Lookout{LintRule::NullableRequired, nullableRequired, nullptr},
    Lookout{LintRule::TextForUuid, textForUuid, nullptr},
    Lookout{LintRule::TextForEnum, textForEnum, nullptr},
    Lookout{LintRule::ListOfReferences, listOfReferences, nullptr},
    Lookout{LintRule::InconsistentName, inconsistentName, nullptr},
    Lookout{LintRule::MissingDescription, missingDescription, nullptr},
};
static_assert(lookouts.size() == lintRules.size());

} // namespace

QList<LintFinding> lintSchema(const TableSchema &schema, const LintContext &context)
{
    LintRun run(schema, context);
    const auto isOn = [&context](const Lookout &lookout) {
        return !context.off.contains(lookout.rule) && (context.areIndexesKnown || !lookout.needsIndexes);
    };
    run.eachField([&run, &isOn](const Spot &spot) {
        for (const Lookout &lookout : lookouts)
            if (lookout.onField && isOn(lookout))
                lookout.onField(run, spot);
    });
    for (const Keyed<Index> &index : schema.indexes)
        for (const Lookout &lookout : lookouts)
            if (lookout.onIndex && isOn(lookout))
                lookout.onIndex(run, index);
    return run.findings();
}

} // namespace metascope
