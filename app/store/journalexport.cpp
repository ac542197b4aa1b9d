// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/store/journalexport.h"

namespace metascope {

namespace {

RawJson timeJson(const QDateTime &time)
{
    return time.isValid() ? RawJson::string(time.toUTC().toString(Qt::ISODateWithMs)) : RawJson();
}

RawJson named(qint64 id, const QString &name)
{
    return RawJson::object(
        {{QStringLiteral("id"), RawJson::integer(id)}, {QStringLiteral("name"), RawJson::string(name)}});
}

} // namespace

RawJson journalJson(const JournalEntry &entry, const JournalTexts &texts, const JournalStateWords &words)
{
    const auto text = [](const QString &value) { return RawJson::string(value); };
    return RawJson::object({{QStringLiteral("id"), RawJson::integer(entry.id)},
                            {QStringLiteral("started_at"), timeJson(entry.startedAt)},
                            {QStringLiteral("ended_at"), timeJson(entry.endedAt)},
                            {QStringLiteral("instance"),
                             RawJson::object({{QStringLiteral("name"), text(entry.instanceName)},
                                              {QStringLiteral("host"), text(entry.host)}})},
                            {QStringLiteral("workspace"), named(entry.workspace.value(), entry.workspaceName)},
                            {QStringLiteral("branch"), text(entry.branch)},
                            {QStringLiteral("data_source"), text(entry.dataSource)},
                            {QStringLiteral("table"), named(entry.table.value(), entry.tableName)},
                            {QStringLiteral("method"), text(entry.method)},
                            {QStringLiteral("path_template"), text(entry.pathTemplate)},
                            {QStringLiteral("path"), text(entry.path)},
                            {QStringLiteral("change"), text(entry.sentence)},
                            {QStringLiteral("before"), texts.before.value_or(RawJson())},
                            {QStringLiteral("after"), texts.after.value_or(RawJson())},
                            {QStringLiteral("outcome"), text(words.outcome)},
                            {QStringLiteral("words"), text(entry.words)},
                            {QStringLiteral("confirmed_by"), text(words.confirmation)},
                            {QStringLiteral("guard"), text(words.guard)},
                            {QStringLiteral("plan"), text(entry.plan)},
                            {QStringLiteral("step"), RawJson::integer(entry.step)},
                            {QStringLiteral("steps"), RawJson::integer(entry.steps)}});
}

} // namespace metascope
