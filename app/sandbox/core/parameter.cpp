// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/core/parameter.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace metascope::sandbox {

namespace {

QStringList wordsOf(const Parameter &parameter)
{
    return parameter.words == nullptr ? QStringList() : QString::fromLatin1(parameter.words).split(u'|');
}

bool fitsText(const Parameter &parameter, const QString &text)
{
    bool isNumber = true;
    switch (parameter.type) {
    case Type::Text: return parameter.words == nullptr || wordsOf(parameter).contains(text);
    case Type::Integer: text.toLongLong(&isNumber); return isNumber;
    case Type::Number: text.toDouble(&isNumber); return isNumber;
    case Type::Flag: return QStringList{u"true"_s, u"false"_s, u"1"_s, u"0"_s}.contains(text);
    case Type::List:
    case Type::Object: break;
    }
    return false;
}

bool fits(const Parameter &parameter, const RawJson &value)
{
    const bool isWordless = parameter.words == nullptr;
    switch (value.kind()) {
    case RawJson::Kind::Null: return !parameter.isRequired;
    case RawJson::Kind::Bool: return parameter.type == Type::Flag;
    case RawJson::Kind::Number: return parameter.type == Type::Integer || parameter.type == Type::Number;
    case RawJson::Kind::Array: return parameter.type == Type::List;
    case RawJson::Kind::Object: return parameter.type == Type::Object;
    case RawJson::Kind::String: break;
    }
    const QString text = value.toString().value_or(QString());
    if (text.isEmpty() && isWordless)
        return !parameter.isRequired && parameter.type != Type::List && parameter.type != Type::Object;
    return fitsText(parameter, text);
}

QString nameOf(Type type)
{
    switch (type) {
    case Type::Text: return u"string"_s;
    case Type::Integer: return u"integer"_s;
    case Type::Number: return u"number"_s;
    case Type::Flag: return u"boolean"_s;
    case Type::List: return u"array"_s;
    case Type::Object: return u"object"_s;
    }
    return {};
}

} // namespace

Outcome<QString> readText(const Parameter &parameter, const QString &text)
{
    if (!text.isEmpty() && !fitsText(parameter, text))
        return inputError(QString::fromLatin1(parameter.name));
    return text;
}

Outcome<RawJson> readMembers(std::span<const Parameter> parameters, const RawJson &body)
{
    QList<std::pair<QString, RawJson>> members;
    for (const Parameter &parameter : parameters) {
        const QString name = QString::fromLatin1(parameter.name);
        const auto value = body.member(name);
        if (value ? !fits(parameter, *value) : parameter.isRequired)
            return inputError(name);
        if (value)
            members.append({name, *value});
    }
    return RawJson::object(members);
}

RawJson parametersAsJson(std::span<const Parameter> parameters)
{
    QList<RawJson> rows;
    for (const Parameter &parameter : parameters) {
        QList<std::pair<QString, RawJson>> members{{u"name"_s, RawJson::string(QString::fromLatin1(parameter.name))},
                                                   {u"type"_s, RawJson::string(nameOf(parameter.type))},
                                                   {u"required"_s, RawJson::boolean(parameter.isRequired)}};
        if (parameter.words != nullptr)
            members.append({u"enum"_s, RawJson::strings(wordsOf(parameter))});
        rows.append(RawJson::object(members));
    }
    return RawJson::array(rows);
}

} // namespace metascope::sandbox
